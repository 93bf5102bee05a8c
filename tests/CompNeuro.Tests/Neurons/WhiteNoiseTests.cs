using System.Numerics;
using CompNeuro.Dynamics;
using CompNeuro.Maths;
using CompNeuro.Neurons;
using CompNeuro.SpikeTrains;

namespace CompNeuro.Tests.Neurons;

public class WhiteNoiseTests
{
    private static readonly LeakyIntegrateAndFire Lif = new();
    private static readonly ExponentialIntegrateAndFire Eif = new();

    private static double D(double sigma) => sigma / Math.Sqrt(Lif.tau);

    [Theory]
    [InlineData(1.0, 5)]
    [InlineData(2.5, 5)]
    [InlineData(3, 2)]
    [InlineData(-1, 12)]
    public void TheLeakyRateIsSiegerts(double I, double sigma)
    {
        var exact = new NoisyLeakyIntegrateAndFire { sigma = sigma }.SteadyRate(I);
        double Error(int steps) => Lif.UnderWhiteNoise(I, D(sigma), steps).Rate / exact - 1;
        Assert.Equal(0, Error(4000), 1e-6);
        Assert.InRange(Error(200) / Error(400), 3.7, 4.3);
    }

    [Fact]
    public void TheDensityIntegratesToTheTimeThatIsNotRefractory()
    {
        var noise = Lif.UnderWhiteNoise(2.5, D(5));
        Assert.Equal(1 - noise.Rate * Lif.tref / 1000, (noise.V[0] - noise.V[1]) * noise.Density.Sum(), 1e-10);
        Assert.All(noise.Density, p => Assert.True(p >= 0));
    }

    // A slow modulation moves along the f–I curve.
    [Fact]
    public void AtLowFrequencyTheResponseIsTheSlopeOfTheRate()
    {
        var siegert = new NoisyLeakyIntegrateAndFire { sigma = 5 };
        var slope = (siegert.SteadyRate(2.001) - siegert.SteadyRate(1.999)) / 0.002;
        Assert.Equal(slope, Lif.UnderWhiteNoise(2, D(5)).Response(0.001).Real, 1e-4 * slope);
        var exponential = (Eif.UnderWhiteNoise(0.201, 1).Rate - Eif.UnderWhiteNoise(0.199, 1).Rate) / 0.002;
        Assert.Equal(exponential, Eif.UnderWhiteNoise(0.2, 1).Response(0.001).Real, 1e-3 * exponential);
    }

    // Leaky: r (R/τ)/√(iωD²/2), the flux of a diffusion towards a wall (Brunel, Chance, Fourcaud & Abbott, PRL 86:2186, 2001), so 1/√f and −45°.
    [Fact]
    public void TheLeakyResponseFallsAsTheRootOfTheFrequency()
    {
        var noise = Lif.UnderWhiteNoise(2, D(5), steps: 20_000);
        Complex Wall(double f) => noise.Rate * (Lif.R / Lif.tau) / Complex.Sqrt(new Complex(0, 2 * Math.PI * f / 1000) * D(5) * D(5) / 2);
        Assert.Equal(1, noise.Response(20_000).Magnitude / Wall(20_000).Magnitude, 0.03);
        Assert.Equal(-45, noise.Response(20_000).Phase * 180 / Math.PI, 2.0);
        Assert.Equal(2, noise.Response(5000).Magnitude / noise.Response(20_000).Magnitude, 0.05);
    }

    // Exponential: r/(C ΔT iω), so 1/f and −90° (Fourcaud-Trocmé et al. 2003), whatever the noise.
    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    public void TheExponentialResponseFallsAsTheFrequency(double strength)
    {
        var far = (Eif with { Vpeak = 0 }).UnderWhiteNoise(0.2, strength, steps: 40_000);
        var limit = far.Rate / (Eif.C * Eif.DeltaT * 2 * Math.PI * 5);
        Assert.Equal(1, far.Response(5000).Magnitude / limit, 0.05);
        Assert.Equal(-90, far.Response(5000).Phase * 180 / Math.PI, 5.0);
    }

    [Fact]
    public void TheExponentialRateIsThatOfASimulation()
    {
        var noisy = new Noisy(Eif, 1);
        var spikes = Enumerable.Range(0, 5).Sum(seed => noisy.Simulate(0.2, duration: 10_000, dt: 10, method: new EulerMaruyama(0.02, seed)).Spikes().Count);
        Assert.Equal(Eif.UnderWhiteNoise(0.2, 1).Rate, spikes / 50.0, 5 * Math.Sqrt(spikes) / 50);
    }

    // Under noise with a correlation time the potential has a velocity when it meets the threshold, and a current adds to it at once: the leaky response stays finite, in phase.
    // White noise would make it fall by a factor √10 from 300 to 3000 Hz.
    [Fact]
    public void UnderCorrelatedNoiseTheLeakyResponseStaysFinite()
    {
        var (slow, fast) = (CorrelatedResponse(300), CorrelatedResponse(3000));
        Assert.Equal(1, fast.Magnitude / slow.Magnitude, 0.25);
        Assert.Equal(0, fast.Phase, 0.2);
    }

