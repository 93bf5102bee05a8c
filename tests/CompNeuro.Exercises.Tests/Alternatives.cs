using System.Numerics;
using MathNet.Numerics.Distributions;

namespace CompNeuro.Exercises.Tests;

/// <summary>Right answers as students might write them, each in another way than the reference.</summary>
internal static class Alternatives
{
    public static IReadOnlyList<(string Id, Delegate Answer)> All { get; } =
    [
        Of("NernstPotential", (NernstPotentialAnswer)((inside, outside, z, T) => 8.314 * (T + 273) / (z * 96485.0) * (Math.Log(outside) - Math.Log(inside)) * 1000)),
        Of("NernstPotential", (NernstPotentialAnswer)((inside, outside, z, T) => 58.17 * (T + 273.15) / 293.15 / z * Math.Log10(outside / inside))),
        Of("NernstPotential", (NernstPotentialAnswer)((inside, outside, z, T) => 1.380649e-23 * (T + 273.15) / (z * 1.602e-19) * Math.Log(outside / inside, Math.E) * 1e3)),
        Of("NernstPotential", (NernstPotentialAnswer)((inside, outside, z, T) => Math.Round(-61.54 / z * (T + 273.15) / 310.15 * Math.Log10(inside / outside), 2))),
        Of("GoldmanVoltage", (GoldmanVoltageAnswer)Loop),
        Of("GoldmanVoltage", (GoldmanVoltageAnswer)Bisected),
        Of("GoldmanVoltage", (GoldmanVoltageAnswer)((P, inside, outside, T) => 58.17 * (T + 273.15) / 293.15 * Math.Log10(Sum(P, outside, inside) / Sum(P, inside, outside)))),
        Of("AtpPerSecond", (AtpPerSecondAnswer)((INa, diameter) => -INa * 1e-6 * 4 * Math.PI * Math.Pow(diameter / 2 * 1e-4, 2) / (3 * 96485.0) * 6.022e23)),
        Of("AtpPerSecond", (AtpPerSecondAnswer)((INa, diameter) => Math.Abs(INa) * 1e-6 * (Math.PI * Math.Pow(diameter * 1e-4, 2)) / 1.602e-19 / 3)),
        Of("StepResponse", (StepResponseAnswer)Integrated),
        Of("StepResponse", (StepResponseAnswer)Superposed),
        Of("LowPassGain", (LowPassGainAnswer)((frequency, tau) => (1 / (1 + 2 * Complex.ImaginaryOne * 3.1416 * frequency * tau * 1e-3)).Magnitude)),
        Of("LowPassGain", (LowPassGainAnswer)((frequency, tau) => Math.Cos(Math.Atan(2 * Math.PI * frequency * tau / 1000)))),
        Of("LowPassGain", (LowPassGainAnswer)((frequency, tau) => Math.Pow(1 + Math.Pow(frequency / (1000 / (2 * Math.PI * tau)), 2), -0.5))),
        Of("NoisyPath", (NoisyPathAnswer)BoxMuller),
        Of("NoisyPath", (NoisyPathAnswer)ShortEulerSteps),
        Of("NoisyPath", (NoisyPathAnswer)Deviations),
        Of("LengthConstant", (LengthConstantAnswer)((diameter, Rm, Ri) => Math.Sqrt(1e7 * Rm * diameter / (4 * Ri)))),
        Of("LengthConstant", (LengthConstantAnswer)((diameter, Rm, Ri) => Math.Pow(Rm * 1e3 / (Math.PI * diameter / 1e4) / (Ri * 4 / (Math.PI * Math.Pow(diameter / 1e4, 2))), 0.5) * 1e4)),
        Of("InputResistance", (InputResistanceAnswer)Ladder),
        Of("InputResistance", (InputResistanceAnswer)Hyperbolic),
        Of("ParentDiameter", (ParentDiameterAnswer)(daughters => Math.Pow(daughters.Select(d => d * Math.Sqrt(d)).Sum(), 0.6667))),
        Of("ParentDiameter", (ParentDiameterAnswer)(daughters => Math.Exp(Math.Log(daughters.Select(d => Math.Sqrt(d * d * d)).Aggregate((sum, one) => sum + one)) / 1.5))),
        Of("AlphaM", (AlphaMAnswer)(V => V == -40 ? 1 : 0.1 * (V + 40) / (1 - Math.Exp(-0.1 * (V + 40))))),
        Of("AlphaM", (AlphaMAnswer)(V => Math.Abs(V + 40) < 1e-6 ? 1 : (V + 40) / 10 / (1 - Math.Exp(-(V + 40) / 10)))),
        Of("AlphaM", (AlphaMAnswer)(V => Math.Abs(V + 40) < 0.02 ? 1 : (V + 40) / 10 / (1 - Math.Exp(-(V + 40) / 10)))),
        Of("AlphaM", (AlphaMAnswer)(V => Math.Abs(V + 40) < 0.1 ? 1 + (V + 40) / 20 : (V + 40) / 10 / (1 - Math.Exp(-(V + 40) / 10)))),
        Of("AlphaM", (AlphaMAnswer)(V => (V == -40 ? 1e-7 : V + 40) is var x ? -x / 10 / (Math.Exp(-x / 10) - 1) : 0)),
        Of("ClampedPotassiumCurrent", (ClampedPotassiumCurrentAnswer)Stepped),
        Of("ClampedPotassiumCurrent", (ClampedPotassiumCurrentAnswer)((t, n0, nInf, tau, gK, V, EK) => [.. from time in t let decay = Math.Exp(-time / tau) let n = n0 * decay + nInf * (1 - decay) select gK * n * n * n * n * (V - EK)])),
        Of("WarmedTimeConstant", (WarmedTimeConstantAnswer)((tau, Q10, from, to) => tau * Math.Exp(-Math.Log(Q10) * (to - from) / 10))),
        Of("WarmedTimeConstant", (WarmedTimeConstantAnswer)((tau, Q10, from, to) => 1 / (1 / tau * Math.Pow(Q10, (to - from) / 10)))),
        Of("ConductionVelocity", (ConductionVelocityAnswer)((speed, diameter, newDiameter) => Math.Sqrt(newDiameter) / Math.Sqrt(diameter) * speed)),
        Of("FitzHughNagumoRest", (FitzHughNagumoRestAnswer)Halved),
        Of("FitzHughNagumoRest", (FitzHughNagumoRestAnswer)Newton),
        Of("ClassifyEquilibrium", (ClassifyEquilibriumAnswer)Eigenvalues),
        Of("ClassifyEquilibrium", (ClassifyEquilibriumAnswer)Decomposed),
        .. Chapter02Alternatives.All,
        .. HomeworkAlternatives.All,
        .. Chapter02HomeworkAlternatives.All,
    ];

