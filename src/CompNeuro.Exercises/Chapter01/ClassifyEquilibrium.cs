using CompNeuro.Maths;

namespace CompNeuro.Exercises;

public delegate string ClassifyEquilibriumAnswer([Unit("1/ms")] double a, [Unit("1/ms")] double b, [Unit("1/ms")] double c, [Unit("1/ms")] double d);

public static partial class Check
{
    /// <summary>Exercise 1.5.2: the type of an equilibrium from its Jacobian.</summary>
    public static Verdict ClassifyEquilibrium(ClassifyEquilibriumAnswer answer) => Of<ClassifyEquilibriumExercise>(answer);
}

public static partial class Hint
{
    public static Advice ClassifyEquilibrium(int number) => Of<ClassifyEquilibriumExercise>(number);
}

internal sealed class ClassifyEquilibriumExercise() : DeterministicExercise<ClassifyEquilibriumAnswer>("1.5.2", "Type of an equilibrium", symbol: "type", points: 2)
{
    internal override ClassifyEquilibriumAnswer Reference => (a, b, c, d) => Name(a + d, a * d - b * c);

    internal override Tolerance Tolerance => Tolerance.None;

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The eigenvalues of the matrix decide: real or complex, and with which signs. Two numbers, the trace and the determinant, tell all of it.",
        "Their product is the determinant: if it is negative, one grows and the other shrinks. Their sum is the trace, so otherwise its sign decides between stable and unstable.",
        "Nodes have real eigenvalues, foci complex ones: compare the square of the trace with four times the determinant. And ask for the saddle first.",
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("saddles overlooked", "You go by the trace where the determinant is negative, in 1/ms². There one eigenvalue is positive and one negative: a saddle, whatever the trace.",
            (a, b, c, d) => (a + d < 0 ? "stable " : "unstable ") + (Discriminant(a + d, a * d - b * c) > 0 ? "node" : "focus")),
        Wrong("stable and unstable exchanged", "Stable and unstable are exchanged: eigenvalues with negative real parts, in 1/ms, let deviations shrink.", (a, b, c, d) => Name(-a - d, a * d - b * c)),
        Wrong("node and focus exchanged", "Node and focus are exchanged: if the square of the trace exceeds four times the determinant, in 1/ms², the eigenvalues are real, and nothing turns.",
            (a, b, c, d) => Name(a + d, a * d - b * c) switch { "saddle" => "saddle", var name when name.EndsWith("node", StringComparison.Ordinal) => name.Replace("node", "focus"), var name => name.Replace("focus", "node") }),
        Wrong("sign in the determinant", "Your determinant is a d + b c. The second product is subtracted, in 1/ms²: a d − b c.", (a, b, c, d) => Name(a + d, a * d + b * c)),
        Wrong("diagonal only", "You look at the signs of a and d, in 1/ms, alone. With coupling b, c they are not the eigenvalues; take trace and determinant.", (a, b, c, d) => Name(a + d, a * d)),
        Wrong("4 left out", "You compare the square of the trace with the determinant itself, in 1/ms². The root in the eigenvalues is that of trace² − 4 determinant.",
            (a, b, c, d) => Name(a + d, (a * d - b * c) / 4)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [1.0, 0.0, 0.0, -1.0], [1.0, 2.0, 2.0, 0.5], [-2.0, 0.5, 0.5, -1.0], [2.0, 0.5, 0.5, 1.0], [-1.0, 2.0, -2.0, -1.0], [0.5, -1.0, 1.0, 0.3], [-0.5, -1.0, 0.08, -0.1],
        .. Enumerable.Range(0, 200).Select(_ => new[] { random.Between(-2, 2), random.Between(-2, 2), random.Between(-2, 2), random.Between(-2, 2) }).Where(IsClear).Take(5).Select(m => m.Cast<object>().ToArray()),
    ];

    // Far enough from every border that no rounding decides.
    private static bool IsClear(double[] m) =>
        (m[0] + m[3], m[0] * m[3] - m[1] * m[2]) is var (trace, determinant) && Math.Abs(trace) > 0.2 && Math.Abs(determinant) > 0.2 && Math.Abs(Discriminant(trace, determinant)) > 0.2;

    private static string Name(double trace, double determinant) =>
        determinant < 0 ? "saddle" : $"{(trace < 0 ? "stable" : "unstable")} {(Discriminant(trace, determinant) > 0 ? "node" : "focus")}";

    private static double Discriminant(double trace, double determinant) => trace * trace - 4 * determinant;
}
