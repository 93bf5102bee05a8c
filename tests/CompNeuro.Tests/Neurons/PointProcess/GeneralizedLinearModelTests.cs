using CompNeuro.Maths;
using CompNeuro.Neurons.PointProcess;
using CompNeuro.SpikeTrains;

namespace CompNeuro.Tests.Neurons.PointProcess;

public class GeneralizedLinearModelTests
{
    private static readonly GeneralizedLinearModel Refractory = new() { dt = 1, b = Math.Log(80), k = [0.3, 0.5, 0.2], h = [-30, -30, -2, 0.5, 0.3] };

    // Counts of 0, 1, 2 … with the frequencies of the Poisson distribution of mean λ dt, here one half.
    [Fact]
    public void WithoutFiltersCountsAreThoseOfAPoissonProcess()
    {
        const int bins = 100_000;
        var spikes = new GeneralizedLinearModel { dt = 5, b = Math.Log(100) }.Simulate(new double[bins], seed: 1);
        var probability = Math.Exp(-0.5);
        for (var count = 0; count < 5; count++)
        {
            var share = spikes.Counts.Count(one => one == count) / (double)bins;
            Assert.Equal(probability, share, 4.5 * Math.Sqrt(probability * (1 - probability) / bins));
            probability *= 0.5 / (count + 1);
        }
    }

    [Fact]
    public void TheIntensityIsTheEquation()
    {
        var spikes = new BinnedSpikes([0, 1, 0, 2, 0, 0], 2);
        var other = new BinnedSpikes([1, 0, 0, 0, 0, 0], 2);
        var model = new GeneralizedLinearModel { dt = 2, b = 1, k = [1, 10], h = [0.1, 0.01], Coupling = [[3, 5]] };
        double[] stimulus = [0.1, 0, 0.2, 0, 0, 0];
        double[] logRate = [1 + 0.1, 1 + 1 + 3, 1 + 0.2 + 0.1 + 5, 1 + 2 + 0.01, 1 + 0.2, 1 + 0.02];
        var intensity = model.Intensity(stimulus, spikes, other);
        Assert.All(logRate.Zip(intensity.Rate), pair => Assert.Equal(pair.First, Math.Log(pair.Second), 1e-12));
        double[] expected = [.. logRate.Select(x => 0.002 * Math.Exp(x))];
        Assert.Equal(Math.Log(expected[1]) + 2 * Math.Log(expected[3]) - Math.Log(2) - expected.Sum(), intensity.LogLikelihood, 1e-12);
    }

    [Fact]
    public void TheRefractoryPeriodIsKeptAcrossBins()
    {
        var spikes = Refractory.Simulate(Noise(200_000, 1), seed: 2);
        var bins = spikes.Train.Times.Distinct().Order().ToArray();
        Assert.True(bins.Length > 10_000);
        Assert.Equal(3, bins.Zip(bins.Skip(1), (a, b) => b - a).Min(), 1e-9);
    }

    [Fact]
    public void TheSeedDeterminesTheSpikes()
    {
        int[] Counts(long seed) => [.. Refractory.Simulate(Noise(1000, 1), seed).Counts];
        Assert.Equal(Counts(1), Counts(1));
        Assert.NotEqual(Counts(1), Counts(2));
    }

    [Fact]
    public void ACellThatExcitesItselfWithoutEndIsStopped()
    {
        var model = new GeneralizedLinearModel { b = Math.Log(50), h = [1, 1, 1, 1, 1] };
        var error = Assert.Throws<InvalidOperationException>(() => model.Simulate(new double[100_000], seed: 1));
        Assert.Contains("ran away: at t = ", error.Message);
        Assert.Contains("make the post-spike or coupling filters less positive", error.Message);
    }

