using CompNeuro.Dynamics;
using CompNeuro.Neurons;
using CompNeuro.SpikeTrains;
using CsCheck;

namespace CompNeuro.Tests.Neurons;

public class NoisyLeakyIntegrateAndFireTests
{
    private static readonly NoisyLeakyIntegrateAndFire Noisy = new();

    // scipy 1.x: integrate.quad over special.erfcx, relative tolerance 1e-13 (rate) and 1e-11 (CV).
    [Theory]
    [InlineData(1.0, 5, 0.881923455976, 0.986395592765)]
    [InlineData(1.5, 5, 9.46079980576, 0.814757211659)]
    [InlineData(2.0, 5, 27.3405673531, 0.582635839933)]
    [InlineData(2.5, 5, 47.2174433041, 0.43635441438)]
    [InlineData(3, 2, 63.6204695274, 0.151291187965)]
    [InlineData(2.2, 0.5, 26.6349268231, 0.089483621233)]
    [InlineData(5, 10, 132.682256054, 0.376652201326)]
    [InlineData(1, 3, 0.00133433069056, 0.999959674419)]
    [InlineData(0.5, 8, 1.39242694994, 1.02761838664)]
    [InlineData(-1, 12, 0.128989049421, 1.04792946838)]
    public void RateAndVariationAreThoseOfScipy(double I, double sigma, double rate, double variation)
    {
        var noisy = Noisy with { sigma = sigma };
        Assert.Equal(1, noisy.SteadyRate(I) / rate, 1e-9);
        Assert.Equal(1, noisy.CoefficientOfVariation(I) / variation, 1e-9);
    }

    [Fact]
    public void WithLittleNoiseTheRateIsThatWithoutAndTheVariationVanishes()
    {
        var quiet = Noisy with { sigma = 0 };
        foreach (var sigma in new[] { 1e-1, 1e-2, 1e-4, 1e-8 })
        {
            var noisy = Noisy with { sigma = sigma };
            Assert.Equal(1, noisy.SteadyRate(3) / quiet.SteadyRate(3), 0.1 * sigma * sigma + 1e-8);
            Assert.Equal(noisy.CoefficientOfVariation(3), 10 * sigma * (Noisy with { sigma = 0.1 }).CoefficientOfVariation(3), 1e-3 * sigma);
        }

        Assert.Equal((0, 0), (quiet.SteadyRate(1), (Noisy with { sigma = 0.1 }).SteadyRate(-50)));
        Assert.Equal(1, (Noisy with { sigma = 0.1 }).CoefficientOfVariation(1), 1e-9);
    }

