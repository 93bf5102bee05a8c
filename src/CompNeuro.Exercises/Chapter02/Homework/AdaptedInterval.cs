using CompNeuro.Maths;
using MathNet.Numerics.RootFinding;

namespace CompNeuro.Exercises;

[return: Unit("ms")]
public delegate double AdaptedIntervalAnswer([Unit("nA")] double I, [Unit("nA")] double b, [Unit("ms")] double tauw);

public static partial class Check
{
    /// <summary>Homework H2.1.3: the interval at which the student's own adapting neuron settles.</summary>
    /// <param name="answer">The student's function.</param>
    /// <param name="myTau">The time constant of the student's neuron, ms.</param>
    /// <param name="myThreshold">Its threshold, mV.</param>
    public static Verdict AdaptedInterval(AdaptedIntervalAnswer answer, double myTau, double myThreshold) => Of<AdaptedIntervalExercise>(answer, myTau, myThreshold);
}

public static partial class Hint
{
    public static Advice AdaptedInterval(int number) => Of<AdaptedIntervalExercise>(number);
}

internal sealed class AdaptedIntervalExercise() : DeterministicExercise<AdaptedIntervalAnswer>("H2.1.3", "The interval after adaptation", symbol: "T", points: 2)
{
    private const double Longest = 1000;

    private OwnNeuron neuron = new();

    public override IReadOnlyList<OwnParameter> OwnParameters => [OwnNeuron.TauParameter, OwnNeuron.ThresholdParameter];

    public override Exercise With(IReadOnlyDictionary<string, double> own) => new AdaptedIntervalExercise { neuron = neuron.With(own) };

    internal override AdaptedIntervalAnswer Reference => (I, b, tauw) => Interval(I, tauw, T => Adapted(b, T, tauw, OwnNeuron.Refractory));

    internal override Tolerance Tolerance { get; } = new(5e-4, 0.02, "A root found to 0.02 ms is near enough, and so is a run of enough spikes; a w that holds still for the 2 ms differs by more.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "When the neuron has settled, w is the same after every spike. It loses as much over one interval as one spike adds: what does that say about w, if you know the interval?",
        "Just after a spike w is b over 1 − exp(−T/τw). It dies away from then on, through the refractory period too. So for any T you can say where the potential is when T is over: below the threshold, or above?",
        "Call your function of the part before with one time, T − 2, from −60 mV, with the w that is left 2 ms after the spike. If the result is below the threshold T is too short. Halve between 2 and 1000 ms some sixty times.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => OwnNeuron.Library;

    public override IReadOnlyList<string> BuildsOn => ["AdaptedVoltage"];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("first interval", "That is the interval after the first spike, in ms, with w = b. Each spike adds another b to what is left: w grows until an interval takes away as much as a spike adds.",
            (I, b, tauw) => Interval(I, tauw, _ => b * Math.Exp(-OwnNeuron.Refractory / tauw))),
        Wrong("no adaptation", "You give the interval, in ms, of the neuron without adaptation. Every spike leaves a current behind that delays the next.",
            (I, _, tauw) => Interval(I, tauw, _ => 0)),
        Wrong("w held while refractory", "Your w holds still for the 2 ms in which the potential does. Only the potential is held: w dies away all the time.",
            (I, b, tauw) => Interval(I, tauw, T => Adapted(b, T, tauw, 0))),
        Wrong("no refractory period", "Your interval lacks the 2 ms after the spike, in which the potential stays at −60 mV.",
            (I, b, tauw) => Interval(I, tauw, T => Adapted(b, T, tauw, 0), refractory: 0)),
        Wrong("w before the spike", "b exp(−T/τw) over 1 − exp(−T/τw) is what is left of w just before a spike. The spike itself adds b: the interval, in ms, is longer.",
            (I, b, tauw) => Interval(I, tauw, T => Adapted(b, T, tauw, OwnNeuron.Refractory + T))),
        Wrong("w held through the interval", "You take w as it is when the refractory period is over for the whole interval. It dies away on the way, and the threshold is reached some ms sooner.",
            (I, b, tauw) => Interval(I, 1e12, T => Adapted(b, T, tauw, OwnNeuron.Refractory))),
        Wrong("from rest", "You start the interval from −70 mV. After a spike the potential starts from −60 mV.",
            (I, b, tauw) => Interval(I, tauw, T => Adapted(b, T, tauw, OwnNeuron.Refractory), from: OwnNeuron.EL)),
        Wrong("T for T − 2", "You let the potential rise for the whole interval. It is held at −60 mV for the first 2 ms, and has only T − 2 ms.",
            (I, b, tauw) => Interval(I, tauw, T => Adapted(b, T, tauw, OwnNeuron.Refractory), refractory: 0)),
        Wrong("T − 2 for T", "w dies away from spike to spike, over the whole interval T in ms: its sum has exp(−T/τw), although the potential moves for T − 2 ms only.",
            (I, b, tauw) => Interval(I, tauw, T => Adapted(b, T - OwnNeuron.Refractory, tauw, OwnNeuron.Refractory))),
        Wrong("rate for interval", "You return the rate, in Hz. Asked for is the interval, in ms.",
            (I, b, tauw) => 1000 / Reference(I, b, tauw)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random)
    {
        object[] Of(double inRheobases, double b, double tauw) => [Math.Round(inRheobases * neuron.Rheobase, 2), b, tauw];
        return [Of(1.3, 0.3, 100), Of(2.5, 0.5, 60), Of(1.6, 0.2, 200), .. Enumerable.Range(0, 4).Select(_ => Of(random.Between(1.3, 2.5, 2), random.Between(0.2, 0.8, 2), random.Between(60, 200, 0)))];
    }

    /// <summary>What is left of w, in the long run, some time after a spike.</summary>
    private static double Adapted(double b, double T, double tauw, double after) => b * Math.Exp(-after / tauw) / (1 - Math.Exp(-T / tauw));

    /// <param name="w">When the refractory period is over, for an interval.</param>
    private double Interval(double I, double tauw, Func<double, double> w, double refractory = OwnNeuron.Refractory, double from = OwnNeuron.Reset) =>
        Brent.TryFindRoot(T => neuron.Voltage(T - refractory, from, w(T), I, tauw) - neuron.Threshold, refractory + 1e-6, Longest, 1e-9, 100, out var root) ? root : Longest;
}
