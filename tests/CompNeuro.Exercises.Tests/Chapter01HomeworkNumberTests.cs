using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Cables;
using CompNeuro.Biophysics.Reduced;
using CompNeuro.Dynamics;

namespace CompNeuro.Exercises.Tests;

/// <summary>The numbers that tasks, hints and messages of chapter 1's homework state, and the references against what does not use them.</summary>
public sealed class Chapter01HomeworkNumberTests
{
    /// <summary>An NMDA receptor with P_Ca/P_Na = 10.6 in 10 mM calcium reverses near 0 to 20 mV, some mV more than without (Mayer &amp; Westbrook, J. Physiol. 394:501, 1987).</summary>
    [Fact]
    public void Mixed_reversal()
    {
        double At(double P, double calcium) => Reference<MixedReversalAnswer>()([1, 1, P], [140, 15, 1e-4], [4.5, 145, calcium], 25);
        Assert.InRange(At(10.6, 10), 5, 25);
        Assert.InRange(At(10.6, 2) - At(0, 2), 2, 9);
        Assert.Equal(Ion.Potassium(140, 4.5).NernstPotential(25), Reference<MixedReversalAnswer>()([1, 0, 0], [140, 15, 1e-4], [4.5, 145, 2], 25), 1e-6);
    }

    /// <summary>2 µm, 20 kΩ·cm², 150 Ω·cm at 8 Hz, where ωτ is 1: λ/λ_AC is 1.0987 and the magnitude of q 2^¼.</summary>
    [Fact]
    public void Sine_waves()
    {
        var reference = Reference<AcLengthConstantAnswer>();
        Assert.Equal(816.5, reference(0), 0.05);
        Assert.Equal(816.5 / 1.09868, reference(1000 / (2 * Math.PI * 20)), 0.05);
        Assert.Equal(0.92, 1.09868 / Math.Pow(2, 0.25), 0.005);
        Assert.InRange(reference(100) / reference(0), 0.3, 0.45);
    }

    [Fact]
    public void Own_dendrites()
    {
        var mine = Of("AcLengthConstant").With(new Dictionary<string, double> { ["myDiameter"] = 3.1, ["myRm"] = 12.5 });
        Assert.Equal(1e4 * Math.Sqrt(3.1e-4 / 4 * 12_500 / 150), ((AcLengthConstantAnswer)mine.Reference)(0), 1e-6);
        Assert.Equal(Outcome.Correct, Check.AcLengthConstant((AcLengthConstantAnswer)mine.Reference, 3.1, 12.5).Outcome);
        Assert.Equal(Outcome.Wrong, Check.AcLengthConstant((AcLengthConstantAnswer)mine.Reference, 2, 20).Outcome);
    }

    /// <summary>The library's tree, solved from the root and back.</summary>
    [Fact]
    public void Trees()
    {
        Branch Twig(int order) => new(new[] { 3, 1.5, 1, 0.7 }[order], new[] { 80, 120, 150, 250.0 }[order], order == 3 ? [] : [Twig(order + 1), Twig(order + 1)]);
        var tree = new DendriticTree(Twig(0)) { Ri = 200, Membrane = PassiveMembrane.FromResistance(30, 1, -65) };
        Assert.Equal(tree.InputResistance(), Reference<TreeResistanceAnswer>()([3, 1.5, 1, 0.7], [80, 120, 150, 250], 30, 200), 1e-8);
    }

    [Fact]
    public void Squid()
    {
        double[] t = [.. Enumerable.Range(0, 601).Select(i => i * 0.025)];
        var library = HodgkinHuxley.SquidAxon.Simulate(10, 15, initial: HodgkinHuxley.SquidAxon.SteadyState(-65));
        Assert.All(Reference<SquidTraceAnswer>()(t, 10).Zip(t), one => Assert.Equal(library.At(one.Second).V, one.First, 0.01));
        Assert.All(new[] { -80.0, -40, 12 }, V => Assert.Equal(Reference<SquidRatesAnswer>()(V), SquidAxonByHand.Rates(V), (one, two) => Math.Abs(one - two) < 1e-12));
        var rest = HodgkinHuxley.SquidAxon.SteadyState(-65);
        Assert.Equal((0.05, 0.60, 0.32), (Math.Round(rest.m, 2), Math.Round(rest.h, 2), Math.Round(rest.n, 2)));
    }

    [Fact]
    public void Rates() =>
        Assert.All([0, 10, 30.0], I => Assert.Equal(HodgkinHuxley.SquidAxon.FiringRate(I), Reference<DischargeRateAnswer>()(I), 0.2));

    /// <summary>93.86 and 212 µA/cm² for φ = 0.04 (Ermentrout &amp; Terman 2010, section 3.3; 94 and 212 in Rinzel &amp; Ermentrout 1998).</summary>
    [Fact]
    public void Hopf()
    {
        Assert.Equal(93.8576, Reference<HopfCurrentAnswer>()(0.04), 4);
        foreach (var phi in new[] { 0.005, 0.03, 0.06 })
        {
            var points = (MorrisLecar.Hopf with { phi = phi }).EquilibriumBranch(0, 300).HopfPoints;
            Assert.Equal(points[0].Input, Reference<HopfCurrentAnswer>()(phi), 1e-4);
            Assert.InRange(150, points[0].Input, points[1].Input);
        }
    }

    [Fact]
    public void Traces()
    {
        var fibre = MorrisLecar.Hopf with { phi = 0.03 };
        var equilibrium = fibre.Equilibrium(120);
        Assert.Equal(equilibrium.State.V, Reference<EquilibriumVoltageAnswer>()(120), 1e-6);
        Assert.Equal(equilibrium.Eigenvalues.Sum(value => value.Real), Reference<EquilibriumTraceAnswer>()(120, 0.03), 1e-6);
        Assert.InRange(fibre.wInf(-60), 0.01, 0.025);
    }

    private static T Reference<T>()
        where T : Delegate => (T)Exercise.All.Single(exercise => exercise.AnswerType == typeof(T)).Reference;

    private static Exercise Of(string id) => Exercise.All.Single(exercise => exercise.Id == id);
}
