using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("pA")]
public delegate double SingleChannelCurrentAnswer([Unit("pA")] double[] mean, [Unit("pA²")] double[] variance);

public static partial class Check
{
    /// <summary>Homework H1.5.2: the current of one channel from the noise of many.</summary>
    public static Verdict SingleChannelCurrent(SingleChannelCurrentAnswer answer) => Of<SingleChannelCurrentExercise>(answer);
}

public static partial class Hint
{
    public static Advice SingleChannelCurrent(int number) => Of<SingleChannelCurrentExercise>(number);
}

internal sealed class SingleChannelCurrentExercise() : DeterministicExercise<SingleChannelCurrentAnswer>("H1.5.2", "One channel from the noise of many", symbol: "i", points: 2)
{
    internal override SingleChannelCurrentAnswer Reference => (mean, variance) => Slope([.. mean], [.. mean.Zip(variance, (I, s) => s / I)]).AtZero;

    internal override Tolerance Tolerance { get; } = new(2e-3, 1e-4, "The data lie on the parabola to rounding, so every way to fit it gives the same number.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Write the mean N i p and the variance N i² p (1 − p), and get rid of p. Which curve do the points lie on, and what is its slope at the origin?",
        "It is a parabola, i I − I²/N: its slope at the origin is i. Divide by I, and it becomes a straight line in I.",
        "Variance over mean is i − I/N. Fit a straight line to it by least squares, and take its value at I = 0.",
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("variance over mean", "The mean of variance over mean is i (1 − p), in pA, too small by the open fraction. Extrapolate to where nothing is open.",
            (mean, variance) => mean.Zip(variance, (I, s) => s / I).Average()),
        Wrong("line through all points", "A straight line through a parabola is flatter than it starts: your i, in pA, is too small. Its slope at the origin is wanted.",
            (mean, variance) => Slope(mean, variance).PerUnit),
        Wrong("largest variance", "The largest variance is N i²/4, at p = 1/2. Its root is not the current of one channel in pA, but √N/2 times that.",
            (mean, variance) => Math.Sign(mean[0]) * Math.Sqrt(variance.Max())),
        Wrong("magnitude", "You lost the sign: inward currents are negative, and so is the current of one channel, in pA.",
            (mean, variance) => Math.Abs(Reference(mean, variance))),
        Wrong("N for i", "That is the number of channels, a pure number. The current of one is the other coefficient of the parabola.",
            (mean, variance) => -1 / Slope([.. mean], [.. mean.Zip(variance, (I, s) => s / I)]).PerUnit),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        Patch(-1.6, 400, 0.8), Patch(0.5, 1000, 0.3), .. Enumerable.Range(0, 4).Select(_ => Patch(random.OneOf(-1, 1) * random.Between(0.3, 4, 2), 50 * random.Between(2, 20, 0), random.Between(0.3, 0.9, 2))),
    ];

    /// <summary>Mean and variance at ten moments of a record, in which the open fraction grows to its largest.</summary>
    private static object[] Patch(double i, double N, double largest)
    {
        double[] open = [.. Enumerable.Range(1, 10).Select(k => k * largest / 10)];
        return [open.Select(p => N * i * p).ToArray(), open.Select(p => N * i * i * p * (1 - p)).ToArray()];
    }

    private static (double AtZero, double PerUnit) Slope(double[] x, double[] y) => MathNet.Numerics.Fit.Line(x, y);
}
