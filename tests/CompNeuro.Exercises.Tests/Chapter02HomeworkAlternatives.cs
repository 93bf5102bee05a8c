using CompNeuro.Maths;
using MathNet.Numerics;
using Algebra = MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Exercises.Tests;

/// <summary>Right answers to the homework of chapter 2 as students might write them, each in another way than the reference.</summary>
internal static class Chapter02HomeworkAlternatives
{
    public static IReadOnlyList<(string Id, Delegate Answer)> All { get; } =
    [
        Alternatives.Of("StaircaseSpikes", (StaircaseSpikesAnswer)ShortSteps),
        Alternatives.Of("StaircaseSpikes", (StaircaseSpikesAnswer)Recursive),
        Alternatives.Of("AdaptedVoltage", (AdaptedVoltageAnswer)Stepped),
        Alternatives.Of("AdaptedVoltage", (AdaptedVoltageAnswer)Convolved),
        Alternatives.Of("AdaptedInterval", (AdaptedIntervalAnswer)ManySpikes),
        Alternatives.Of("DiffusionParameters", (DiffusionParametersAnswer)Loop),
        Alternatives.Of("SiegertRate", (SiegertRateAnswer)Trapezoids),
        Alternatives.Of("SiegertRate", (SiegertRateAnswer)Asymptotic),
        Alternatives.Of("SiegertRate", (SiegertRateAnswer)WithoutErrorFunction),
        Alternatives.Of("NoisyIntervals", (NoisyIntervalsAnswer)Exact),
        Alternatives.Of("NoisyIntervals", (NoisyIntervalsAnswer)Walk),
        Alternatives.Of("EifEquilibria", (EifEquilibriaAnswer)Halved),
        Alternatives.Of("EifEquilibria", (EifEquilibriaAnswer)Newton),
        Alternatives.Of("EifEquilibria", (EifEquilibriaAnswer)Iterated),
        Alternatives.Of("EquilibriumSlopes", (EquilibriumSlopesAnswer)ByDifferences),
        Alternatives.Of("EquilibriumSlopes", (EquilibriumSlopesAnswer)((I, VT, DeltaT) => FromRootsOffBy(0.002, I, VT, DeltaT))),
        Alternatives.Of("EquilibriumSlopes", (EquilibriumSlopesAnswer)((I, VT, DeltaT) => FromRootsOffBy(-0.002, I, VT, DeltaT))),
        Alternatives.Of("OnsetCurrent", (OnsetCurrentAnswer)Scanned),
        Alternatives.Of("PublishedSpikes", (PublishedSpikesAnswer)InPlace),
        Alternatives.Of("LikelihoodGradient", (LikelihoodGradientAnswer)((x, y, b, k) => Gradient(x, y, b, k, 1e-5))),
        Alternatives.Of("NewtonStep", (NewtonStepAnswer)Regression),
        Alternatives.Of("BitsPerSpike", (BitsPerSpikeAnswer)Ratio),
    ];

    /// <summary>By Euler's method, with steps so short that it is right.</summary>
    private static double[] ShortSteps(double[] onset, double[] I, double duration)
    {
        const double dt = 2e-4;
        var (V, free, spikes) = (-70.0, -1.0, new List<double>());
        for (var i = 0; i * dt < duration; i++)
        {
            var t = i * dt;
            if (t >= free)
            {
                V += dt / 20 * (-70 + 10 * I[Array.FindLastIndex(onset, time => time <= t)] - V);
            }

            if (V >= -50)
            {
                spikes.Add(t + dt);
                (V, free) = (-60, t + dt + 2);
            }
        }

        return [.. spikes];
    }

    private static double[] Recursive(double[] onset, double[] I, double duration)
    {
        var spikes = new List<double>();
        void Go(int k, double t, double V)
        {
            var end = k + 1 < onset.Length ? onset[k + 1] : duration;
            var u = -70 + 10 * I[k];
            var wait = -20 * Math.Log((u + 50) / (u - V));
            if (t < end && u > -50 && t + wait < end)
            {
                spikes.Add(t + wait);
                Go(k, t + wait + 2, -60);
            }
            else if (k + 1 < onset.Length)
            {
                Go(k + 1, Math.Max(t, end), t < end ? u + (V - u) * Math.Exp((t - end) / 20) : V);
            }
        }

        Go(0, 0, -70);
        return [.. spikes];
    }

    private static double[] Stepped(double[] t, double V0, double w0, double I, double tauw)
    {
        var (V, now, result) = (V0, 0.0, new double[t.Length]);
        for (var i = 0; i < t.Length; i++)
        {
            for (; now < t[i] - 1e-9; now += 0.01)
            {
                var slope = (-70 - V + 10 * (I - w0 * Math.Exp(-now / tauw))) / 20;
                var later = (-70 - (V + 0.01 * slope) + 10 * (I - w0 * Math.Exp(-(now + 0.01) / tauw))) / 20;
                V += 0.01 * (slope + later) / 2;
            }

            result[i] = V;
        }

        return result;
    }

