using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Reduced;
using CompNeuro.Dynamics;
using CompNeuro.Neurons;
using CompNeuro.Simulation;
using CompNeuro.SpikeTrains;
using Record = CompNeuro.Simulation.Record;

namespace CompNeuro.Tests.Simulation;

public class PopulationTests
{
    private static readonly HodgkinHuxley squid = HodgkinHuxley.SquidAxon;

    // Two ways to write the same step, one cell in lanes and many side by side, under currents from none to strong.
    [Fact]
    public void SquidAxonsSideBySideAreSquidAxonsAlone()
    {
        var cells = Population.Of(squid with { Temperature = 10 }, 21);
        var run = new Network(1).Current(cells, k => 2.0 * k).Run(40, 0.01, [Record.States(cells, Enumerable.Range(0, 21))]);
        foreach (var cell in new[] { 0, 4, 13, 20 })
        {
            var alone = (squid with { Temperature = 10 }).Simulate(2.0 * cell, 40, method: new ExponentialEuler(0.01));
            foreach (var variable in new[] { "V", "m", "h", "n" })
            {
                var (together, single) = (run.States(cells)[variable, cell], alone[variable]);
                Assert.Equal(single.Length, together.Length);
                Assert.Equal(0, single.Zip(together, (a, b) => Math.Abs(a - b)).Max(), 1e-7);
            }
        }
    }

    [Fact]
    public void EveryCellStartsInItsOwnState()
    {
        var cells = Population.Of(new LeakyIntegrateAndFire(), Enumerable.Range(0, 70).Select(k => new LeakyIntegrateAndFire.State(-70 + 0.1 * k)));
        var V = new Network(1).Add(cells).Run(1, 0.1, [Record.States(cells, [0, 17, 69])]).States(cells);
        Assert.Equal([-70, -68.3, -63.1], new[] { 0, 17, 69 }.Select(cell => Math.Round(V["V", cell][0], 12)));
        Assert.Contains("initial state", Assert.Throws<ArgumentException>(() => Population.Of(new LeakyIntegrateAndFire(), Array.Empty<LeakyIntegrateAndFire.State>())).Message);
    }

    [Fact]
    public void ParametersMayDifferFromCellToCell()
    {
        HodgkinHuxley[] models = [.. Enumerable.Range(0, 11).Select(k => squid with { gK = 30 + k, C = 1 + 0.02 * k, Temperature = 6 + k })];
        var cells = Population.Of(models);
        var run = new Network(1).Current(cells, 10).Run(30, 0.01, [Record.States(cells, [0, 5, 10])]);
        foreach (var cell in new[] { 0, 5, 10 })
        {
            var alone = models[cell].Simulate(10, 30, method: new ExponentialEuler(0.01))["V"];
            Assert.Equal(0, alone.Zip(run.States(cells)["V", cell], (a, b) => Math.Abs(a - b)).Max(), 1e-7);
        }
    }

    [Fact]
    public void SinglePrecisionFollowsDouble()
    {
        var cells = Population.Of(squid, 3);
        double[] V(bool singlePrecision) => new Network(1).Current(cells, 10).Run(20, 0.01, [Record.States(cells, [2])], singlePrecision: singlePrecision).States(cells)["V", 2];
        Assert.InRange(V(true).Zip(V(false), (a, b) => Math.Abs(a - b)).Max(), 1e-9, 0.1);
    }

    // The period of the leaky neuron is its closed form, with the crossing put at the end of its step.
    [Fact]
    public void TheLeakyNeuronHasThePeriodOfItsClosedForm()
    {
        var neuron = new LeakyIntegrateAndFire { tref = 3 };
        var cells = Population.Of(neuron, 50);
        var run = new Network(1).Current(cells, k => 2.05 + 0.05 * k).Run(1000, 0.05, [Record.Spikes(cells)]);
        var trains = run.Spikes(cells).Trains();
        for (var k = 0; k < 50; k++)
        {
            var steps = Math.Ceiling(neuron.TimeToThreshold(2.05 + 0.05 * k, neuron.Vreset) / 0.05 * (1 - 1e-12));
            Assert.All(trains[k].InterspikeIntervals, interval => Assert.Equal(3 + 0.05 * steps, interval, 1e-9));
            Assert.Equal(run.Counts(cells)[k], trains[k].Count);
        }
    }

