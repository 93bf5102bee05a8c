using CompNeuro.Dynamics;
using CompNeuro.Maths;
using CompNeuro.Neurons;
using MathNet.Numerics.Statistics;

namespace CompNeuro.Exercises;

[return: Unit("ms")]
public delegate double[] IrregularIntervalsAnswer([Unit("mV")] double mu, [Unit("mV")] double sigma, [Unit("ms")] double tau, [Unit("mV")] double Vth, [Unit("mV")] double Vreset, [Unit("ms")] double tref, [Unit("ms")] double dt, int n, int seed);

public static partial class Check
{
    /// <summary>Exercise 2.1.4: intervals between the spikes of a leaky integrate-and-fire neuron under white noise.</summary>
    public static Verdict IrregularIntervals(IrregularIntervalsAnswer answer) => Of<IrregularIntervalsExercise>(answer);
}

public static partial class Hint
{
    public static Advice IrregularIntervals(int number) => Of<IrregularIntervalsExercise>(number);
}

internal sealed class IrregularIntervalsExercise() : StochasticExercise<IrregularIntervalsAnswer>("2.1.4", "Irregular intervals", symbol: "interval", points: 3)
{
    // By how much the mean exceeds the threshold, mV, and how many intervals: driven by the mean, and in good part by the noise. Below threshold an answer with too little noise would never end.
    private static readonly (double Excess, int Count)[] regimes = [(5, 100), (1, 300)];

    internal override IrregularIntervalsAnswer Reference => (mu, sigma, tau, Vth, Vreset, tref, dt, n, seed) => Intervals(mu, tau, Vth, Vreset, tref, dt, n, Normal(seed), Exact(sigma, dt / tau));

