using CompNeuro.Maths;
using CompNeuro.Neurons.PointProcess;

namespace CompNeuro.Exercises;

[return: Unit("1")]
public delegate double[] LikelihoodSlopeAnswer([Unit("1")] double w, [Unit("1")] double b, [Unit("1")] double[] x, int[] counts, [Unit("ms")] double dt);

public static partial class Check
{
    /// <summary>Exercise 2.4.2: which way uphill, in the likelihood of a generalized linear model.</summary>
    public static Verdict LikelihoodSlope(LikelihoodSlopeAnswer answer) => Of<LikelihoodSlopeExercise>(answer);
}

public static partial class Hint
{
    public static Advice LikelihoodSlope(int number) => Of<LikelihoodSlopeExercise>(number);
}

internal sealed class LikelihoodSlopeExercise() : DeterministicExercise<LikelihoodSlopeAnswer>("2.4.2", "The gradient of the likelihood", symbol: "gradient", points: 2)
{
    internal override LikelihoodSlopeAnswer Reference => (w, b, x, counts, dt) => Gradient(w, b, x, counts, (y, rate) => y - rate * dt / 1000);

    internal override Tolerance Tolerance { get; } = new(1e-3, 1e-3, "A difference quotient of the log-likelihood is near enough.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Write the log-likelihood of one bin, y ln µ − µ, with ln µ = w x + b + ln(dt/1000). How does each of its two terms change with w, and with b?",
        "µ is an exponential, so its derivative is µ itself times that of the exponent: x for w, and 1 for b.",
        "In each bin the error is y − µ, the spikes there were less those that were expected. Sum the error times x for the first value, and the error alone for the second; µ is exp(w x + b) times dt/1000.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(PointProcessRegression), ".ctor")];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("rate for µ", "You subtract the rate in Hz from the count. What was expected of a bin of dt ms is the rate times dt/1000.",
            (w, b, x, counts, dt) => Gradient(w, b, x, counts, (y, rate) => y - rate)),
        Wrong("Hz times ms", "The rate is in Hz and dt in ms: their product is 1000 times what is expected in a bin.",
            (w, b, x, counts, dt) => Gradient(w, b, x, counts, (y, rate) => y - rate * dt)),
        Wrong("sign", "Your gradient points downhill. Where more spikes came than expected, y − µ, a pure number, is positive, and the rate should go up.",
            (w, b, x, counts, dt) => Gradient(w, b, x, counts, (y, rate) => rate * dt / 1000 - y)),
        Wrong("mean for sum", "You divide by the number of bins. The log-likelihood is a sum, and so is its gradient, a pure number.",
            (w, b, x, counts, dt) => [.. Gradient(w, b, x, counts, (y, rate) => y - rate * dt / 1000).Select(each => each / x.Length)]),
        Wrong("derivative with respect to µ", "y/µ − 1 is the derivative with respect to µ. The chain rule brings one more factor µ, a pure number, and leaves y − µ.",
            (w, b, x, counts, dt) => Gradient(w, b, x, counts, (y, rate) => y / (rate * dt / 1000) - 1)),
        Wrong("expected spikes left out", "You sum over the spikes alone. What the model expected, µ, a pure number, must be subtracted in every bin, empty ones too.",
            (w, b, x, counts, dt) => Gradient(w, b, x, counts, (y, _) => y)),
        Wrong("only bins with spikes", "You sum over the bins with spikes alone. In an empty one the error is −µ, a pure number, and counts as well.",
            (w, b, x, counts, dt) => Gradient(w, b, x, counts, (y, rate) => y > 0 ? y - rate * dt / 1000 : 0)),
        Wrong("order", "The two values are exchanged: the first is for w, with x in it, the second for b; both are pure numbers.",
            (w, b, x, counts, dt) => [.. Gradient(w, b, x, counts, (y, rate) => y - rate * dt / 1000).Reverse()]),
        Wrong("x left out", "Both of your values are the same. For w each error, a pure number, is weighted with the stimulus x of its bin.",
            (w, b, x, counts, dt) => Enumerable.Repeat(Gradient(w, b, x, counts, (y, rate) => y - rate * dt / 1000)[1], 2).ToArray()),
        Wrong("exponential left out", "You take w x + b for the rate in Hz. It is its logarithm.",
            (w, b, x, counts, dt) => Gradient(w, b, x, counts, (y, rate) => y - Math.Log(rate) * dt / 1000)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random)
    {
        object[] Drawn(int bins)
        {
            double[] x = [.. Enumerable.Range(0, bins).Select(_ => random.Between(-1.5, 1.5))];
            return [random.Between(0.2, 1.2), random.Between(2.5, 4.5), x, (int[])[.. x.Select(each => random.NextUniform() < 0.2 + 0.1 * each ? 1 : 0)], random.OneOf(2.0, 5, 10)];
        }

        return [[0.0, 3.0, (double[])[1, -1, 0.5], (int[])[1, 0, 2], 10.0], [0.8, 3.5, (double[])[1, -1, 0.5, 2], (int[])[0, 0, 0, 0], 5.0], .. Enumerable.Range(0, 4).Select(_ => Drawn(20))];
    }

    private static double[] Gradient(double w, double b, double[] x, int[] counts, Func<int, double, double> error)
    {
        double[] errors = [.. x.Zip(counts, (each, y) => error(y, Math.Exp(w * each + b)))];
        return [errors.Zip(x, (one, each) => one * each).Sum(), errors.Sum()];
    }
}