    /// <summary>r₁/r₀ of the leaky neuron under an Ornstein–Uhlenbeck current of correlation time 5 ms and a sine, from 6·10³ spikes.</summary>
    private static Complex CorrelatedResponse(double frequency)
    {
        const double h = 0.02, tau = 20, correlation = 5;
        var random = new RandomNumbers(seed: 1);
        var (kept, spread, V, noise, until, sum, spikes) = (Math.Exp(-h / correlation), 8 * Math.Sqrt(1 - Math.Exp(-2 * h / correlation)), -70.0, 0.0, 0.0, Complex.Zero, 0);
        for (var k = 0; k < 10_000_000; k++)
        {
            var t = k * h;
            var phase = 2 * Math.PI * frequency / 1000 * t;
            noise = kept * noise + spread * random.NextNormal();
            if (t < until)
            {
                continue;
            }

            V += h / tau * (-(V + 70) + 19 + noise + 4 * Math.Sin(phase + Math.PI * frequency / 1000 * h));
            if (V >= -50)
            {
                (V, until, spikes) = (-60, t + 2, spikes + 1);
                sum += Complex.FromPolarCoordinates(2, -(phase + 2 * Math.PI * frequency / 1000 * h / 2));
            }
        }

        return sum / spikes * Complex.ImaginaryOne;
    }

    [Fact]
    public void AFluctuatingInputHasTheMomentsItIsGiven()
    {
        var input = Stimulus.OrnsteinUhlenbeck(3, 2, tau: 5, duration: 200_000, seed: 1, interval: 1);
        var values = Enumerable.Range(0, 200_000).Select(t => input.At(t) - 3).ToArray();
        // 200,000 ms are 20,000 independent values for the mean, 40,000 for the square.
        Assert.Equal(0, values.Average(), 5 * 2 / Math.Sqrt(20_000));
        Assert.Equal(1, values.Average(x => x * x) / 4, 5 * Math.Sqrt(2.0 / 40_000));
        Assert.Equal(Math.Exp(-1), values.Zip(values.Skip(5), (a, b) => a * b).Average() / 4, 0.04);
        Assert.Equal((input.At(7) + input.At(8)) / 2, input.At(7.5), 1e-12);
        Assert.Equal(input.At(12.3), Stimulus.OrnsteinUhlenbeck(3, 2, 5, 100, seed: 1, interval: 1).At(12.3));
        Assert.Equal(input.At(200_000), input.At(300_000));
    }

    // Without a threshold the potential is normal, and 10⁻⁴⁰⁰ spikes a second do not change that.
    [Fact]
    public void ANeuronThatHardlyEverFiresHasTheDensityOfAMembrane()
    {
        var noise = Lif.UnderWhiteNoise(0, 0.1);
        var sd = 0.1 * Math.Sqrt(Lif.tau / 2);
        Assert.Equal((0, 0), (noise.Rate, noise.Response(10)));
        foreach (var k in new[] { 3000, 3900, 4000, 4400 }.Select(k => Math.Min(k, noise.V.Length - 1)))
        {
            Assert.Equal(Math.Exp(-Math.Pow((noise.V[k] - Lif.EL) / sd, 2) / 2) / Math.Sqrt(2 * Math.PI) / sd, noise.Density[k], 1e-4);
        }
    }

    [Fact]
    public void BadUseIsNamed()
    {
        Assert.Contains("give more than 4000 steps", Assert.Throws<ArgumentOutOfRangeException>(() => Lif.UnderWhiteNoise(0, 0.001)).Message);
        Assert.Contains("nothing holds", Assert.Throws<InvalidOperationException>(() => new ThetaNeuron().UnderWhiteNoise(-2, 1)).Message);
        Assert.Contains("divided into 0 steps", Assert.Throws<ArgumentOutOfRangeException>(() => Lif.UnderWhiteNoise(1, 1, steps: 0)).Message);
        Assert.Contains("current of NaN", Assert.Throws<ArgumentOutOfRangeException>(() => Lif.UnderWhiteNoise(double.NaN, 1)).Message);

        Assert.Contains("Noise of 0 mV/√ms", Assert.Throws<ArgumentOutOfRangeException>(() => Lif.UnderWhiteNoise(1, 0)).Message);
        Assert.Contains("deviation cannot be -1", Assert.Throws<ArgumentOutOfRangeException>(() => Stimulus.OrnsteinUhlenbeck(0, -1, 5, 100, seed: 1)).Message);
        Assert.Contains("more than fit in memory", Assert.Throws<ArgumentOutOfRangeException>(() => Stimulus.OrnsteinUhlenbeck(0, 1, 5, 1e12, seed: 1)).Message);
        Assert.Contains("has 2 variables", Assert.Throws<ArgumentException>(() => Izhikevich.RegularSpiking.UnderWhiteNoise(1, 1)).Message);
    }

    private sealed record Noisy(ExponentialIntegrateAndFire Neuron, double Strength)
        : ISpikingModel<ExponentialIntegrateAndFire.State>, INoisyModel<ExponentialIntegrateAndFire.State>
    {
        public ExponentialIntegrateAndFire.State Rest => Neuron.Rest;

        public double SpikeLevel => Neuron.SpikeLevel;

        public double RefractoryPeriod => Neuron.RefractoryPeriod;

        public ExponentialIntegrateAndFire.State Derivative(ExponentialIntegrateAndFire.State s, double I) => Neuron.Derivative(s, I);

        public ExponentialIntegrateAndFire.State Diffusion(ExponentialIntegrateAndFire.State s, double I) => new(Strength);

        public ExponentialIntegrateAndFire.State Reset(ExponentialIntegrateAndFire.State s) => Neuron.Reset(s);
    }
}
