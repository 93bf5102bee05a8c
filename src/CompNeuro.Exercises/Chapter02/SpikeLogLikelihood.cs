using CompNeuro.Maths;
using CompNeuro.Neurons.PointProcess;

namespace CompNeuro.Exercises;

[return: Unit("nat")]
public delegate double SpikeLogLikelihoodAnswer([Unit("Hz")] double[] rate, int[] counts, [Unit("ms")] double dt);

public static partial class Check
{
    /// <summary>Exercise 2.4.1: how probable a spike train is, by a given rate.</summary>
    public static Verdict SpikeLogLikelihood(SpikeLogLikelihoodAnswer answer) => Of<SpikeLogLikelihoodExercise>(answer);
}

public static partial class Hint
{
    public static Advice SpikeLogLikelihood(int number) => Of<SpikeLogLikelihoodExercise>(number);
}

internal sealed class SpikeLogLikelihoodExercise() : DeterministicExercise<SpikeLogLikelihoodAnswer>("2.4.1", "The likelihood of a spike train", symbol: "ln p", points: 2)
{
    internal override SpikeLogLikelihoodAnswer Reference => (rate, counts, dt) => new ConditionalIntensity(rate, new BinnedSpikes(counts, dt)).LogLikelihood;

    internal override Tolerance Tolerance { get; } = new(1e-5, 1e-4, "It is a sum of terms that are known exactly; the smallest slip, ln 2 for one bin with two spikes, is far larger.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "How many spikes does the rate let you expect in one bin? Mind that it is in Hz and the bin in ms.",
        "A count y has the Poisson probability µ to the power y, times exp(−µ), over y factorial. The bins are independent, given the rate: their logarithms add.",
        "Add up y ln µ − µ − ln y! over all bins, µ being the rate times dt over 1000. A bin without a spike adds −µ; a bin with one adds ln µ − µ.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(ConditionalIntensity), nameof(ConditionalIntensity.LogLikelihood)), (typeof(ConditionalIntensity), nameof(ConditionalIntensity.BitsPerSpike))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("empty bins left out", "You count only the bins with spikes. That a bin stayed empty is evidence too, the more so the higher its rate in Hz: it adds −µ.",
            (rate, counts, dt) => Sum(rate, counts, dt / 1000, (y, mu) => y > 0 ? y * Math.Log(mu) - mu - Factorial(y) : 0)),
        Wrong("µ left out", "You add up y ln µ alone. Without −µ in every bin a higher rate, in Hz, would always be better.",
            (rate, counts, dt) => Sum(rate, counts, dt / 1000, (y, mu) => y * Math.Log(mu) - Factorial(y))),
        Wrong("Hz times ms", "A rate in Hz times a bin in ms is 1000 times too large: divide it by 1000 to get the expected count.",
            (rate, counts, dt) => Sum(rate, counts, dt, (y, mu) => y * Math.Log(mu) - mu - Factorial(y))),
        Wrong("rate for µ", "You put the rate itself, in Hz, in the place of the expected count. The bin lasts dt ms: multiply by dt/1000.",
            (rate, counts, dt) => Sum(rate, counts, 1, (y, mu) => y * Math.Log(mu) - mu - Factorial(y))),
        Wrong("factorial left out", "The task asks for the whole probability: ln y! is missing. It is 0 in a bin with one spike or none, and ln 2, a pure number, in one with two.",
            (rate, counts, dt) => Sum(rate, counts, dt / 1000, (y, mu) => y * Math.Log(mu) - mu)),
        Wrong("factorial added", "y! stands below: its logarithm, a pure number, is subtracted.",
            (rate, counts, dt) => Sum(rate, counts, dt / 1000, (y, mu) => y * Math.Log(mu) - mu + Factorial(y))),
        Wrong("bits for nats", "Your result is in bits. With natural logarithms, which the task asks for, it is in nats, a pure number that is ln 2 times as large.",
            (rate, counts, dt) => Sum(rate, counts, dt / 1000, (y, mu) => y * Math.Log(mu) - mu - Factorial(y)) / Math.Log(2)),
        Wrong("sign", "You return minus the log-likelihood, as a minimiser wants it. A probability is at most 1, and its logarithm, a pure number, at most 0.",
            (rate, counts, dt) => -Sum(rate, counts, dt / 1000, (y, mu) => y * Math.Log(mu) - mu - Factorial(y))),
        Wrong("one spike or none", "You give a bin the probability µ of a spike and 1 − µ of none. That holds only while µ, a pure number, is small, and a bin with two spikes has no place in it.",
            (rate, counts, dt) => Sum(rate, counts, dt / 1000, (y, mu) => Math.Log(y > 0 ? mu : 1 - mu))),
        Wrong("mean for sum", "You divide by the number of bins. The log-likelihood, a pure number, is that of the whole train: a sum.",
            (rate, counts, dt) => Sum(rate, counts, dt / 1000, (y, mu) => y * Math.Log(mu) - mu - Factorial(y)) / counts.Length),
        Wrong("product of probabilities", "That is the probability itself, or its underflow to 0. Take the logarithm in each bin, a pure number, and add them up.",
            (rate, counts, dt) => Math.Exp(Sum(rate, counts, dt / 1000, (y, mu) => y * Math.Log(mu) - mu - Factorial(y)))),
        Wrong("density for probability", "You add up ln λ − µ, with the rate in Hz in the logarithm. That is the density of the times, and n ln Δ is missing: in the logarithm too, take the expected count.",
            (rate, counts, dt) => rate.Zip(counts, (each, y) => y * Math.Log(each) - each * dt / 1000 - Factorial(y)).Sum()),
        Wrong("rate per ms", "You take the rate per ms in the logarithm. What belongs there is the count expected in a bin: the rate times dt/1000.",
            (rate, counts, dt) => rate.Zip(counts, (each, y) => y * Math.Log(each / 1000) - each * dt / 1000 - Factorial(y)).Sum()),
        Wrong("exponents of the Bernoulli form", "µ to the power y times 1 − µ to the power 1 − y is the probability if there can be one spike at most. With two spikes it is no probability at all: take y ln µ − µ − ln y!, pure numbers.",
            (rate, counts, dt) => Sum(rate, counts, dt / 1000, (y, mu) => y * Math.Log(mu) + (1 - y) * Math.Log(1 - mu))),
        Wrong("y for y!", "You subtract ln y for ln y!. They are the same up to two spikes; three can be put in order in 6 ways, a pure number, not in 3.",
            (rate, counts, dt) => Sum(rate, counts, dt / 1000, (y, mu) => y * Math.Log(mu) - mu - Math.Log(Math.Max(1, y)))),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random)
    {
        object[] Drawn(int bins, double dt)
        {
            double[] rate = [.. Enumerable.Range(0, bins).Select(_ => random.Between(5, 100))];
            int[] counts = [.. rate.Select(each => Math.Min(1, Poisson(each * dt / 1000, random)))];
            counts[random.OneOf(1, 2, 3)] = 2;
            return [rate, counts, dt];
        }

        return [[(double[])[20, 20, 20, 20], (int[])[0, 1, 0, 0], 5.0], [(double[])[20, 80, 40], (int[])[0, 3, 1], 10.0], [(double[])[50], (int[])[0], 4.0], .. Enumerable.Range(0, 4).Select(_ => Drawn(20, random.OneOf(1.0, 2, 5)))];
    }

    private static int Poisson(double mean, RandomNumbers random)
    {
        var count = 0;
        for (var clock = random.NextExponential(); clock < mean; clock += random.NextExponential())
        {
            count++;
        }

        return count;
    }

    private static double Sum(double[] rate, int[] counts, double bin, Func<int, double, double> term) => rate.Zip(counts, (each, y) => term(y, each * bin)).Sum();

    private static double Factorial(int y) => MathNet.Numerics.SpecialFunctions.FactorialLn(y);
}
