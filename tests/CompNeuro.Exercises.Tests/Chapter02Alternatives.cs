using System.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace CompNeuro.Exercises.Tests;

/// <summary>Right answers to the exercises of chapter 2 as students might write them, each in another way than the reference.</summary>
internal static class Chapter02Alternatives
{
    public static IReadOnlyList<(string Id, Delegate Answer)> All { get; } =
    [
        Alternatives.Of("LeakyRate", (LeakyRateAnswer)LogDifference),
        Alternatives.Of("LeakyRate", (LeakyRateAnswer)((I, tau, EL, Vth, Vreset, tref, R) => R * I <= Vth - EL ? 0 : 1 / (tref / 1e3 - tau / 1e3 * Math.Log(1 - (Vth - Vreset) / (EL + R * I - Vreset))))),
        Alternatives.Of("LeakyRate", (LeakyRateAnswer)Stepped),
        Alternatives.Of("BlowUpTime", (BlowUpTimeAnswer)((V0, tau, a, Vr, Vc) => tau / a / (Vc - Vr) * (Math.Log(V0 - Vr) - Math.Log(V0 - Vc)))),
        Alternatives.Of("BlowUpTime", (BlowUpTimeAnswer)Strips),
        Alternatives.Of("BlowUpTime", (BlowUpTimeAnswer)((V0, tau, a, Vr, Vc) => 2 * tau / (a * (Vc - Vr)) * MathNet.Numerics.Trig.Acoth((2 * V0 - Vr - Vc) / (Vc - Vr)))),
        Alternatives.Of("QuadraticRate", (QuadraticRateAnswer)((I, tau, a, Vr, Vc, R) => a * (Vc - Vr) * (Vc - Vr) / 4 / R is var rheobase && I > rheobase ? Math.Sqrt(a * R * (I - rheobase)) / 3.1416 / tau * 1e3 : 0)),
        Alternatives.Of("QuadraticRate", (QuadraticRateAnswer)((I, tau, a, Vr, Vc, R) => Math.Sqrt(Math.Max(0, 4 * a * R * I - Math.Pow(a * (Vr - Vc), 2))) / (2 * Math.PI * tau / 1000))),
        Alternatives.Of("QuadraticRate", (QuadraticRateAnswer)((I, tau, a, Vr, Vc, R) => Complex.Sqrt(a * a * Vr * Vc + a * R * I - Math.Pow(a * (Vr + Vc) / 2, 2)).Real * 1000 / (Math.PI * tau))),
        Alternatives.Of("ExponentialRheobase", (ExponentialRheobaseAnswer)((gL, EL, VT, DeltaT) => -gL * (EL - VT) - gL * DeltaT)),
        Alternatives.Of("ExponentialRheobase", (ExponentialRheobaseAnswer)((gL, EL, VT, DeltaT) => Enumerable.Range(0, 10_000).Max(i => EL + 0.01 * i is var V ? gL * (V - EL) - gL * DeltaT * Math.Exp((V - VT) / DeltaT) : 0))),
        Alternatives.Of("ExponentialThreshold", (ExponentialThresholdAnswer)Newton),
        Alternatives.Of("ExponentialThreshold", (ExponentialThresholdAnswer)FixedPoint),
        Alternatives.Of("ExponentialThreshold", (ExponentialThresholdAnswer)Scanned),
        Alternatives.Of("IzhikevichRun", (IzhikevichRunAnswer)ResetFirst),
        Alternatives.Of("IzhikevichRun", (IzhikevichRunAnswer)Listed),
        Alternatives.Of("LastRestingCurrent", (LastRestingCurrentAnswer)((b, linear, constant) => 6.25 * Math.Pow(b - linear, 2) - constant)),
        Alternatives.Of("LastRestingCurrent", (LastRestingCurrentAnswer)((b, linear, constant) => (b - linear) / 0.08 is var v ? b * v - 0.04 * v * v - linear * v - constant : 0)),
        Alternatives.Of("LastRestingCurrent", (LastRestingCurrentAnswer)((b, linear, constant) => -Enumerable.Range(-120_000, 120_000).Min(i => i / 1000.0 is var v ? 0.04 * v * v + (linear - b) * v + constant : 0))),
        Alternatives.Of("TypeOfRest", (TypeOfRestAnswer)Eigenvalues),
        Alternatives.Of("TypeOfRest", (TypeOfRestAnswer)Decomposed),
        Alternatives.Of("SpikeLogLikelihood", (SpikeLogLikelihoodAnswer)((rate, counts, dt) => rate.Zip(counts, (one, y) => Poisson.PMFLn(one * dt / 1000, y)).Sum())),
        Alternatives.Of("SpikeLogLikelihood", (SpikeLogLikelihoodAnswer)((rate, counts, dt) => Math.Log(rate.Zip(counts, (one, y) => Math.Pow(one * dt * 1e-3, y) * Math.Exp(-one * dt * 1e-3) / SpecialFunctions.Factorial(y)).Aggregate(1.0, (product, p) => product * p)))),
        Alternatives.Of("SpikeLogLikelihood", (SpikeLogLikelihoodAnswer)Looped),
        Alternatives.Of("RaisedCosineBump", (RaisedCosineBumpAnswer)Squared),
        Alternatives.Of("RaisedCosineBump", (RaisedCosineBumpAnswer)Clamped),
        Alternatives.Of("RescaledInterval", (RescaledIntervalAnswer)((rate, dt, r) => 1 - rate.SkipLast(1).Aggregate(1.0, (empty, one) => empty * Math.Exp(-one * dt / 1000)) * (1 - r * (1 - Math.Exp(-rate[^1] * dt / 1000))))),
        Alternatives.Of("RescaledInterval", (RescaledIntervalAnswer)Halved),
    ];

