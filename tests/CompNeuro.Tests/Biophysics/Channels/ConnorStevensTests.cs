using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Channels;
using CompNeuro.Dynamics;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Biophysics.Channels;

public class ConnorStevensTests
{
    private static readonly ConnorStevens Neuron = new();

    // Dayan & Abbott, Theoretical Neuroscience, 2001, Fig. 6.1: rest at −68 mV.
    [Fact]
    public void RestsAtThePublishedVoltage()
    {
        Assert.Equal(-68, Neuron.Rest.V, 0.1);
        Assert.True(Neuron.Equilibrium(0).IsStable);
        Assert.Equal(Neuron.Rest.V, Neuron.Simulate(0, duration: 200).Final.V, 1e-6);
    }

    // Class I: f grows as the root of the distance from rheobase, from zero (Fig. 6.1A there).
    [Fact]
    public void FiringBeginsAtAnArbitrarilyLowRate()
    {
        Assert.Empty(Neuron.Simulate(8, duration: 1000).Crossings("V", 0));
        var (slow, fast) = (Rate(8.2), Rate(12));
        Assert.InRange(slow, 1, 6);
        Assert.InRange(fast, 40, 80);
    }

    [Fact]
    public void WithoutTheTransientCurrentItBeginsAtAHighRate()
    {
        var without = Neuron with { Transient = Neuron.Transient with { g = 0 }, EL = -73 };
        var rates = new[] { 2.0, 3, 4, 5, 6, 7, 8, 9, 10 }.Select(I => without.Simulate(I, duration: 400).Crossings("V", 0).Count(t => t > 200) / 0.2).ToArray();
        Assert.Contains(0, rates);
        Assert.True(rates.Where(rate => rate > 0).Min() > 40, string.Join(", ", rates));
    }

    // The A-current has to inactivate first, the more so after hyperpolarisation.
    [Fact]
    public void TheFirstSpikeIsDelayedByEarlierHyperpolarisation()
    {
        double Latency(double before) => Neuron.Simulate(Step(before, from: 0, to: 100) + Step(15, from: 100), duration: 300).Crossings("V", 0).First(t => t > 100) - 100;
        Assert.True(Latency(-10) > Latency(0) + 2, $"{Latency(-10)} ms after hyperpolarisation, {Latency(0)} ms without");
    }

    [Fact]
    public void PuttingItTogetherFromALeakAndThreeChannelsGivesTheSameNeuron()
    {
        var leak = new PassiveMembrane { C = Neuron.C, gL = Neuron.gL, EL = Neuron.EL };
        var built = leak.With(Neuron.Sodium).With(Neuron.Potassium).With(Neuron.Transient);
        var start = Neuron.Settled(-68);
        var run = built.Simulate(12, duration: 100, initial: new(new(new(new(start.V), start.m, start.h), start.n, 1), start.a, start.b));
        var expected = Neuron.Simulate(12, duration: 100, initial: start).Crossings("V", 0);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, run.Crossings("V", 0), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(Neuron.Rest.V, built.Rest.Membrane.Membrane.Membrane.V, 1e-9);
    }

    private static double Rate(double current)
    {
        var spikes = Neuron.Simulate(current, duration: 2000).Crossings("V", 0).Where(t => t > 500).ToArray();
        return 1000 * (spikes.Length - 1) / (spikes[^1] - spikes[0]);
    }

    [Fact]
    public void AChannelWithoutTheRightGatesIsRefused()
    {
        Assert.Contains("M does not", Assert.Throws<ArgumentException>(() => new ConnorStevens { Sodium = IonChannels.MCurrent }).Message);
        Assert.Contains("no channel", Assert.Throws<ArgumentException>(() => new ConnorStevens { Transient = null! }).Message);
        Assert.Contains("A cannot stand in", Assert.Throws<ArgumentException>(() => new ConnorStevens { Potassium = IonChannels.ACurrent }).Message);
    }
}
