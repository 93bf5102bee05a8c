using CompNeuro.Maths;
using CompNeuro.Neurons.PointProcess;
using CompNeuro.Neurons.PointProcess.Fitting;

namespace CompNeuro.Tests.Neurons.PointProcess;

public class LikelihoodTests
{
    private const int T = 5003;

    private static readonly double[] Stimulus = Noise(1);
    private static readonly BinnedSpikes Spikes = Random(2, 0.1), Other = Random(3, 0.05), Silent = new(new int[T], 1);

    // Signals as views and as columns, spikes by lag and on a basis, more than one in a bin, and a filter so long that its columns are written out.
    private static readonly Design Data = new(Spikes,
    [
        new("s", FilterBasis.EveryLag(3).Sample(1), Stimulus, null),
        new("history", RaisedCosineBasis.LogStretched(4, 1, 20, 2).Sample(1, 1), null, Spikes),
        new("z", RaisedCosineBasis.Linear(3, 0, 10).Sample(1), Noise(4), null),
        new("other", FilterBasis.EveryLag(5).Sample(1, 1), null, Other),
        new("slow", RaisedCosineBasis.Linear(2, 200, 400).Sample(1, 1), null, Other),
    ]);

    private static readonly (int, int)[] Everything = [(0, T)], Parts = [(17, 900), (1500, 1501), (2000, T)];

    [Fact]
    public void LongFiltersAreWrittenOutAndShortOnesAreNot() => Assert.Equal(["s", "z", "slow", "history", "other"], Data.Terms.Select(term => term.Name));

    public static TheoryData<bool> Ranges => [true, false];

    [Theory, MemberData(nameof(Ranges))]
    public void ItIsTheOneWithTheMatrixWrittenOut(bool everything)
    {
        var ranges = everything ? Everything : Parts;
        var (X, weights) = (Matrix(), Weights(5));
        var (value, gradient, information) = (0.0, new double[weights.Length], new double[weights.Length, weights.Length]);
        foreach (var t in ranges.SelectMany(range => Enumerable.Range(range.Item1, range.Item2 - range.Item1)))
        {
            var logMean = Math.Log(0.001) + weights.Select((weight, i) => weight * X[t][i]).Sum();
            var mean = Math.Exp(logMean);
            value += Spikes.Counts[t] * logMean - mean;
            for (var i = 0; i < weights.Length; i++)
            {
                gradient[i] += (Spikes.Counts[t] - mean) * X[t][i];
                for (var j = 0; j < weights.Length; j++)
                {
                    information[i, j] += mean * X[t][i] * X[t][j];
                }
            }
        }

        var point = new Likelihood(Data, ranges).At(weights);
        Near(value, point.Value, 1e-13);
        Assert.All(gradient.Zip(point.Gradient), pair => Near(pair.First, pair.Second, 1e-12));
        for (var i = 0; i < weights.Length; i++)
        {
            for (var j = 0; j < weights.Length; j++)
            {
                Near(information[i, j], point.Information[i, j], 1e-12);
            }
        }
    }

    [Fact]
    public void TheDerivativesAreThoseOfFiniteDifferences()
    {
        var (likelihood, weights) = (new Likelihood(Data, Everything), Weights(6));
        var point = likelihood.At(weights);
        for (var i = 0; i < weights.Length; i++)
        {
            LikelihoodPoint Moved(double by) => likelihood.At([.. weights.Select((weight, j) => weight + (i == j ? by : 0))]);
            var (above, below) = (Moved(1e-5), Moved(-1e-5));
            Near((above.Value - below.Value) / 2e-5, point.Gradient[i], 1e-7);
            for (var j = 0; j < weights.Length; j++)
            {
                Near((above.Gradient[j] - below.Gradient[j]) / 2e-5, -point.Information[j, i], 1e-7);
            }
        }
    }

    // Wherever one looks: minus the Hessian has a Cholesky factor, and every chord lies below the curve.
    [Fact]
    public void ItIsConcave()
    {
        var likelihood = new Likelihood(Data, Everything);
        for (var seed = 10; seed < 30; seed++)
        {
            var (a, b) = (Weights(seed), Weights(seed + 100));
            var point = likelihood.At(a);
            Assert.Equal(-1, new ScaledCholesky(point.Information).Bad);
            double[] middle = [.. a.Zip(b, (x, y) => (x + y) / 2)];
            Assert.True(likelihood.At(middle).Value > (point.Value + likelihood.At(b).Value) / 2);
        }
    }

    [Fact]
    public void ThePartsAddUpToTheWhole()
    {
        var weights = Weights(7);
        double Value(params (int, int)[] ranges) => new Likelihood(Data, ranges).At(weights, withHessian: false).Value;
        Assert.Equal(Value((0, T)), Value((0, 1234)) + Value((1234, 1235)) + Value((1235, T)), 1e-9);
    }

    [Fact]
    public void ASilentSourceAddsNothing()
    {
        var (with, without) = (new Design(Spikes, [new("x", FilterBasis.EveryLag(3).Sample(1, 1), null, Silent)]), new Design(Spikes, []));
        var point = new Likelihood(with, Everything).At([3, 1, 2, 3]);
        Assert.Equal(new Likelihood(without, Everything).At([3]).Value, point.Value);
        Assert.Equal([0.0, 0, 0], point.Gradient[1..]);
    }

    private static void Near(double expected, double actual, double relative) => Assert.Equal(expected, actual, relative * (1000 + Math.Abs(expected)));

    private static double[][] Matrix() =>
        [.. Enumerable.Range(0, T).Select(t => (double[])
        [
            1,
            .. Data.Terms.SelectMany(term => Enumerable.Range(0, term.Basis.Count).Select(function => Enumerable.Range(0, term.Basis.Lags).Sum(lag =>
            {
                var bin = t - lag - (term.Signal is null ? 1 : 0);
                return bin < 0 ? 0 : term.Basis.Functions[function][lag] * (term.Signal?[bin] ?? term.Spikes!.Counts[bin]);
            }))),
        ])];

    private static double[] Weights(long seed)
    {
        var random = new RandomNumbers(seed);
        return [.. Enumerable.Range(0, Data.Weights).Select(i => i == 0 ? 4 : 0.03 * random.NextNormal())];
    }

    private static double[] Noise(long seed)
    {
        var random = new RandomNumbers(seed);
        return [.. Enumerable.Range(0, T).Select(_ => random.NextNormal())];
    }

    private static BinnedSpikes Random(long seed, double mean)
    {
        var random = new RandomNumbers(seed);
        return new(Enumerable.Range(0, T).Select(_ => random.NextUniform() is var u && u < mean * mean ? 2 : u < mean ? 1 : 0), 1);
    }
}
