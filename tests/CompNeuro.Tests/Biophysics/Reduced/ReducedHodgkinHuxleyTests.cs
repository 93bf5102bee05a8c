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

    // scipy 1.10, solve_ivp with DOP853 and rtol = 1e-11. It is a quarter faster than the membrane because m loses no time, not because h mirrors n:
    // with m at once but h and n on their own the rate is 97.17 Hz, with h = h0 − n but m on its own 77.74 Hz, and 78.65 Hz with all four variables.
    [Fact]
    public void ItFiresATrainFasterThanTheMembrane()
    {
        Assert.Equal(Axon.Rest.V, Reduced.Rest.V, 2.0);
        Assert.Equal(84.939329580, Reduced.FiringRate(10), 1e-3);
        Assert.Equal(98.584936251, Reduced.FiringRate(15), 1e-3);
        Assert.Equal(78.649128660, Axon.FiringRate(15), 1e-3);
        Assert.All(Reduced.EquilibriumBranch(-10, 100).HopfPoints.Take(1), hopf => Assert.True(hopf.IsSubcritical));
    }
}
