using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("1")]
public delegate double FitzHughNagumoRestAnswer([Unit("1")] double I, [Unit("1")] double a, [Unit("1")] double b);

public static partial class Check
{
    /// <summary>Exercise 1.5.1: where the two nullclines cross.</summary>
    public static Verdict FitzHughNagumoRest(FitzHughNagumoRestAnswer answer) => Of<FitzHughNagumoRestExercise>(answer);
}

public static partial class Hint
{
    public static Advice FitzHughNagumoRest(int number) => Of<FitzHughNagumoRestExercise>(number);
}

internal sealed class FitzHughNagumoRestExercise() : DeterministicExercise<FitzHughNagumoRestAnswer>("1.5.1", "Where the nullclines cross", symbol: "v", points: 2)
{
    internal override FitzHughNagumoRestAnswer Reference => (I, a, b) => Root(3 / b - 3, 3 * a / b - 3 * I);

    internal override Tolerance Tolerance { get; } = new(1e-4, 1e-4, "A root found to four digits is one; v is a pure number of order 1.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "At rest both derivatives are zero. The second one gives w for a given v. Put it into the first: one equation in v remains.",
        "The equation is a cubic in v that falls from +∞ to −∞ everywhere, as long as b < 1: it has one root. Halve an interval that holds it, again and again.",
        "Start from v between −10 and 10. If v − v³/3 − (v + a)/b + I is positive in the middle, the root lies above, else below. Fifty halvings are more than enough.",
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("input left out", "Your v does not depend on I (1, a pure number here). The current lifts the cubic nullcline and moves the crossing.", (I, a, b) => Root(3 / b - 3, 3 * a / b)),
        Wrong("sign of the input", "The current enters with the wrong sign: a positive I (1, a pure number here) must raise v.", (I, a, b) => Root(3 / b - 3, 3 * a / b + 3 * I)),
        Wrong("sign of a", "The line has the wrong sign: w' = 0 gives v + a − b w = 0, so w is (v + a)/b. All are pure numbers (1).", (I, a, b) => Root(3 / b - 3, -3 * a / b - 3 * I)),
        Wrong("a third left out", "The cubic is v − v³/3: the third is missing, and v, a pure number (1), comes out too near 0.", (I, a, b) => Root(1 / b - 1, a / b - I)),
        Wrong("w for v", "That is w at the crossing, (v + a)/b. The task asks for v; both are pure numbers (1).", (I, a, b) => (Root(3 / b - 3, 3 * a / b - 3 * I) + a) / b),
        Wrong("multiplied by b", "w' = 0 gives v + a = b w: divide by b to get w, do not multiply. With b = 0.8 (1, a pure number) that moves the crossing.", (I, a, b) => Root(3 * b - 3, 3 * a * b - 3 * I)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        [[0.0, 0.7, 0.8], [0.5, 0.7, 0.8], [1.5, 0.7, 0.8], [-0.5, 0.7, 0.8], .. Enumerable.Range(0, 3).Select(_ => (object[])[random.Between(0.1, 1.2, 2), random.Between(0.3, 0.9, 2), random.Between(0.5, 0.9, 2)])];

    // The real root of v³ + p v + q = 0; where there are three (p < 0, for wrong answers only) the lowest.
    private static double Root(double p, double q) => p > 0
        ? -2 * Math.Sqrt(p / 3) * Math.Sinh(Math.Asinh(1.5 * q / p * Math.Sqrt(3 / p)) / 3)
        : MathNet.Numerics.FindRoots.Polynomial([q, p, 0, 1]).Where(root => Math.Abs(root.Imaginary) < 1e-9).Min(root => root.Real);
}
