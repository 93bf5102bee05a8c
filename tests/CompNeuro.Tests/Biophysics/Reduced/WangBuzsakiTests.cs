using CompNeuro.Biophysics.Reduced;
using CompNeuro.Dynamics;

namespace CompNeuro.Tests.Biophysics.Reduced;

public class WangBuzsakiTests
{
    private static readonly WangBuzsaki Neuron = new();

    [Theory]
    // scipy 1.10 solve_ivp, DOP853, rtol = atol = 1e-11: inverse of the last interval of 1000 ms.
    [InlineData(0.2, 8.62061584)]
    [InlineData(0.5, 32.21715094)]
    [InlineData(1, 59.70148704)]
    [InlineData(5, 189.62542020)]
    [InlineData(20, 407.06639375)]
    public void RatesAreThoseOfAnIndependentSolver(double current, double rate) => Assert.Equal(rate, Neuron.FiringRate(current), 1e-4 * rate);

    // Wang & Buzsáki (1996), Fig. 1: a rest near −64 mV, a spike that overshoots 0 mV, an after-hyperpolarisation of about −15 mV below the onset of the spike near −55 mV, and rates up to 400 Hz.
    [Fact]
    public void ASpikeIsThePublishedOne()
    {
        Assert.Equal(-64, Neuron.Rest.V, 0.1);
        Assert.True(Neuron.Equilibrium(0).IsStable);
        var run = Neuron.Simulate(1, duration: 200);
        Assert.InRange(run["V"].Max(), 20, 50);
        Assert.InRange(run["V"].Skip(2000).Min(), -75, -60);
    }

    [Fact]
    public void FiringStartsAtASaddleNodeAndEndsInDepolarisationBlock()
    {
        var branch = Neuron.EquilibriumBranch(-20, 50);
        Assert.Equal(0.16009, branch.SaddleNodes[0].Input, 1e-5);
        Assert.Equal(3, branch.At(0).Count);
        Assert.Single(branch.At(1));
        var cycles = Neuron.LimitCycles(at: 5, from: 0, to: 30);
        Assert.Equal(CycleEndKind.SaddleNodeOnInvariantCircle, cycles.Start.Kind);
        Assert.Equal(branch.SaddleNodes[0].Input, cycles.Start.Input, 1e-8);
        Assert.Equal(CycleEndKind.Hopf, cycles.End.Kind);
        Assert.Equal(branch.HopfPoints[0].Input, cycles.End.Input, 1e-6);
        Assert.Empty(cycles.Folds);
    }
}
