using CompNeuro.Biophysics;
using CompNeuro.Maths;
using CompNeuro.Neurons;
using CompNeuro.Simulation;

namespace CompNeuro.Benchmarks;

/// <summary>A network, its cells, and how it is run.</summary>
internal sealed record NetworkWorkload(string Title, string Name, Network Network, Population Cells, double Duration, double Step, double Goal, int Repeats)
{
    public NetworkRun Run(bool singlePrecision, double? duration = null) => Network.Run(duration ?? Duration, Step, singlePrecision: singlePrecision, threads: 1);

    /// <summary>1,000 squid axons without connections, under currents from 0 to 20 µA/cm².</summary>
    public static NetworkWorkload Squid()
    {
        var cells = Population.Of(HodgkinHuxley.SquidAxon, 1000, _ => new(-65, 0.0529, 0.5961, 0.3177));
        return new("Hodgkin–Huxley, 1,000 cells, 1 s", "squid", new Network(1).Current(cells, k => 20.0 * k / 999), cells, 1000, 0.01, 20, 3);
    }

    /// <summary>Vogels and Abbott's networks in the versions of Brette et al., J. Comput. Neurosci. 23:349, 2007, with currents.</summary>
    public static NetworkWorkload Cuba()
    {
        var neuron = new LeakyIntegrateAndFire { EL = -49, Vth = -50, Vreset = -60, tref = 5, R = 1, tau = 20 };
        var cells = Population.Of(neuron, 4000, random => new(-60 + 10 * random.NextUniform()));
        var network = new Network(1)
            .Connect(cells[..3200], cells, Connectivity.Random(0.02), 1.62, Synapse.Current(5))
            .Connect(cells[3200..], cells, Connectivity.Random(0.02), -9, Synapse.Current(10));
        return new("CUBA, 4,000 cells, 10 s", "cuba", network, cells, 10_000, 0.1, 10, 3);
    }

    /// <summary>The same with conductances.</summary>
    public static NetworkWorkload Coba()
    {
        var neuron = new LeakyIntegrateAndFire { EL = -60, Vth = -50, Vreset = -60, tref = 5, R = 1, tau = 20 };
        var cells = Population.Of(neuron, 4000, random => new(-65 + 5 * random.NextNormal()));
        var network = new Network(1)
            .Connect(cells[..3200], cells, Connectivity.Random(0.02), 0.6, Synapse.Conductance(5, 0))
            .Connect(cells[3200..], cells, Connectivity.Random(0.02), 6.7, Synapse.Conductance(10, -80));
        return new("COBA, 4,000 cells, 10 s", "coba", network, cells, 10_000, 0.1, 15, 3);
    }

    /// <summary>Brunel, J. Comput. Neurosci. 8:183, 2000: J = 0.1 mV, g = 5, twice the threshold rate from outside.</summary>
    public static NetworkWorkload Brunel()
    {
        var neuron = new LeakyIntegrateAndFire { EL = 0, Vth = 20, Vreset = 10, tref = 2, R = 1, tau = 20 };
        var cells = Population.Of(neuron, 12_500, random => new(20 * random.NextUniform()));
        var network = new Network(1)
            .Connect(cells[..10_000], cells, Connectivity.Random(0.1), 0.1, Synapse.Delta, delay: 1.5)
            .Connect(cells[10_000..], cells, Connectivity.Random(0.1), -0.5, Synapse.Delta, delay: 1.5)
            .Poisson(cells, rate: 20, weight: 0.1, Synapse.Delta, sources: 1000);
        return new("Brunel, 12,500 cells, 1 s", "brunel", network, cells, 1000, 0.1, 15, 3);
    }

    /// <summary>Izhikevich, IEEE Trans. Neural Netw. 14:1569, 2003: everyone connected to everyone in a thousand cells; in more, each to a hundred, ten times as strongly.</summary>
    public static NetworkWorkload Izhikevich(string title, string name, int count, double goal, int repeats)
    {
        var (random, excitatory) = (new RandomNumbers(1), count / 5 * 4);
        var models = new Izhikevich[count];
        for (var k = 0; k < count; k++)
        {
            var r = random.NextUniform();
            models[k] = k < excitatory ? new() { c = -65 + 15 * r * r, d = 8 - 6 * r * r } : new() { a = 0.02 + 0.08 * r, b = 0.25 - 0.05 * r, d = 2 };
        }

        var cells = Population.Of(models, (model, _) => new(-65, model.b * -65));
        var (who, scale) = count == 1000 ? (Connectivity.AllToAll, 1) : (Connectivity.OutDegree(100), 10);
        var network = new Network(1)
            .Connect(cells[..excitatory], cells, who, Weight.Uniform(0, 0.5 * scale), Synapse.Pulse)
            .Connect(cells[excitatory..], cells, who, Weight.Uniform(-scale, 0), Synapse.Pulse)
            .Noise(cells[..excitatory], 5)
            .Noise(cells[excitatory..], 2);
        return new(title, name, network, cells, 1000, 1, goal, repeats);
    }
}
