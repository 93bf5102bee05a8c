using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Channels;
using CompNeuro.Dynamics;
using static CompNeuro.Dynamics.Stimulus;

namespace Course.Tests;

/// <summary>What the prose of chapter 1 states and no cell beside it computes.</summary>
public sealed class Chapter01Tests
{
    private static readonly HodgkinHuxley hh = HodgkinHuxley.SquidAxon;

    [Fact]
    public void Permeability_alone_carries_the_squid_axon_most_of_the_way_from_EK_to_ENa()
    {
        var squid = IonicEnvironment.SquidAxon;
        var (EK, ENa) = (squid.Potassium.NernstPotential(squid.Temperature), squid.Sodium.NernstPotential(squid.Temperature));
        double Along(Permeabilities permeabilities) => (squid.GoldmanVoltage(permeabilities) - EK) / (ENa - EK);
        Assert.InRange(Along(Permeabilities.SquidAtRest), 0, 0.25);
        Assert.InRange(Along(Permeabilities.SquidAtSpikePeak), 0.85, 1);
    }

    [Fact]
    public void The_resting_potential_bends_where_the_two_terms_of_the_numerator_are_equal()
    {
        var cell = IonicEnvironment.MammalianNeuron;
        double V(double outside) => (cell with { Potassium = cell.Potassium with { Outside = outside } }).GoldmanVoltage(new(K: 1, Na: 0.04));
        double Slope(double outside) => (V(outside * 1.01) - V(outside / 1.01)) / (2 * Math.Log(1.01));
        var bend = 0.04 * cell.Sodium.Outside;
        Assert.Equal(0.5, Slope(bend) / PhysicalConstants.ThermalVoltage(37), 3);
    }

    [Fact]
    public void One_time_constant_is_63_percent_of_the_way()
    {
        var membrane = new PassiveMembrane();
        Assert.Equal(0.63, (membrane.StepResponse(membrane.tau, 1) - membrane.EL) * membrane.gL, 2);
    }

    [Fact]
    public void Below_a_hundredth_of_the_time_constant_the_leak_does_not_matter()
    {
        var membrane = new PassiveMembrane();
        var t = membrane.tau / 100;
        Assert.Equal(1, (membrane.StepResponse(t, 1) - membrane.EL) / (t / membrane.C), 0.01);
    }

    [Fact]
    public void Activation_of_sodium_is_about_ten_times_faster_than_the_other_gates()
    {
        var gates = hh.Gates(hh.Rest.V);
        Assert.True(gates.h.tau > 10 * gates.m.tau && gates.n.tau > 10 * gates.m.tau);
        Assert.Equal(0.05, hh.Rest.m, 2);
    }

    [Fact]
    public void Beyond_its_reversal_potential_the_sodium_current_is_outward()
    {
        var steps = hh.VoltageClamp(holding: -65, to: [40, 60], duration: 5).Steps;
        Assert.True(steps[0].PeakINa < 0 && steps[1].PeakINa > 0);
    }

    [Fact]
    public void A_few_parts_in_a_thousand_of_the_pulse_decide_between_nothing_and_a_spike()
    {
        double Peak(double I) => hh.PeakVoltage(Pulse(I, at: 1, width: 0.5));
        var threshold = hh.ThresholdCurrent(0.5);
        Assert.True(Peak(threshold * 1.002) - Peak(threshold * 0.998) > 60);
    }

    [Fact]
    public void From_the_peak_on_the_two_currents_are_each_far_larger_than_their_sum()
    {
        var run = hh.Simulate(Pulse(20, at: 1, width: 0.5), duration: 15);
        var (peak, middle) = (Array.IndexOf(run["V"], run["V"].Max()), Array.FindLastIndex(run["V"], V => V > -50));
        Assert.All(run.States[(peak + 20)..middle], s => Assert.True(Math.Min(-hh.INa(s), hh.IK(s)) > 4 * Math.Abs(hh.INa(s) + hh.IK(s))));
    }

    [Fact]
    public void After_a_spike_the_threshold_is_for_a_while_lower_than_at_rest() =>
        Assert.True(hh.RefractoryCurve([19]).Relative[0] < 0.9);

    [Fact]
    public void A_long_hyperpolarisation_is_followed_by_a_spike() =>
        Assert.True(hh.Fires(Step(-10, from: 5, to: 25), duration: 50));

    [Fact]
    public void Warmth_makes_the_spike_briefer_and_smaller()
    {
        var (cold, warm) = (hh.ActionPotential(), (hh with { Temperature = 18.5 }).ActionPotential());
        Assert.True(warm.HalfWidth < cold.HalfWidth && warm.Amplitude < cold.Amplitude);
    }

    [Fact]
    public void The_axon_conducts_within_half_a_percent_of_the_hand_calculation() =>
        Assert.Equal(18.8, Axon.SquidGiant.Simulate(Pulse(50, at: 0.2, width: 0.3), duration: 6).Velocity(3, 7), 0.005 * 18.8);

    [Fact]
    public void Firing_is_stable_below_the_first_Hopf_point_and_that_point_is_subcritical()
    {
        var hopf = hh.EquilibriumBranch(0, 200).HopfPoints;
        Assert.True(hopf[0].IsSubcritical && !hopf[1].IsSubcritical);
        Assert.True(hh.RepetitiveFiringCurrent() < hopf[0].Input);
    }

    [Fact]
    public void M_is_furthest_from_rest_at_the_peak_and_h_and_n_are_at_the_bottom_of_the_undershoot()
    {
        var run = hh.Simulate(Pulse(20, at: 1, width: 0.5), duration: 15);
        double[] Moved(double V) => Array.IndexOf(run["V"], V) is var k ? [.. new[] { "m", "h", "n" }.Select(gate => Math.Abs(run[gate][k] - run[gate][0]))] : [];
        var (peak, bottom) = (Moved(run["V"].Max()), Moved(run["V"].Min()));
        Assert.True(peak[0] > 2 * peak[1] && peak[0] > 2 * peak[2]);
        Assert.True(bottom[0] < 0.05 && bottom[1] > 0.3 && bottom[2] > 0.3);
    }

    [Fact]
    public void Euler_Maruyama_widens_the_noise_as_its_formula_says()
    {
        var noisy = new NoisyMembrane { Membrane = new PassiveMembrane { C = 1, gL = 0.05, EL = -70 }, sigma = 3 };
        var V = noisy.Simulate(0, duration: 200_000, dt: 10, method: new EulerMaruyama(10, Seed: 1))["V"];
        var variance = V.Average(v => (v + 70) * (v + 70));
        Assert.Equal(9 / (1 - 10 / (2 * 20.0)), variance, 0.06 * variance);
    }

    [Fact]
    public void Between_two_of_its_folds_the_branch_holds_three_unstable_cycles()
    {
        var folds = hh.LimitCycles(at: 20, from: 0, to: 200).Where(cycle => cycle.IsFold).Select(cycle => Math.Round(cycle.Input, 2));
        Assert.Equal([6.26, 7.84, 7.92], folds.Order());
    }

    [Fact]
    public void With_another_leak_potential_the_Connor_Stevens_membrane_rests_where_it_did_without_its_A_current()
    {
        var cs = new ConnorStevens();
        var without = cs with { Transient = cs.Transient with { g = 0 }, EL = -67.9 };
        Assert.Equal((-68, -68), (Math.Round(cs.Rest.V), Math.Round(without.Rest.V)));
        Assert.True(without.Equilibrium(0, without.Rest).IsStable);
    }
}
