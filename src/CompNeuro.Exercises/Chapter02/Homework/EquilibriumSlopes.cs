using CompNeuro.Dynamics;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("1/ms")]
public delegate double[] EquilibriumSlopesAnswer([Unit("µA/cm²")] double I, [Unit("mV")] double VT, [Unit("mV")] double DeltaT);

public static partial class Check
{
    /// <summary>Homework H2.3.2: how fast a small distance from rest, or from threshold, decays or grows.</summary>
    public static Verdict EquilibriumSlopes(EquilibriumSlopesAnswer answer) => Of<EquilibriumSlopesExercise>(answer);
}

public static partial class Hint
{
    public static Advice EquilibriumSlopes(int number) => Of<EquilibriumSlopesExercise>(number);
}

internal sealed class EquilibriumSlopesExercise() : DeterministicExercise<EquilibriumSlopesAnswer>("H2.3.2", "How fast rest attracts and threshold repels", symbol: "λ at rest, λ at threshold", points: 2)
{
    internal override EquilibriumSlopesAnswer Reference => (I, VT, DeltaT) => Slopes(I, VT, DeltaT, rise => 0.1 * (rise - 1));

    internal override Tolerance Tolerance { get; } = new(2e-3, 5e-4, "Equilibria known to 0.002 mV, as the part before asks, and a derivative by differences, are near enough.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Write dV/dt as a function of V, and move a little way off an equilibrium. Which number says whether the distance grows or shrinks, and how fast?",
        "It is the derivative of dV/dt with respect to V. The leak contributes −gL/C at every potential; what does the exponential current contribute, and how large is that at VT?",
        "The derivative is 0.1 times (exp((V − VT)/ΔT) − 1), per ms: ΔT in front of the exponential cancels the 1/ΔT from inside. Put in your two equilibria of the part before, rest first.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
        [(typeof(Equilibria), nameof(Equilibria.Jacobian)), (typeof(Equilibria), nameof(Equilibria.Equilibrium)), (typeof(EquilibriumContinuation), nameof(EquilibriumContinuation.EquilibriumBranch))];

    public override IReadOnlyList<string> BuildsOn => ["EifEquilibria"];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("leak alone", "You give −gL/C, −0.1 per ms, at both. The exponential current also has a slope: it slows the return to rest, and at the threshold it wins.",
            (I, VT, DeltaT) => Slopes(I, VT, DeltaT, _ => -0.1)),
        Wrong("derivative of the exponential", "d/dV of ΔT exp((V − VT)/ΔT) is the exponential itself: the factor ΔT, in mV, cancels the 1/ΔT from inside.",
            (I, VT, DeltaT) => Slopes(I, VT, DeltaT, rise => 0.1 * (rise / DeltaT - 1))),
        Wrong("inner derivative left out", "You keep the factor ΔT, in mV, in front of the exponential, but not the 1/ΔT that the derivative brings from inside.",
            (I, VT, DeltaT) => Slopes(I, VT, DeltaT, rise => 0.1 * (rise * DeltaT - 1))),
        Wrong("sign", "Your signs are opposite: at a stable rest a distance shrinks, so the slope of dV/dt, per ms, is negative there.",
            (I, VT, DeltaT) => Slopes(I, VT, DeltaT, rise => 0.1 * (1 - rise))),
        Wrong("time for rate", "You return time constants, in ms. Asked for are the slopes, one over them.",
            (I, VT, DeltaT) => Slopes(I, VT, DeltaT, rise => 10 / (rise - 1))),
        Wrong("sizes", "You return sizes without signs. The distance from a stable rest shrinks: its λ, per ms, is negative.",
            (I, VT, DeltaT) => Slopes(I, VT, DeltaT, rise => 0.1 * Math.Abs(rise - 1))),
        Wrong("leak left out", "You have the slope of the exponential current alone. The leak has one too, −gL/C, −0.1 per ms, at every potential.",
            (I, VT, DeltaT) => Slopes(I, VT, DeltaT, rise => 0.1 * rise)),
        Wrong("gL left out", "gL/C is 0.1 per ms. Yours is 1 per ms.",
            (I, VT, DeltaT) => Slopes(I, VT, DeltaT, rise => rise - 1)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        [[0.0, -59.9, 3.48], [0.12, -59.9, 3.48], .. Enumerable.Range(0, 5).Select(_ => (object[])[random.Between(-0.3, 0.4, 2), random.Between(-56, -50), random.Between(1.2, 2.5)])];

    /// <param name="slope">From exp((V − VT)/ΔT).</param>
    private static double[] Slopes(double I, double VT, double DeltaT, Func<double, double> slope) => [.. EifEquilibriaExercise.Equilibria(I, VT, DeltaT).Select(V => slope(Math.Exp((V - VT) / DeltaT)))];
}