    /// <summary>The membrane's impulse response with both currents.</summary>
    private static double[] Convolved(double[] t, double V0, double w0, double I, double tauw) =>
        [.. t.Select(s => -70 + (V0 + 70) * Math.Exp(-s / 20) + 10 * I * (1 - Math.Exp(-s / 20)) - 10 * w0 / 20 * (Math.Exp(-s / tauw) - Math.Exp(-s / 20)) / (1.0 / 20 - 1 / tauw))];

    /// <summary>Spike after spike, until nothing changes any more.</summary>
    private static double ManySpikes(double I, double b, double tauw)
    {
        var (w, T) = (0.0, 0.0);
        for (var n = 0; n < 300; n++)
        {
            var after = (w + b) * Math.Exp(-2 / tauw);
            var (low, high) = (0.0, 1000.0);
            while (high - low > 1e-7)
            {
                var middle = (low + high) / 2;
                (low, high) = Convolved([middle], -60, after, I, tauw)[0] < -50 ? (middle, high) : (low, middle);
            }

            (T, w) = (low + 2, (w + b) * Math.Exp(-(low + 2) / tauw));
        }

        return T;
    }

    private static double[] Loop(double[] J, int[] inputs, double[] rate)
    {
        var (mean, variance) = (0.0, 0.0);
        for (var i = 0; i < J.Length; i++)
        {
            var kicks = 20 * inputs[i] * rate[i] / 1000;
            mean += kicks * J[i];
            variance += kicks * Math.Pow(J[i], 2);
        }

        return [mean - 70, Math.Pow(variance, 0.5)];
    }

    private static double Trapezoids(double mu, double sigma)
    {
        var u = Generate.LinearSpaced(401, (-60 - mu) / sigma, (-50 - mu) / sigma);
        var f = u.Select(x => Math.Exp(x * x) * SpecialFunctions.Erfc(-x)).ToArray();
        var integral = (u[1] - u[0]) * (f.Sum() - (f[0] + f[^1]) / 2);
        return 1 / (0.002 + 0.02 * Math.Sqrt(Math.PI) * integral);
    }

    /// <summary>With the plain error function where it has digits, and its asymptotic series where it has none.</summary>
    private static double Asymptotic(double mu, double sigma)
    {
        double Integrand(double u) => u > -4 ? Math.Exp(u * u) * (1 + SpecialFunctions.Erf(u)) : -1 / (u * Math.Sqrt(Math.PI)) * (1 - 1 / (2 * u * u) + 3 / (4 * Math.Pow(u, 4)) - 15 / (8 * Math.Pow(u, 6)));
        var (low, width) = ((-60 - mu) / sigma, 10 / sigma / 2000);
        return 1000 / (2 + 20 * Math.Sqrt(Math.PI) * width * Enumerable.Range(0, 2000).Sum(i => Integrand(low + (i + 0.5) * width)));
    }

    /// <summary>The same integral with the order of integration exchanged (N. Brunel and V. Hakim, Neural Comput. 11:1621, 1999).</summary>
    private static double WithoutErrorFunction(double mu, double sigma)
    {
        var (low, high, integral) = ((-60 - mu) / sigma, (-50 - mu) / sigma, 0.0);
        const double du = 1e-3;
        for (var u = du / 2; u < Math.Max(6, high + 6); u += du)
        {
            integral += (Math.Exp(2 * high * u - u * u) - Math.Exp(2 * low * u - u * u)) / u * du;
        }

        return 1000 / (2 + 20 * integral);
    }

    /// <summary>Exact steps, and the chance of a passage in between as for Brownian motion.</summary>
    private static double[] Exact(double mu, double sigma, double dt, int n, int seed)
    {
        var random = new Random(seed);
        var intervals = new List<double>();
        var (decay, spread) = (Math.Exp(-dt / 20), sigma * Math.Sqrt((1 - Math.Exp(-2 * dt / 20)) / 2));
        while (intervals.Count < n)
        {
            var (V, t) = (-60.0, 2.0);
            while (true)
            {
                var next = mu + (V - mu) * decay + spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                t += dt;
                if (next >= -50 || random.NextDouble() < Math.Exp(-2 * (-50 - V) * (-50 - next) / (sigma * sigma * dt / 20)))
                {
                    break;
                }

                V = next;
            }

            intervals.Add(t - dt / 2);
        }

        return [.. intervals];
    }

    /// <summary>One long run, as its spikes' differences, in steps of its own.</summary>
    private static double[] Walk(double mu, double sigma, double dt, int n, int seed)
    {
        var (random, h, V, free, spikes) = (new RandomNumbers(seed, 7), 0.05, -70.0, 0.0, new List<double>());
        for (var t = h; spikes.Count <= n; t += h)
        {
            V = t < free + h / 2 ? -60 : V + h / 20 * (mu - V) + sigma / Math.Sqrt(20) * Math.Sqrt(h) * random.NextNormal();
            if (V >= -50)
            {
                spikes.Add(t);
                (V, free) = (-60, t + 2);
            }
        }

        return [.. spikes.Skip(1).Zip(spikes, (later, earlier) => later - earlier)];
    }

