using CompNeuro.Biophysics;
using CompNeuro.Maths;
using MathNet.Numerics.Statistics;

namespace CompNeuro.Exercises;

[return: Unit("mV")]
public delegate double[] NoisyPathAnswer([Unit("mV")] double EL, [Unit("ms")] double tau, [Unit("mV")] double sigma, [Unit("ms")] double dt, int n, int seed);

public static partial class Check
{
    /// <summary>Exercise 1.2.3: the voltage of a noisy membrane, exact at any time step.</summary>
    public static Verdict NoisyPath(NoisyPathAnswer answer) => Of<NoisyPathExercise>(answer);
}

public static partial class Hint
{
    public static Advice NoisyPath(int number) => Of<NoisyPathExercise>(number);
}

internal sealed class NoisyPathExercise() : StochasticExercise<NoisyPathAnswer>("1.2.3", "A noisy membrane", symbol: "V", points: 3)
{
    // A wrong dependence on the step shows with a short one or with a long one.
    private static readonly double[] stepsInTau = [0.2, 1.5];

    internal override NoisyPathAnswer Reference => (EL, tau, sigma, dt, n, seed) => Path(EL, n, seed, decay: Math.Exp(-dt / tau), noise: sigma * Math.Sqrt(1 - Math.Exp(-2 * dt / tau)));

    internal override IReadOnlyList<Statistic> Statistics { get; } =
    [
        new("first value", "mV", (V, _) => V[0]),
        new("last value", "mV", (V, _) => V[^1]),
        new("mean", "mV", (V, _) => V.Mean()),
        new("standard deviation", "mV", (V, _) => V.StandardDeviation()),
        new("standard deviation of the change from one value to the next", "mV", (V, _) => V.Skip(1).Zip(V, (next, now) => next - now).StandardDeviation()),
        new("correlation from one value to the next", "", (V, _) => Correlation.Pearson(V[..^1], V[1..])),
        new("fraction of values more than σ away from EL", "", (V, arguments) => V.Count(v => Math.Abs(v - (double)arguments[0]) > (double)arguments[2]) / (double)V.Length),
    ];

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The text above solves the equation over one interval, exactly. Each value is made from the one before it: a part that is remembered, and a part that is new.",
        "What is remembered is the distance from EL, times exp(−Δ/τ). What is new is Gaussian, and just so large that the variance stays σ², whatever Δ is.",
        "The new part is a standard normal number times σ, in mV, times the root of 1 − exp(−2Δ/τ). Make one source of random numbers from the seed, before the loop, and draw from it once in each step.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(NoisyMembrane), ".ctor"), (typeof(Dynamics.ExponentialEulerMaruyama), ".ctor")];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("σξ in each step", "You add σ ξ in each step, so the noise, in mV, grows as the step gets shorter. Only the variance lost by the decay must be replaced: σ²(1 − exp(−2Δ/τ)).",
            (EL, tau, sigma, dt, n, seed) => Path(EL, n, seed, Math.Exp(-dt / tau), sigma)),
        Wrong("√2 left out", "The standard deviation comes out as σ/√2, in mV: the noise of the equation is σ√(2τ), and its variance over a step is σ²(1 − exp(−2Δ/τ)).",
            (EL, tau, sigma, dt, n, seed) => Path(EL, n, seed, Math.Exp(-dt / tau), sigma * Math.Sqrt((1 - Math.Exp(-2 * dt / tau)) / 2))),
        Wrong("Euler step", "1 − Δ/τ is exp(−Δ/τ) for short steps only. With Δ as long as τ, in ms, the voltage overshoots; take the exact update of the text.",
            (EL, tau, sigma, dt, n, seed) => Path(EL, n, seed, 1 - dt / tau, sigma * Math.Sqrt(2 * dt / tau))),
        Wrong("noise proportional to Δ", "Your noise is proportional to Δ. Independent kicks add their variances, so over a short step its standard deviation, in mV, grows as √Δ.",
            (EL, tau, sigma, dt, n, seed) => Path(EL, n, seed, Math.Exp(-dt / tau), sigma * Math.Sqrt(2) * dt / tau)),
        Wrong("variance for standard deviation", "1 − exp(−2Δ/τ) is a variance. The factor of ξ, in mV, is a standard deviation: σ times its root.",
            (EL, tau, sigma, dt, n, seed) => Path(EL, n, seed, Math.Exp(-dt / tau), sigma * (1 - Math.Exp(-2 * dt / tau)))),
        Wrong("decay to 0 mV", "The voltage relaxes to 0 mV. It is its distance from EL that decays.",
            (EL, tau, sigma, dt, n, seed) => [.. Path(0, n, seed, Math.Exp(-dt / tau), sigma * Math.Sqrt(1 - Math.Exp(-2 * dt / tau))).Select((v, i) => v + EL * Math.Exp(-i * dt / tau))]),
        Wrong("the same number in every step", "Every step gets the same random number, so the voltage drifts, in mV, to one value and stays there. Make the source of random numbers once, before the loop.",
            (EL, tau, sigma, dt, n, seed) => Path(EL, n, _ => new RandomNumbers(seed).NextNormal(), Math.Exp(-dt / tau), sigma * Math.Sqrt(1 - Math.Exp(-2 * dt / tau)))),
        Wrong("Δ for 2Δ", "The variance lost over a step is σ²(1 − exp(−2Δ/τ)): it decays twice as fast as the voltage, in mV, for it is a square. You left out the 2.",
            (EL, tau, sigma, dt, n, seed) => Path(EL, n, seed, Math.Exp(-dt / tau), sigma * Math.Sqrt(1 - Math.Exp(-dt / tau)))),
        Wrong("no memory", "Your values have the right spread, in mV, but none knows of the one before it. A passive membrane remembers for τ: each value is made from the last one.",
            (EL, tau, sigma, dt, n, seed) => Path(EL, n, seed, 0, sigma)),
        Wrong("uniform for Gaussian", "Your random numbers lie between 0 and 1, so they push the voltage up, by mV. ξ is Gaussian: its mean is 0 and its standard deviation 1.",
            (EL, tau, sigma, dt, n, seed) => Path(EL, n, new RandomNumbers(seed) is var random ? _ => random.NextUniform() : null!, Math.Exp(-dt / tau), sigma * Math.Sqrt(1 - Math.Exp(-2 * dt / tau)))),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        from ratio in stepsInTau
        let tau = random.Between(10, 30)
        select (object[])[random.Between(-75, -60), tau, random.Between(2, 5), Math.Round(ratio * tau, 2), 1000, (int)(random.NextUniform() * FirstSeed)];

    private protected override Signature.Abscissa? Horizontal(IReadOnlyList<object> arguments) => new("t", "ms", Draws.Times((double)arguments[3], (int)arguments[4]));

    private static double[] Path(double EL, int n, int seed, double decay, double noise)
    {
        var random = new RandomNumbers(seed);
        return Path(EL, n, _ => random.NextNormal(), decay, noise);
    }

    private static double[] Path(double EL, int n, Func<int, double> xi, double decay, double noise)
    {
        var V = new double[n];
        V[0] = EL;
        for (var i = 1; i < n; i++)
        {
            V[i] = EL + (V[i - 1] - EL) * decay + noise * xi(i);
        }

        return V;
    }
}
