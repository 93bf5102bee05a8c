using CompNeuro.Dynamics;
using CompNeuro.Neurons;
using CompNeuro.SpikeTrains;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Neurons;

public class NeuronModelTests
{
    public static TheoryData<Izhikevich> Classes =>
    [
        Izhikevich.RegularSpiking, Izhikevich.IntrinsicallyBursting, Izhikevich.Chattering, Izhikevich.FastSpiking,
        Izhikevich.LowThresholdSpiking, Izhikevich.ThalamoCortical, Izhikevich.Resonator,
    ];

    [Theory]
    [MemberData(nameof(Classes))]
    public void EveryClassOfIzhikevichRestsAtItsEquilibrium(Izhikevich neuron)
    {
        var rate = neuron.Derivative(neuron.Rest, 0);
        Assert.Equal((0, 0), (rate.v, rate.u), (a, b) => Math.Abs(a.v - b.v) < 1e-12 && Math.Abs(a.u - b.u) < 1e-12);
        Assert.InRange(neuron.Rest.v, -70.0001, -55);
    }

    [Fact]
    public void OtherModelsRestAtTheirLowerEquilibrium()
    {
        var exponential = new ExponentialIntegrateAndFire();
        Assert.Equal(0, exponential.Derivative(exponential.Rest, 0).V, 1e-12);
        Assert.InRange(exponential.Rest.V, exponential.EL, exponential.VT);
        var adaptive = new AdaptiveExponentialIntegrateAndFire();
        Assert.Equal((0, 0), (adaptive.Derivative(adaptive.Rest, 0).V, adaptive.Derivative(adaptive.Rest, 0).w), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-12 && a.Item2 == b.Item2);
        Assert.InRange(adaptive.Rest.V, -70.6, -70.59);
        Assert.Equal(-65, new QuadraticIntegrateAndFire().Rest.V);
        Assert.Equal(0, new ThetaNeuron().Derivative(ThetaNeuron.RestUnder(-0.3), -0.3).theta, 1e-12);
    }

    // The cell of the paper's figure 1: a step of 1 nA, regular spiking that adapts.
    [Fact]
    public void TheAdaptiveNeuronOfThePaperAdapts()
    {
        var intervals = new AdaptiveExponentialIntegrateAndFire().Simulate(1000, duration: 500).Spikes().InterspikeIntervals;
        Assert.True(intervals.Count > 5);
        Assert.True(intervals[^1] > 2 * intervals[0]);
    }

    [Fact]
    public void FastSpikingIsFasterThanRegularSpikingAndChatteringBursts()
    {
        int Count(Izhikevich neuron) => neuron.Simulate(Step(10, from: 10), duration: 210).Spikes().Count;
        Assert.True(Count(Izhikevich.FastSpiking) > 2 * Count(Izhikevich.RegularSpiking));
        var intervals = Izhikevich.Chattering.Simulate(Step(10, from: 10), duration: 210).Spikes().InterspikeIntervals;
        Assert.True(intervals.Max() > 5 * intervals.Min());
    }

    [Fact]
    public void ImpossibleParametersAreNamed()
    {
        Assert.Contains("LeakyIntegrateAndFire.tau = 0 ms", Assert.Throws<ArgumentOutOfRangeException>(() => new LeakyIntegrateAndFire { tau = 0 }).Message);
        Assert.Contains("QuadraticIntegrateAndFire.a = -1 1/mV", Assert.Throws<ArgumentOutOfRangeException>(() => new QuadraticIntegrateAndFire { a = -1 }).Message);
        Assert.Contains("ExponentialIntegrateAndFire.DeltaT = 0 mV", Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialIntegrateAndFire { DeltaT = 0 }).Message);
        Assert.Contains("Izhikevich.a = NaN 1/ms", Assert.Throws<ArgumentOutOfRangeException>(() => new Izhikevich { a = double.NaN }).Message);
        Assert.Contains("fires and has no equilibrium", Assert.Throws<ArgumentOutOfRangeException>(() => ThetaNeuron.RestUnder(1)).Message);
    }
}
