using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("ms")]
public delegate double[] StaircaseSpikesAnswer([Unit("ms")] double[] onset, [Unit("nA")] double[] I, [Unit("ms")] double duration);

public static partial class Check
{
    /// <summary>Homework H2.1.1: the spikes of the student's own leaky neuron under a current in steps, to the last digit.</summary>
    /// <param name="answer">The student's function.</param>
    /// <param name="myTau">The time constant of the student's neuron, ms.</param>
    /// <param name="myThreshold">Its threshold, mV.</param>
    public static Verdict StaircaseSpikes(StaircaseSpikesAnswer answer, double myTau, double myThreshold) => Of<StaircaseSpikesExercise>(answer, myTau, myThreshold);
}

public static partial class Hint
{
    public static Advice StaircaseSpikes(int number) => Of<StaircaseSpikesExercise>(number);
}

internal sealed class StaircaseSpikesExercise() : DeterministicExercise<StaircaseSpikesAnswer>("H2.1.1", "Spikes without time steps", symbol: "spikes", points: 3)
{
    private OwnNeuron neuron = new();

    public override IReadOnlyList<OwnParameter> OwnParameters => [OwnNeuron.TauParameter, OwnNeuron.ThresholdParameter];

    public override Exercise With(IReadOnlyDictionary<string, double> own) => new StaircaseSpikesExercise { neuron = neuron.With(own) };

    internal override StaircaseSpikesAnswer Reference => (onset, I, duration) => Spikes(onset, I, duration);

    internal override Tolerance Tolerance { get; } = new(0, 0.02, "The times are formulas; a step of 0.1 ms, by whatever method, puts spikes off by more, and so does every slip.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "While the current does not change, the potential is an exponential that you can write down, and so is the time at which it meets the threshold. What could happen before that time?",
        "Only two things happen: a spike, or a new current. Go from one to the next. If the spike comes first, note it, reset, and skip the refractory period; if the new current does, work out where the potential has got to, and go on from there.",
        "With u = −70 + 10 I the potential is u + (V − u) exp(−s/τ) a time s later, and meets the threshold after τ ln((u − V)/(u − threshold)), if u is above it. Keep the time until which the neuron is refractory: it may reach beyond the change of the current.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => OwnNeuron.Library;

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("every step from rest", "Your neuron forgets its potential when the current changes, and starts again from −70 mV. The current jumps; the potential, on its capacitance, does not.",
            (onset, I, duration) => Spikes(onset, I, duration, forgets: true)),
        Wrong("no refractory period", "Your intervals lack the refractory period: for 2 ms after a spike the potential stays at −60 mV.",
            (onset, I, duration) => Spikes(onset, I, duration, refractory: 0)),
        Wrong("reset to rest", "After a spike your potential goes back to −70 mV, where it rests. It is reset to −60 mV, and the next spike comes sooner.",
            (onset, I, duration) => Spikes(onset, I, duration, reset: OwnNeuron.EL)),
        Wrong("starts at the reset", "Your first spike is too early: at the start the neuron has not fired yet and is at rest, at −70 mV.",
            (onset, I, duration) => Spikes(onset, I, duration, start: OwnNeuron.Reset)),
        Wrong("refractory after the interval", "You put the 2 ms before the first spike too. They follow a spike, so that spike itself is not late.",
            (onset, I, duration) => Spikes(onset, I, duration, free: OwnNeuron.Refractory)),
        Wrong("refractory period cut short", "At a new current your potential moves at once, even if the neuron fired less than 2 ms before. It stays at −60 mV until the 2 ms are over: what waits is the spike, not the current.",
            (onset, I, duration) => Spikes(onset, I, duration, cut: true)),
        Wrong("moves while refractory", "Your potential leaves −60 mV at once and only the spikes wait for 2 ms. It is held there for the 2 ms, and rises from −60 mV afterwards.",
            (onset, I, duration) => Spikes(onset, I, duration, moves: true)),
        Wrong("first current for ever", "You take the first current for all times. Place k of I flows from the onset at place k, in ms, on.",
            (onset, I, duration) => Spikes([0], [I[0]], duration)),
        Wrong("reset by the current", "A new current puts your potential back to −60 mV. Only a spike resets it.",
            (onset, I, duration) => Spikes(onset, I, duration, forgets: true, forgotten: OwnNeuron.Reset)),
        Wrong("log10", "The logarithm in the waiting time, in ms, is the natural one.",
            (onset, I, duration) => Spikes(onset, I, duration, log: Math.Log10)),
        Wrong("interval runs on", "You finish an interval, in ms, with the current with which it began. A new current counts at once, from its onset on.",
            RunningOn),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random)
    {
        object[] Stairs(double[] onset, IEnumerable<double> inRheobases) => [onset, inRheobases.Select(I => Math.Round(I * neuron.Rheobase, 2)).ToArray(), onset[^1] + 80];
        object[] Drawn() => Stairs([0, random.Between(30, 55), random.Between(60, 80)], [random.Between(1.3, 1.7, 2), random.Between(0.3, 1.1, 2), random.Between(1.8, 2.6, 2)]);
        object[] Told(double[] onset, params double[] inRheobases) => Clear(more => Stairs(onset, inRheobases.Select(I => I + more)));
        return [Told([0], 1.4), Told([0, 30], 0.8, 1.5), Told([0, 45, 60], 1.6, 0.4, 2.2), Clear(WhileRefractory), .. Enumerable.Range(0, 4).Select(_ => Clear(_ => Drawn()))];
    }

