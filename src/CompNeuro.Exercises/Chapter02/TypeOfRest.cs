using CompNeuro.Dynamics;
using CompNeuro.Maths;
using CompNeuro.Neurons;

namespace CompNeuro.Exercises;

public delegate string TypeOfRestAnswer([Unit("mV/ms")] double I, [Unit("1/ms")] double a, [Unit("1/ms")] double b);

public static partial class Check
{
    /// <summary>Exercise 2.3.3: how Izhikevich's neuron rests, and whether it does.</summary>
    public static Verdict TypeOfRest(TypeOfRestAnswer answer) => Of<TypeOfRestExercise>(answer);
}

public static partial class Hint
{
    public static Advice TypeOfRest(int number) => Of<TypeOfRestExercise>(number);
}

internal sealed class TypeOfRestExercise() : DeterministicExercise<TypeOfRestAnswer>("2.3.3", "Integrator or resonator", symbol: "type", points: 3)
{
    internal override TypeOfRestAnswer Reference => (I, a, b) => Discriminant(I, b) < 0 ? "none" : Named(Slope(I, b), a, b);

    internal override Tolerance Tolerance => Tolerance.None;

    public override IReadOnlyList<string> Hints { get; } =
    [
        "First the equilibria: u = b v turns the first equation into a quadratic one in v. If it has no root, that is above the current of the exercise before, there is none. If it has two, rest is the lower one.",
        "The Jacobian at rest has 0.08 v + 5 and −1 in its first row, a b and −a in its second. Trace and determinant tell the type, as in section 1.5.",
        "Compute v = (b − 5 − the root of (5 − b)² − 0.16 (140 + I))/0.08, then s = 0.08 v + 5. The trace is s − a, the determinant a (b − s). Stable if the trace is negative; a focus if its square is less than four times the determinant.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(IzhikevichEquilibria), nameof(IzhikevichEquilibria.RestAndThreshold)), (typeof(IzhikevichEquilibria), nameof(IzhikevichEquilibria.HopfCurrent)), (typeof(IzhikevichEquilibria), nameof(IzhikevichEquilibria.SaddleNodeCurrent)),
        (typeof(Equilibria), nameof(Equilibria.Equilibrium)), (typeof(Equilibria), nameof(Equilibria.Classify)), (typeof(Equilibria), nameof(Equilibria.Jacobian)), (typeof(Izhikevich), nameof(Izhikevich.Rest)),
    ];

