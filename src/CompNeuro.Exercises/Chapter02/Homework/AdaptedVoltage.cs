using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("mV")]
public delegate double[] AdaptedVoltageAnswer([Unit("ms")] double[] t, [Unit("mV")] double V0, [Unit("nA")] double w0, [Unit("nA")] double I, [Unit("ms")] double tauw);

public static partial class Check
{
    /// <summary>Homework H2.1.2: the potential of the student's own neuron while an adaptation current dies away.</summary>
    /// <param name="answer">The student's function.</param>
    /// <param name="myTau">The time constant of the student's neuron, ms.</param>
    public static Verdict AdaptedVoltage(AdaptedVoltageAnswer answer, double myTau) => Of<AdaptedVoltageExercise>(answer, myTau);
}

public static partial class Hint
{
    public static Advice AdaptedVoltage(int number) => Of<AdaptedVoltageExercise>(number);
}

internal sealed class AdaptedVoltageExercise() : DeterministicExercise<AdaptedVoltageAnswer>("H2.1.2", "Between two spikes of an adapting neuron", symbol: "V", points: 2)
{
    private OwnNeuron neuron = new();

    public override IReadOnlyList<OwnParameter> OwnParameters => [OwnNeuron.TauParameter];

    public override Exercise With(IReadOnlyDictionary<string, double> own) => new AdaptedVoltageExercise { neuron = neuron.With(own) };

    internal override AdaptedVoltageAnswer Reference => (t, V0, w0, I, tauw) => [.. t.Select(s => neuron.Voltage(s, V0, w0, I, tauw))];

    internal override Tolerance Tolerance { get; } = new(0, 0.02, "It is a formula; steps of some hundredths of a millisecond are near enough too, and Euler's of 0.1 ms are not.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The equation is linear, and its input has two parts: a constant one, and one that dies away with tauw. What does each of them alone leave behind when the start is forgotten?",
        "Try V = A + B exp(−t/τw) + D exp(−t/τ). The equation fixes A and B, the start fixes D.",
        "A is −70 + 10 I. Put B exp(−t/τw) into the equation: B (1 − τ/τw) = −10 w0, so B = −10 w0 τw/(τw − τ). At t = 0 the three parts make V0: D = V0 − A − B.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => OwnNeuron.Library;

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("adaptation that stays", "Your adaptation current stays as it was at the start. It dies away with tauw, and the potential ends at −70 mV plus 10 I.",
            (t, V0, w0, I, tauw) => [.. t.Select(s => neuron.Voltage(s, V0, 0, I - w0, tauw))]),
        Wrong("adaptation left out", "Your potential does not feel the adaptation current: right after a spike it should pull down by up to 10 w0, in mV.",
            (t, V0, w0, I, tauw) => [.. t.Select(s => neuron.Voltage(s, V0, 0, I, tauw))]),
        Wrong("adaptation that excites", "Your adaptation current lifts the potential. It is subtracted from I, and makes the potential lag, in mV below what it would be without.",
            (t, V0, w0, I, tauw) => [.. t.Select(s => neuron.Voltage(s, V0, -w0, I, tauw))]),
        Wrong("starts off V0", "At t = 0 your potential is not V0: the constant of exp(−t/τ) must make up for both other parts, and you left out the one of the adaptation, many mV.",
            (t, V0, w0, I, tauw) => [.. t.Select(s => neuron.Voltage(s, V0, w0, I, tauw) + Pull(w0, tauw) * Math.Exp(-s / neuron.Tau))]),
        Wrong("follows at once", "You put the momentary adaptation current into the steady potential. The membrane needs its τ, in ms, to follow: put B exp(−t/τw) into the equation, and B is larger than 10 w0.",
            (t, V0, w0, I, tauw) => [.. t.Select(s => OwnNeuron.EL + OwnNeuron.R * (I - w0 * Math.Exp(-s / tauw)) + (V0 - OwnNeuron.EL - OwnNeuron.R * (I - w0)) * Math.Exp(-s / neuron.Tau))]),
        Wrong("formula with the momentary current", "You put the momentary input into the formula for a constant one, as if the potential had always been on its way, with τ in ms, to where it heads now. Solve the equation with B exp(−t/τw) as a part of V.",
            (t, V0, w0, I, tauw) => [.. t.Select(s => neuron.Voltage(s, V0, 0, I - w0 * Math.Exp(-s / tauw), tauw))]),
        Wrong("sign of the derivative", "Put B exp(−t/τw) into the equation once more: its derivative is −B/τw times the exponential, so τ in ms comes in as 1 − τ/τw, and not as 1 + τ/τw.",
            (t, V0, w0, I, tauw) => Answer(t, V0, I, tauw, -OwnNeuron.R * w0 * tauw / (tauw + neuron.Tau))),
        Wrong("τ over the difference", "Your B has τ where it should have τw: −10 w0/(1 − τ/τw), in mV, is −10 w0 τw/(τw − τ).",
            (t, V0, w0, I, tauw) => Answer(t, V0, I, tauw, -OwnNeuron.R * w0 * neuron.Tau / (tauw - neuron.Tau))),
        Wrong("rest left out", "Without any current your potential goes to 0. It goes to −70 mV.",
            (t, V0, w0, I, tauw) => [.. t.Select(s => neuron.Voltage(s, V0 + OwnNeuron.EL, w0, I, tauw) - OwnNeuron.EL)]),
        Wrong("R left out", "Your adaptation current, in nA, enters as if it were mV: 10 MΩ stand between the two.",
            (t, V0, w0, I, tauw) => [.. t.Select(s => neuron.Voltage(s, V0, w0 / OwnNeuron.R, I, tauw))]),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [Times, -60.0, 0.5, 2.5, 100.0], [Times, -70.0, 0.3, 4.0, 60.0], [Times, -70.0, 0.3, 0.0, 150.0],
        .. Enumerable.Range(0, 4).Select(_ => (object[])[Times, random.Between(-70, -55), random.Between(0.3, 1.5, 2), random.Between(1.5, 4, 2), random.Between(60, 200, 0)]),
    ];

    private static double[] Times => Draws.Times(1, 81);

    /// <param name="pulled">The amplitude of the part that dies away with tauw, mV.</param>
    private double[] Answer(double[] t, double V0, double I, double tauw, double pulled) => [.. t.Select(s => neuron.Voltage(s, V0 - pulled, 0, I, tauw) + pulled * Math.Exp(-s / tauw))];

    private double Pull(double w0, double tauw) => -OwnNeuron.R * w0 * tauw / (tauw - neuron.Tau);
}