    internal override IReadOnlyList<Statistic> Statistics { get; } =
    [
        new("mean interval", "ms", (intervals, _) => intervals.Mean()),
        new("standard deviation of the intervals", "ms", (intervals, _) => intervals.StandardDeviation()),
        new("mean of the shortest tenth of the intervals", "ms", (intervals, _) => intervals.Order().Take(intervals.Length / 10).Mean()),
        new("mean change from one interval to the next", "ms", (intervals, _) => intervals.Skip(1).Zip(intervals, (next, now) => Math.Abs(next - now)).Mean()),
    ];

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Two loops: the outer one over the intervals, the inner one over steps of time until V has reached Vth. What must happen to V, and to the clock, between two intervals?",
        "One step is that of the noisy membrane of section 1.2: the distance from µ shrinks by exp(−dt/τ), and a Gaussian number is added. Here the free membrane has the standard deviation σ/√2, so the number is multiplied by σ times the root of (1 − exp(−2dt/τ))/2. For short steps, σ times the root of dt/τ will do.",
        "Make one source of random numbers, before the loops. Start every interval at V = Vreset with the clock at tref, step until V is at least Vth, add dt for every step, and write down the clock.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(NoisyLeakyIntegrateAndFire), ".ctor"), (typeof(ExponentialEulerMaruyama), ".ctor"), (typeof(EulerMaruyama), ".ctor")];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("refractory period left out", "Your intervals lack tref, in ms: after a spike V is held at Vreset for that long before it starts to move.",
            (mu, sigma, tau, Vth, Vreset, tref, dt, n, seed) => Intervals(mu, tau, Vth, Vreset, 0, dt, n, Normal(seed), Exact(sigma, dt / tau))),
        Wrong("√2 too much noise", "Your noise is √2 too large: it gives the free membrane a standard deviation of σ. In the convention of this chapter that is σ/√2, in mV.",
            (mu, sigma, tau, Vth, Vreset, tref, dt, n, seed) => Intervals(mu, tau, Vth, Vreset, tref, dt, n, Normal(seed), Math.Sqrt(2) * Exact(sigma, dt / tau))),
        Wrong("noise proportional to dt", "Your noise is proportional to dt, and next to nothing is left of it. Independent kicks add their variances: over a step of dt ms, noise goes with the root of dt/τ.",
            (mu, sigma, tau, Vth, Vreset, tref, dt, n, seed) => Intervals(mu, tau, Vth, Vreset, tref, dt, n, Normal(seed), sigma * dt / tau)),
        Wrong("noise without τ", "Your noise is σ √dt, in mV times the root of a ms. What is wanted, in mV, is σ √(dt/τ).",
            (mu, sigma, tau, Vth, Vreset, tref, dt, n, seed) => Intervals(mu, tau, Vth, Vreset, tref, dt, n, Normal(seed), sigma * Math.Sqrt(dt))),
        Wrong("σ in every step", "You add σ ξ in every step, so the noise, in mV, grows as the steps get shorter. Over one step it is σ √(dt/τ) ξ.",
            (mu, sigma, tau, Vth, Vreset, tref, dt, n, seed) => Intervals(mu, tau, Vth, Vreset, tref, dt, n, Normal(seed), sigma)),
        Wrong("never reset", "After a spike V goes on from where it is, above threshold, and fires in the next step again. Set it to Vreset, in mV, before each interval.",
            (mu, sigma, tau, Vth, Vreset, tref, dt, n, seed) => Intervals(mu, tau, Vth, null, tref, dt, n, Normal(seed), Exact(sigma, dt / tau))),
        Wrong("times for intervals", "Your values only grow: those are the times of the spikes, in ms. An interval is the difference of two of them.",
            (mu, sigma, tau, Vth, Vreset, tref, dt, n, seed) => Sums(Intervals(mu, tau, Vth, Vreset, tref, dt, n, Normal(seed), Exact(sigma, dt / tau)))),
        Wrong("steps for ms", "You count steps. An interval in ms is their number times dt, plus tref.",
            (mu, sigma, tau, Vth, Vreset, tref, dt, n, seed) => [.. Intervals(mu, tau, Vth, Vreset, 0, dt, n, Normal(seed), Exact(sigma, dt / tau)).Select(interval => interval / dt + tref)]),
        Wrong("the same interval again and again", "All your intervals have the same number of ms. Either there is no noise in them, or the source of random numbers is made anew from the seed in each: make it once, before the loops.",
            (mu, sigma, tau, Vth, Vreset, tref, dt, n, seed) => [.. Enumerable.Repeat(Intervals(mu, tau, Vth, Vreset, tref, dt, 1, Normal(seed), Exact(sigma, dt / tau))[0], n)]),
        Wrong("uniform for Gaussian", "Your random numbers lie between 0 and 1, so they push V up, by mV. Those of white noise are Gaussian: their mean is 0 and their standard deviation 1.",
            (mu, sigma, tau, Vth, Vreset, tref, dt, n, seed) => Intervals(mu, tau, Vth, Vreset, tref, dt, n, new RandomNumbers(seed).NextUniform, Exact(sigma, dt / tau))),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        from regime in regimes
        select (object[])[-50 + regime.Excess + random.Between(-0.5, 0.5), random.Between(4.5, 5.5), random.Between(9, 11), -50.0, -60.0, random.Between(4.5, 5.5), 0.5, regime.Count, (int)(random.NextUniform() * FirstSeed)];

    // Along the intervals in their order, if they are drawn.
    private protected override Signature.Abscissa? Horizontal(IReadOnlyList<object> arguments) => new("number", "", Draws.Times(1, (int)arguments[7]));

    private static double Exact(double sigma, double steps) => sigma * Math.Sqrt((1 - Math.Exp(-2 * steps)) / 2);

    private static Func<double> Normal(int seed) => new RandomNumbers(seed).NextNormal;

    /// <param name="Vreset">None to go on from where the potential is.</param>
    private static double[] Intervals(double mu, double tau, double Vth, double? Vreset, double tref, double dt, int n, Func<double> xi, double noise)
    {
        var (decay, V, intervals) = (Math.Exp(-dt / tau), Vth, new double[n]);
        for (var i = 0; i < n; i++)
        {
            (V, intervals[i]) = (Vreset ?? V, tref);
            do
            {
                V = mu + (V - mu) * decay + noise * xi();
                intervals[i] += dt;
            }
            while (V < Vth);
        }

        return intervals;
    }

    private static double[] Sums(double[] values)
    {
        var sum = 0.0;
        return [.. values.Select(value => sum += value)];
    }
}
