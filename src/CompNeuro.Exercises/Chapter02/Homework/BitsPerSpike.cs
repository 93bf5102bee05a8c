using CompNeuro.Maths;
using CompNeuro.Neurons.PointProcess;
using MathNet.Numerics;

namespace CompNeuro.Exercises;

[return: Unit("1")]
public delegate double BitsPerSpikeAnswer([Unit("1")] double[] x, int[] y, [Unit("1")] double b, [Unit("1")] double k);

public static partial class Check
{
    /// <summary>Homework H2.5.3: how much a model knows about each spike.</summary>
    public static Verdict BitsPerSpike(BitsPerSpikeAnswer answer) => Of<BitsPerSpikeExercise>(answer);
}

public static partial class Hint
{
    public static Advice BitsPerSpike(int number) => Of<BitsPerSpikeExercise>(number);
}

internal sealed class BitsPerSpikeExercise() : DeterministicExercise<BitsPerSpikeAnswer>("H2.5.3", "Bits per spike", symbol: "bits", points: 2)
{
    internal override BitsPerSpikeAnswer Reference => (x, y, b, k) => (Likelihood(x, y, b, k) - Constant(y)) / y.Sum() / Math.Log(2);

    internal override Tolerance Tolerance { get; } = new(1e-4, 1e-5, "They are sums of logarithms; the slips differ in the second digit.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "A likelihood alone says little: with other bins, or other data, it would be another number. With which model, that knows nothing of the stimulus, can it be compared?",
        "The model to beat expects the same count in every bin, and the likeliest such count is the mean of y. Subtract its log-likelihood; log y! is the same in both and drops out.",
        "For both models sum y log μ − μ. Divide the difference by the number of spikes, which is the sum of y, and by ln 2, which makes bits of natural logarithms. It may be negative.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(ConditionalIntensity), nameof(ConditionalIntensity.BitsPerSpike)), (typeof(ConditionalIntensity), nameof(ConditionalIntensity.LogLikelihood))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("nats", "Your logarithms are natural ones. A bit is ln 2 of them, a pure number: divide by it.",
            (x, y, b, k) => (Likelihood(x, y, b, k) - Constant(y)) / y.Sum()),
        Wrong("per bin", "You divide by the number of bins. Asked for is the information per spike: divide by the sum of the counts, a pure number.",
            (x, y, b, k) => (Likelihood(x, y, b, k) - Constant(y)) / y.Length / Math.Log(2)),
        Wrong("nothing to compare with", "You return the log-likelihood itself, per spike. As a pure number it means little: subtract that of the model with the same mean count in every bin.",
            (x, y, b, k) => Likelihood(x, y, b, k) / y.Sum() / Math.Log(2)),
        Wrong("expected counts left out", "You compare the terms y log μ alone. Then a model that expects too much everywhere wins: minus μ, a pure number, belongs to each bin.",
            (x, y, b, k) => (Logarithms(x, y, b, k) - y.Sum() * Math.Log(y.Average())) / y.Sum() / Math.Log(2)),
        Wrong("compared with exp(b)", "You compare with the same b and k = 0. The fair comparison is the best model without stimulus: the mean of the counts, a pure number, in every bin.",
            (x, y, b, k) => (Likelihood(x, y, b, k) - Likelihood(x, y, b, 0)) / y.Sum() / Math.Log(2)),
        Wrong("whole numbers divided", "An int divided by an int is an int: the mean count, a pure number, has lost its digits. Make one of the two a double first.",
            (x, y, b, k) => y.Sum() / y.Length is var mean ? (Likelihood(x, y, b, k) - (y.Sum() * Math.Log(mean) - y.Length * mean)) / y.Sum() / Math.Log(2) : 0),
        Wrong("half in bits", "You take the logarithms to base 2, but leave the expected counts, pure numbers, as they are. They stand beside natural logarithms: turn the whole sum into bits, at the end.",
            (x, y, b, k) => (Likelihood(x, y, b, k) - Constant(y) + (1 / Math.Log(2) - 1) * (Logarithms(x, y, b, k) - y.Sum() * Math.Log(y.Average()))) / y.Sum()),
        Wrong("mean of the model", "You compare with the mean of the counts that the model expects. The best constant model has the mean of the counts y, a pure number.",
            (x, y, b, k) => x.Average(stimulus => LikelihoodGradientExercise.ExpectedCount(stimulus, b, k)) is var mean ? (Likelihood(x, y, b, k) - (y.Sum() * Math.Log(mean) - y.Length * mean)) / y.Sum() / Math.Log(2) : 0),
        Wrong("factorial once", "You take ln y! into the model's log-likelihood only. It belongs to both, and drops out of the difference, a pure number.",
            (x, y, b, k) => (Likelihood(x, y, b, k) - y.Sum(count => SpecialFunctions.FactorialLn(count)) - Constant(y)) / y.Sum() / Math.Log(2)),
        Wrong("in all", "You return the bits of the whole record. Divide by the number of spikes, a pure number.",
            (x, y, b, k) => (Likelihood(x, y, b, k) - Constant(y)) / Math.Log(2)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) => LikelihoodGradientExercise.Data(random);

    private protected override Signature.Abscissa? Horizontal(IReadOnlyList<object> arguments) => null;

    private static double Likelihood(double[] x, int[] y, double b, double k) => x.Select((stimulus, i) => y[i] * (b + k * stimulus) - LikelihoodGradientExercise.ExpectedCount(stimulus, b, k)).Sum();

    private static double Logarithms(double[] x, int[] y, double b, double k) => x.Select((stimulus, i) => y[i] * (b + k * stimulus)).Sum();

    /// <summary>The log-likelihood of the mean count.</summary>
    private static double Constant(int[] y) => y.Sum() * (Math.Log(y.Average()) - 1);
}
