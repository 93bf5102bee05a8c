using CompNeuro.Biophysics;
using CompNeuro.Dynamics;

namespace CompNeuro.Tests.Biophysics;

public class HodgkinHuxleyFiringTests
{
    private static readonly HodgkinHuxley Axon = HodgkinHuxley.SquidAxon;

    [Theory]
    // scipy 1.10 solve_ivp, DOP853, rtol = atol = 1e-12: inverse of the last interval of 1000 ms.
    [InlineData(7, 58.327063483)]
    [InlineData(10, 68.323698601)]
    [InlineData(20, 86.470052673)]
    [InlineData(50, 117.035987615)]
    public void RatesAreThoseOfAnIndependentSolver(double current, double rate) => Assert.Equal(rate, Axon.FiringRate(current), 1e-4);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6.2)]
    [InlineData(170)]
    public void TooLittleOrTooMuchCurrentDoesNotKeepItFiring(double current) => Assert.Equal(0, Axon.FiringRate(current, level: -40));

    [Fact]
    public void FiringStartsAtFullRateAndStopsAtALowerCurrentThanItStarts()
    {
        var curve = Axon.FiringRateCurve([5, 6, 6.5, 7, 8, 9, 9.5, 10, 12]);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0], curve.Rising[..7]);
        Assert.Equal([0, 0], curve.Falling[..2]);
        Assert.All(curve.Falling[2..], rate => Assert.True(rate > 50));
        Assert.All(curve.Falling[7..].Zip(curve.Rising[7..]), pair => Assert.Equal(pair.First, pair.Second, tolerance: 0.5));
        // Where both are possible the rate is that of a step from rest.
        Assert.Equal(Axon.FiringRate(8), curve.Falling[4], tolerance: 0.01);
    }

    [Fact]
    public void TheRestLosesStabilityInTwoHopfBifurcations()
    {
        // Hassard (1978) and Rinzel & Miller (1980): 9.78 and 154.5 µA/cm², the first subcritical, the second supercritical.
        // Digits: scipy brentq on numpy eigenvalues of a difference Jacobian.
        var hopf = Axon.EquilibriumBranch(0, 200).HopfPoints;
        Assert.Equal(2, hopf.Count);
        Assert.Equal(9.77543790, hopf[0].Input, 1e-6);
        Assert.Equal(154.522434, hopf[1].Input, 1e-5);
        Assert.Equal(93.3020089, hopf[0].Frequency, 1e-5);
        Assert.Equal(169.1692597, hopf[1].Frequency, 1e-5);
        Assert.True(hopf[0].IsSubcritical);
        Assert.False(hopf[1].IsSubcritical);
        Assert.All(hopf, point => Assert.Equal(0, Axon.GrowthRate(point.Input), 1e-9));
        Assert.True(Axon.GrowthRate(9.7) < 0 && Axon.GrowthRate(9.8) > 0 && Axon.GrowthRate(154) > 0 && Axon.GrowthRate(155) < 0);
    }

    [Fact]
    public void TheBranchOfCyclesFoldsWhereRinzelAndMillerFoundItTo()
    {
        var branch = Axon.LimitCycles(at: 20, from: 0, to: 200);
        // Rinzel & Miller (1980): turning points near 7.84, 7.92 and 6.26 µA/cm² between the unstable cycles born at 9.78 and stable firing.
        var folds = branch.Where(cycle => cycle.IsFold).Select(cycle => cycle.Input).ToArray();
        Assert.Equal(3, folds.Length);
        Assert.Equal(7.84235, folds[0], 1e-4);
        Assert.Equal(7.91779, folds[1], 1e-4);
        Assert.Equal(6.26032, folds[2], 1e-4);

        // Both ends shrink onto the Hopf points, with their currents and frequencies.
        var hopf = Axon.EquilibriumBranch(0, 200).HopfPoints;
        Assert.Equal(hopf[0].Input, branch[0].Input, tolerance: 0.2);
        Assert.Equal(hopf[0].Frequency, branch[0].Frequency, tolerance: 1.5);
        Assert.Equal(hopf[1].Input, branch[^1].Input, tolerance: 1.0);
        Assert.Equal(hopf[1].Frequency, branch[^1].Frequency, tolerance: 0.5);

        // Firing is stable, everything between the first Hopf point and the onset of firing is not.
        var onset = branch.ToList().FindIndex(cycle => cycle.Input == folds[2]);
        Assert.All(branch.Take(onset), cycle => Assert.False(cycle.IsStable));
        Assert.All(branch.Skip(onset + 1), cycle => Assert.True(cycle.IsStable));
        var firing = branch.Single(cycle => cycle.Input == 20);
        Assert.Equal(86.470052673, firing.Frequency, 1e-4);
        Assert.Equal(25.1178921, firing.Highest.V, 0.05);
    }

    [Fact]
    public void EveryCycleClosesStableOrNot()
    {
        var branch = Axon.LimitCycles(at: 10, from: 6.5, to: 12);
        Assert.All(branch, cycle => Assert.InRange(cycle.Input, 6.5, 12));
        foreach (var cycle in branch.Where(cycle => cycle.Multipliers[0].Magnitude < 100))
        {
            var after = Axon.Simulate(cycle.Input, cycle.Period, initial: cycle.State).Final;
            Assert.Equal(cycle.State.V, after.V, 1e-3);
            Assert.Equal(cycle.State.n, after.n, 1e-5);
        }
    }

    [Fact]
    public void ABranchMustStartFromAnOscillation()
    {
        Assert.Contains("does not oscillate", Assert.Throws<ArgumentException>(() => Axon.LimitCycles(at: 2, from: 0, to: 20)).Message);
        Assert.Contains("outside the range", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.LimitCycles(at: 30, from: 0, to: 20)).Message);
        Assert.Contains("-5 ms", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.FiringRate(10, duration: -5)).Message);
    }
}
