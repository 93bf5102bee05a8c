using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Reduced;
using CompNeuro.Dynamics;

namespace CompNeuro.Tests.Biophysics.Reduced;

public class ReducedHodgkinHuxleyTests
{
    private static readonly HodgkinHuxley Axon = HodgkinHuxley.SquidAxon;
    private static readonly ReducedHodgkinHuxley Reduced = new();

    [Fact]
    public void TheSumOfTheTwoSlowGatesHardlyChangesDuringFiring()
    {
        var sums = Axon.Simulate(10, duration: 100).States.Select(s => s.h + s.n).ToArray();
        Assert.InRange(sums.Min(), 0.75, 0.9);
        Assert.InRange(sums.Max(), 0.8, 0.95);
        Assert.InRange(Reduced.h0, sums.Min(), sums.Max());
    }

    [Fact]
    public void OnItsManifoldItIsTheMembrane()
    {
        var full = new HodgkinHuxley.State(-50, Axon.Gates(-50).m.inf, 0.4, 0.45);
        var rate = Reduced.Derivative(new(-50, 0.45), 7);
        Assert.Equal(Axon.Derivative(full, 7).V, rate.V, 1e-12);
        Assert.Equal(Axon.Derivative(full, 7).n, rate.n, 1e-12);
    }

    [Fact]
    public void ItFiresATrainLikeTheMembrane()
    {
        Assert.Equal(Axon.Rest.V, Reduced.Rest.V, 2.0);
        Assert.Equal(Axon.FiringRate(15), Reduced.FiringRate(15), 0.3 * Axon.FiringRate(15));
        Assert.All(Reduced.EquilibriumBranch(-10, 100).HopfPoints.Take(1), hopf => Assert.True(hopf.IsSubcritical));
    }
}
