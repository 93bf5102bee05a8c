using CompNeuro.Dynamics;
using CompNeuro.Maths;
using CompNeuro.Neurons;

namespace CompNeuro.Exercises;

[return: Unit("ms")]
public delegate double[] PublishedSpikesAnswer([Unit("1/ms")] double a, [Unit("1/ms")] double b, [Unit("mV")] double c, [Unit("mV/ms")] double d, [Unit("mV/ms")] double I, [Unit("ms")] double h, int steps);

public static partial class Check
{
    /// <summary>Homework H2.4.2: the spikes of an Izhikevich neuron in the published scheme.</summary>
    public static Verdict PublishedSpikes(PublishedSpikesAnswer answer) => Of<PublishedSpikesExercise>(answer);
}

public static partial class Hint
{
    public static Advice PublishedSpikes(int number) => Of<PublishedSpikesExercise>(number);
}

internal sealed class PublishedSpikesExercise() : DeterministicExercise<PublishedSpikesAnswer>("H2.4.2", "A pattern in the published scheme", symbol: "spikes", points: 3)
{
    private const double Start = -70;

    internal override PublishedSpikesAnswer Reference => (a, b, c, d, I, h, steps) => Spikes(a, b, c, d, I, h, steps);

    internal override Tolerance Tolerance { get; } = new(0, 0.01, "The scheme is asked for, step by step: the times are whole steps, and no other scheme gives them.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Do two steps by hand, on paper, from v = −70 mV. Which v goes into the new u: the old one, or the one you have just found?",
        "Each step does three things in this order: v moves with the old u; u moves with the new v; and if the new v is above 30, the step's end is a spike, v becomes c, and d is added to u.",
        "Keep v and u as two numbers, changed in place, one line each: v first. Step k ends at k h, counting from 1. What was at 30 mV when the spike began does not matter: the test is after both have moved.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(IzhikevichScheme), nameof(IzhikevichScheme.SimulateAsPublished)), (typeof(IzhikevichPattern), nameof(IzhikevichPattern.AsPublished)), (typeof(ModelExtensions), nameof(ModelExtensions.Simulate)), (typeof(OdeMethod), nameof(OdeMethod.Solve)),
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("u with the old v", "Your u moves with the v from before the step. That is Euler's scheme, but not the published one, where u follows the new v; in bursts some spikes come ms later.",
            (a, b, c, d, I, h, steps) => Spikes(a, b, c, d, I, h, steps, old: true)),
        Wrong("u at the wrong end", "Your u moves before v does, or after the reset, which comes to the same. It moves between the two, with the new v, and so it sees the peak; some spikes come ms later.",
            (a, b, c, d, I, h, steps) => Spikes(a, b, c, d, I, h, steps, first: true)),
        Wrong("peak cut off", "You cut v at 30 mV before u moves. That is for a drawing only: u follows v as high as the step takes it.",
            (a, b, c, d, I, h, steps) => Spikes(a, b, c, d, I, h, steps, top: Math.BitIncrement(30.0))),
        Wrong("b of 0.2", "Your b is 0.2 per ms, always. It is an argument, and also says where u starts: at b times −70 mV.",
            (a, _, c, d, I, h, steps) => Spikes(a, 0.2, c, d, I, h, steps)),
        Wrong("u starts at −14", "Your u starts at −14 mV/ms whatever b is. It starts at b times −70 mV.",
            (a, b, c, d, I, h, steps) => Spikes(a, b, c, d, I, h, steps, start: 0.2 * Start)),
        Wrong("one step too few", "Your loop ends one step early: a spike in the last step, at steps times h ms, is missing.",
            (a, b, c, d, I, h, steps) => Spikes(a, b, c, d, I, h, steps - 1)),
        Wrong("two half steps", "You move v in two half steps. That is the program of 2003, for steps of 1 ms; here v moves once per step.",
            (a, b, c, d, I, h, steps) => Spikes(a, b, c, d, I, h, steps, substeps: 2)),
        Wrong("test before the step", "You test for a spike before v moves, so each is noticed one step late, and u has followed the peak in the meantime. Test when both have moved, in the same step of h ms.",
            (a, b, c, d, I, h, steps) => Spikes(a, b, c, d, I, h, steps, before: true)),
        Wrong("steps from 0", "Your times are those of the beginnings of the steps. The first step ends at h, not at 0 ms.",
            (a, b, c, d, I, h, steps) => [.. Spikes(a, b, c, d, I, h, steps).Select(t => t - h)]),
        Wrong("one step late", "Your times are one step late. The first step ends at h, not at 2 h ms.",
            (a, b, c, d, I, h, steps) => [.. Spikes(a, b, c, d, I, h, steps).Select(t => t + h)]),
        Wrong("u set to d", "After a spike your u is d. It is d larger than before, in mV/ms: spike by spike it piles up, and that is what makes the neuron adapt or end its burst.",
            (a, b, c, d, I, h, steps) => Spikes(a, b, c, d, I, h, steps, kick: (_, d) => d)),
        Wrong("u not increased", "You do not add d to u after a spike, and the neuron neither adapts nor ends its burst: too many spikes, too few ms apart.",
            (a, b, c, d, I, h, steps) => Spikes(a, b, c, d, I, h, steps, kick: (u, _) => u)),
        Wrong("steps for ms", "You count steps. A time, in ms, is their number times h.",
            (a, b, c, d, I, h, steps) => [.. Spikes(a, b, c, d, I, h, steps).Select(t => t / h)]),
    ];

    // The first case ends with a spike. With a = 0.02 per ms the times do not depend on how a sum is rounded. A faster u is chaotic in this scheme: within 150 ms the last digit moves a spike.
    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random)
    {
        object[] Of(double a, double b, double c, double d, double I, double h, double duration = 100) => [a, b, c, d, I, h, (int)Math.Round(duration / h)];
        return
        [
            Of(0.02, 0.2, -65, 8, 10, 0.5, 74.5), Of(0.02, 0.2, -50, 2, 15, 0.25), Of(0.1, 0.2, -65, 2, 10, 0.2, 60), Of(0.02, 0.25, -60, 4, 8, 0.25),
            .. Enumerable.Range(0, 4).Select(_ => Of(0.02, random.OneOf(0.18, 0.22, 0.24), random.Between(-65, -50, 0), random.Between(1, 8), random.Between(8, 20), random.OneOf(0.2, 0.25, 0.5))),
        ];
    }

    /// <param name="kick">u after a spike, from u before it and d.</param>
    private static double[] Spikes(double a, double b, double c, double d, double I, double h, int steps, bool old = false, bool before = false, bool first = false,
        double top = double.PositiveInfinity, double? start = null, int substeps = 1, Func<double, double, double>? kick = null)
    {
        var (v, u, spikes) = (Start, start ?? b * Start, new List<double>());
        for (var k = 1; k <= steps; k++)
        {
            if (before)
            {
                Fire();
            }

            var was = v;
            if (first)
            {
                u += h * a * (b * v - u);
            }

            for (var part = 0; part < substeps; part++)
            {
                v += h / substeps * ((0.04 * v + 5) * v + 140 - u + I);
            }

            v = Math.Min(v, top);
            if (!first)
            {
                u += h * a * (b * (old ? was : v) - u);
            }

            if (!before)
            {
                Fire();
            }

            void Fire()
            {
                if (v > 30)
                {
                    spikes.Add(k * h);
                    (v, u) = (c, kick?.Invoke(u, d) ?? u + d);
                }
            }
        }

        return [.. spikes];
    }
}
