using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("mV")]
public delegate double[] DiffusionParametersAnswer([Unit("mV")] double[] J, int[] inputs, [Unit("Hz")] double[] rate);

public static partial class Check
{
    /// <summary>Homework H2.2.1: mean and noise of a neuron's drive, from its inputs.</summary>
    public static Verdict DiffusionParameters(DiffusionParametersAnswer answer) => Of<DiffusionParametersExercise>(answer);
}

public static partial class Hint
{
    public static Advice DiffusionParameters(int number) => Of<DiffusionParametersExercise>(number);
}

internal sealed class DiffusionParametersExercise() : DeterministicExercise<DiffusionParametersAnswer>("H2.2.1", "From synaptic kicks to μ and σ", symbol: "μ, σ", points: 2)
{
    private const double EL = -70;
    private const double Tau = 20;
    private const double Seconds = Tau / 1000;

    internal override DiffusionParametersAnswer Reference => (J, inputs, rate) => [EL + Sum(J, inputs, rate, j => j), Math.Sqrt(Sum(J, inputs, rate, j => j * j))];

    internal override Tolerance Tolerance { get; } = new(1e-3, 1e-3, "They are sums; the slips differ by several percent.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "How many kicks of each kind come in one time constant, on average? What do they add to the mean, and what to the variance of their sum?",
        "Numbers of independent events have a variance equal to their mean. Each kick of size J adds J to the mean and J² to the variance, whatever its sign.",
        "With τ in s, inputs times rate times τ is the number of kicks per time constant, kind by kind. μ is −70 plus the sum of J times that; σ is the root of the sum of J² times that.",
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("ms times Hz", "τ is in ms and the rates are in Hz: your number of kicks is 1000 times too large. Turn τ into s.",
            (J, inputs, rate) => [EL + 1000 * Sum(J, inputs, rate, j => j), Math.Sqrt(1000 * Sum(J, inputs, rate, j => j * j))]),
        Wrong("inhibition takes noise away", "You subtract the variance of the inhibitory inputs. Their kicks are random too: J² is positive, in mV², and noise of independent inputs only adds.",
            (J, inputs, rate) => [EL + Sum(J, inputs, rate, j => j), Math.Sqrt(Sum(J, inputs, rate, j => j * Math.Abs(j)))]),
        Wrong("spread of the free potential", "Your σ is the standard deviation, in mV, of a potential without threshold. In the convention of the chapter that is σ/√2.",
            (J, inputs, rate) => [EL + Sum(J, inputs, rate, j => j), Math.Sqrt(Sum(J, inputs, rate, j => j * j) / 2)]),
        Wrong("variance for σ", "You return σ², in mV². The root is missing.",
            (J, inputs, rate) => [EL + Sum(J, inputs, rate, j => j), Sum(J, inputs, rate, j => j * j)]),
        Wrong("deviations added", "You add the standard deviations of the kinds of input, in mV. Independent noises add their variances.",
            (J, inputs, rate) => [EL + Sum(J, inputs, rate, j => j), J.Select((j, k) => Math.Sqrt(Sum([j], [inputs[k]], [rate[k]], one => one * one))).Sum()]),
        Wrong("inputs in step", "You square J times the number of inputs, as if all inputs of a kind fired together. They are independent, and their noise, in mV, grows as the root of their number.",
            (J, inputs, rate) => [EL + Sum(J, inputs, rate, j => j), Math.Sqrt(J.Select((j, k) => Sum([inputs[k] * j], [1], [rate[k]], one => one * one)).Sum())]),
        Wrong("τ left out", "You count the kicks of a second, but V forgets them within its time constant: what counts is how many come in 20 ms.",
            (J, inputs, rate) => [EL + Sum(J, inputs, rate, j => j) / Seconds, Math.Sqrt(Sum(J, inputs, rate, j => j * j) / Seconds)]),
        Wrong("τ left out, per ms", "You count the kicks of a millisecond, but V remembers them for its time constant: what counts is how many come in 20 ms.",
            (J, inputs, rate) => [EL + Sum(J, inputs, rate, j => j) / Tau, Math.Sqrt(Sum(J, inputs, rate, j => j * j) / Tau)]),
        Wrong("J not squared", "You add J times the number of kicks for σ, without the square. A kick of J mV adds J² to the variance.",
            (J, inputs, rate) => [EL + Sum(J, inputs, rate, j => j), Math.Sqrt(Sum(J, inputs, rate, Math.Abs))]),
        Wrong("inhibition that excites", "In your μ the inhibitory kicks lift V. Their J is negative, in mV, and keeps its sign in the mean; only the square loses it.",
            (J, inputs, rate) => [EL + Sum(J, inputs, rate, Math.Abs), Math.Sqrt(Sum(J, inputs, rate, j => j * j))]),
        Wrong("one synapse of each kind", "You count one synapse of each kind. Each of the inputs brings its own spikes, so that the rates, in Hz, add.",
            (J, inputs, rate) => [EL + Sum(J, Array.ConvertAll(inputs, _ => 1), rate, j => j), Math.Sqrt(Sum(J, Array.ConvertAll(inputs, _ => 1), rate, j => j * j))]),
        Wrong("rest left out", "Your μ counts from rest. Without any input it must be −70 mV.",
            (J, inputs, rate) => [Sum(J, inputs, rate, j => j), Math.Sqrt(Sum(J, inputs, rate, j => j * j))]),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [(double[])[0.1, -0.4], (int[])[1000, 250], (double[])[10, 8]], [(double[])[0.2, -0.8], (int[])[1600, 400], (double[])[12, 9]], [(double[])[0.5, -0.3, 0.05], (int[])[100, 80, 2000], (double[])[15, 30, 4]],
        .. Enumerable.Range(0, 5).Select(_ => (object[])
            [(double[])[random.Between(0.1, 0.4, 2), -random.Between(0.3, 1.2, 2)], (int[])[100 * (int)random.Between(8, 20, 0), 50 * (int)random.Between(3, 8, 0)], (double[])[random.Between(4, 15), random.Between(3, 12)]]),
    ];

    private protected override Signature.Abscissa? Horizontal(IReadOnlyList<object> arguments) => null;

    private static double Sum(double[] J, int[] inputs, double[] rate, Func<double, double> of) => J.Select((j, k) => of(j) * inputs[k] * rate[k] * Seconds).Sum();
}