    [Fact]
    public void WithoutResetASpikeIsARiseThroughZero()
    {
        var cells = Population.Of(squid, 2);
        var run = new Network(1).Current(cells[1..], 10).Run(200, 0.01, [Record.Spikes(cells)]);
        var alone = squid.Simulate(10, 200, method: new ExponentialEuler(0.01)).Crossings("V", 0);
        Assert.Equal(0, run.Counts(cells)[0]);
        Assert.Equal(alone.Length, run.Counts(cells)[1]);
        Assert.All(run.Spikes(cells).Of(1).Times.Zip(alone), pair => Assert.InRange(pair.First - pair.Second, -1e-9, 0.01 + 1e-9));
    }

    // Two half steps of v at 1 ms, as printed in the paper of 2003.
    [Fact]
    public void IzhikevichsSchemeIsThePublishedOne()
    {
        var neuron = Izhikevich.RegularSpiking;
        var cells = Population.Of(neuron, 1, _ => new(-65, -13));
        var run = new Network(1).Current(cells, 10).Run(300, 1, [Record.Spikes(cells), Record.States(cells, [0])]);
        var (v, u, spikes) = (-65.0, -13.0, new List<double>());
        for (var t = 1; t <= 300; t++)
        {
            v += 0.5 * (0.04 * v * v + 5 * v + 140 - u + 10);
            v += 0.5 * (0.04 * v * v + 5 * v + 140 - u + 10);
            u += 0.02 * (0.2 * v - u);
            if (v >= 30)
            {
                (v, u) = (-65, u + 8);
                spikes.Add(t);
            }

            Assert.Equal(v, run.States(cells)["v", 0][t], 1e-5);
        }

        Assert.Equal(spikes, run.Spikes(cells).Times);
    }

    // Halving the step divides the distance from the true solution by two or by four, as long as no spike comes between.
    [Fact]
    public void EveryModelIsOfTheOrderThatItSays()
    {
        Order(Izhikevich.RegularSpiking, 10, 3, 1);
        Order(HodgkinHuxley.SquidAxon, 10, 3, 1);
        Order(new WangBuzsaki(), 1, 5, 2);
        Order(MorrisLecar.Hopf, 100, 5, 2);
        Order(new QuadraticIntegrateAndFire(), 0.5, 6, 2);
        Order(new ExponentialIntegrateAndFire(), 1.5, 6, 2);
        Order(new AdaptiveExponentialIntegrateAndFire(), 600, 20, 2);
    }

    // A spike counts as fired at the end of the step in which it falls, and the next interval starts from there: each comes by one or two steps late.
    [Fact]
    public void EveryModelFiresWhenItDoesAlone()
    {
        Firing(new WangBuzsaki(), 2, 0.01);
        Firing(MorrisLecar.Hopf, 120, 0.05);
        Firing(new QuadraticIntegrateAndFire(), 2, 0.01);
        Firing(new ExponentialIntegrateAndFire(), 3, 0.01);
        Firing(new AdaptiveExponentialIntegrateAndFire(), 1000, 0.01);
    }

    private static void Order<TModel, TState>(IPointNeuron<TModel, TState> model, double current, double duration, int order)
        where TModel : IPointNeuron<TModel, TState>
        where TState : unmanaged
    {
        var cells = Population.Of(model, 1);
        var alone = model.Simulate(current, duration);
        var variable = alone.Variables[0].Name;
        double[] errors = [.. (order == 1 ? new[] { 0.04, 0.02, 0.01 } : [0.1, 0.05, 0.025]).Select(dt =>
            Math.Abs(new Network(1).Current(cells, current).Run(duration, dt, [Record.States(cells, [0])]).States(cells)[variable, 0][^1] - alone[variable][^1]))];
        Assert.All(errors.Zip(errors.Skip(1)), pair => Assert.InRange(pair.First / pair.Second, Math.Pow(2, order) * 0.85, Math.Pow(2, order) * 1.15));
    }

    private static void Firing<TModel, TState>(IPointNeuron<TModel, TState> model, double current, double dt)
        where TModel : IPointNeuron<TModel, TState>
        where TState : unmanaged
    {
        var cells = Population.Of(model, 1);
        var spikes = new Network(1).Current(cells, current).Run(300, dt, [Record.Spikes(cells)]).Spikes(cells).Times;
        var expected = model.Simulate(current, 300).Spikes(variable: StateLayout<TState>.Variables[0].Name).Times;
        Assert.InRange(spikes.Count, 4, 100);
        Assert.Equal(expected.Count, spikes.Count, 1.0);
        Assert.All(spikes.Zip(expected).Select((pair, k) => (pair.First - pair.Second) / (k + 1)), late => Assert.InRange(late, -0.2 * dt, 2 * dt));
    }
}
