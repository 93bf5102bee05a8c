using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using CompNeuro.SpikeTrains;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Biophysics;

public class HodgkinHuxleyExcitabilityTests
{
    private static readonly HodgkinHuxley Axon = HodgkinHuxley.SquidAxon;

    [Theory]
    // scipy 1.10 solve_ivp, DOP853, rtol = atol = 1e-10, halving the interval to 1e-7.
    [InlineData(0.1, 65.12742)]
    [InlineData(1, 6.918926)]
    [InlineData(5, 2.351105)]
    [InlineData(100, 2.240334)]
    public void ThresholdsAreThoseOfAnIndependentSolver(double width, double threshold) =>
        Assert.Equal(threshold, Axon.ThresholdCurrent(width), 2e-6 * threshold);

    [Fact]
    public void ASpikeIsAllOrNone()
    {
        var threshold = Axon.ThresholdCurrent(1);
        Assert.False(Axon.Fires(Pulse(0.999 * threshold, at: 0, width: 1)));
        Assert.True(Axon.Fires(Pulse(1.001 * threshold, at: 0, width: 1)));
        Assert.True(Axon.PeakVoltage(Pulse(0.99 * threshold, at: 0, width: 1)) < -50);
        Assert.True(Axon.PeakVoltage(Pulse(1.01 * threshold, at: 0, width: 1)) > 30);
        // Twice the threshold adds a few millivolts only.
        Assert.InRange(Axon.PeakVoltage(Pulse(2 * threshold, at: 0, width: 1)) - Axon.PeakVoltage(Pulse(1.01 * threshold, at: 0, width: 1)), 0, 8);
        Assert.Equal(Axon.Simulate(Pulse(8, 0, 1), 20, dt: 0.001)["V"].Max(), Axon.PeakVoltage(Pulse(8, at: 0, width: 1)), 1e-4);
    }

    [Fact]
    public void ShortPulsesNeedAChargeAndLongOnesACurrent()
    {
        var curve = Axon.StrengthDuration([0.01, 0.02, 0.05, 0.5, 1, 2, 20, 50, 100]);
        Assert.Equal(curve.Charges[0], curve.Charges[1], 2e-4 * curve.Charges[0]);
        Assert.Equal(curve.Charges[0], curve.Charges[2], 1e-3 * curve.Charges[0]);
        Assert.Equal(curve.Rheobase, curve.Thresholds[^1], 1e-7);
        Assert.All(curve.Thresholds.Zip(curve.Thresholds.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1e-7));
        Assert.All(curve.Charges.Zip(curve.Charges.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        Assert.Equal(2 * curve.Rheobase, Axon.ThresholdCurrent(curve.Chronaxie), 1e-4);
        // Both laws share rheobase and chronaxie with the membrane; away from them the membrane is steeper than either.
        var atChronaxie = curve with { Widths = [curve.Chronaxie], Thresholds = [2 * curve.Rheobase] };
        Assert.Equal(2 * curve.Rheobase, atChronaxie.Lapicque[0], 1e-12);
        Assert.Equal(2 * curve.Rheobase, atChronaxie.Weiss[0], 1e-12);
        Assert.True(curve.Thresholds[0] > curve.Lapicque[0] && curve.Lapicque[0] > curve.Weiss[0]);
    }

    [Fact]
    public void FiringOnceFiringForeverAndLosingTheRestAreThreeCurrents()
    {
        var (once, forever, unstable) = (Axon.Rheobase(), Axon.RepetitiveFiringCurrent(), Axon.EquilibriumBranch(0, 200).HopfPoints[0].Input);
        Assert.Equal(2.2403, once, 1e-4);
        Assert.Equal(6.2603, forever, 1e-3);
        Assert.Equal(9.7754, unstable, 1e-4);
        Assert.Equal(1, Axon.Simulate(4, 300).Spikes().Count);
    }

    [Fact]
    public void ReleaseFromHyperpolarisationFires()
    {
        // scipy 1.10 solve_ivp, DOP853, rtol = atol = 1e-12: −10 µA/cm² for 20 ms; the spike comes 5.7417917 ms after the break.
        var run = Axon.Simulate(Step(-10, from: 5, to: 25), duration: 60);
        Assert.Equal([30.7417917], run.Spikes().Times.Select(t => Math.Round(t, 7)));
        var threshold = Axon.AnodeBreakThreshold(20);
        Assert.InRange(threshold, -3, -2.5);
        Assert.False(Axon.Fires(Step(0.99 * threshold, 0, 20)));
        Assert.True(Axon.Fires(Step(1.01 * threshold, 0, 20)));
        Assert.True(Axon.AnodeBreakThreshold(2) < threshold);
    }

    [Fact]
    public void ASpikeIsFollowedByRefractorinessAndThenByEase()
    {
        double[] intervals = [1, 2, 3, 4, 5, 7, 9, 12, 15, 19, 60];
        var curve = Axon.RefractoryCurve(intervals);
        Assert.Equal(Axon.ThresholdCurrent(0.5), curve.RestThreshold);
        Assert.All(curve.Thresholds[..5], threshold => Assert.Equal(double.PositiveInfinity, threshold));
        Assert.Equal(7, curve.AbsolutePeriod);
        // Relative refractory period: the threshold falls towards that at rest …
        Assert.All(curve.Relative[5..9].Zip(curve.Relative[6..10]), pair => Assert.True(pair.Second < pair.First));
        Assert.InRange(curve.Relative[5], 5, 20);
        Assert.True(curve.Relative[8] > 1);
        // … through a supernormal period, in which h has overshot, back to it.
        Assert.InRange(curve.Relative[9], 0.8, 0.9);
        Assert.Equal(1, curve.Relative[10], 0.01);
    }

    [Fact]
    public void AThresholdIsThatOfASecondSpike()
    {
        var curve = Axon.RefractoryCurve([10]);
        Stimulus Pair(double factor) => Pulse(2 * curve.RestThreshold, at: 0, width: 0.5) + Pulse(factor * curve.Thresholds[0], at: 10, width: 0.5);
        Assert.Equal(1, Axon.Simulate(Pair(0.999), 30).Spikes().Count);
        Assert.Equal(2, Axon.Simulate(Pair(1.001), 30).Spikes().Count);
    }

    [Fact]
    public void ImpossibleProtocolsAreRefused()
    {
        Assert.Contains("-1 ms", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.ThresholdCurrent(-1)).Message);
        Assert.Contains("cannot be released", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.AnodeBreakThreshold(double.PositiveInfinity)).Message);
        Assert.Contains("0.2 ms apart", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.RefractoryCurve([5, 0.2])).Message);
        Assert.Contains("0 ms", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.StrengthDuration([0, 1])).Message);
    }
}
