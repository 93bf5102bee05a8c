using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using CompNeuro.Maths;
using CsCheck;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Biophysics;

public class ChargingCurveTests
{
    [Fact]
    public void TheFitRecoversTheTimeConstantOfASimulatedStep()
    {
        var run = new PassiveMembrane().Simulate(Step(-0.5, from: 10), duration: 110, dt: 0.5);
        var charging = run.Time.Zip(run["V"]).Where(sample => sample.First >= 10).ToArray();
        var fit = ChargingCurve.Fit(charging.Select(sample => sample.First), charging.Select(sample => sample.Second));
        Assert.Equal(20, fit.tau, 1e-4);
        Assert.Equal(-70, fit.Start, 1e-4);
        Assert.Equal(-80, fit.End, 1e-4);
        Assert.Equal(run.At(33).V, fit.At(33), 1e-4);
        Assert.InRange(fit.Residual, 0, 1e-4);
    }

    [Fact]
    public void AnyExponentialIsRecovered() => Gen.Select(Gen.Double[1, 100], Gen.Double[-90, 0], Gen.Double[0.5, 50], Gen.Bool, Gen.Double[0.7, 8], Gen.Double[-100, 1000]).Sample(
        (tau, start, height, up, span, from) =>
        {
            var end = up ? start + height : start - height;
            var t = Enumerable.Range(0, 200).Select(k => from + span * tau * k / 199).ToArray();
            var fit = ChargingCurve.Fit(t, t.Select(time => end + (start - end) * Math.Exp(-(time - from) / tau)));
            Assert.Equal(1, fit.tau / tau, 1e-5);
            Assert.Equal(end, fit.End, 1e-3);
        });

    // 300 fits of noisy curves: (τ̂ − τ)/SE is standard normal to within the non-linearity, so its mean square is 1 ± 0.082; 0.6 to 1.5 is more than 4.8 of that away.
    // The seeds are fixed: this passes always or never.
    [Fact]
    public void TheStandardErrorIsTheScatterOfRepeatedFits()
    {
        var membrane = new PassiveMembrane();
        var t = Enumerable.Range(0, 200).Select(k => 0.5 * k).ToArray();
        var squares = Enumerable.Range(0, 300).Select(seed =>
        {
            var random = new RandomNumbers(seed);
            var fit = ChargingCurve.Fit(t, t.Select(time => membrane.StepResponse(time, I: 0.5) + 0.5 * random.NextNormal()));
            return Math.Pow((fit.tau - 20) / fit.StandardError, 2);
        });
        Assert.InRange(squares.Average(), 0.6, 1.5);
    }

    [Fact]
    public void SamplesThatCannotTellAreAnswered()
    {
        double[] t = [0, 1, 2, 3, 4];
        Assert.Contains("at least 4", Assert.Throws<ArgumentException>(() => ChargingCurve.Fit([0, 1, 2], [1, 2, 3])).Message);
        Assert.Contains("5 times and 4 voltages", Assert.Throws<ArgumentException>(() => ChargingCurve.Fit(t, [1, 2, 3, 4])).Message);
        Assert.Contains("ascending", Assert.Throws<ArgumentException>(() => ChargingCurve.Fit([0, 2, 1, 3, 4], t)).Message);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => ChargingCurve.Fit(t, [1, 2, double.NaN, 4, 5])).Message);
        Assert.Contains("ends where it starts", Assert.Throws<ArgumentException>(() => ChargingCurve.Fit(t, [1, 1, 1, 1, 1])).Message);
        Assert.Contains("exponentially", Assert.Throws<ArgumentException>(() => ChargingCurve.Fit(t, [0, 1, 2, 3, 4])).Message);
        Assert.Contains("exponentially", Assert.Throws<ArgumentException>(() => ChargingCurve.Fit(t, [0, 1, 4, 9, 16])).Message);
    }
}
