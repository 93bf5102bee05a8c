using CompNeuro.Dynamics;
using CompNeuro.Maths;
using MathNet.Numerics.RootFinding;

namespace CompNeuro.Exercises;

[return: Unit("µA/cm²")]
public delegate double HopfCurrentAnswer([Unit("1/ms")] double phi);

public static partial class Check
{
    /// <summary>Homework H1.4.3: the current at which rest becomes unstable.</summary>
    public static Verdict HopfCurrent(HopfCurrentAnswer answer) => Of<HopfCurrentExercise>(answer);
}

public static partial class Hint
{
    public static Advice HopfCurrent(int number) => Of<HopfCurrentExercise>(number);
}

internal sealed class HopfCurrentExercise() : DeterministicExercise<HopfCurrentAnswer>("H1.4.3", "The current at which rest becomes unstable", symbol: "I_H", points: 2)
{
    // Between the two Hopf points, for every φ asked for.
    private const double Middle = 150;
    private const double Most = 300;

    internal override HopfCurrentAnswer Reference => phi => Brent.FindRoot(I => EquilibriumTraceExercise.Trace(I, phi), 0, Middle, 1e-10);

    internal override Tolerance Tolerance { get; } = new(1e-3, 0.05, "A root found to 0.05 µA/cm² is near enough.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "There is one equilibrium, and its determinant is positive: it is never a saddle. What then must change for it to become unstable, and through which value does that pass?",
        "The trace must pass through 0. Plot your trace against I, for φ = 0.04 per ms: it is 0 at two currents. You want the lower one, where rest is lost as the current grows.",
        "At 0 µA/cm² the trace is negative, and at 150 positive, for every φ that is asked for. Halve that interval forty times, keeping the half in which the sign changes.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(EquilibriumContinuation), nameof(EquilibriumContinuation.EquilibriumBranch)), (typeof(Equilibria), nameof(Equilibria.Jacobian)), (typeof(Equilibria), nameof(Equilibria.Equilibrium)),
    ];

    public override IReadOnlyList<string> BuildsOn => ["EquilibriumTrace"];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("upper Hopf point", "That is where the membrane comes to rest again, depolarized, above 200 µA/cm². Asked for is the lower current, where rest is lost.",
            phi => Brent.FindRoot(I => EquilibriumTraceExercise.Trace(I, phi), Middle, Most, 1e-10)),
        Wrong("the knee of the nullcline", "You look for the current at which the equilibrium is at the knee of the V-nullcline. The gate's own −φ/τ_w holds rest a little longer, by some µA/cm²; only for φ → 0 are the two the same.",
            _ => Brent.FindRoot(I => EquilibriumTraceExercise.Trace(I, 0), 0, Middle, 1e-10)),
        Wrong("the same for every φ", "You return 93.86 µA/cm², the value for φ = 0.04, whatever φ is. A faster potassium current holds rest longer.", _ => 93.8576),
        Wrong("gate's term with the wrong sign", "The trace you set to 0 has +φ/τ_w. So your rest is lost before the knee of the nullcline, at too few µA/cm²; the slow gate steadies it.",
            phi => Brent.FindRoot(I => EquilibriumTraceExercise.Trace(I, -phi), 0, Middle, 1e-10)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        [[0.04], [0.02], [0.005], .. Enumerable.Range(0, 4).Select(_ => (object[])[random.Between(0.005, 0.06, 3)])];
}
