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
        Assert.Equal(9.78, HodgkinHuxley.SquidAxon.HopfCurrents()[0].Current, 0.01);
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
}
