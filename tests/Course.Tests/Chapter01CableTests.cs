using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Cables;
using static CompNeuro.Dynamics.Stimulus;

namespace Course.Tests;

/// <summary>What the prose of section 1.3 states about cables and no cell beside it computes.</summary>
public sealed class Chapter01CableTests
{
    private static readonly Cable cable = new() { Diameter = 2, Length = 1000, Ri = 150, Membrane = new PassiveMembrane { gL = 0.05 } };

    private static readonly Cable neuron = cable with { Start = CableEnd.Soma(cable.Membrane, diameter: 25) };

    private static Cable OfLength(double L) => cable with { Length = L * cable.lambda };

    [Fact]
    public void One_length_constant_on_an_endless_cable_keeps_37_percent() =>
        Assert.Equal(0.37, (cable with { End = CableEnd.Endless }).VoltageRatio(0, cable.lambda).Real, 2);

    [Fact]
    public void A_short_dendrite_loses_11_percent_from_the_soma_to_its_tips() =>
        Assert.Equal(0.11, 1 - OfLength(0.5).VoltageRatio(0, OfLength(0.5).Length).Real, 2);

    [Fact]
    public void The_tip_has_the_higher_input_resistance_and_loses_more_of_its_voltage()
    {
        Assert.True(neuron.InputResistance(neuron.Length) > neuron.InputResistance());
        Assert.True(neuron.Attenuation(neuron.Length, 0) > neuron.Attenuation(0, neuron.Length));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public void The_peak_after_a_charge_comes_when_the_formula_says(double X)
    {
        var endless = cable with { Start = CableEnd.Endless, End = CableEnd.Endless };
        var peak = endless.tau * (Math.Sqrt(1 + 4 * X * X) - 1) / 4;
        double V(double t) => endless.ImpulseResponse(t, 0, X * endless.lambda);
        Assert.True(V(peak) > V(0.99 * peak) && V(peak) > V(1.01 * peak));
        Assert.Equal(X * endless.tau / 2, endless.PropagationDelay(0, X * endless.lambda), 1e-6);
    }

    [Fact]
    public void Far_away_the_peak_moves_at_two_length_constants_per_time_constant()
    {
        double peak(double X) => (Math.Sqrt(1 + 4 * X * X) - 1) / 4;
        Assert.Equal(0.5, peak(10) - peak(9), 0.001);
    }

    [Fact]
    public void Farther_synapses_bring_smaller_later_broader_potentials_that_differ_less_in_area_than_in_peak()
    {
        double[] distances = [0, 300, 600, 1000];
        var shapes = distances.Select(x => neuron.Simulate(Alpha(0.5, at: 1, tau: 0.5), duration: 200, at: x).Shape(0)).ToArray();
        Assert.All(shapes.Zip(shapes.Skip(1)), pair => Assert.True(
            pair.Second.Peak < pair.First.Peak && pair.Second.PeakTime > pair.First.PeakTime && pair.Second.HalfWidth > pair.First.HalfWidth && pair.Second.Area < pair.First.Area && pair.Second.Centroid > pair.First.Centroid));
        Assert.True(shapes[0].Peak / shapes[^1].Peak > 2 * shapes[0].Area / shapes[^1].Area);
    }

    [Fact]
    public void Two_time_constants_give_the_length_away()
    {
        var tau = OfLength(1.3).TimeConstants(2);
        Assert.Equal(1.3, Math.PI / Math.Sqrt(tau[0] / tau[1] - 1), 1e-9);
        Assert.True((OfLength(1.3) with { End = CableEnd.Killed }).TimeConstants(1)[0] < cable.tau);
    }

    [Fact]
    public void Fast_waves_do_not_see_the_membrane_resistance()
    {
        Cable With(double Rm) => cable with { Membrane = PassiveMembrane.FromResistance(Rm) };
        Assert.Equal(1, With(40).LengthConstant(1000) / With(20).LengthConstant(1000), 0.01);
        Assert.InRange(cable.LengthConstant(cable.Membrane.Filter.CutoffFrequency) / cable.lambda, 0.9, 0.95);
        Assert.Equal(0.5, cable.LengthConstant(4000) / cable.LengthConstant(1000), 0.01);
    }

    [Fact]
    public void Equal_children_obey_the_rule_at_63_percent_of_the_parent_and_not_at_half_or_at_the_whole()
    {
        Assert.Equal(0.63, Math.Pow(2, -2.0 / 3), 2);
        Assert.Empty(RallTrees.Symmetric.BrokenConditions());
        Assert.All([0.5, 1], ratio => Assert.All(RallTrees.Forking(ratio).BrokenConditions(), broken => Assert.Equal(CollapseCondition.ThreeHalvesPower, broken.Condition)));
    }

    [Fact]
    public void Thin_children_hold_the_voltage_up_and_thick_ones_pull_it_down()
    {
        double AtTip(DendriticTree tree) => tree.VoltageRatio(default, tree.Tips[0]).Real;
        Assert.True(AtTip(RallTrees.Forking(0.5)) > AtTip(RallTrees.Symmetric) && AtTip(RallTrees.Forking(1)) < AtTip(RallTrees.Symmetric));
        Assert.Equal(1, RallTrees.Asymmetric.EquivalentCable().L, 1e-12);
        Assert.Equal(RallTrees.Symmetric.EquivalentCable().Length, RallTrees.Asymmetric.EquivalentCable().Length, 1e-9);
        Assert.Equal(4, RallTrees.Asymmetric.Root.Diameter);
    }
}
