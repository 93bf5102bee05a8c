using CompNeuro.Biophysics.Reduced;
using CompNeuro.Dynamics;
using CompNeuro.Maths;
using MathNet.Numerics.RootFinding;

namespace CompNeuro.Exercises;

[return: Unit("mV")]
public delegate double EquilibriumVoltageAnswer([Unit("µA/cm²")] double I);

public static partial class Check
{
    /// <summary>Homework H1.4.1: where the nullclines of the Morris–Lecar model cross.</summary>
    public static Verdict EquilibriumVoltage(EquilibriumVoltageAnswer answer) => Of<EquilibriumVoltageExercise>(answer);
}

public static partial class Hint
{
    public static Advice EquilibriumVoltage(int number) => Of<EquilibriumVoltageExercise>(number);
}

internal sealed class EquilibriumVoltageExercise() : DeterministicExercise<EquilibriumVoltageAnswer>("H1.4.1", "Where the nullclines cross", symbol: "V", points: 2)
{
    private static readonly MorrisLecar fibre = MorrisLecar.Hopf;

    internal override EquilibriumVoltageAnswer Reference => Voltage;

    internal override Tolerance Tolerance { get; } = new(0, 0.01, "A root found to 0.01 mV is near enough.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "At an equilibrium both rates of change are 0. What does the second equation say of w, whatever the current?",
        "With w = w∞(V) put into the first equation one unknown is left. The three ionic currents together must equal I, and together they grow with V.",
        "Take the sum of the three currents, with m∞ and w∞ at the same V, minus I: negative at −200 mV, positive at 200 mV. Halve that interval, keeping the half in which the sign changes, fifty times.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(Equilibria), nameof(Equilibria.Equilibrium)), (typeof(EquilibriumContinuation), nameof(EquilibriumContinuation.EquilibriumBranch)), (typeof(MorrisLecar), nameof(MorrisLecar.Rest)),
        (typeof(ModelExtensions), nameof(ModelExtensions.Simulate)), (typeof(PhasePlanes), nameof(PhasePlanes.PhasePlane)),
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("sign of the current", "Your voltage falls as the current grows. I enters the equation with a plus: it depolarizes, by some mV for every 10 µA/cm².", I => Voltage(-I)),
        Wrong("leak alone", "That is where the leak alone would settle, EL + I/gL. The calcium and potassium channels carry current too, and from about −40 mV on most of it.", I => fibre.EL + I / fibre.gL),
        Wrong("potassium fully open", "You leave w out of the potassium current, as if all those channels were open. At equilibrium w is w∞(V), which at −60 mV is a percent or two.",
            I => Brent.FindRoot(V => Current(V, w: 1) - I, -200, 200, 1e-9)),
        Wrong("tanh without its half", "Your open fractions go from 0 to 2. They are ½(1 + tanh), pure numbers between 0 and 1.",
            I => Brent.FindRoot(V => fibre.gCa * 2 * fibre.mInf(V) * (V - fibre.ECa) + fibre.gK * 2 * fibre.wInf(V) * (V - fibre.EK) + fibre.gL * (V - fibre.EL) - I, -200, 200, 1e-9)),
        Wrong("V₁, V₂ and V₃, V₄ exchanged", "m∞ and w∞ have each other's voltages. Calcium opens around V₁ = −1.2 mV, over V₂ = 18 mV; potassium around V₃ = 2 mV, over V₄ = 30 mV.",
            I => Brent.FindRoot(V => fibre.gCa * fibre.wInf(V) * (V - fibre.ECa) + fibre.gK * fibre.mInf(V) * (V - fibre.EK) + fibre.gL * (V - fibre.EL) - I, -200, 200, 1e-9)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        [[0.0], [90.0], [250.0], .. Enumerable.Range(0, 5).Select(_ => (object[])[random.Between(10, 230)])];

    internal static double Voltage(double I) => Brent.FindRoot(V => Current(V, fibre.wInf(V)) - I, -200, 200, 1e-12);

    private static double Current(double V, double w) => fibre.gCa * fibre.mInf(V) * (V - fibre.ECa) + fibre.gK * w * (V - fibre.EK) + fibre.gL * (V - fibre.EL);
}
