using CompNeuro.Biophysics;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("mV")]
public delegate double[] StepResponseAnswer([Unit("ms")] double[] t, [Unit("kΩ·cm²")] double Rm, [Unit("µF/cm²")] double C, [Unit("mV")] double EL, [Unit("µA/cm²")] double I, [Unit("ms")] double width);

public static partial class Check
{
    /// <summary>Exercise 1.2.1: the voltage during and after a step of current.</summary>
    public static Verdict StepResponse(StepResponseAnswer answer) => Of<StepResponseExercise>(answer);
}

public static partial class Hint
{
    public static Advice StepResponse(int number) => Of<StepResponseExercise>(number);
}

internal sealed class StepResponseExercise() : DeterministicExercise<StepResponseAnswer>("1.2.1", "Response to a step of current", symbol: "V", points: 2)
{
    internal override StepResponseAnswer Reference => (t, Rm, C, EL, I, width) => [.. t.Select(time => PassiveMembrane.FromResistance(Rm, C, EL).PulseResponse(time, I, width))];

    internal override Tolerance Tolerance { get; } = new(1e-4, 0.01, "It is a formula; 0.01 mV leaves room for one that integrates the equation with small steps.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Ask first where the voltage is heading, during the step and after it, and then how fast it gets there. Both times it is the same time constant.",
        "The membrane heads for EL + I·Rm during the step and for EL after it; the distance to where it is heading shrinks as exp(−t/τ), with τ = Rm·C in ms.",
        "After the step the clock starts anew at t = width, and the distance from EL that shrinks is the one reached at that moment.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(PassiveMembrane), nameof(PassiveMembrane.StepResponse)), (typeof(PassiveMembrane), nameof(PassiveMembrane.PulseResponse))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("starts at the top", "Your voltage jumps to EL + I·Rm at once and then decays while the current still flows. A capacitor cannot be charged in no time: V starts at EL, in mV, and approaches EL + I·Rm.",
            (t, Rm, C, EL, I, width) => Each(t, time => time < width ? EL + I * Rm * Math.Exp(-time / (Rm * C)) : EL + I * Rm * Math.Exp(-width / (Rm * C)) * Math.Exp(-(time - width) / (Rm * C)))),
        Wrong("never switched off", "Your voltage goes on rising after the current has stopped. From t = width on it must fall back to EL, in mV.",
            (t, Rm, C, EL, I, width) => Each(t, time => EL + I * Rm * (1 - Math.Exp(-time / (Rm * C))))),
        Wrong("falls at once", "Your voltage is back at EL the moment the current stops. The charge has to leave through the leak: that takes τ, Rm·C ms, just as charging did.",
            (t, Rm, C, EL, I, width) => Each(t, time => time < width ? EL + I * Rm * (1 - Math.Exp(-time / (Rm * C))) : EL)),
        Wrong("decays from the final value", "After the step your voltage decays from EL + I·Rm, in mV. It had not got there: the decay starts from the value reached at t = width.",
            (t, Rm, C, EL, I, width) => Each(t, time => EL + I * Rm * (time < width ? 1 - Math.Exp(-time / (Rm * C)) : Math.Exp(-(time - width) / (Rm * C))))),
        Wrong("EL left out", "You give the change of the voltage. The membrane rests at EL: add it, in mV.",
            (t, Rm, C, EL, I, width) => Each(t, time => Rise(time, Rm * C, I * Rm, width))),
        Wrong("rate for time constant", "The exponent grows with Rm·C: you multiply by τ where you should divide. Its unit is ms, so t/τ is a pure number, and t·τ is not.",
            (t, Rm, C, EL, I, width) => Each(t, time => EL + Rise(time, 1 / (Rm * C), I * Rm, width))),
        Wrong("current over resistance", "Your final value is EL + I/Rm. Ohm's law has it the other way: µA/cm² times kΩ·cm² is mV.",
            (t, Rm, C, EL, I, width) => Each(t, time => EL + Rise(time, Rm * C, I / Rm, width))),
        Wrong("clock not restarted", "When the step ends your voltage jumps down: the decay counts its time from t = 0. It begins at t = width, and what matters is the time since then, in ms.",
            (t, Rm, C, EL, I, width) => Each(t, time => EL + I * Rm * (time < width ? 1 - Math.Exp(-time / (Rm * C)) : (1 - Math.Exp(-width / (Rm * C))) * Math.Exp(-time / (Rm * C))))),
        Wrong("steps as long as the samples", "You go from each time to the next with the slope at its start. That is nearly right, but 2 ms are too long for a straight line: use the exponential, or take many short steps in between.",
            (t, Rm, C, EL, I, width) => Euler(t, EL, (time, V) => (EL - V + (time < width ? I * Rm : 0)) / (Rm * C))),
        Wrong("from 0 mV", "Your voltage starts from 0 mV. The membrane is at rest, at EL, and what grows from 0 is its distance from there.",
            (t, Rm, C, EL, I, width) => Each(t, time => time < width ? (EL + I * Rm) * (1 - Math.Exp(-time / (Rm * C))) : EL + Rise(time, Rm * C, I * Rm, width))),
        Wrong("kΩ turned into Ω", "The change of the voltage is 1000 times too large: kΩ·cm² times µA/cm² is mV already, and there is nothing to convert.",
            (t, Rm, C, EL, I, width) => Each(t, time => EL + Rise(time, Rm * C, 1000 * I * Rm, width))),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [Draws.Times(2, 101), 20.0, 1.0, -70.0, 0.5, 40.0], [Draws.Times(1, 101), 10.0, 0.9, -65.0, -0.8, 15.0],
        .. Enumerable.Range(0, 3).Select(_ => (object[])[Draws.Times(2, 101), random.Between(8, 40), random.Between(0.7, 1.5), random.Between(-80, -60), random.Between(0.2, 1), random.Between(10, 60)]),
    ];

    private static double[] Each(double[] t, Func<double, double> V) => [.. t.Select(V)];

    private static double[] Euler(double[] t, double first, Func<double, double, double> slope)
    {
        var x = new double[t.Length];
        x[0] = first;
        for (var i = 1; i < t.Length; i++)
        {
            x[i] = x[i - 1] + (t[i] - t[i - 1]) * slope(t[i - 1], x[i - 1]);
        }

        return x;
    }

    private static double Rise(double t, double tau, double final, double width) =>
        t < width ? final * (1 - Math.Exp(-t / tau)) : final * (1 - Math.Exp(-width / tau)) * Math.Exp(-(t - width) / tau);
}
