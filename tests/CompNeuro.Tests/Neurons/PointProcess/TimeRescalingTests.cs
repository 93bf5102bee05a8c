using CompNeuro.Neurons.PointProcess;

namespace CompNeuro.Tests.Neurons.PointProcess;

public class TimeRescalingTests
{
    private static readonly double[] Stimulus = GeneralizedLinearModelTests.Noise(20_000, 1);

    // 10 ms bins and 40 Hz: four spikes in ten bins, so that the bins matter a great deal.
    private static readonly GeneralizedLinearModel Coarse = new() { dt = 10, b = Math.Log(40), k = [0.4, 0.3], h = [-1, -0.5, 0.2] };

    [Fact]
    public void TheCorrectedTestRejectsATrueModelInFivePercentOfExperiments()
    {
        const int experiments = 400;
        var rejected = Enumerable.Range(0, experiments).AsParallel().Count(seed =>
            !Coarse.Intensity(Stimulus[..2000], Coarse.Simulate(Stimulus[..2000], seed)).Rescaled(seed + 1000).IsWithinBand);
        Assert.Equal(0.05, rejected / (double)experiments, 4.5 * Math.Sqrt(0.05 * 0.95 / experiments));
    }

    [Fact]
    public void TheNaiveTestRejectsIt()
    {
        var intensity = Coarse.Intensity(Stimulus, Coarse.Simulate(Stimulus, seed: 1));
        Assert.True(intensity.Rescaled(seed: 1).IsWithinBand);
        Assert.True(intensity.RescaledNaively().Statistic > 5 * intensity.RescaledNaively().Band);
    }

    [Fact]
    public void TheCorrectedTestRejectsAWrongModel()
    {
        var spikes = Coarse.Simulate(Stimulus, seed: 1);
        Assert.False(ConditionalIntensity.Homogeneous(spikes).Rescaled(seed: 1).IsWithinBand);
        Assert.False((Coarse with { h = [] }).Intensity(Stimulus, spikes).Rescaled(seed: 1).IsWithinBand);
    }

    // Without the correction no z is below 1 − exp(−µ), so that the distance is at least that; with it z starts at zero.
    [Fact]
    public void TheBiasOfTheNaiveTestIsTheWidthOfABin()
    {
        var spikes = new GeneralizedLinearModel { dt = 10, b = Math.Log(20) }.Simulate(new double[200_000], seed: 3);
        var intensity = ConditionalIntensity.Homogeneous(spikes);
        var smallest = 1 - Math.Exp(-spikes.Rate * 0.01);
        Assert.Equal(smallest, intensity.RescaledNaively().Sorted[0], 1e-12);
        Assert.Equal(smallest, intensity.RescaledNaively().Statistic, 0.01);
        Assert.InRange(intensity.Rescaled(1).Sorted[0], 0, 1e-3);
    }

    [Fact]
    public void TheStatisticIsTheLargestDistance()
    {
        var rescaling = new TimeRescaling([0.9, 0.1, 0.3]);
        Assert.Equal([0.1, 0.3, 0.9], rescaling.Sorted);
        Assert.Equal(1.0 / 6, rescaling.Uniform[0], 1e-15);
        Assert.Equal(2.0 / 3 - 0.3, rescaling.Statistic, 1e-15);
        // scipy 1.10.1: kstwobign.isf(0.05) = 1.3580986; kstwo.isf(0.05, 1000) = 0.04279.
        Assert.Equal(0.04279, new TimeRescaling(Enumerable.Repeat(0.5, 1000)).Band, 5e-5);
        Assert.Contains("interval of 2", Assert.Throws<ArgumentException>(() => new TimeRescaling([0.5, 2])).Message);
        Assert.Contains("no spike", Assert.Throws<ArgumentException>(() => new TimeRescaling([])).Message);
    }

    [Fact]
    public void BitsPerSpikeMeasureWhatTheModelKnows()
    {
        var spikes = Coarse.Simulate(Stimulus, seed: 4);
        var truth = Coarse.Intensity(Stimulus, spikes).BitsPerSpike;
        Assert.True(truth > 0);
        Assert.Equal(0, ConditionalIntensity.Homogeneous(spikes).BitsPerSpike, 1e-12);
        Assert.True((Coarse with { h = [] }).Intensity(Stimulus, spikes).BitsPerSpike < truth);
        Assert.True((Coarse with { k = [-0.4, -0.3] }).Intensity(Stimulus, spikes).BitsPerSpike < 0);
    }
}