    private static double LogDifference(double I, double tau, double EL, double Vth, double Vreset, double tref, double R)
    {
        var vInf = EL + R * I;
        return vInf > Vth ? 1e3 / (tref + tau * (Math.Log(vInf - Vreset) - Math.Log(vInf - Vth))) : 0.0;
    }

    /// <summary>The equation itself, in short exact steps, with the last one cut at threshold.</summary>
    private static double Stepped(double I, double tau, double EL, double Vth, double Vreset, double tref, double R)
    {
        const double dt = 0.01;
        var (V, t) = (Vreset, tref);
        while (t < 2000)
        {
            var next = EL + R * I + (V - EL - R * I) * Math.Exp(-dt / tau);
            if (next >= Vth)
            {
                return 1000 / (t + dt * (Vth - V) / (next - V));
            }

            (V, t) = (next, t + dt);
        }

        return 0;
    }

    private static double Strips(double V0, double tau, double a, double Vr, double Vc)
    {
        var (time, V) = (0.0, V0 - Vc);
        while (V < 1e5)
        {
            var next = V * 1.001;
            time += tau / a * (next - V) / Math.Sqrt(V * (V + Vc - Vr) * next * (next + Vc - Vr));
            V = next;
        }

        return time;
    }

    private static double Newton(double I, double gL, double EL, double VT, double DeltaT)
    {
        var V = VT + 10 * DeltaT;
        for (var k = 0; k < 100; k++)
        {
            var x = Math.Exp((V - VT) / DeltaT);
            V -= (-gL * (V - EL) + gL * DeltaT * x + I) / (-gL + gL * x);
        }

        return V;
    }

    private static double FixedPoint(double I, double gL, double EL, double VT, double DeltaT)
    {
        var V = VT + 5 * DeltaT;
        for (var k = 0; k < 100_000; k++)
        {
            V = VT + DeltaT * Math.Log((gL * (V - EL) - I) / (gL * DeltaT));
        }

        return V;
    }

    private static double Scanned(double I, double gL, double EL, double VT, double DeltaT)
    {
        var V = VT;
        while (-gL * (V - EL) + gL * DeltaT * Math.Exp((V - VT) / DeltaT) + I < 0)
        {
            V += 0.001;
        }

        return V;
    }

