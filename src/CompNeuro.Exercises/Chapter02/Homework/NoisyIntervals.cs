using CompNeuro.Maths;
using CompNeuro.Neurons;
using MathNet.Numerics.Statistics;

namespace CompNeuro.Exercises;

[return: Unit("ms")]
public delegate double[] NoisyIntervalsAnswer([Unit("mV")] double mu, [Unit("mV")] double sigma, [Unit("ms")] double dt, int n, int seed);

public static partial class Check
{
    /// <summary>Homework H2.2.3: the intervals between the spikes of a noisy leaky neuron.</summary>
    public static Verdict NoisyIntervals(NoisyIntervalsAnswer answer) => Of<NoisyIntervalsExercise>(answer);
}

public static partial class Hint
{
    public static Advice NoisyIntervals(int number) => Of<NoisyIntervalsExercise>(number);
}

internal sealed class NoisyIntervalsExercise() : StochasticExercise<NoisyIntervalsAnswer>("H2.2.3", "Intervals under noise", symbol: "interval", points: 3)
{
    private const double Tau = 20;
    private const double Threshold = -50;
    private const double Reset = -60;
    private const double Refractory = 2;

    internal override NoisyIntervalsAnswer Reference => (mu, sigma, dt, n, seed) => Intervals(mu, sigma * Math.Sqrt(dt / Tau), dt, n, seed);

    internal override IReadOnlyList<Statistic> Statistics { get; } =
    [
        new("mean interval", "ms", (intervals, _) => intervals.Mean()),
        // Intervals are skewed, and so is their coefficient of variation; their logarithms are nearly normal.
        new("standard deviation of the logarithm of the intervals", "", (intervals, _) => intervals.Select(interval => Math.Log(interval)).StandardDeviation()),
    ];

