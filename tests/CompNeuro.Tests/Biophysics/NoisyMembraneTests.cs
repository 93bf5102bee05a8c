using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Biophysics;

// Every bound is 5.5 standard deviations of the estimator under the theory (two-sided probability 4·10⁻⁸, leaving room for the estimator being only nearly normal), so that
// the probability of a false failure, over the choice of a seed, is below 10⁻⁶; the seeds are fixed, so it fails always or never.
public class NoisyMembraneTests
{
    private const double Sigmas = 5.5;
    private static readonly NoisyMembrane Noisy = new();

    /// <summary>The deviation from the mean, stationary: the first 20 τ are left out.</summary>
    private static double[] Stationary(Method method, double dt, int samples, Stimulus? input = null, double mean = -70) =>
        [.. Noisy.Simulate(input ?? 0, duration: samples * dt + 400, dt: dt, method: method).States.TakeLast(samples).Select(s => s.V - mean)];

    /// <summary>Relative standard deviation of the variance (or of a lagged product) estimated from n samples correlated as r^|k|: 2/n Σ r^2k (Isserlis).</summary>
    private static double Spread(int n, double dt)
    {
        var r2 = Math.Exp(-2 * dt / 20);
        return Math.Sqrt(2.0 / n * (1 + r2) / (1 - r2));
    }

    [Theory]
    [InlineData(0.1, 500_000)]
    [InlineData(1, 200_000)]
    [InlineData(10, 200_000)]
    [InlineData(50, 200_000)]
    public void TheStationaryStandardDeviationDoesNotDependOnTheStep(double dt, int samples)
    {
        var V = Stationary(new ExponentialEulerMaruyama(dt, Seed: 1), dt, samples);
        Assert.InRange(V.Average(v => v * v) / 9, 1 - Sigmas * Spread(samples, dt), 1 + Sigmas * Spread(samples, dt));
        var r = Math.Exp(-dt / 20);
        var meanSpread = 3 * Math.Sqrt((1 + r) / (1 - r) / samples);
        Assert.InRange(V.Average(), -Sigmas * meanSpread, Sigmas * meanSpread);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void TheAutocorrelationIsExponential(double dt)
    {
        const int samples = 200_000;
        var V = Stationary(new ExponentialEulerMaruyama(dt, Seed: 2), dt, samples);
        foreach (var lag in new[] { 1, 2, 4, 8 })
        {
            var correlation = V.Zip(V.Skip(lag), (a, b) => a * b).Average() / 9;
            Assert.Equal(Noisy.Autocorrelation(lag * dt), correlation, Sigmas * Spread(samples - lag, dt));
        }

        Assert.Equal(1 / Math.E, Noisy.Autocorrelation(-20), 1e-12);
    }

    // x ← (1 − h/τ) x + σ √(2h/τ) ξ settles at a variance of σ²/(1 − h/2τ), a third too much at h = τ/2, with correlation (1 − h/τ) at one step.
    [Fact]
    public void EulerMaruyamaOverestimatesTheVarianceByAKnownFactor()
    {
        const int samples = 200_000;
        var V = Stationary(new EulerMaruyama(10, Seed: 3), 10, samples);
        var variance = 9 / (1 - 10.0 / 40);
        var spread = Math.Sqrt(2.0 / samples * (1 + 0.25) / (1 - 0.25));
        Assert.InRange(V.Average(v => v * v) / variance, 1 - Sigmas * spread, 1 + Sigmas * spread);
    }

    [Fact]
    public void WithSmallStepsTheTwoMethodsFollowTheSamePath()
    {
        double Distance(double h)
        {
            var exact = Noisy.Simulate(0.1, duration: 100, method: new ExponentialEulerMaruyama(h, Seed: 4)).States;
            var euler = Noisy.Simulate(0.1, duration: 100, method: new EulerMaruyama(h, Seed: 4)).States;
            return exact.Zip(euler, (a, b) => Math.Abs(a.V - b.V)).Max();
        }

        Assert.InRange(Distance(0.01), 0, 0.01);
        Assert.InRange(Distance(0.1) / Distance(0.01), 3, 30);
    }

    [Fact]
    public void ACurrentMovesTheMeanAndLeavesTheSpread()
    {
        var V = Stationary(new ExponentialEulerMaruyama(5, Seed: 5), 5, 100_000, input: 0.5, mean: -60);
        Assert.InRange(V.Average(v => v * v) / 9, 1 - Sigmas * Spread(100_000, 5), 1 + Sigmas * Spread(100_000, 5));
    }

    [Fact]
    public void TheSeedDeterminesThePath()
    {
        double[] Path(long seed) => Noisy.Simulate(0, duration: 100, method: new ExponentialEulerMaruyama(1, seed))["V"];
        Assert.Equal(Path(1), Path(1));
        Assert.NotEqual(Path(1), Path(2));
    }

    [Fact]
    public void WithoutNoiseOrWithAMethodThatHasNoneTheMeanIsLeft()
    {
        var quiet = (Noisy with { sigma = 0 }).Simulate(Step(1, from: 7), duration: 50, dt: 1, method: new ExponentialEulerMaruyama(10, Seed: 1));
        Assert.Equal(Noisy.Membrane.StepResponse(43, 1), quiet.Final.V, 1e-10);
        Assert.Equal(quiet.Final.V, Noisy.Simulate(Step(1, from: 7), duration: 50).Final.V, 1e-6);
    }

    [Fact]
    public void ImpossibleUseIsNamed()
    {
        Assert.Contains("NoisyMembrane.sigma = -1 mV", Assert.Throws<ArgumentOutOfRangeException>(() => new NoisyMembrane { sigma = -1 }).Message);
        Assert.Contains("INoisyModel", Assert.Throws<ArgumentException>(() => new PassiveMembrane().Simulate(0, duration: 1, method: new ExponentialEulerMaruyama(1, 1))).Message);
        Assert.Contains("Step = 0", Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialEulerMaruyama(0, 1)).Message);
    }

    // The charge arrives whole, however the pulse lies to the steps: the voltage jumps by Q/C and then decays.
    [Theory]
    [InlineData(1.02, 0.01)]
    [InlineData(1.0, 0.0001)]
    [InlineData(0.99, 0.02)]
    public void ABriefPulseIsNotSteppedOver(double at, double width)
    {
        var quiet = Noisy with { sigma = 0 };
        var path = quiet.Simulate(Pulse(10 / width, at, width), duration: 2, method: new EulerMaruyama(0.05, Seed: 1));
        Assert.Equal(quiet.Membrane.PulseResponse(2 - at, 10 / width, width), path.Final.V, 0.01);
    }
}
