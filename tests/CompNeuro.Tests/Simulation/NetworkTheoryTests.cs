using CompNeuro.Neurons;
using CompNeuro.Simulation;
using Record = CompNeuro.Simulation.Record;

namespace CompNeuro.Tests.Simulation;

/// <summary>Networks against theory.</summary>
public class NetworkTheoryTests
{
    private static readonly LeakyIntegrateAndFire brunel = new() { EL = 0, Vth = 20, Vreset = 10, tau = 20, R = 1, tref = 2 };

    // Campbell's theorem: events of size w that decay exponentially, at rate r, have mean w r τ and variance w² r τ/2. The membrane here does not fire and follows its input at once, or slowly.
    [Fact]
    public void FilteredPoissonEventsHaveTheMeanAndVarianceOfCampbell()
    {
        var (rate, weight, tau) = (0.8, 2.0, 5.0);
        var cells = Population.Of(brunel with { Vth = 1e6, tau = 20 }, 512);
        var run = new Network(1).Poisson(cells, 1000 * rate, weight, Synapse.Current(tau)).Run(1000, 0.1, [Record.States(cells, Enumerable.Range(0, 512), every: 100)]);
        double[] V = [.. Enumerable.Range(0, 512).SelectMany(cell => run.States(cells)["V", cell][2..])];
        // The response to one event is w τ/(τ − τm) (e^(−t/τ) − e^(−t/τm)).
        var square = weight * tau / (tau - 20);
        var variance = rate * square * square * (tau / 2 + 20.0 / 2 - 2 * tau * 20 / (tau + 20));
        Assert.Equal(weight * rate * tau, V.Average(), 4 * Math.Sqrt(variance / V.Length * 5));
        Assert.Equal(variance, V.Average(v => Math.Pow(v - weight * rate * tau, 2)), 0.06 * variance);
    }

    // Siegert's formula in the form of Brunel 2000, for a membrane of mean µ whose noise is σ√τ ξ. A crossing within a step goes unseen, which raises the threshold by 0.5826 (−ζ(½)/√(2π))
    // standard deviations of a step: Broadie, Glasserman & Kou, Math. Finance 7:325, 1997.
    [Theory]
    [InlineData(15, 5)]
    [InlineData(19, 2)]
    [InlineData(25, 1)]
    public void ANoisyNeuronFiresAtTheRateAndWithTheIrregularityOfSiegert(double mean, double sigma)
    {
        const double Dt = 0.05, Duration = 10_000;
        var cells = Population.Of(brunel, 64);
        var run = new Network(2).Current(cells, mean).WhiteNoise(cells, sigma * Math.Sqrt(20)).Run(Duration, Dt, [Record.Spikes(cells)]);
        var seen = brunel with { Vth = brunel.Vth + 0.5826 * sigma * Math.Sqrt(Dt / 20) };
        var (rate, cv) = (Noisy(seen, sigma).SteadyRate(mean), Noisy(seen, sigma).CoefficientOfVariation(mean));
        // Four standard errors of a renewal process, and the transient from rest.
        Assert.Equal(rate, run.Rate(cells), 4 * cv * Math.Sqrt(rate / (64 * Duration / 1000)) + 0.005 * rate);
        Assert.Equal(cv, Cv(run.Spikes(cells)), 0.02);
    }

    // Far below threshold, short of spikes of its own, the neuron fires once for every event that is large enough: a Poisson process with dead time, whose CV is 1 − rate × dead time.
    [Fact]
    public void EventsThatAlwaysFireMakeAPoissonProcessWithDeadTime()
    {
        var cells = Population.Of(brunel with { Vreset = 0, tref = 5 }, 500);
        var run = new Network(3).Poisson(cells, 100, 25, Synapse.Delta).Run(2000, 0.1, [Record.Spikes(cells)]);
        var expected = 1000 / (10 + 5.0);
        Assert.Equal(expected, run.Rate(cells), 4 * Math.Sqrt(expected / 1000) / Math.Sqrt(2) + 0.005 * expected);
        Assert.Equal(1 - expected * 5 / 1000, Cv(run.Spikes(cells)), 0.02);
        Assert.True(run.Spikes(cells).Trains().SelectMany(train => train.InterspikeIntervals).Min() >= 5.1 - 1e-9);
    }

    // Brunel, J. Comput. Neurosci. 8:183, 2000: the asynchronous irregular state, whose rate is where that of a neuron equals what its input makes of it. A fifth of the size; the delay varies nothing.
    [Fact]
    public void BrunelsNetworkFiresAtTheSelfConsistentRate()
    {
        var (J, g, eta, CE) = (0.2, 5.0, 2.0, 250);
        var CI = CE / 4;
        var cells = Population.Of(brunel, 2500, random => new(20 * random.NextUniform()));
        var external = eta * 20 / (J * CE * 20);
        var run = new Network(1)
            .Connect(cells[..2000], cells, Connectivity.InDegree(CE), J, Synapse.Delta, delay: 1.5)
            .Connect(cells[2000..], cells, Connectivity.InDegree(CI), -g * J, Synapse.Delta, delay: 1.5)
            .Poisson(cells, 1000 * external, J, Synapse.Delta, sources: CE)
            .Run(700, 0.1, [Record.Spikes(cells)]);
        var rate = run.Spikes(cells).Times.Count(t => t > 200) / 2500.0 / 0.5;
        var (low, high) = (0.1, 200.0);
        while (high - low > 1e-6)
        {
            var r = (low + high) / 2;
            var mean = CE * J * 20 * (external + r / 1000 * (1 - g / 4));
            var sigma = J * Math.Sqrt(CE * 20 * (external + r / 1000 * (1 + g * g / 4)));
            (low, high) = Noisy(brunel, sigma).SteadyRate(mean) > r ? (r, high) : (low, r);
        }

        // Jumps of 0.2 and 1 mV are not quite the diffusion of the theory.
        Assert.Equal(low, rate, 0.12 * low);
        Assert.InRange(Cv(run.Spikes(cells)), 0.4, 1.1);
    }

    // Vogels & Abbott's network with conductances, as in Brette et al., J. Comput. Neurosci. 23:349, 2007.
    [Fact]
    public void TheConductanceNetworkFiresSteadilyUnderALittleDrive()
    {
        var neuron = new LeakyIntegrateAndFire { EL = -60, Vth = -50, Vreset = -60, tref = 5, R = 1, tau = 20 };
        var cells = Population.Of(neuron, 4000, random => new(-65 + 5 * random.NextNormal()));
        var run = new Network(1)
            .Connect(cells[..3200], cells, Connectivity.Random(0.02), 0.6, Synapse.Conductance(5, 0))
            .Connect(cells[3200..], cells, Connectivity.Random(0.02), 6.7, Synapse.Conductance(10, -80))
            .Poisson(cells, 300, 0.6, Synapse.Conductance(5, 0))
            .Run(600, 0.1, [Record.Rate(cells, bin: 100)], singlePrecision: true);
        Assert.All(run.Rates(cells).Rate[2..], rate => Assert.InRange(rate, 5, 60));
    }

    // Whose rate and irregularity a test of its own holds to those of scipy.
    private static NoisyLeakyIntegrateAndFire Noisy(LeakyIntegrateAndFire neuron, double sigma) => new() { Neuron = neuron, sigma = sigma };

    // Of all intervals together: the cells are alike.
    private static double Cv(Raster raster)
    {
        double[] intervals = [.. raster.Trains().SelectMany(train => train.InterspikeIntervals)];
        var mean = intervals.Average();
        return Math.Sqrt(intervals.Average(interval => Math.Pow(interval - mean, 2))) / mean;
    }
}