    /// <summary>The first of some stairs that is not close, from more and more current.</summary>
    private object[] Clear(Func<double, object[]> withMore) => Enumerable.Range(0, int.MaxValue).Select(i => withMore(0.02 * i)).First(stairs => !IsClose(stairs));

    /// <summary>The current changes about 1 ms after the second spike.</summary>
    private object[] WhileRefractory(double more)
    {
        double[] I = [Math.Round((1.5 + more) * neuron.Rheobase, 2), Math.Round((2.5 + more) * neuron.Rheobase, 2)];
        var change = Math.Round(Spikes([0], I, 200)[1] + 1, 1);
        return [(double[])[0, change], I, change + 60];
    }

    /// <summary>Whether a spike is so near to a change of the current, or to the end, that an error within the tolerance moves it to the other side.</summary>
    private bool IsClose(object[] stairs)
    {
        var (onset, I, duration) = ((double[])stairs[0], (double[])stairs[1], (double)stairs[2]);
        return Spikes(onset, I, duration + 1).Any(spike => onset.Append(duration).Any(edge => Math.Abs(spike - edge) < 0.1));
    }

    private protected override Signature.Abscissa? Horizontal(IReadOnlyList<object> arguments) => null;

    /// <param name="free">The end of the refractory period.</param>
    private double[] Spikes(
        double[] onset, double[] I, double duration, double start = OwnNeuron.EL, double reset = OwnNeuron.Reset, double refractory = OwnNeuron.Refractory, double free = 0,
        bool forgets = false, double? forgotten = null, bool cut = false, bool moves = false, Func<double, double>? log = null)
    {
        var (V, spikes) = (start, new List<double>());
        for (var k = 0; k < onset.Length; k++)
        {
            var (end, u) = (k + 1 < onset.Length ? onset[k + 1] : duration, OwnNeuron.EL + OwnNeuron.R * I[k]);
            (V, free) = forgets && k > 0 ? (forgotten ?? start, onset[k]) : (V, cut ? onset[k] : Math.Max(free, onset[k]));
            while (free + Wait(V, u, log) is var spike && spike < end)
            {
                spikes.Add(spike);
                (V, free) = (moves ? u + (reset - u) * Math.Exp(-refractory / neuron.Tau) : reset, spike + refractory);
            }

            V = free < end ? u + (V - u) * Math.Exp(-(end - free) / neuron.Tau) : V;
        }

        return [.. spikes];
    }

    private double[] RunningOn(double[] onset, double[] I, double duration)
    {
        var (t, V, spikes) = (0.0, OwnNeuron.EL, new List<double>());
        while (true)
        {
            var k = Array.FindLastIndex(onset, time => time <= t);
            var wait = Wait(V, OwnNeuron.EL + OwnNeuron.R * I[k]);
            if (double.IsFinite(wait) && t + wait < duration)
            {
                spikes.Add(t + wait);
                (t, V) = (t + wait + OwnNeuron.Refractory, OwnNeuron.Reset);
            }
            else if (k + 1 < onset.Length && !double.IsFinite(wait))
            {
                t = onset[k + 1];
            }
            else
            {
                return [.. spikes];
            }
        }
    }

    private double Wait(double V, double u, Func<double, double>? log = null) =>
        u > neuron.Threshold ? neuron.Tau * (log ?? Math.Log)((u - V) / (u - neuron.Threshold)) : double.PositiveInfinity;
}
