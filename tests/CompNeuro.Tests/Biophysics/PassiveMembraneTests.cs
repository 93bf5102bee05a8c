using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using CsCheck;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Biophysics;

public class PassiveMembraneTests
{
    private static readonly PassiveMembrane Membrane = new();

    private static readonly Gen<PassiveMembrane> AnyMembrane = Gen.Select(Gen.Double[0.3, 3], Gen.Double[0.01, 1], Gen.Double[-90, 0])
        .Select((C, gL, EL) => new PassiveMembrane { C = C, gL = gL, EL = EL });

    [Fact]
    public void ClosedFormsAreTheSolutionsOfTheEquation() => Gen.Select(AnyMembrane, Gen.Double[-5, 5], Gen.Double[1, 40], Gen.Double[1, 200]).Sample(
        (membrane, I, width, frequency) =>
        {
            var step = membrane.Simulate(Step(I, from: 10), duration: 60, dt: 1);
            var pulse = membrane.Simulate(Pulse(I, at: 10, width: width), duration: 60, dt: 1);
            var sine = membrane.Simulate(Sine(I, frequency, from: 10), duration: 60, dt: 1);
            for (var k = 0; k <= 60; k++)
            {
                Assert.Equal(membrane.StepResponse(k - 10, I), step.States[k].V, 1e-5);
                Assert.Equal(membrane.PulseResponse(k - 10, I, width), pulse.States[k].V, 1e-5);
                Assert.Equal(membrane.SineResponse(k - 10, I, frequency), sine.States[k].V, 1e-5);
            }
        },
        iter: 30);

    [Fact]
    public void AfterOneTimeConstant63PercentOfTheStepIsReached()
    {
        Assert.Equal(20, Membrane.tau);
        Assert.Equal(-70 + 20 * (1 - 1 / Math.E), Membrane.StepResponse(20, I: 1), 1e-12);
        Assert.Equal(-50, Membrane.StepResponse(2000, I: 1), 1e-12);
        Assert.Equal(-70, Membrane.StepResponse(-1, I: 1));
    }

    [Fact]
    public void ExponentialEulerIsExactForAStepWhateverItsSize()
    {
        var run = Membrane.Simulate(Step(1, from: 10), duration: 100, method: new ExponentialEuler(30));
        Assert.All([10.0, 40, 70, 100], t => Assert.Equal(Membrane.StepResponse(t - 10, 1), run.At(t).V, 1e-10));
    }

    [Fact]
    public void ResponsesAddUp() => Gen.Select(AnyMembrane, Gen.Double[0, 50], Gen.Double[-5, 5], Gen.Double[-5, 5]).Sample((membrane, t, I1, I2) =>
        Assert.Equal(membrane.StepResponse(t, I1 + I2) - membrane.EL, membrane.StepResponse(t, I1) - membrane.EL + membrane.StepResponse(t, I2) - membrane.EL, 1e-9));

    // A pulse much shorter than τ leaves charge behind, not current: ΔV = I·width/C.
    [Fact]
    public void ABriefPulseIsMeasuredByItsCharge() =>
        Assert.Equal(Membrane.PulseResponse(0.01, I: 100, width: 0.01) - Membrane.EL, Membrane.PulseResponse(0.02, I: 50, width: 0.02) - Membrane.EL, 1e-3);

    [Fact]
    public void AtTheCutoffTheAmplitudeIsDownBySquareRootOfTwoAndLagsBy45Degrees()
    {
        var filter = Membrane.Filter;
        Assert.Equal(7.958, filter.CutoffFrequency, 5e-4);
        Assert.Equal(1 / Math.Sqrt(2), filter.Gain(filter.CutoffFrequency), 1e-12);
        Assert.Equal(-3.0103, filter.Decibels(filter.CutoffFrequency), 1e-4);
        Assert.Equal(-45, filter.Phase(filter.CutoffFrequency), 1e-10);
        Assert.Equal(1, filter.Gain(0));
        Assert.Equal(-20, filter.Decibels(1e6) - filter.Decibels(1e5), 1e-4);
        Assert.Equal(-90, filter.Phase(1e9), 1e-5);
        var period = 1000 / filter.CutoffFrequency;
        var settled = Enumerable.Range(0, 10_000).Select(k => Membrane.SineResponse(1000 + period * k / 10_000, 1, filter.CutoffFrequency) - Membrane.EL).ToArray();
        Assert.Equal(20 / Math.Sqrt(2), settled.Max(), 1e-5);
    }

    [Fact]
    public void TheImpedanceIsThatOfResistanceAndCapacitanceInParallel() => Gen.Select(AnyMembrane, Gen.Double[0, 1000]).Sample((membrane, frequency) =>
    {
        // 2πfC of f in Hz and C in µF/cm² is in µS/cm².
        var admittance = new System.Numerics.Complex(membrane.gL, 2 * Math.PI * frequency * membrane.C / 1000);
        Assert.Equal(0, (membrane.Impedance(frequency) * admittance - 1).Magnitude, 1e-12);
    });

    [Theory]
    [InlineData(10, 10)]
    [InlineData(20, 20)]
    [InlineData(30, 30)]
    public void TimeConstantsOfPyramidalCellsFollowFromTheirResistance(double Rm, double tau)
    {
        Assert.Equal(tau, PassiveMembrane.FromResistance(Rm).tau, 1e-12);
        Assert.Equal(Rm, PassiveMembrane.FromResistance(Rm, C: 0.9).Rm, 1e-12);
        Assert.Equal(0.9 * tau, PassiveMembrane.FromResistance(Rm, C: 0.9).tau, 1e-12);
    }

    [Fact]
    public void ImpossibleValuesAreNamed()
    {
        Assert.Contains("PassiveMembrane.gL = 0 mS/cm² is not possible: it must be above 0", Assert.Throws<ArgumentOutOfRangeException>(() => new PassiveMembrane { gL = 0 }).Message);
        Assert.Contains("Rm = -1", Assert.Throws<ArgumentOutOfRangeException>(() => PassiveMembrane.FromResistance(-1)).Message);
        Assert.Contains("LowPassFilter.tau = 0 ms", Assert.Throws<ArgumentOutOfRangeException>(() => new LowPassFilter(0)).Message);
        Assert.Contains("frequency = -1 Hz", Assert.Throws<ArgumentOutOfRangeException>(() => Membrane.Impedance(-1)).Message);
    }
}