    internal static (string, Delegate) Of(string id, Delegate answer) => (id, answer);

    private static double Loop(double[] P, double[] inside, double[] outside, double T)
    {
        var (above, below) = (0.0, 0.0);
        for (var i = 0; i < P.Length; i++)
        {
            above += P[i] * (i == 2 ? inside[i] : outside[i]);
            below += P[i] * (i == 2 ? outside[i] : inside[i]);
        }

        return -8.314 * (T + 273.15) / 96.485 * Math.Log(below / above);
    }

    /// <summary>The root of the total Goldman–Hodgkin–Katz current.</summary>
    private static double Bisected(double[] P, double[] inside, double[] outside, double T)
    {
        var (low, high) = (-200.0, 200.0);
        for (var i = 0; i < 60; i++)
        {
            var V = (low + high) / 2;
            var x = Math.Exp(-V * 96.485 / (8.314 * (T + 273.15)));
            var outward = P[0] * (inside[0] - outside[0] * x) + P[1] * (inside[1] - outside[1] * x) + P[2] * (outside[2] - inside[2] * x);
            (low, high) = outward > 0 ? (low, V) : (V, high);
        }

        return low;
    }

    private static double Sum(double[] P, double[] cations, double[] anions) => P.Take(2).Zip(cations, (p, c) => p * c).Sum() + P[^1] * anions.Last();

    private static double[] Superposed(double[] t, double Rm, double C, double EL, double I, double width)
    {
        double On(double time) => time < 0 ? 0 : I * Rm * (1 - Math.Exp(-time / (Rm * C)));
        return t.Select(time => EL + On(time) - On(time - width)).ToArray();
    }

    private static double[] Integrated(double[] t, double Rm, double C, double EL, double I, double width)
    {
        const double dt = 0.0005;
        var (V, now, i) = (EL, 0.0, 0);
        var result = new double[t.Length];
        while (i < t.Length)
        {
            if (now >= t[i] - dt / 2)
            {
                result[i++] = V;
                continue;
            }

            V += dt * (-(V - EL) / Rm + (now < width - dt / 2 ? I : 0)) / C;
            now += dt;
        }

        return result;
    }

    private static double[] BoxMuller(double EL, double tau, double sigma, double dt, int n, int seed)
    {
        var random = new Random(seed);
        var path = new List<double> { EL };
        while (path.Count < n)
        {
            var xi = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            path.Add(EL + Math.Exp(-dt / tau) * (path[^1] - EL) + sigma * Math.Sqrt(1 - Math.Exp(-2 * dt / tau)) * xi);
        }

        return [.. path];
    }