    // Kramers: an escape of probability s from the reset is prompt, all others take an exponential time; CV² = 2/(1 − e^(−s)) − 1 with s = 2 (Vth − µ)(Vth − Vreset)/σ².
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 0.01)]
    [InlineData(-20, 0.1)]
    [InlineData(-20, 0.001)]
    public void FarBelowThresholdIntervalsAreExponentialButForThoseThatEndAtOnce(double I, double sigma)
    {
        var noisy = Noisy with { sigma = sigma };
        Assert.Equal((0, 1), (Math.Round(noisy.SteadyRate(I), 12), Math.Round(noisy.CoefficientOfVariation(I), 12)));
        var distance = Noisy.Neuron.Vth - Noisy.Neuron.EL - Noisy.Neuron.R * I;
        foreach (var s in new[] { 0.3, 1, 3 })
        {
            var near = noisy with { Neuron = Noisy.Neuron with { Vreset = Noisy.Neuron.Vth - s * sigma * sigma / (2 * distance) } };
            Assert.Equal(Math.Sqrt(2 / (1 - Math.Exp(-s)) - 1), near.CoefficientOfVariation(I), 2 * sigma * sigma / (distance * distance) + 1e-5);
        }
    }

    [Fact]
    public void RateGrowsWithCurrentAndBelowRheobaseWithNoise() =>
        Gen.Select(Gen.Double[-2, 6], Gen.Double[0.5, 15]).Sample((I, sigma) =>
        {
            var (rate, more) = ((Noisy with { sigma = sigma }).SteadyRate(I), (Noisy with { sigma = sigma }).SteadyRate(I + 0.01));
            Assert.True(more > rate || more == 0);
            Assert.True(I > 1.5 || (Noisy with { sigma = sigma * 1.01 }).SteadyRate(I) >= rate);
            Assert.InRange(rate, 0, 500);
        }, iter: 100);

    // Rate and CV of simulated intervals, which are independent: five standard errors, at steps that would be far too long without the passages between them.
    [Theory]
    [InlineData(1.5, 5, 0.1)]
    [InlineData(1.5, 5, 0.5)]
    [InlineData(2.5, 5, 0.5)]
    [InlineData(1.0, 8, 0.1)]
    public void ASimulatedNeuronHasTheRateAndTheVariationOfTheory(double I, double sigma, double step)
    {
        var noisy = Noisy with { sigma = sigma };
        var intervals = Enumerable.Range(0, 8)
            .SelectMany(seed => noisy.Simulate(I, duration: 20_000, dt: 10, method: new ExponentialEulerMaruyama(step, seed)).Spikes().InterspikeIntervals).ToArray();
        var (mean, n) = (intervals.Average(), intervals.Length);
        var deviation = Math.Sqrt(intervals.Average(t => (t - mean) * (t - mean)));
        Assert.Equal(1, mean * noisy.SteadyRate(I) / 1000, 5 * noisy.CoefficientOfVariation(I) / Math.Sqrt(n));
        Assert.Equal(noisy.CoefficientOfVariation(I), deviation / mean, 5 / Math.Sqrt(n));
    }

    // Without drift the neuron is a Brownian motion, and the drawn passages are exact whatever the step: the chance to fire within T is 2Φ(−a/σ√(T/τ)).
    [Theory]
    [InlineData(0.5)]
    [InlineData(20)]
    public void PassagesBetweenStepsAreThoseOfBrownianMotion(double step)
    {
        const int Trials = 4000;
        var brown = new Brown();
        var first = Enumerable.Range(0, Trials).Select(seed => brown.Simulate(0, duration: 20, dt: 20, method: new EulerMaruyama(step, seed)).Jumps).Where(jumps => jumps.Count > 0).Select(jumps => jumps[0].Time).ToArray();
        foreach (var (T, chance) in new[] { (5, 0.5270892568655380), (10.0, 0.6547208460185768), (20, 0.7518296340458492) })
        {
            Assert.Equal(chance, first.Count(t => t <= T) / (double)Trials, 5 * Math.Sqrt(chance * (1 - chance) / Trials));
        }
    }

    [Fact]
    public void TheSeedDeterminesTheSpikesAndEveryIntervalHasItsOwnNoise()
    {
        SpikeTrain Train(long seed) => Noisy.Simulate(2, duration: 500, method: new ExponentialEulerMaruyama(0.1, seed)).Spikes();
        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));
        var intervals = Train(1).InterspikeIntervals;
        Assert.Equal(intervals.Count, intervals.Distinct().Count());
    }

    [Fact]
    public void WithoutNoiseItIsTheNeuronItself() =>
        Assert.Equal(Noisy.Neuron.Simulate(3, duration: 200).Spikes().Times, (Noisy with { sigma = 0 }).Simulate(3, 200, method: new ExponentialEulerMaruyama(0.01, 1)).Spikes().Times, (a, b) => Math.Abs(a - b) < 1e-4);

    private sealed class Brown : ISpikingModel<double>, INoisyModel<double>
    {
        public double Rest => 0;

        public double SpikeLevel => Math.Sqrt(2);

        public double RefractoryPeriod => 100;

        public double Derivative(double state, double input) => 0;

        public double Diffusion(double state, double input) => 1;

        public double Reset(double state) => 0;
    }
}
