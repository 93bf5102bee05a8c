using System.Numerics;
using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using CompNeuro.Maths;
using Algebra = MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Exercises.Tests;

/// <summary>Right answers to the homework as students might write them, each in another way than the reference.</summary>
internal static class HomeworkAlternatives
{
    public static IReadOnlyList<(string Id, Delegate Answer)> All { get; } =
    [
        Alternatives.Of("GhkCurrent", (GhkCurrentAnswer)Quotient),
        Alternatives.Of("GhkCurrent", (GhkCurrentAnswer)NearZero),
        Alternatives.Of("MixedReversal", (MixedReversalAnswer)Quadratic),
        Alternatives.Of("AcLengthConstant", (AcLengthConstantAnswer)(frequency => 1e4 * Math.Sqrt(2e-4 / 4 * 20_000 / 150) / Complex.Sqrt(1 + 0.02 * 2 * 3.1416 * frequency * Complex.ImaginaryOne).Real)),
        Alternatives.Of("AcLengthConstant", (AcLengthConstantAnswer)(frequency => Math.Sqrt(2e-4 / 4 * 20_000 / 150) * 1e4 / Math.Cosh(Math.Asinh(2 * Math.PI * frequency * 0.02) / 2))),
        Alternatives.Of("LoadedConductance", (LoadedConductanceAnswer)Ladder),
        Alternatives.Of("TreeResistance", (TreeResistanceAnswer)Recursive),
        Alternatives.Of("SquidRates", (SquidRatesAnswer)Rates),
        Alternatives.Of("SquidTrace", (SquidTraceAnswer)Solved),
        Alternatives.Of("DischargeRate", (DischargeRateAnswer)Counted),
        Alternatives.Of("EquilibriumVoltage", (EquilibriumVoltageAnswer)Newton),
        Alternatives.Of("EquilibriumTrace", (EquilibriumTraceAnswer)ByDifferences),
        Alternatives.Of("HopfCurrent", (HopfCurrentAnswer)Scanned),
        Alternatives.Of("OpenChannels", (OpenChannelsAnswer)Gillespie),
        Alternatives.Of("OpenChannels", (OpenChannelsAnswer)ShortSteps),
        Alternatives.Of("SingleChannelCurrent", (SingleChannelCurrentAnswer)Parabola),
        Alternatives.Of("SingleChannelCurrent", (SingleChannelCurrentAnswer)((I, s) => (s[0] / (I[0] * I[0]) - s[^1] / (I[^1] * I[^1])) / (1 / I[0] - 1 / I[^1]))),
    ];

    private static double Quotient(double V, double P, int z, double inside, double outside, double T)
    {
        var u = z * 96485 * V / 1000 / (8.314 * (T + 273.15));
        return u == 0 ? P * z * 96485 * (inside - outside) : P * z * 96485 * u * (inside - outside * Math.Exp(-u)) / (1 - Math.Exp(-u));
    }

    /// <summary>A student who goes around the hole.</summary>
    private static double NearZero(double V, double P, int z, double inside, double outside, double T)
    {
        V = Math.Abs(V) < 1e-4 ? 1e-4 : V;
        var thermal = 25.7 * (T + 273.15) / 298.15;
        return P * z * z * 96485 * V / thermal * (outside - inside * Math.Exp(z * V / thermal)) / (1 - Math.Exp(z * V / thermal));
    }

    /// <summary>With one divalent ion, zero current is a quadratic equation for exp(VF/RT) (C. A. Lewis, J. Physiol. 286:417, 1979).</summary>
    private static double Quadratic(double[] P, double[] inside, double[] outside, double T)
    {
        var (Mi, Mo) = (P[0] * inside[0] + P[1] * inside[1], P[0] * outside[0] + P[1] * outside[1]);
        var (a, b, c) = (Mi + 4 * P[2] * inside[2], Mi - Mo, -(Mo + 4 * P[2] * outside[2]));
        return 1000 * 8.314 * (T + 273.15) / 96485 * Math.Log((-b + Math.Sqrt(b * b - 4 * a * c)) / (2 * a));
    }

    /// <summary>The cable cut into short pieces, put together from the far end.</summary>
    private static double Ladder(double diameter, double length, double Rm, double Ri, double load)
    {
        const int pieces = 5000;
        var (dx, conductance) = (length * 1e-4 / pieces, load * 1e-9);
        var leak = Math.PI * diameter * 1e-4 * dx / (Rm * 1000);
        var axial = Ri * dx / (Math.PI * diameter * diameter * 1e-8 / 4);
        for (var i = 0; i < pieces; i++)
        {
            conductance = 1 / (axial / 2 + 1 / (leak + 1 / (axial / 2 + 1 / conductance)));
        }

        return conductance * 1e9;
    }

    private static double Recursive(double[] diameters, double[] lengths, double Rm, double Ri)
    {
        double Conductance(int order)
        {
            var (d, l) = (diameters[order] * 1e-4, lengths[order] * 1e-4);
            var lambda = Math.Sqrt(d / 4 * 1000 * Rm / Ri);
            var endless = Math.PI / 2 * Math.Pow(d, 1.5) / Math.Sqrt(1000 * Rm * Ri);
            var B = order + 1 < diameters.Length ? 2 * Conductance(order + 1) / endless : 0;
            return endless * (B * Math.Cosh(l / lambda) + Math.Sinh(l / lambda)) / (Math.Cosh(l / lambda) + B * Math.Sinh(l / lambda));
        }

        return 1e-6 / Conductance(0);
    }