    private static double[] Deviations(double EL, double tau, double sigma, double dt, int n, int seed)
    {
        var random = new CompNeuro.Maths.RandomNumbers(seed);
        var x = 0.0;
        var V = new double[n];
        for (var i = 0; i < n; i++)
        {
            V[i] = EL + x;
            var decay = Math.Exp(-dt / tau);
            x = decay * x + Math.Sqrt(sigma * sigma * (1 - decay * decay)) * random.NextNormal();
        }

        return V;
    }

    private static double[] ShortEulerSteps(double EL, double tau, double sigma, double dt, int n, int seed)
    {
        var normal = new Normal(0, 1, new Random(seed));
        var (V, path) = (EL, new double[n]);
        var steps = (int)Math.Ceiling(dt / tau * 40);
        var h = dt / steps / tau;
        for (var i = 0; i < n; i++)
        {
            path[i] = V;
            for (var k = 0; k < steps; k++)
            {
                V += -(V - EL) * h + sigma * Math.Sqrt(2 * h) * normal.Sample();
            }
        }

        return path;
    }

    private static double Hyperbolic(double diameter, double length, double Rm, double Ri, string end)
    {
        var L = length / (1e4 * Math.Sqrt(diameter / 2 * 1e-4 * Rm * 1000 / (2 * Ri)));
        var Rinf = 2 / Math.PI * Math.Sqrt(Rm * 1e3 * Ri) / Math.Pow(diameter * 1e-4, 1.5);
        return 1e-6 * Rinf * (end.StartsWith('s') ? (1 + Math.Exp(-2 * L)) / (1 - Math.Exp(-2 * L)) : (1 - Math.Exp(-2 * L)) / (1 + Math.Exp(-2 * L)));
    }

    /// <summary>The cable cut into short pieces, put together from the far end.</summary>
    private static double Ladder(double diameter, double length, double Rm, double Ri, string end)
    {
        const int pieces = 20_000;
        var dx = length * 1e-4 / pieces;
        var leak = Math.PI * diameter * 1e-4 * dx / (Rm * 1000);
        var axial = Ri * dx / (Math.PI * diameter * diameter * 1e-8 / 4);
        var conductance = end == "sealed" ? 0 : double.PositiveInfinity;
        for (var i = 0; i < pieces; i++)
        {
            conductance = 1 / (axial / 2 + 1 / (leak + 1 / (axial / 2 + 1 / conductance)));
        }

        return 1e-6 / conductance;
    }

    private static double[] Stepped(double[] t, double n0, double nInf, double tau, double gK, double V, double EK)
    {
        var result = new double[t.Length];
        var n = n0;
        for (var i = 0; i < t.Length; i++)
        {
            n = i == 0 ? n0 : n + (nInf - n) * (1 - Math.Exp(-(t[i] - t[i - 1]) / tau));
            result[i] = gK * n * n * n * n * (V - EK);
        }

        return result;
    }

    private static double Halved(double I, double a, double b)
    {
        var (low, high) = (-10.0, 10.0);
        while (high - low > 1e-6)
        {
            var v = (low + high) / 2;
            (low, high) = v - v * v * v / 3 - (v + a) / b + I > 0 ? (v, high) : (low, v);
        }

        return low;
    }

    private static double Newton(double I, double a, double b)
    {
        var v = -1.0;
        for (var k = 0; k < 100; k++)
        {
            v -= (v - v * v * v / 3 - (v + a) / b + I) / (1 - v * v - 1 / b);
        }

        return v;
    }

    private static string Decomposed(double a, double b, double c, double d)
    {
        var eigenvalues = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(new[,] { { a, b }, { c, d } }).Evd().EigenValues;
        var stability = eigenvalues[0].Real < 0 ? "stable" : "unstable";
        return Math.Abs(eigenvalues[0].Imaginary) > 1e-12 ? stability + " focus" : eigenvalues[0].Real * eigenvalues[1].Real < 0 ? "saddle" : stability + " node";
    }

    private static string Eigenvalues(double a, double b, double c, double d)
    {
        var root = Complex.Sqrt(new Complex((a - d) * (a - d) / 4 + b * c, 0));
        var (one, two) = ((a + d) / 2 + root, (a + d) / 2 - root);
        if (root.Imaginary != 0)
        {
            return one.Real < 0 ? "Stable focus" : "unstable-focus";
        }

        return one.Real * two.Real < 0 ? "SADDLE" : one.Real < 0 ? "stable node" : "unstable node";
    }
}
