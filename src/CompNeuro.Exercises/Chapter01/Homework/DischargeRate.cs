using System.Collections.Concurrent;
using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("Hz")]
public delegate double DischargeRateAnswer([Unit("µA/cm²")] double I);

public static partial class Check
{
    /// <summary>Homework H1.3.3: the rate at which the student's axon fires.</summary>
    public static Verdict DischargeRate(DischargeRateAnswer answer) => Of<DischargeRateExercise>(answer);
}

public static partial class Hint
{
    public static Advice DischargeRate(int number) => Of<DischargeRateExercise>(number);
}

internal sealed class DischargeRateExercise() : DeterministicExercise<DischargeRateAnswer>("H1.3.3", "From a trace to a rate", symbol: "f", points: 2)
{
    private const double Duration = 200;
    private const double Settled = 50;

    private static readonly ConcurrentDictionary<double, double[]> known = new();

    internal override DischargeRateAnswer Reference => I => Late(I) is { Length: > 1 } late ? 1000 * (late.Length - 1) / (late[^1] - late[0]) : 0;

    internal override Tolerance Tolerance { get; } = new(3e-3, 0.05, "A spike's time read from samples is off by up to a sample, 0.025 ms in about 140; counting spikes instead of intervals is off by several percent.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "When does a spike happen, in terms of two neighbouring values of the trace? Each spike must be counted once, though many samples lie above 0 mV.",
        "A spike is where one value is below 0 mV and the next is not. Keep the times of those that come after 50 ms.",
        "Between n spikes there are n − 1 intervals: their mean is the time from the first to the last, over n − 1. In Hz the rate is 1000 over that mean in ms; with fewer than two spikes it is 0.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(Firing), nameof(Firing.FiringRate)), (typeof(Firing), nameof(Firing.FiringRateCurve)), (typeof(ModelExtensions), nameof(ModelExtensions.Simulate)), (typeof(OdeMethod), nameof(OdeMethod.Solve)),
    ];

    public override IReadOnlyList<string> BuildsOn => ["SquidTrace"];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("spikes over duration", "You divide the number of spikes by the time. How many fall into it depends on where it begins, so the rate, in Hz, jumps as the current grows; intervals do not depend on that.",
            I => Late(I) is { Length: > 1 } late ? 1000 * late.Length / (Duration - Settled) : 0),
        Wrong("spikes for intervals", "Between n spikes there are n − 1 intervals. You divide by n, and the rate is several Hz too high.",
            I => Late(I) is { Length: > 1 } late ? 1000 * late.Length / (late[^1] - late[0]) : 0),
        Wrong("both crossings", "You count every passage through 0 mV. Each spike goes up and comes down: keep the upward ones.",
            I => Late(I) is { Length: > 1 } late ? 2000 * (late.Length - 1) / (late[^1] - late[0]) : 0),
        Wrong("per ms for Hz", "Your rate is per ms. There are 1000 ms in a second.",
            I => Late(I) is { Length: > 1 } late ? (late.Length - 1) / (late[^1] - late[0]) : 0),
        Wrong("interval for rate", "You return the interval, in ms. The rate is one over it, and in Hz 1000 over it.",
            I => Late(I) is { Length: > 1 } late ? (late[^1] - late[0]) / (late.Length - 1) : 0),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        [[0.0], [4.0], [10.0], [30.0], .. Enumerable.Range(0, 2).Select(_ => (object[])[random.Between(8, 45)])];

    /// <summary>The times of the spikes after the first 50 ms.</summary>
    private static double[] Late(double I) => known.GetOrAdd(I, _ =>
        [.. HodgkinHuxley.SquidAxon.Simulate(I, Duration, initial: HodgkinHuxley.SquidAxon.SteadyState(-65)).Crossings("V", 0).Where(t => t > Settled)]);
}