    public override IReadOnlyList<string> Hints { get; } =
    [
        "First leave the noise out and check that the intervals are those of the formula. Then add, in each step, a random number: of which size, if a step of half the length must give the same spread after the same time?",
        "Independent kicks add their variances, so a kick is proportional to the root of the step: it is σ √(dt/τ) times a standard normal number, a new one in every step.",
        "In each step V grows by (μ − V) dt/τ plus the kick, and the clock by dt. When V is at −50 or above, note the time since the last spike, put V to −60, and set the clock to 2 ms, for that much of the next interval is over before V moves.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(Dynamics.ModelExtensions), nameof(Dynamics.ModelExtensions.Simulate)), (typeof(NoisyLeakyIntegrateAndFire), ".ctor")];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("noise proportional to dt", "Your kicks are σ dt/τ, so in short steps they average out and the intervals, in ms, are all alike. They must be proportional to √dt.",
            (mu, sigma, dt, n, seed) => Intervals(mu, sigma * dt / Tau, dt, n, seed)),
        Wrong("σ√(2dt/τ)", "Your kicks are √2 too large: σ√(2dt/τ) belongs to the convention in which σ, in mV, is the standard deviation of the free potential. Here it is σ√(dt/τ).",
            (mu, sigma, dt, n, seed) => Intervals(mu, sigma * Math.Sqrt(2 * dt / Tau), dt, n, seed)),
        Wrong("τ left out", "Your kicks are σ√dt, with dt in ms. Without the time constant that is no potential: σ√(dt/τ).",
            (mu, sigma, dt, n, seed) => Intervals(mu, sigma * Math.Sqrt(dt), dt, n, seed)),
        Wrong("σ in each step", "You add σ times a random number in each step, whatever its length in ms. The shorter the steps the more there are, so each must be smaller: σ√(dt/τ).",
            (mu, sigma, dt, n, seed) => Intervals(mu, sigma, dt, n, seed)),
        Wrong("the same interval", "Your intervals are all the same number of ms: there is no noise in them, or in each the same. Every step takes a new number, from one source that is made before the loop.",
            (mu, sigma, dt, n, seed) => [.. Enumerable.Repeat(Reference(mu, sigma, dt, 1, seed)[0], n)]),
        Wrong("no refractory period", "Your intervals lack the refractory period: for 2 ms after a spike V stays at −60 mV.",
            (mu, sigma, dt, n, seed) => Intervals(mu, sigma * Math.Sqrt(dt / Tau), dt, n, seed, refractory: 0)),
        Wrong("reset to rest", "After a spike your potential starts from −70 mV. It is reset to −60 mV.",
            (mu, sigma, dt, n, seed) => Intervals(mu, sigma * Math.Sqrt(dt / Tau), dt, n, seed, reset: -70)),
        Wrong("√dt over τ", "Your kicks are σ√dt/τ, √τ too small. Over a step the noise adds σ√τ ΔW/τ to V, in mV: one root of τ stays, σ√(dt/τ).",
            (mu, sigma, dt, n, seed) => Intervals(mu, sigma * Math.Sqrt(dt) / Tau, dt, n, seed)),
        Wrong("dt in s", "Your τ is in ms and your dt in s, or the other way round: your kicks are √1000 too small.",
            (mu, sigma, dt, n, seed) => Intervals(mu, sigma * Math.Sqrt(dt / Tau / 1000), dt, n, seed)),
        Wrong("first interval from rest", "Your first interval begins at rest, at −70 mV, and not with a spike. An interval is between two spikes: leave the first out, or start from −60 mV.",
            (mu, sigma, dt, n, seed) => [Intervals(mu, sigma * Math.Sqrt(dt / Tau), dt, 1, seed, reset: -70, refractory: 0)[0], .. Reference(mu, sigma, dt, n, seed).Skip(1)]),
        Wrong("rates for intervals", "You return rates, in Hz. Asked for are the intervals, in ms.",
            (mu, sigma, dt, n, seed) => [.. Reference(mu, sigma, dt, n, seed).Select(interval => 1000 / interval)]),
        Wrong("s for ms", "Your intervals are in s. Asked for are ms.",
            (mu, sigma, dt, n, seed) => [.. Reference(mu, sigma, dt, n, seed).Select(interval => interval / 1000)]),
        Wrong("times for intervals", "You return the times of the spikes, in ms. Asked for are the intervals: take the differences.",
            (mu, sigma, dt, n, seed) => Running(Reference(mu, sigma, dt, n, seed))),
        Wrong("uniform for Gaussian", "Your random numbers lie between 0 and 1, so each kick lifts the potential, and the intervals, in ms, are short and regular. A standard normal number has the mean 0.",
            (mu, sigma, dt, n, seed) => Intervals(mu, sigma * Math.Sqrt(dt / Tau), dt, n, new RandomNumbers(seed).NextUniform)),
        Wrong("steps for ms", "You count steps. An interval, in ms, is their number times dt.",
            (mu, sigma, dt, n, seed) => [.. Reference(mu, sigma, dt, n, seed).Select(interval => interval / dt)]),
    ];

    // Above threshold on average, so that a neuron without noise fires too. In few intervals with little noise the first counts, and so does the length of the steps.
    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [random.Between(-34, -32), random.Between(4, 5), 0.1, 700, Seed(random)], [random.Between(-46, -43), random.Between(4, 6), 0.1, 200, Seed(random)], [random.Between(-34, -32), 0.2, 0.1, 5, Seed(random)],
    ];

    private protected override Signature.Abscissa? Horizontal(IReadOnlyList<object> arguments) => null;

    private static int Seed(RandomNumbers random) => (int)(random.NextUniform() * FirstSeed);

    private static double[] Intervals(double mu, double kick, double dt, int n, int seed, double reset = Reset, double refractory = Refractory) =>
        Intervals(mu, kick, dt, n, new RandomNumbers(seed).NextNormal, reset, refractory);

    private static double[] Intervals(double mu, double kick, double dt, int n, Func<double> next, double reset = Reset, double refractory = Refractory)
    {
        var intervals = new double[n];
        for (var i = 0; i < n; i++)
        {
            var (V, clock) = (reset, refractory);
            while (V < Threshold)
            {
                V += (mu - V) * dt / Tau + kick * next();
                clock += dt;
            }

            intervals[i] = clock;
        }

        return intervals;
    }

    private static double[] Running(double[] intervals)
    {
        var time = 0.0;
        return [.. intervals.Select(interval => time += interval)];
    }
}
