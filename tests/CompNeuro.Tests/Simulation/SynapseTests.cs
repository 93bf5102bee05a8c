using CompNeuro.Neurons;
using CompNeuro.Simulation;
using Record = CompNeuro.Simulation.Record;

namespace CompNeuro.Tests.Simulation;

public class SynapseTests
{
    private const double Step = 0.1;

    // The first cell fires by itself; the second, at rest at 0 mV, can only be moved by a spike.
    private static readonly LeakyIntegrateAndFire neuron = new() { EL = 0, Vth = 20, Vreset = 0, tau = 20, R = 1, tref = 2 };

    [Theory]
    [InlineData("delta", 0.1)]
    [InlineData("delta", 1.5)]
    [InlineData("delta", 3.7)]
    [InlineData("pulse", 0)]
    [InlineData("pulse", 1.5)]
    [InlineData("current", 0)]
    [InlineData("current", 0.1)]
    [InlineData("current", 3.7)]
    [InlineData("conductance", 0)]
    [InlineData("conductance", 1.5)]
    public void ASpikeArrivesExactlyADelayLater(string kind, double delay)
    {
        var (fired, V) = Watch(Of(kind), delay);
        var arrival = (int)Math.Round((fired + delay) / Step);
        // A jump is seen at once, a current only in the step that follows.
        var seen = kind == "delta" ? arrival : arrival + 1;
        Assert.All(V[..seen], value => Assert.Equal(0, value));
        Assert.Equal(FirstEffect(kind), V[seen], 1e-12);
    }

    // The potential after a current that decays exponentially, in closed form: a step is exact.
    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(20.000000000000004)]
    [InlineData(19.9999999999)]
    [InlineData(20.000001)]
    public void ACurrentMovesThePassiveMembraneExactly(double tau)
    {
        var (fired, V) = Watch(Synapse.Current(tau), delay: 1);
        for (var k = 0; k < V.Length; k++)
        {
            var t = k * Step - fired - 1;
            // e^(−t/tau) − e^(−t/20), with the digits that the difference would lose where both are nearly the same.
            var half = t / tau * ((tau - 20) / 20) / 2;
            var expected = t <= 1e-9 ? 0 : tau == 20 ? t / 20 * Math.Exp(-t / 20) : tau / (tau - 20) * 2 * Math.Sinh(half) * Math.Exp(half - t / 20);
            Assert.Equal(expected, V[k], 1e-12);
        }
    }

    // A conductance has no closed form. Halving the step must bring the solution closer by four: it is of second order.
    [Fact]
    public void AConductanceIsOfSecondOrder()
    {
        double After(double dt)
        {
            var cell = Population.Of(neuron, 1, _ => new(-10));
            var clock = Population.Of(neuron, 1, _ => new(19.9999999));
            // The clock fires at the end of its first step; its spike arrives at 2 ms.
            var network = new Network(1).Current(clock, 1e6).Connect(clock, cell, Connectivity.AllToAll, 0.3, Synapse.Conductance(5, 15), delay: 2 - dt);
            return network.Run(3.6, dt, [Record.States(cell, [0])]).States(cell)["V", 0][^1];
        }

        double[] values = [After(0.4), After(0.2), After(0.1), After(0.05)];
        Assert.InRange((values[0] - values[1]) / (values[1] - values[2]), 3.6, 4.4);
        Assert.InRange((values[1] - values[2]) / (values[2] - values[3]), 3.8, 4.2);
    }

    [Fact]
    public void WhoeverIsRefractoryMissesAJump()
    {
        var source = Population.Of(neuron, 1, _ => new(19));
        var target = Population.Of(neuron, 1, _ => new(19.5));
        // Both fire in their first steps; the jump of 19 mV arrives within the 2 ms in which the target is held.
        var run = new Network(1).Current(source, 1e6).Current(target, 1e3)
            .Connect(source, target, Connectivity.AllToAll, 19, Synapse.Delta, delay: 0.5)
            .Run(2, Step, [Record.States(target, [0])]);
        Assert.All(run.States(target)["V", 0][1..], V => Assert.Equal(0, V));
    }

    private static Synapse Of(string kind) => kind switch
    {
        "delta" => Synapse.Delta,
        "pulse" => Synapse.Pulse,
        "current" => Synapse.Current(5),
        _ => Synapse.Conductance(5, 30),
    };

    private static double FirstEffect(string kind)
    {
        var (own, left, mean) = (Math.Exp(-Step / 20), Math.Exp(-Step / 5), 5 / Step * (1 - Math.Exp(-Step / 5)));
        return kind switch
        {
            "delta" => 1,
            "pulse" => 1 - own,
            "current" => 5.0 / (5 - 20) * (left - own),
            _ => mean * 30 / (1 + mean) * (1 - Math.Exp(-Step / 20 * (1 + mean))),
        };
    }

    private static (double Fired, double[] V) Watch(Synapse synapse, double delay)
    {
        var pair = Population.Of(neuron, 2);
        var network = new Network(1).Current(pair[..1], 21).Connect(pair[..1], pair[1..], Connectivity.AllToAll, 1, synapse, delay);
        var run = network.Run(100, Step, [Record.Spikes(pair), Record.States(pair, [1])]);
        return (Assert.Single(run.Spikes(pair).Times), run.States(pair)["V", 1]);
    }
}