    [Fact]
    public void SpikesGoIntoBinsAndBack()
    {
        var binned = BinnedSpikes.Of(new SpikeTrain([0, 1.9, 2, 9.5], duration: 9.5), dt: 2);
        Assert.Equal([2, 1, 0, 0, 1], binned.Counts);
        Assert.Equal([1.0, 1, 3, 9], binned.Train.Times);
        Assert.Equal((4, 5, 400.0), (binned.Count, binned.Bins, binned.Rate));
        // As numbers of the machine, 0.3/0.1, 0.6/0.1 and 0.7/0.1 are less than 3, 6 and 7.
        Assert.Equal([0, 0, 0, 1, 0, 0, 1, 1, 0, 0], BinnedSpikes.Of(new SpikeTrain([0.3, 0.6, 0.7], duration: 1), dt: 0.1).Counts);
    }

    [Fact]
    public void RatesAfterSpikesAreCountedInTheirBins()
    {
        var (one, two) = (new BinnedSpikes([0, 1, 0, 2, 0], 2), new BinnedSpikes([1, 0, 1, 0, 0], 2));
        Assert.Equal([0.0, 250, 750, 500], new[] { -4.0, -2, 2, 6 }.Select(delay => one.RateAfter(two, delay)));
        Assert.Contains("cannot be compared", Assert.Throws<ArgumentException>(() => one.RateAfter(new([0, 0, 0, 0, 0], 2), 0)).Message);
    }

    [Fact]
    public void BadInputIsNamed()
    {
        var spikes = new BinnedSpikes([0, 1], 1);
        Assert.Contains("dt = 0 ms", Assert.Throws<ArgumentOutOfRangeException>(() => new GeneralizedLinearModel { dt = 0 }).Message);
        Assert.Contains("Bins of NaN ms", Assert.Throws<ArgumentOutOfRangeException>(() => BinnedSpikes.Of(new SpikeTrain([1], 2), double.NaN)).Message);
        Assert.Contains("more than fit in memory", Assert.Throws<ArgumentOutOfRangeException>(() => BinnedSpikes.Of(new SpikeTrain([1], 1e6), 1e-9)).Message);
        Assert.Contains("delay of NaN", Assert.Throws<ArgumentOutOfRangeException>(() => spikes.RateAfter(spikes, double.NaN)).Message);
        Assert.Contains("bin 1 is -2 Hz", Assert.Throws<ArgumentException>(() => new ConditionalIntensity([1, -2], spikes)).Message);
        Assert.Equal(double.NaN, new ConditionalIntensity([1, 2], new BinnedSpikes([0, 0], 1)).BitsPerSpike);
        Assert.Contains("k[1] is NaN", Assert.Throws<ArgumentException>(() => new GeneralizedLinearModel { k = [1, double.NaN] }).Message);
        Assert.Contains("stimulus[0] is Infinity", Assert.Throws<ArgumentException>(() => Refractory.Simulate([double.PositiveInfinity], 1)).Message);
        Assert.Contains("coupled to 0 other cells, but the spikes of 1", Assert.Throws<ArgumentException>(() => Refractory.Simulate([1, 2], 1, spikes)).Message);
        Assert.Contains("2 bins of 1 ms do not fit a stimulus of 3 bins", Assert.Throws<ArgumentException>(() => Refractory.Intensity([1, 2, 3], spikes)).Message);
        Assert.Contains("model with dt = 2 ms", Assert.Throws<ArgumentException>(() => (Refractory with { dt = 2 }).Intensity([1, 2], spikes)).Message);
        Assert.Contains("negative", Assert.Throws<ArgumentException>(() => new BinnedSpikes([1, -1], 1)).Message);
        Assert.Contains("no bins", Assert.Throws<ArgumentException>(() => new BinnedSpikes([], 1)).Message);
        Assert.Contains("3 rates for 2 bins", Assert.Throws<ArgumentException>(() => new ConditionalIntensity([1, 2, 3], spikes)).Message);
        Assert.Contains("Cell 2 has 0 coupling filters", Assert.Throws<ArgumentException>(() => new CoupledPopulation(Refractory with { Coupling = [[1]] }, Refractory)).Message);
    }

    internal static double[] Noise(int bins, long seed)
    {
        var random = new RandomNumbers(seed);
        return [.. Enumerable.Range(0, bins).Select(_ => random.NextNormal())];
    }
}
