using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Cables;
using CompNeuro.Biophysics.Channels;
using CompNeuro.Biophysics.Compartments;
using CompNeuro.Tests.Dynamics;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Biophysics.Compartments;

public class CellTests
{
    private static readonly Cell cable = new(Morphology.Of(new Branch(2, 1000))) { Ri = 150, gL = 0.1 };

    // λ = √(d Rm/4Ri), R∞ = 4Ri λ/πd²; here in cm, kΩ and MΩ.
    private static (double lambda, double RInfinity) Constants(Cell cell, double d) =>
        (1e4 * Math.Sqrt(1e-4 * d / 4 / (1e-3 * cell.gL * cell.Ri)), 1e-6 * 4 * cell.Ri * Math.Sqrt(1e-4 * d / 4 / (1e-3 * cell.gL * cell.Ri)) / (Math.PI * 1e-8 * d * d));

    // A sealed cable: V(y) for I at x is I R∞ cosh(x/λ) cosh((ℓ − y)/λ)/sinh(ℓ/λ), x ≤ y; at its end R∞ coth(ℓ/λ).
    [Fact]
    public void SteadyVoltagesConvergeToCableTheoryInSecondOrder()
    {
        var (lambda, R) = Constants(cable, 2);
        double Exact(double x, double y) => R * Math.Cosh(x / lambda) * Math.Cosh((1000 - y) / lambda) / Math.Sinh(1000 / lambda);
        double Error(double length) => Math.Abs((cable with { dLambda = 10, MaxLength = length }).TransferResistance(new(0, 0.5), new Place(0, 0.5))[0] - Exact(500, 500));
        Assert.InRange(Order.Of(n => Error(n), 1000.0 / 9, halvings: 2), 1.8, 2.3);
        var fine = cable with { MaxLength = 1 };
        Assert.Equal(R / Math.Tanh(1000 / lambda), fine.InputResistance(new(0, 0)), 1e-3 * R);
        Assert.Equal(1, fine.TransferResistance(new(0, 0), new Place(0, 1))[0] / Exact(0.5, 999.5), 1e-5);
        Assert.Equal(1 / Math.Cosh(1000 / lambda), fine.TransferResistance(new(0, 0), new Place(0, 1))[0] / fine.InputResistance(new(0, 0)), 1e-3);
    }

    [Fact]
    public void TransferIsTheSameBothWays()
    {
        var neuron = GanglionCell();
        var (soma, tip) = (neuron.Morphology.Origin, neuron.Morphology.Tips[0]);
        Assert.Equal(1, neuron.TransferResistance(soma, tip)[0] / neuron.TransferResistance(tip, soma)[0], 1e-10);
    }

    // NEURON 8.2.2, import3d, d_lambda 0.1 at 100 Hz, Ra 150, cm 1, g_pas 5e-5; Exp2Syn 0.2/2 ms, 1 nS, at the farthest tip; secondorder 2, dt 0.0125 ms.
    [Fact]
    public void ARealNeuronIsTheSameInNeuron()
    {
        var neuron = GanglionCell();
        var (soma, tip) = (neuron.Morphology.Origin, neuron.Morphology.Tips[0]);
        Assert.Equal(29, neuron.Morphology.Sections.Count);
        Assert.Equal(175, neuron.Compartments);
        Assert.Equal(4119.9700, neuron.Morphology.Area, 1e-3);
        Assert.Equal(1759.19172, neuron.Morphology.Length, 1e-4);
        Assert.Equal(300.759834, neuron.Morphology.Distance(tip), 1e-5);
        Assert.Equal(497.50911, neuron.InputResistance(soma), 1e-4);
        Assert.Equal(8002.889, neuron.InputResistance(tip), 2e-3);
        Assert.Equal(385.84732, neuron.TransferResistance(tip, soma)[0], 1e-4);
        var run = neuron.Simulate(60, [new SynapticConductance(tip, 5)], [soma, tip], dt: 0.0125);
        Assert.Equal(0.690948, run.Rise(soma), 1e-4);
        Assert.Equal(56.2163, run.Rise(tip), 2e-3);
        Assert.Equal(17.0625, run.Time[Array.IndexOf(run[soma], run[soma].Max())], 0.02);
    }

