using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using CompNeuro.SpikeTrains;
using CsCheck;

namespace CompNeuro.Tests.SpikeTrains;

public class SpikeTrainTests
{
    [Fact]
    public void CountsRatesAndIntervals()
    {
        var train = new SpikeTrain([30, 10, 15], duration: 200);
        Assert.Equal([10, 15, 30], train.Times);
        Assert.Equal(3, train.Count);
        Assert.Equal(15, train.Rate);
        Assert.Equal([5, 15], train.InterspikeIntervals);
        Assert.Equal("3 spikes in 200 ms (15 Hz)", train.ToString());
        Assert.Empty(new SpikeTrain([], 100).InterspikeIntervals);
        Assert.Equal(0, new SpikeTrain([], 100).Rate);
    }

    [Fact]
    public void TrainsWithTheSameSpikesAreEqual()
    {
        Assert.Equal(new SpikeTrain([1, 2], 10), new SpikeTrain([2, 1], 10));
        Assert.Equal(new SpikeTrain([1, 2], 10).GetHashCode(), new SpikeTrain([2, 1], 10).GetHashCode());
        Assert.NotEqual(new SpikeTrain([1, 2], 10), new SpikeTrain([1, 2], 11));
        Assert.NotEqual(new SpikeTrain([1, 2], 10), new SpikeTrain([1, 3], 10));
    }

    [Fact]
    public void APartKeepsEverySpikeOnce() =>
        Gen.Select(Gen.Double[0, 100].Array[0, 30], Gen.Double[1, 99]).Sample((times, cut) =>
        {
            var train = new SpikeTrain(times, 100);
            var (head, tail) = (train.Between(0, cut), train.Between(cut, 100));
            Assert.Equal(train.Count, head.Count + tail.Count);
            Assert.Equal(100, head.Duration + tail.Duration, 1e-12);
            Assert.All(train.Times.Zip(head.Times.Concat(tail.Times.Select(t => t + cut))), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        });

    [Fact]
    public void SampledCrossingsAreInterpolated()
    {
        var train = SpikeTrain.FromCrossings([0, 1, 2, 3, 4], [-10, 30, 5, -5, 5], level: 0);
        Assert.Equal([0.25, 3.5], train.Times);
        Assert.Equal(4, train.Duration);
    }

    [Fact]
    public void ARunGivesItsSpikesToTheAccuracyOfTheSolver()
    {
        var fine = HodgkinHuxley.SquidAxon.Simulate(10, duration: 50);
        var coarse = HodgkinHuxley.SquidAxon.Simulate(10, duration: 50, dt: 5);
        Assert.Equal(fine.Spikes(), coarse.Spikes());
        Assert.Equal(4, fine.Spikes().Count);
        Assert.Equal(50, fine.Spikes().Duration);
        Assert.Equal(SpikeTrain.FromCrossings(fine.Time, fine["V"]).Times, fine.Spikes().Times, (a, b) => Math.Abs(a - b) < 1e-3);
        Assert.Contains("no state variable \"u\"", Assert.Throws<KeyNotFoundException>(() => fine.Spikes(variable: "u")).Message);
    }

    [Fact]
    public void ImpossibleTrainsAreRefused()
    {
        Assert.Contains("120 ms lies outside", Assert.Throws<ArgumentOutOfRangeException>(() => new SpikeTrain([5, 120], 100)).Message);
        Assert.Contains("NaN ms lies outside", Assert.Throws<ArgumentOutOfRangeException>(() => new SpikeTrain([double.NaN], 100)).Message);
        Assert.Contains("cannot last 0 ms", Assert.Throws<ArgumentOutOfRangeException>(() => new SpikeTrain([], 0)).Message);
        Assert.Contains("no part", Assert.Throws<ArgumentOutOfRangeException>(() => new SpikeTrain([], 10).Between(5, 20)).Message);
        Assert.Contains("2 times for 1 voltages", Assert.Throws<ArgumentException>(() => SpikeTrain.FromCrossings([0, 1], [0])).Message);
    }

    [Fact]
    public void ASpikeAfterTheLastSampleCounts()
    {
        var all = HodgkinHuxley.SquidAxon.Simulate(20, duration: 60).Spikes();
        var end = all.Times[1] + 1;
        var coarse = HodgkinHuxley.SquidAxon.Simulate(20, duration: end, dt: end - 2);
        Assert.Equal(2, coarse.Time.Length);
        Assert.Equal(all.Times.Take(2), coarse.Spikes().Times, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(end, coarse.Spikes().Duration);
        Assert.Equal(end, HodgkinHuxley.SquidAxon.Simulate(20, duration: end, dt: 2 * end).Spikes().Duration);
    }
}
