using CompNeuro.Maths;
using CompNeuro.Neurons.PointProcess;

namespace CompNeuro.Exercises;

[return: Unit("1")]
public delegate double[] NewtonStepAnswer([Unit("1")] double[] x, int[] y, [Unit("1")] double b, [Unit("1")] double k);

public static partial class Check
{
    /// <summary>Homework H2.5.2: one step of Newton's method towards the likeliest weights.</summary>
    public static Verdict NewtonStep(NewtonStepAnswer answer) => Of<NewtonStepExercise>(answer);
}

public static partial class Hint
{
    public static Advice NewtonStep(int number) => Of<NewtonStepExercise>(number);
}

internal sealed class NewtonStepExercise() : DeterministicExercise<NewtonStepAnswer>("H2.5.2", "One step of Newton's method", symbol: "b, k", points: 2)
{
    internal override NewtonStepAnswer Reference => (x, y, b, k) => Moved(x, y, b, k, mu => mu);

    internal override Tolerance Tolerance { get; } = new(1e-4, 1e-4, "Two equations solved in any way, or a Hessian by differences, are near enough.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Near where you are the log-likelihood is almost a paraboloid. Where is the top of the paraboloid that has the same slope and the same curvature?",
        "Differentiate the gradient once more: the counts y drop out. What is left is minus the sum of μ times 1, x, x and x², a 2 by 2 matrix that is negative: the likelihood has one top.",
        "With A the sum of μ, B that of μ x and C that of μ x², and g, q the two numbers of your gradient: b grows by (C g − B q)/D and k by (A q − B g)/D, where D = A C − B².",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(PointProcessRegression), nameof(PointProcessRegression.Fit))];

    public override IReadOnlyList<string> BuildsOn => ["LikelihoodGradient"];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("step backwards", "You go down instead of up. The Hessian of the log-likelihood is negative: minus its inverse times the gradient, pure numbers, points uphill.",
            (x, y, b, k) => Moved(x, y, b, k, mu => -mu)),
        Wrong("gradient step", "You add the gradient itself. Its size says how steep the hill is, not how far its top is: divide by the curvature, so that the step is a pure number like b and k.",
            (x, y, b, k) => Gradient(x, y, b, k) is var g ? [b + g[0], k + g[1]] : []),
        Wrong("diagonal alone", "You divide each part of the gradient by its own curvature. b and k are not independent: the sum of μ x, a pure number, stands off the diagonal.",
            (x, y, b, k) => (Gradient(x, y, b, k), Curvature(x, b, k, mu => mu)) is var (g, (A, _, C)) ? [b + g[0] / A, k + g[1] / C] : []),
        Wrong("weights left out", "Your curvature is that of a straight line fitted by least squares. For Poisson counts each bin counts with its expected count μ, a pure number.",
            (x, y, b, k) => Moved(x, y, b, k, _ => 1)),
        Wrong("counts for expected counts", "You weigh each bin with its count y. The counts drop out of the second derivative: the weight, a pure number, is μ.",
            ByCounts),
        Wrong("signs of the inverse", "In the inverse of a 2 by 2 matrix, pure numbers here, the two off the diagonal change their signs: the new b has C g − B q, and not C g + B q.",
            (x, y, b, k) => (Gradient(x, y, b, k), Curvature(x, b, k, mu => mu)) is var (g, (A, B, C)) ? Moved(g, (A, -B, C), b, k) : []),
        Wrong("inverse not exchanged", "In the inverse of a 2 by 2 matrix, pure numbers here, the two on the diagonal change places: C, and not A, stands before the gradient's first part.",
            (x, y, b, k) => (Gradient(x, y, b, k), Curvature(x, b, k, mu => mu)) is var (g, (A, B, C)) ? Moved(g, (C, B, A), b, k) : []),
        Wrong("not divided by the determinant", "Your step lacks the division by the determinant A C − B², a pure number.",
            (x, y, b, k) => (Gradient(x, y, b, k), Curvature(x, b, k, mu => mu)) is var (g, (A, B, C)) ? [b + C * g[0] - B * g[1], k + A * g[1] - B * g[0]] : []),
        Wrong("all the way", "You go on to the top of the likelihood. Asked for is one step, pure numbers that lie on the way.",
            (x, y, b, k) => Enumerable.Range(0, 40).Aggregate((double[])[b, k], (at, _) => Moved(x, y, at[0], at[1], mu => mu))),
        Wrong("step alone", "You return the step. Asked for are the new b and k, pure numbers: add it to the old ones.",
            (x, y, b, k) => Moved(x, y, b, k, mu => mu) is var moved ? [moved[0] - b, moved[1] - k] : []),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) => LikelihoodGradientExercise.Data(random);

    private protected override Signature.Abscissa? Horizontal(IReadOnlyList<object> arguments) => null;

    private static double[] Gradient(double[] x, int[] y, double b, double k)
    {
        var error = x.Select((stimulus, i) => y[i] - LikelihoodGradientExercise.ExpectedCount(stimulus, b, k)).ToArray();
        return [error.Sum(), error.Zip(x, (one, stimulus) => one * stimulus).Sum()];
    }

    /// <param name="weight">Of a bin, from its expected count.</param>
    private static double[] Moved(double[] x, int[] y, double b, double k, Func<double, double> weight) => Moved(Gradient(x, y, b, k), Curvature(x, b, k, weight), b, k);

    private static double[] Moved(double[] g, (double A, double B, double C) h, double b, double k)
    {
        var determinant = h.A * h.C - h.B * h.B;
        return [b + (h.C * g[0] - h.B * g[1]) / determinant, k + (h.A * g[1] - h.B * g[0]) / determinant];
    }

    private static (double A, double B, double C) Curvature(double[] x, double b, double k, Func<double, double> weight) =>
        Curvature(x, [.. x.Select(stimulus => weight(LikelihoodGradientExercise.ExpectedCount(stimulus, b, k)))]);

    private static (double A, double B, double C) Curvature(double[] x, double[] weights) =>
        (weights.Sum(), weights.Zip(x, (w, stimulus) => w * stimulus).Sum(), weights.Zip(x, (w, stimulus) => w * stimulus * stimulus).Sum());

    private static double[] ByCounts(double[] x, int[] y, double b, double k) => Moved(Gradient(x, y, b, k), Curvature(x, [.. y.Select(count => (double)count)]), b, k);
}
