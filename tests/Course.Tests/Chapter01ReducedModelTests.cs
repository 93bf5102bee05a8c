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
    public void One_kick_dies_out_and_the_other_makes_a_detour()
    {
        double Peak(double kick) => fhn.Simulate(0, duration: 60, initial: fhn.Rest with { v = fhn.Rest.v + kick })["v"].Max();
        Assert.True(Peak(0.5) < 0 && Peak(0.7) > 1.5);
    }

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
