using CompNeuro.Maths;
using CompNeuro.Neurons.PointProcess;

namespace CompNeuro.Exercises;

[return: Unit("1")]
public delegate double[] LikelihoodGradientAnswer([Unit("1")] double[] x, int[] y, [Unit("1")] double b, [Unit("1")] double k);

public static partial class Check
{
    /// <summary>Homework H2.5.1: the slope of the log-likelihood of a small point-process model.</summary>
    public static Verdict LikelihoodGradient(LikelihoodGradientAnswer answer) => Of<LikelihoodGradientExercise>(answer);
}

public static partial class Hint
{
    public static Advice LikelihoodGradient(int number) => Of<LikelihoodGradientExercise>(number);
}

internal sealed class LikelihoodGradientExercise() : DeterministicExercise<LikelihoodGradientAnswer>("H2.5.1", "Uphill on the likelihood", symbol: "∂L/∂b, ∂L/∂k", points: 2)
{
    internal override LikelihoodGradientAnswer Reference => (x, y, b, k) => Gradient(x, y, i => y[i] - ExpectedCount(x[i], b, k));

    internal override Tolerance Tolerance { get; } = new(1e-4, 1e-4, "They are sums, and differences of the likelihood give them to five digits too.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "How does the log-likelihood of one bin change with log μ? And how does log μ change with b, and with k?",
        "y log μ − μ has the derivative y − μ with respect to log μ: what was counted, less what was expected. log μ is b + k x, with the derivatives 1 and x.",
        "For each bin the expected count is exp(b + k x). Sum y less that over all bins for the first number, and the same times x for the second.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(PointProcessRegression), nameof(PointProcessRegression.Fit))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("downhill", "Your signs are opposite: that is the gradient of the negative log-likelihood. Both numbers are pure numbers, positive where a larger b or k would make the data likelier.",
            (x, y, b, k) => Gradient(x, y, i => ExpectedCount(x[i], b, k) - y[i])),
        Wrong("exponential left out", "You compare the counts with b + k x. That is log μ; the expected count, a pure number, is its exponential.",
            (x, y, b, k) => Gradient(x, y, i => y[i] - (b + k * x[i]))),
        Wrong("least squares", "That is the gradient for least squares, with a factor μ in each term. For Poisson counts the factor cancels, for their variance is μ too: the error y − μ, a pure number, counts as it is.",
            (x, y, b, k) => Gradient(x, y, i => (y[i] - ExpectedCount(x[i], b, k)) * ExpectedCount(x[i], b, k))),
        Wrong("spikes alone", "You sum over the spikes only. Bins without a spike are data too: minus μ, a pure number, is their term.",
            (x, y, b, k) => Gradient(x, y, i => y[i])),
        Wrong("the same for k", "Your two numbers are the same. k acts through the stimulus: in the second sum each error is multiplied by its x, a pure number.",
            (x, y, b, k) => Gradient(x, y, i => y[i] - ExpectedCount(x[i], b, k)) is var one ? [one[0], one[0]] : []),
        Wrong("bins with spikes only", "You leave out the bins without a spike. They are data too: minus μ, a pure number, is their term.",
            (x, y, b, k) => Gradient(x, y, i => y[i] > 0 ? y[i] - ExpectedCount(x[i], b, k) : 0)),
        Wrong("mean for sum", "You divide by the number of bins. The log-likelihood, a pure number, is a sum over bins, and so is its gradient.",
            (x, y, b, k) => Gradient(x, y, i => (y[i] - ExpectedCount(x[i], b, k)) / x.Length)),
        Wrong("relative error", "You divide each error by μ. The derivative of y log μ − μ with respect to μ is y/μ − 1, but dμ/db is μ again, a pure number: it cancels.",
            (x, y, b, k) => Gradient(x, y, i => y[i] / ExpectedCount(x[i], b, k) - 1)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) => Data(random);

    private protected override Signature.Abscissa? Horizontal(IReadOnlyList<object> arguments) => null;

    /// <summary>Stimuli and spike counts, and weights that are not yet the best: a case told, and some drawn.</summary>
    internal static IEnumerable<object[]> Data(RandomNumbers random) =>
    [
        [(double[])[0, 1, -1, 2], (int[])[0, 1, 0, 3], 0.0, 0.0], [(double[])[0, 1, -1, 2], (int[])[0, 1, 0, 3], -0.5, 0.5], .. Enumerable.Range(0, 4).Select(_ => Recorded(random, 20)),
    ];

    internal static double ExpectedCount(double x, double b, double k) => Math.Exp(b + k * x);

    private static double[] Gradient(double[] x, int[] y, Func<int, double> error) => [y.Select((_, i) => error(i)).Sum(), x.Select((stimulus, i) => error(i) * stimulus).Sum()];

    private static object[] Recorded(RandomNumbers random, int bins)
    {
        var (b, k) = (random.Between(-0.5, 0.5), random.Between(0.4, 0.9));
        double[] x = [.. Enumerable.Range(0, bins).Select(_ => random.Between(-1.5, 1.5))];
        int[] y = [.. x.Select(stimulus => Poisson(random, ExpectedCount(stimulus, b, k)))];
        y[0] = 1 + y[0];
        return [x, y, Math.Round(b + random.OneOf(-0.4, 0.3), 2), Math.Round(k + random.OneOf(-0.3, 0.25), 2)];
    }

    /// <summary>A count, as the number of events with unit rate before the mean.</summary>
    private static int Poisson(RandomNumbers random, double mean)
    {
        var (count, time) = (-1, 0.0);
        while (time < mean)
        {
            (count, time) = (count + 1, time + random.NextExponential());
        }

        return count;
    }
}