    [Fact]
    public void EveryChargeInjectedIsStoredOrLeaks()
    {
        var cell = cable with { MaxLength = 40 };
        Place[] all = [.. Enumerable.Range(0, cell.Compartments).Select(k => new Place(0, (k + 0.5) / cell.Compartments))];
        var run = cell.Simulate(30, [new CurrentClamp(new(0, 0.2), Pulse(0.1, at: 1.01, width: 5))], all);
        var area = 0.01 * cell.Morphology.Area / all.Length;
        var leaked = run.Traces.Sum(trace => trace.V.Zip(trace.V.Skip(1), (a, b) => 0.025 * area * cell.gL * ((a + b) / 2 - cell.EL)).Sum());
        var stored = run.Traces.Sum(trace => area * cell.C * (trace.V[^1] - trace.V[0]));
        Assert.Equal(500, leaked + stored, 1e-8);
    }

    [Fact]
    public void TheErrorIsOfSecondOrderInTime()
    {
        var ball = new Cell(Morphology.Of(20, new Branch(2, 300), new Branch(1, 200))) { gL = 0.1 }.With(HodgkinHuxley.SquidAxon, Region.Soma).With(IonChannels.PersistentSodium, Region.Dendrite);
        var tip = ball.Morphology.Tips[0];
        // A brief pulse, a synapse with block, gates with and without time constant: all inputs change at whole steps.
        double At(double dt) => ball.Simulate(8, [new CurrentClamp(ball.Morphology.Origin, Pulse(0.2, at: 0.4, width: 0.8)), SynapticConductance.Nmda(tip, 2, 0.4)], [tip], dt, initial: -65).Traces[0].V[^1];
        var exact = At(0.0003125) + (At(0.0003125) - At(0.000625)) / 3;
        Assert.InRange(Order.Of(dt => Math.Abs(At(dt) - exact), 0.02, halvings: 2), 1.85, 2.15);
    }

    // Rall 1959: d^(3/2) conserved, ends at the same electrotonic distance; the soma cannot tell the tree from a cylinder.
    [Fact]
    public void ARallTreeIsItsEquivalentCylinder()
    {
        Branch Tree(double d, int levels) => levels == 0 ? new(d, 100 * Math.Sqrt(d)) : new(d, 100 * Math.Sqrt(d), Tree(d * Math.Pow(2, -2.0 / 3), levels - 1), Tree(d * Math.Pow(2, -2.0 / 3), levels - 1));
        var (tree, cylinder) = (new Cell(Morphology.Of(15, Tree(4, 3))) { MaxLength = 2 }, new Cell(Morphology.Of(15, new Branch(4, 800))) { MaxLength = 4 });
        var pulse = new CurrentClamp(tree.Morphology.Origin, Pulse(0.5, at: 0, width: 1));
        var (a, b) = (tree.Simulate(40, [pulse]).Traces[0].V, cylinder.Simulate(40, [pulse]).Traces[0].V);
        Assert.All(a.Zip(b), pair => Assert.Equal(pair.First, pair.Second, 1e-3 * (a.Max() - a[0])));
        Assert.True(a.Max() - a[0] > 5);
    }

    [Fact]
    public void TheSquidAxonConductsAsTheAxonDoes()
    {
        var hh = HodgkinHuxley.SquidAxon with { Temperature = 18.5 };
        var axon = new Cell(Morphology.Of(new Branch(476, 1e5))) { Ri = 35.4, MaxLength = 1e5 / 401 }.With(hh);
        Place[] places = [new(0, 160.5 / 401), new(0, 320.5 / 401)];
        var run = axon.Simulate(6, [new CurrentClamp(new(0, 0), 2e5 / 1000 * Pulse(1000, at: 0.1, width: 0.2))], places, dt: 0.005);
        var velocity = 1e-3 * 1e5 * 160 / 401 / (run.Crossings(places[1])[0] - run.Crossings(places[0])[0]);
        Assert.Equal(401, axon.Compartments);
        Assert.Equal(18.7266, velocity, 0.02);
        Assert.Equal(hh.Rest.V, axon.Rest(places)[0], 1e-8);
    }

    [Fact]
    public void ChannelsStandWhereAndAsDenselyAsAskedFor()
    {
        var plain = new Cell(Morphology.Of(20, new Branch(2, 300)));
        var ih = plain.With(IonChannels.HCurrent, Region.Dendrite, distance => 1e-3 * distance);
        var (soma, tip) = (ih.Morphology.Origin, ih.Morphology.Tips[0]);
        var rest = ih.Rest(soma, tip);
        Assert.True(rest[1] > rest[0] && rest[0] > plain.EL);
        Assert.True(ih.InputResistance(tip) < plain.InputResistance(tip));
        Assert.Equal(plain.EL, plain.With(IonChannels.HCurrent with { g = 0 }).Rest(tip)[0], 1e-9);
        // At rest nothing moves.
        Assert.Equal(0, ih.Simulate(50, [], [tip]).Rise(tip), 1e-7);
        Assert.Contains("density", Assert.Throws<ArgumentOutOfRangeException>(() => plain.With(IonChannels.HCurrent, density: _ => -1).Rest(tip)).Message);
    }