    private static double[] Rates(double V)
    {
        double Hole(double u) => Math.Abs(u) < 1e-6 ? 1 + u / 2 : u / (1 - Math.Exp(-u));
        return
        [
            Hole(0.1 * (V + 40)), 4 * Math.Exp(-(V + 65) / 18), 0.07 * Math.Exp(-(V + 65) / 20), 1 / (1 + Math.Exp(-0.1 * (V + 35))), 0.1 * Hole(0.1 * (V + 55)), Math.Exp(-(V + 65) / 80) / 8,
        ];
    }

    /// <summary>By the library's own solver of another kind.</summary>
    private static double[] Solved(double[] t, double I)
    {
        var start = Settled();
        var run = HodgkinHuxley.SquidAxon.Simulate(I, t[^1], initial: new HodgkinHuxley.State(start[0], start[1], start[2], start[3]));
        return [.. t.Select(time => run.At(time).V)];
    }

    private static double[] Settled() => Rates(-65) is var r ? [-65, r[0] / (r[0] + r[1]), r[2] / (r[2] + r[3]), r[4] / (r[4] + r[5])] : [];

    /// <summary>From the samples of a coarse trace.</summary>
    private static double Counted(double I)
    {
        double[] t = [.. Enumerable.Range(0, 8001).Select(i => i * 0.025)];
        var V = new SquidAxonByHand().Trace(t, I);
        var spikes = Enumerable.Range(1, V.Length - 1).Where(i => V[i - 1] < 0 && V[i] >= 0).Select(i => t[i]).Where(time => time > 50).ToList();
        return spikes.Count < 2 ? 0 : 1000 / spikes.Skip(1).Zip(spikes, (next, now) => next - now).Average();
    }

    private static double Total(double V, double w) => 4.4 * 0.5 * (1 + Math.Tanh((V + 1.2) / 18)) * (V - 120) + 8 * w * (V + 84) + 2 * (V + 60);

    private static double W(double V) => 0.5 * (1 + Math.Tanh((V - 2) / 30));

    private static double Newton(double I)
    {
        var (V, low, high) = (0.0, -200.0, 200.0);
        for (var i = 0; i < 200; i++)
        {
            var error = Total(V, W(V)) - I;
            (low, high) = error > 0 ? (low, V) : (V, high);
            V -= error / ((Total(V + 1e-4, W(V + 1e-4)) - Total(V - 1e-4, W(V - 1e-4))) / 2e-4);
            V = V > low && V < high ? V : (low + high) / 2;
        }

        return V;
    }

    private static double ByDifferences(double I, double phi)
    {
        var V = Math.Round(Newton(I), 3);
        double Gate(double w) => phi * (W(V) - w) * Math.Cosh((V - 2) / 60);
        return -(Total(V + 0.01, W(V)) - Total(V - 0.01, W(V))) / 0.02 / 20 + (Gate(W(V) + 0.01) - Gate(W(V) - 0.01)) / 0.02;
    }

    private static double Scanned(double phi)
    {
        var I = 0.0;
        for (var step = 10.0; step > 0.005; step /= 10)
        {
            while (ByDifferences(I + step, phi) < 0)
            {
                I += step;
            }
        }

        return I;
    }

    /// <summary>Every opening and closing at its own time (D. T. Gillespie 1977).</summary>
    private static double[] Gillespie(int N, double alpha, double beta, double dt, int n, int seed)
    {
        var random = new Random(seed);
        var (open, next) = (0, 0.0);
        var counts = new double[n];
        for (var i = 0; i < n; i++)
        {
            while (next <= i * dt)
            {
                open += next == 0 ? 0 : random.NextDouble() * (alpha * (N - open) + beta * open) < alpha * (N - open) ? 1 : -1;
                next -= Math.Log(1 - random.NextDouble()) / (alpha * (N - open) + beta * open);
            }

            counts[i] = open;
        }

        return counts;
    }

    private static double[] ShortSteps(int N, double alpha, double beta, double dt, int n, int seed)
    {
        var (random, open, counts) = (new RandomNumbers(seed), new bool[N], new double[n]);
        var steps = (int)Math.Ceiling(50 * dt * (alpha + beta));
        for (var i = 0; i < n; i++)
        {
            counts[i] = open.Count(one => one);
            for (var k = 0; k < steps * N; k++)
            {
                var j = k % N;
                open[j] = open[j] ? random.NextUniform() > beta * dt / steps : random.NextUniform() < alpha * dt / steps;
            }
        }

        return counts;
    }

    private static double Parabola(double[] mean, double[] variance)
    {
        var columns = Algebra.Matrix<double>.Build.DenseOfColumnArrays(mean, [.. mean.Select(I => I * I)]);
        return columns.QR().Solve(Algebra.Vector<double>.Build.DenseOfArray(variance))[0];
    }
}
