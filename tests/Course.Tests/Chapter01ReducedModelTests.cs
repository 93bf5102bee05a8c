using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Reduced;
using CompNeuro.Dynamics;

namespace Course.Tests;

/// <summary>What the prose of section 1.5 states and no cell beside it computes.</summary>
public sealed class Chapter01ReducedModelTests
{
    private static readonly MorrisLecar resonator = MorrisLecar.Hopf, integrator = MorrisLecar.SaddleNodeOnInvariantCircle, bistable = MorrisLecar.Homoclinic;
    private static readonly FitzHughNagumo fhn = new();

    [Fact]
    public void During_firing_the_sum_of_h_and_n_stays_between_0_8_and_0_9()
    {
        var sums = HodgkinHuxley.SquidAxon.Simulate(10, duration: 80).States.Select(s => s.h + s.n).ToArray();
        Assert.InRange(sums.Min(), 0.77, 0.83);
        Assert.InRange(sums.Max(), 0.87, 0.93);
    }

    [Fact]
    public void A_kick_beyond_the_middle_branch_may_still_fail()
    {
        double Peak(double kick, double epsilon = 0.08) =>
            (fhn with { epsilon = epsilon }).Simulate(0, duration: 60, initial: fhn.Rest with { v = fhn.Rest.v + kick })["v"].Max();
        double Slope(double kick) => fhn.Derivative(fhn.Rest with { v = fhn.Rest.v + kick }, 0).v;
        Assert.True(Slope(0.405) < 0 && Slope(0.42) > 0);
        Assert.True(Peak(0.4) < 0 && Peak(0.5) < 0 && Peak(0.55) < 0 && Peak(0.56) > 1.5 && Peak(0.7) > 1.5);
        Assert.Contains(Enumerable.Range(0, 100).Select(k => 0.555 + 1e-5 * k), kick => Peak(kick) < 0.5 && Peak(kick + 0.001) > 1.4);
        var heights = Enumerable.Range(0, 161).Select(k => Peak(0.3 + 0.005 * k, epsilon: 0.3)).ToArray();
        Assert.All(heights.Zip(heights.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, -0.01, 0.1));
    }

    [Fact]
    public void The_second_set_differs_from_the_first_in_the_four_numbers_named() =>
        Assert.Equal(integrator, resonator with { V3 = 12, V4 = 17.4, gCa = 4, phi = 0.067 });

    [Fact]
    public void Squid_axon_and_Hopf_regime_go_on_firing_below_their_Hopf_points()
    {
        Assert.Equal(6.26, HodgkinHuxley.SquidAxon.RepetitiveFiringCurrent(), 0.01);
        Assert.Equal(9.78, HodgkinHuxley.SquidAxon.EquilibriumBranch(0, 200).HopfPoints[0].Input, 0.01);
        Assert.True(resonator.LimitCycles(at: 150, from: 0, to: 300).Folds[0].Input < resonator.EquilibriumBranch(0, 150).HopfPoints[0].Input - 5);
    }

    [Fact]
    public void The_three_regimes_differ_in_one_or_a_few_numbers()
    {
        Assert.Equal(bistable, integrator with { phi = 0.23 });
        Assert.Equal(integrator.EquilibriumBranch(0, 60).SaddleNodes[0].Input, bistable.EquilibriumBranch(0, 60).SaddleNodes[0].Input, 1e-6);
    }

    [Fact]
    public void Rising_current_makes_the_bistable_fibre_jump_to_a_finite_rate_at_a_saddle_node()
    {
        var curve = bistable.FiringRateCurve([34, 36, 38, 39.5, 40.3], duration: 2000);
        Assert.Equal([0, 0, 0, 0], curve.Rising[..4]);
        Assert.True(curve.Rising[4] > 20);
        Assert.Equal(0, curve.Falling[0]);
        Assert.All(curve.Falling[1..], rate => Assert.True(rate > 10));
    }

    [Fact]
    public void The_resonator_prefers_a_frequency_and_the_integrator_none()
    {
        Assert.True(resonator.Impedance(10, 80).Magnitude > 1.2 * resonator.Impedance(0.01, 80).Magnitude);
        Assert.All(Enumerable.Range(1, 100), f => Assert.True(integrator.Impedance(f, 35).Magnitude < integrator.Impedance(f - 1, 35).Magnitude));
    }

    [Fact]
    public void The_period_of_the_relaxation_oscillation_is_18_percent_above_its_limit_at_epsilon_0_01()
    {
        var pol = FitzHughNagumo.VanDerPol(0.01);
        var limit = 3 - 2 * Math.Log(2);
        var excess = 0.01 * 1000 / pol.FiringRate(0, initial: new(1, 0), duration: 2000) / limit - 1;
        Assert.Equal(1.61, limit, 0.005);
        Assert.Equal(0.18, excess, 0.005);
        Assert.InRange(3 * 2.338 * Math.Pow(0.01, 2.0 / 3) / limit, excess, 1.15 * excess);
    }

    [Fact]
    public void The_square_root_holds_far_from_the_SNIC_and_the_logarithm_hides()
    {
        var circle = integrator.LimitCycles(at: 60, from: 0, to: 150, settle: 1000);
        double OfRoot(double beyond) => circle.MinBy(cycle => Math.Abs(cycle.Input - circle.Start.Input - beyond)) is { } cycle ? cycle.Frequency / Math.Sqrt(cycle.Input - circle.Start.Input) : 0;
        Assert.Equal(0.75, OfRoot(10) / OfRoot(0.01), 0.03);
        var orbits = bistable.LimitCycles(at: 37, from: 20, to: 60, initial: new(0, 0.1));
        var near = orbits.Where(cycle => cycle.IsStable && cycle.Input - orbits.Start.Input is > 1e-6 and < 1e-3).OrderBy(cycle => cycle.Input).ToArray();
        double Decades(LimitCycle<MorrisLecar.State> cycle) => Math.Log10(cycle.Input - orbits.Start.Input);
        var perDecade = (near[0].Period - near[^1].Period) / (Decades(near[^1]) - Decades(near[0]));
        var saddle = bistable.PhasePlane(orbits.Start.Input, (-70, 50), (-0.05, 0.6)).Equilibria.Single(one => one.Kind == EquilibriumKind.Saddle);
        Assert.Equal(27, perDecade, 0.6);
        Assert.Equal(Math.Log(10) / saddle.Eigenvalues[0].Real, perDecade, 0.6);
        Assert.Equal(6, 1000 / (near[0].Period - perDecade * (-5 - Decades(near[0]))), 0.3);
    }

    [Fact]
    public void The_resonance_near_the_Hopf_point_is_at_the_frequency_of_the_ringing()
    {
        double Z(double f) => resonator.Impedance(f, input: 80).Magnitude;
        Assert.Equal(13, Enumerable.Range(1, 400).Select(k => 0.1 * k).MaxBy(Z), 0.5);
        Assert.Equal(12, resonator.Equilibrium(80).Eigenvalues[0].Imaginary * 1000 / (2 * Math.PI), 0.5);
        Assert.InRange(Z(12.8) / Z(0.001), 2.8, 3);
    }
}