    /// <summary>The reset at the start of the step after the spike.</summary>
    private static double[] ResetFirst(double a, double b, double c, double d, double I, double h, int n)
    {
        var (v, u, shown) = (-70.0, b * -70, new List<double>());
        for (var i = 0; i < n; i++)
        {
            if (v > 30)
            {
                v = c;
                u += d;
            }

            v = v + h * ((0.04 * v + 5) * v + 140 - u + I);
            u = u + h * a * (b * v - u);
            shown.Add(Math.Min(v, 30));
        }

        return [.. shown];
    }

    private static double[] Listed(double a, double b, double c, double d, double I, double h, int n)
    {
        var (v, u) = (-70.0, -70 * b);
        return Enumerable.Range(0, n).Select(_ =>
        {
            v += h * (0.04 * Math.Pow(v, 2) + 5 * v + 140 - u + I);
            u += a * h * b * v - a * h * u;
            if (v < 30)
            {
                return v;
            }

            (v, u) = (c, u + d);
            return 30.0;
        }).ToArray();
    }

    private static string Eigenvalues(double I, double a, double b)
    {
        var p = new Complex((b - 5) * (b - 5) - 0.16 * (140 + I), 0);
        if (p.Real < 0)
        {
            return "NONE";
        }

        var v = ((b - 5) - Math.Sqrt(p.Real)) / 0.08;
        var s = 0.08 * v + 5;
        var root = Complex.Sqrt((s + a) * (s + a) - 4 * a * b);
        var largest = (s - a + root) / 2;
        return (largest.Real < 0 ? "Stable" : "Unstable") + (root.Imaginary == 0 ? "-node" : "-focus");
    }

    private static string Decomposed(double I, double a, double b)
    {
        var v = FindRoots.Quadratic(140 + I, 5 - b, 0.04);
        if (Math.Abs(v.Item1.Imaginary) > 1e-9)
        {
            return "none";
        }

        var low = Math.Min(v.Item1.Real, v.Item2.Real);
        var eigenvalues = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(new[,] { { 0.08 * low + 5, -1 }, { a * b, -a } }).Evd().EigenValues;
        return (eigenvalues.All(one => one.Real < 0) ? "stable " : "unstable ") + (Math.Abs(eigenvalues[0].Imaginary) > 1e-9 ? "focus" : "node");
    }

    private static double Looped(double[] rate, int[] counts, double dt)
    {
        var sum = 0.0;
        for (var i = 0; i < counts.Length; i++)
        {
            sum -= rate[i] * dt / 1000;
            for (var k = 1; k <= counts[i]; k++)
            {
                sum += Math.Log(rate[i]) + Math.Log(dt / 1000) - Math.Log(k);
            }
        }

        return sum;
    }

    /// <summary>½(1 + cos φ) is cos²(φ/2).</summary>
    private static double[] Squared(double[] t, int j, int count, double first, double last, double offset)
    {
        var spacing = Math.Log10((last + offset) / (first + offset)) / (count - 1);
        return t.Select(one => (Math.Log10(one + offset) - Math.Log10(first + offset)) / spacing - j).Select(x => Math.Abs(x) >= 2 ? 0 : Math.Pow(Math.Cos(x * Math.PI / 4), 2)).ToArray();
    }

    /// <summary>As in the programs of Pillow: the angle clamped to ±π.</summary>
    private static double[] Clamped(double[] t, int j, int count, double first, double last, double offset)
    {
        var (low, high) = (Math.Log(first + offset), Math.Log(last + offset));
        var centre = low + j * (high - low) / (count - 1);
        return [.. t.Select(one => (Math.Cos(Math.Max(-Math.PI, Math.Min(Math.PI, (Math.Log(one + offset) - centre) * Math.PI / ((high - low) / (count - 1)) / 2))) + 1) / 2)];
    }

    /// <summary>ξ of the last bin found as a root.</summary>
    private static double Halved(double[] rate, double dt, double r)
    {
        var last = rate[^1] * dt / 1000;
        var (low, high) = (0.0, last);
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            (low, high) = 1 - Math.Exp(-middle) < r * (1 - Math.Exp(-last)) ? (middle, high) : (low, middle);
        }

        return 1 - Math.Exp(-(rate.Sum() * dt / 1000 - last + low));
    }
}