    private static double Slope(double V, double I, double VT, double DeltaT) => -0.1 * (V + 65) + 0.1 * DeltaT * Math.Exp((V - VT) / DeltaT) + I;

    private static double[] Halved(double I, double VT, double DeltaT)
    {
        double Root(double low, double high, int sign)
        {
            while (high - low > 1e-4)
            {
                var V = (low + high) / 2;
                (low, high) = sign * Slope(V, I, VT, DeltaT) > 0 ? (V, high) : (low, V);
            }

            return low;
        }

        return [Root(-100, VT, 1), Root(VT, VT + 40 * DeltaT, -1)];
    }

    private static double[] Newton(double I, double VT, double DeltaT)
    {
        double From(double V)
        {
            for (var i = 0; i < 200; i++)
            {
                V -= Slope(V, I, VT, DeltaT) / (0.1 * Math.Exp((V - VT) / DeltaT) - 0.1);
            }

            return V;
        }

        return [From(-65 + 10 * I), From(VT + 6 * DeltaT)];
    }

    /// <summary>Each equation solved for the V on its other side, again and again.</summary>
    private static double[] Iterated(double I, double VT, double DeltaT)
    {
        var (rest, threshold) = (-65 + 10 * I, VT + 3 * DeltaT);
        for (var i = 0; i < 3000; i++)
        {
            rest = -65 + 10 * I + DeltaT * Math.Exp((rest - VT) / DeltaT);
            threshold = VT + DeltaT * Math.Log((threshold + 65 - 10 * I) / DeltaT);
        }

        return [rest, threshold];
    }

    private static double[] FromRootsOffBy(double error, double I, double VT, double DeltaT) => [.. Iterated(I, VT, DeltaT).Select(V => 0.1 * (Math.Exp((V + error - VT) / DeltaT) - 1))];

    private static double[] ByDifferences(double I, double VT, double DeltaT) =>
        [.. Halved(I, VT, DeltaT).Select(V => (Slope(Math.Round(V, 3) + 0.001, I, VT, DeltaT) - Slope(Math.Round(V, 3) - 0.001, I, VT, DeltaT)) / 0.002)];

    /// <summary>Raises the potential until the equilibrium there is no longer stable.</summary>
    private static double Scanned(double a, double b)
    {
        var v = -80.0;
        for (var step = 1.0; step > 1e-6; step /= 10)
        {
            while (0.08 * (v + step) + 5 - a < 0 && a * (b - 5 - 0.08 * (v + step)) > 0)
            {
                v += step;
            }
        }

        return b * v - 0.04 * v * v - 5 * v - 140;
    }

    private static double[] InPlace(double a, double b, double c, double d, double I, double h, int steps)
    {
        double v = -70, u = b * v;
        var times = new List<double>();
        for (var t = h; times.Count < steps && t < h * steps + h / 2; t += h)
        {
            v = v + h * (0.04 * v * v + 5 * v + 140 - u + I);
            u = u + h * a * (b * v - u);
            if (v > 30)
            {
                times.Add(t);
                v = c;
                u = u + d;
            }
        }

        return times.ToArray();
    }

    private static double LogLikelihood(double[] x, int[] y, double b, double k) =>
        x.Zip(y, (stimulus, count) => count * Math.Log(Math.Exp(b + k * stimulus)) - Math.Exp(b + k * stimulus) - SpecialFunctions.FactorialLn(count)).Sum();

    private static double[] Gradient(double[] x, int[] y, double b, double k, double h) =>
        [(LogLikelihood(x, y, b + h, k) - LogLikelihood(x, y, b - h, k)) / (2 * h), (LogLikelihood(x, y, b, k + h) - LogLikelihood(x, y, b, k - h)) / (2 * h)];

    /// <summary>As least squares on working counts, weighted with the expected ones: iteratively reweighted least squares.</summary>
    private static double[] Regression(double[] x, int[] y, double b, double k)
    {
        var mu = x.Select(stimulus => Math.Exp(b + k * stimulus)).ToArray();
        var design = Algebra.Matrix<double>.Build.DenseOfColumnArrays([.. x.Select(_ => 1.0)], x);
        var weights = Algebra.Matrix<double>.Build.DenseOfDiagonalArray(mu);
        var working = Algebra.Vector<double>.Build.DenseOfArray([.. x.Select((stimulus, i) => b + k * stimulus + (y[i] - mu[i]) / mu[i])]);
        return [.. (design.Transpose() * weights * design).Solve(design.Transpose() * weights * working)];
    }

    private static double Ratio(double[] x, int[] y, double b, double k) =>
        (LogLikelihood(x, y, b, k) - LogLikelihood(x, y, Math.Log(y.Select(count => (double)count).Average()), 0)) * Math.Log2(Math.E) / y.Sum();
}