    [Fact]
    public void SynapsesPeakAtTheirConductanceAndMagnesiumBlocksThem()
    {
        var times = Enumerable.Range(0, 40_000).Select(k => 0.01 * k).ToArray();
        foreach (var synapse in new[] { SynapticConductance.Ampa(default, 3, 1), SynapticConductance.Nmda(default, 3, 1), new SynapticConductance(default, 1) { g = 3, Rise = 2, Decay = 2 } })
        {
            Assert.Equal(3, times.Max(synapse.Conductance), 1e-3);
            Assert.Equal(0, synapse.Conductance(0.99));
            var sampled = synapse.Sampled(0, 4000, 0.1).Conductance!;
            Assert.Equal(times.Sum(t => 0.01 * synapse.Conductance(t + 0.005)), 0.1 * sampled.Sum(), 1e-3);
        }

        // Jahr & Stevens 1990: at 1 mM half of the channels are open at −20.5 mV, where e^(−0.062 V) = 3.57.
        Assert.Equal(0.5, SynapticConductance.Nmda(default, 1).Unblocked(-Math.Log(3.57) / 0.062), 1e-12);
    }

    [Fact]
    public void BadInputIsNamedAndRunsCanBeWatchedAndStopped()
    {
        Assert.Contains("duration", Assert.Throws<ArgumentOutOfRangeException>(() => cable.Simulate(-1, [])).Message);
        Assert.Contains("dt", Assert.Throws<ArgumentOutOfRangeException>(() => cable.Simulate(1, [], dt: double.NaN)).Message);
        Assert.Contains("not on this neuron", Assert.Throws<ArgumentOutOfRangeException>(() => cable.Simulate(1, [], [new(3, 0)])).Message);
        Assert.Contains("Cell.Ri = -1 Ω·cm", Assert.Throws<ArgumentOutOfRangeException>(() => cable with { Ri = -1 }).Message);
        Assert.Contains("was not recorded", Assert.Throws<KeyNotFoundException>(() => cable.Simulate(1, [])[new(0, 1)]).Message);
        using var stop = new CancellationTokenSource();
        var told = new Listener(done => { if (done > 0.5) { stop.Cancel(); } });
        Assert.Throws<OperationCanceledException>(() => cable.Simulate(100, [], progress: told, cancellation: stop.Token));
    }

    private static Cell GanglionCell()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CompNeuro.slnx")))
        {
            folder = folder.Parent!;
        }

        return new(Morphology.LoadSwc(Path.Combine(folder.FullName, "data", "ganglion-cell", "mp_ma_40984_gc2.CNG.swc")));
    }

    private sealed class Listener(Action<double> heard) : IProgress<double>
    {
        public void Report(double value) => heard(value);
    }

    // NEURON 8.2.2: L 500, diam 2, nseg 51, Ra 150, cm 1, g_pas 5e-5, e_pas −70; IClamp 0.2 nA from 1 to 3 ms and v, both in the first compartment, dt 0.025, secondorder 2.
    [Fact]
    public void WhereAPulseBeginsAndEndsTheSamplesAreThoseOfNeuron()
    {
        var cell = new Cell(Morphology.Of(new Branch(2, 500))) { Ri = 150, gL = 0.05, EL = -70, MaxLength = 500 / 51.0, dLambda = 10 };
        Assert.Equal(51, cell.Compartments);
        double[] At(double dt) => cell.Simulate(5, [new CurrentClamp(new(0, 0), Step(0.2, from: 1, to: 3))], [new(0, 0)], dt, initial: -70).Traces[0].V;
        var (coarse, fine) = (At(0.025), At(0.025 / 64));
        double[] neuron = [-70, -70, -66.92806814403897, -66.21290487534984, -43.58903871749613, -43.42385951825098, -46.33149891803759, -46.8832353707254];
        double[] times = [0.975, 1, 1.025, 1.05, 2.975, 3, 3.025, 3.05];
        Assert.All(times.Zip(neuron), pair => Assert.Equal(pair.Second, coarse[(int)Math.Round(pair.First / 0.025)], 2e-5));

        // With adaptive steps (CVode, atol = rtol = 1e-8): the steps above overshoot by 0.4 mV, which a smaller step mends.
        double[] exact = [-70, -70, -67.33632635284835, -66.05687486749477, -43.58920686342651, -43.42402316671754, -45.92340193799531, -47.03942235780789];
        Assert.All(times.Zip(exact), pair => Assert.Equal(pair.Second, fine[(int)Math.Round(pair.First / 0.025) * 64], 1e-4));
    }
}
