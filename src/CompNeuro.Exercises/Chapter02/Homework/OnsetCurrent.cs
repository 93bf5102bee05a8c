using CompNeuro.Dynamics;
using CompNeuro.Maths;
using CompNeuro.Neurons;

namespace CompNeuro.Exercises;

[return: Unit("mV/ms")]
public delegate double OnsetCurrentAnswer([Unit("1/ms")] double a, [Unit("1/ms")] double b);

public static partial class Check
{
    /// <summary>Homework H2.4.1: the current at which an Izhikevich neuron loses its rest, in whichever way.</summary>
    public static Verdict OnsetCurrent(OnsetCurrentAnswer answer) => Of<OnsetCurrentExercise>(answer);
}

public static partial class Hint
{
    public static Advice OnsetCurrent(int number) => Of<OnsetCurrentExercise>(number);
}

internal sealed class OnsetCurrentExercise() : DeterministicExercise<OnsetCurrentAnswer>("H2.4.1", "How rest is lost", symbol: "I", points: 2)
{
    internal override OnsetCurrentAnswer Reference => (a, b) => new Izhikevich { a = a, b = b } is var neuron ? neuron.HopfCurrent() ?? neuron.SaddleNodeCurrent() : 0;

    internal override Tolerance Tolerance { get; } = new(1e-4, 5e-3, "It is a formula, and a root found to 0.01 mV gives it too; the saddle-node lies (b − a)²/0.16 above the Hopf point.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "An equilibrium can lose its stability in two ways: it meets another one, or its trace changes sign. Which comes first as I grows, and on what does that depend?",
        "The Jacobian has the rows (0.08 v + 5, −1) and (a b, −a). Its determinant is a times b − 5 − 0.08 v, and its trace 0.08 v + 5 − a. As I grows v rises: which of the two changes sign at the lower v?",
        "The trace changes sign at v = (a − 5)/0.08 and the determinant at v = (b − 5)/0.08. Take the lower of the two; the current that makes it an equilibrium is b v − (0.04 v² + 5 v + 140).",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(IzhikevichEquilibria), nameof(IzhikevichEquilibria.SaddleNodeCurrent)), (typeof(IzhikevichEquilibria), nameof(IzhikevichEquilibria.HopfCurrent)), (typeof(IzhikevichEquilibria), nameof(IzhikevichEquilibria.RestAndThreshold)),
        (typeof(EquilibriumContinuation), nameof(EquilibriumContinuation.EquilibriumBranch)), (typeof(Equilibria), nameof(Equilibria.Jacobian)), (typeof(Equilibria), nameof(Equilibria.Equilibrium)),
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("saddle-node always", "You give the current at which rest and threshold meet. If b is above a, per ms, rest has become unstable before, where the trace of the Jacobian changes sign.",
            (a, b) => Current((b - 5) / 0.08, b)),
        Wrong("Hopf always", "You give the current at which the trace is 0. If b is below a, per ms, the equilibrium has vanished before, where the determinant is 0: rest and threshold have met.",
            (a, b) => Current((a - 5) / 0.08, b)),
        Wrong("knee of the nullcline", "You look for the lowest point of the v-nullcline, where 0.08 v + 5 is 0. That is where v alone, with u held, becomes unstable: u restrains it, and so counts, with a in the trace and b in the determinant, per ms.",
            (_, b) => Current(-5 / 0.08, b)),
        Wrong("the later of the two", "Rest is lost at the lower v of the two, in mV: what would happen to it later does not matter any more.",
            (a, b) => Current((Math.Max(a, b) - 5) / 0.08, b)),
        Wrong("u left out", "At the equilibrium u is b v, some −12 mV/ms, and not 0: it belongs into the balance of the currents.",
            (a, b) => Current((Math.Min(a, b) - 5) / 0.08, b: 0)),
        Wrong("derivative of the square", "The derivative of 0.04 v² is 0.08 v: with 0.04 v your potential is twice as far from 0, many mV too low.",
            (a, b) => Current((Math.Min(a, b) - 5) / 0.04, b)),
        Wrong("determinant without a b", "Your determinant lacks the −1 in the corner of the Jacobian, or its sign. It is a (b − 5 − 0.08 v), and 0 at v = (b − 5)/0.08, in mV: u lets rest be there longer than v alone.",
            (a, b) => Current(Math.Min((a - 5) / 0.08, (-b - 5) / 0.08), b)),
        Wrong("voltage for current", "You return the potential at which rest is lost, in mV. Asked for is the current, in mV/ms, that brings rest there.",
            (a, b) => (Math.Min(a, b) - 5) / 0.08),
    ];

    // Both sides of a = b, and not so near to it that the two ways are the same.
    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [0.02, 0.2], [0.1, 0.26], [0.5, 0.2],
        .. Enumerable.Range(0, 3).Select(_ => (object[])[random.Between(0.02, 0.12, 2), random.Between(0.2, 0.27, 2)]),
        .. Enumerable.Range(0, 3).Select(_ => (object[])[random.Between(0.35, 1, 2), random.Between(0.05, 0.25, 2)]),
    ];

    /// <summary>That makes v an equilibrium.</summary>
    private static double Current(double v, double b) => b * v - ((0.04 * v + 5) * v + 140);
}
