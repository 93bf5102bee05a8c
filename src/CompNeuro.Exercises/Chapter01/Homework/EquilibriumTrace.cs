using CompNeuro.Biophysics.Reduced;
using CompNeuro.Dynamics;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("1/ms")]
public delegate double EquilibriumTraceAnswer([Unit("µA/cm²")] double I, [Unit("1/ms")] double phi);

public static partial class Check
{
    /// <summary>Homework H1.4.2: the trace of the Jacobian at the equilibrium of the Morris–Lecar model.</summary>
    public static Verdict EquilibriumTrace(EquilibriumTraceAnswer answer) => Of<EquilibriumTraceExercise>(answer);
}

public static partial class Hint
{
    public static Advice EquilibriumTrace(int number) => Of<EquilibriumTraceExercise>(number);
}

internal sealed class EquilibriumTraceExercise() : DeterministicExercise<EquilibriumTraceAnswer>("H1.4.2", "Trace of the Jacobian", symbol: "trace", points: 3)
{
    private static readonly MorrisLecar fibre = MorrisLecar.Hopf;

    internal override EquilibriumTraceAnswer Reference => Trace;

    internal override Tolerance Tolerance { get; } = new(2e-3, 1e-4, "A derivative by differences, at an equilibrium known to 0.01 mV, is near enough; the slips differ by 0.01 per ms and more.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Only the two diagonal elements count: how does the rate of V change with V, w held fixed, and how the rate of w with w, V held fixed?",
        "The first is minus the slope of the ionic current, over C. Calcium gives two terms, one from V − ECa and one from m∞(V), whose slope is (1 − tanh²)/(2 V₂). The second is −φ/τ_w, and 1/τ_w is a cosh.",
        "Find V with your function of the part before, and w = w∞(V). Then add gCa m∞, gCa (V − ECa) times the slope of m∞, gK w and gL; divide by −C; subtract φ cosh((V − V₃)/(2 V₄)).",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(Equilibria), nameof(Equilibria.Jacobian)), (typeof(Equilibria), nameof(Equilibria.Equilibrium)), (typeof(EquilibriumContinuation), nameof(EquilibriumContinuation.EquilibriumBranch))];

    public override IReadOnlyList<string> BuildsOn => ["EquilibriumVoltage"];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("chord for slope", "You let the calcium conductance stay as it is while V moves. m∞ moves with V, at once, and that term is the only one that can make the trace positive, in 1/ms: without it no membrane would ever fire.",
            (I, phi) => -(Chord(I) + Potassium(I) + fibre.gL) / fibre.C - Slow(I, phi)),
        Wrong("C left out", "The slope of the current is in mS/cm². Over C, 20 µF/cm², it becomes a rate, in 1/ms.",
            (I, phi) => -(Chord(I) + Opening(I) + Potassium(I) + fibre.gL) - Slow(I, phi)),
        Wrong("w left out", "That is the change of the rate of V alone. The trace has two terms: the slow gate pulls itself back, with −φ/τ_w, in 1/ms.",
            (I, phi) => -(Chord(I) + Opening(I) + Potassium(I) + fibre.gL) / fibre.C),
        Wrong("sign of the gate's term", "The gate's own term has the wrong sign. It relaxes, so its element of the Jacobian is −φ/τ_w, in 1/ms.",
            (I, phi) => -(Chord(I) + Opening(I) + Potassium(I) + fibre.gL) / fibre.C + Slow(I, phi)),
        Wrong("τ for 1/τ", "The gate's element is −φ/τ_w, and τ_w is one over a cosh: you multiply where you should divide, which shows in 1/ms far from V₃.",
            (I, phi) => -(Chord(I) + Opening(I) + Potassium(I) + fibre.gL) / fibre.C - phi * phi / Slow(I, phi)),
        Wrong("w follows V", "You let w move with V, as on its nullcline. In the element of V with respect to V, in 1/ms, w is held fixed; its part is in another element.",
            (I, phi) => -(Chord(I) + Opening(I) + Potassium(I) + fibre.gL + PotassiumOpening(I)) / fibre.C - Slow(I, phi)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        [[0.0, 0.04], [90.0, 0.04], [150.0, 0.04], [240.0, 0.02], .. Enumerable.Range(0, 4).Select(_ => (object[])[random.Between(20, 220), random.Between(0.01, 0.06, 3)])];

    internal static double Trace(double I, double phi) => -(Chord(I) + Opening(I) + Potassium(I) + fibre.gL) / fibre.C - Slow(I, phi);

    private static double Chord(double I) => fibre.gCa * fibre.mInf(V(I));

    private static double Opening(double I) => fibre.gCa * Slope(fibre.mInf(V(I)), fibre.V2) * (V(I) - fibre.ECa);

    private static double Potassium(double I) => fibre.gK * fibre.wInf(V(I));

    private static double PotassiumOpening(double I) => fibre.gK * Slope(fibre.wInf(V(I)), fibre.V4) * (V(I) - fibre.EK);

    private static double Slow(double I, double phi) => phi * Math.Cosh((V(I) - fibre.V3) / (2 * fibre.V4));

    private static double V(double I) => EquilibriumVoltageExercise.Voltage(I);

    /// <summary>Of ½(1 + tanh(x/width)), which is 2 y(1 − y)/width at the value y.</summary>
    private static double Slope(double y, double width) => 2 * y * (1 - y) / width;
}
