using CompNeuro.Neurons;
using CompNeuro.Simulation;
using Record = CompNeuro.Simulation.Record;

namespace CompNeuro.Tests.Simulation;

public class PlasticityTests
{
    private static readonly LeakyIntegrateAndFire neuron = new() { EL = 0, Vth = 20, Vreset = 0, tau = 20, R = 1, tref = 2 };

    // Every spike acts half as strongly as the one before.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ShortTermPlasticityScalesEachSpike(int threads)
    {
        var sources = Population.Of(neuron, 2);
        var targets = Population.Of(neuron with { tau = 1e12, Vth = 1e9 }, 130);
        var run = new Network(1).Current(sources[..1], 30).Current(sources[1..], 40)
            .Connect(sources, targets, Connectivity.AllToAll, 8, Synapse.Delta, delay: 2, shortTerm: count => new Halving(count))
            .Run(110, 0.1, [Record.Spikes(sources), Record.States(targets, [0, 129])], threads: threads);
        double Sum(int spikes) => 8 * (2 - Math.Pow(2, 1 - spikes));
        var (slow, fast) = (run.Spikes(sources).Of(0).Times.Count(t => t + 2 < 110), run.Spikes(sources).Of(1).Times.Count(t => t + 2 < 110));
        Assert.InRange(slow, 3, fast - 1);
        Assert.Equal(Sum(slow) + Sum(fast), run.States(targets)["V", 0][^1], 1e-6);
        Assert.Equal(Sum(slow) + Sum(fast), run.States(targets)["V", 129][^1], 1e-6);
    }

    // Of a pair of spikes, the synapse hears the presynaptic one when it is fired and the postsynaptic one a delay later.
    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 2)]
    [InlineData(1, 7)]
    public void ASynapseHearsTheSpikesInOrder(int threads, double delay)
    {
        var (sources, targets) = (Population.Of(neuron, 3), Population.Of(neuron, 200));
        var heard = new List<Listener>();
        var run = new Network(1).Current(sources, k => 25 + 5 * k).Current(targets, k => 21 + 0.1 * k)
            .Connect(sources, targets, Connectivity.AllToAll, 1e-9, Synapse.Delta, delay, plasticity: (_, _) =>
            {
                lock (heard)
                {
                    heard.Add(new());
                    return heard[^1];
                }
            })
            .Run(80, 0.1, [Record.Spikes(sources), Record.Spikes(targets)], threads: threads);
        var events = heard.SelectMany(listener => listener.Events).Where(e => e is { Source: 1, Target: 150 }).ToList();
        Assert.Equal(events.OrderBy(e => e.Time).ThenBy(e => e.IsPresynaptic), events);
        var pre = run.Spikes(sources).Of(1).Times;
        Assert.Equal(pre, events.Where(e => e.IsPresynaptic).Select(e => e.Time), (a, b) => Math.Abs(a - b) < 1e-9);
        // What comes after the last presynaptic spike waits for the next.
        var post = run.Spikes(targets).Of(150).Times.Select(t => t + delay).Where(t => t <= run.Spikes(sources).Times[^1] + 1e-9);
        Assert.Equal(post, events.Where(e => !e.IsPresynaptic).Select(e => e.Time), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    private sealed class Halving(int count) : IShortTermPlasticity
    {
        private readonly double[] next = [.. Enumerable.Repeat(1.0, count)];

        public double Efficacy(int source, double t) => (next[source] /= 2) * 2;
    }

    private sealed class Listener : ISynapticPlasticity
    {
        public List<(int Source, int Target, double Time, bool IsPresynaptic)> Events { get; } = [];

        public void PresynapticSpike(int source, double t)
        {
        }

        public void PostsynapticSpike(int target, double t)
        {
        }

        public double AfterPresynaptic(int source, int target, double weight, double t)
        {
            Events.Add((source, target, t, true));
            return weight;
        }

        public double AfterPostsynaptic(int source, int target, double weight, double t)
        {
            Events.Add((source, target, t, false));
            return weight;
        }
    }
}