    public override IReadOnlyList<string> BuildsOn => ["LastRestingCurrent"];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("threshold for rest", "You find a saddle wherever there is an equilibrium: that is the upper one, the threshold. Rest is the lower one, at the more negative v, in mV; and the slope there is 0.08 v + 5, not 0.04 v + 5.",
            (I, a, b) => Discriminant(I, b) < 0 ? "none" : "saddle"),
        Wrong("missing rest overlooked", "Above the saddle-node current, in mV/ms, the root is that of a negative number, and there is no equilibrium: say \"none\" before you look at anything else.",
            (I, a, b) => Named(Slope(I, b), a, b)),
        Wrong("du/dt without a", "a multiplies both b v and u, so the lower left element of the Jacobian is a b, and not b, per ms.",
            (I, a, b) => Discriminant(I, b) < 0 ? "none" : Name(Slope(I, b) - a, b - a * Slope(I, b))),
        Wrong("sign of u", "u is subtracted from the rate of change of v: the upper right element of the Jacobian is −1. With +1 the determinant, in 1/ms², comes out wrong.",
            (I, a, b) => Discriminant(I, b) < 0 ? "none" : Name(Slope(I, b) - a, -a * Slope(I, b) - a * b)),
        Wrong("sign of a", "u restrains itself: its own element of the Jacobian is −a, per ms, and the trace is 0.08 v + 5 − a.",
            (I, a, b) => Discriminant(I, b) < 0 ? "none" : Name(Slope(I, b) + a, a * (b + Slope(I, b)))),
        Wrong("v alone", "You go by the slope of the first equation, per ms, alone. u follows v, which can make a focus of a node; take trace and determinant.",
            (I, a, b) => Discriminant(I, b) < 0 ? "none" : Slope(I, b) < 0 ? "stable node" : "unstable node"),
        Wrong("node and focus exchanged", "Node and focus are exchanged: if the square of the trace exceeds four times the determinant, in 1/ms², the eigenvalues are real, and nothing turns.",
            (I, a, b) => Discriminant(I, b) < 0 ? "none" : Named(Slope(I, b), a, b) is var name && name.EndsWith("node", StringComparison.Ordinal) ? name.Replace("node", "focus") : Named(Slope(I, b), a, b).Replace("focus", "node")),
        Wrong("stable and unstable exchanged", "Stable and unstable are exchanged: if the trace, in 1/ms, is negative, deviations shrink.",
            (I, a, b) => Discriminant(I, b) < 0 ? "none" : Named(Slope(I, b), a, b) is var name && name.StartsWith("un", StringComparison.Ordinal) ? name[2..] : "un" + Named(Slope(I, b), a, b)),
        Wrong("4 left out", "You compare the square of the trace with the determinant itself, in 1/ms². The root in the eigenvalues is that of trace² − 4 determinant.",
            (I, a, b) => Discriminant(I, b) < 0 ? "none" : Name(Slope(I, b) - a, a * (b - Slope(I, b)) / 4)),
        Wrong("stability from the determinant", "You call rest stable because the determinant, in 1/ms², is positive. That excludes a saddle only. It is stable if the trace is negative too: this is how the Hopf bifurcation shows.",
            (I, a, b) => Discriminant(I, b) < 0 ? "none" : Named(Slope(I, b), a, b).Replace("un", "")),
        Wrong("u taken as 0", "You look for the equilibrium with u = 0. There u is b v, in mV/ms, which takes b from the coefficient of v.",
            (I, a, b) => 25 - 0.16 * (140 + I) is < 0 ? "none" : Named(-Math.Sqrt(25 - 0.16 * (140 + I)), a, b)),
        Wrong("sign of the current", "The current, in mV/ms, is added to 140: under more of it the parabola rises, and the equilibria come together.",
            (I, a, b) => Discriminant(-I, b) < 0 ? "none" : Named(Slope(-I, b), a, b)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [0.0, 0.02, 0.2], [5.0, 0.02, 0.2], [0.0, 0.1, 0.26], [0.35, 0.1, 0.26], [0.41, 0.1, 0.26], [3.0, 0.02, 0.2], [0.0, 0.1, 0.25], [0.5, 0.02, 0.25],
        .. Enumerable.Range(0, 500).Select(_ => new[] { random.Between(-10, 5), random.Between(0.02, 0.15, 2), random.Between(0.1, 0.3, 2) }).Where(IsClear).Take(5).Select(one => one.Cast<object>().ToArray()),
    ];

    // Far enough from every border that no rounding decides.
    private static bool IsClear(double[] one) =>
        (Discriminant(one[0], one[2]), Slope(one[0], one[2]), one[1], one[2]) is var (discriminant, s, a, b) && (discriminant < -0.01
            || (discriminant > 0.01 && Math.Abs(s - a) > 0.01 && Math.Abs((s - a) * (s - a) - 4 * a * (b - s)) > 0.1 * a * (b - s)));

    private static double Discriminant(double I, double b) => (5 - b) * (5 - b) - 0.16 * (140 + I);

    /// <summary>0.08 v + 5 at the lower equilibrium.</summary>
    private static double Slope(double I, double b) => b - Math.Sqrt(Discriminant(I, b));

    private static string Named(double s, double a, double b) => Name(s - a, a * (b - s));

    private static string Name(double trace, double determinant) =>
        determinant < 0 ? "saddle" : $"{(trace < 0 ? "stable" : "unstable")} {(trace * trace > 4 * determinant ? "node" : "focus")}";
}
