using CompNeuro.Biophysics;
using CompNeuro.Dynamics;

namespace CompNeuro.Exercises.Tests;

/// <summary>The numbers that hints and messages of chapter 1 state, and the references against what does not use them.</summary>
public sealed class Chapter01NumberTests
{
    [Fact]
    public void Nernst()
    {
        Assert.Equal(26.7, PhysicalConstants.ThermalVoltage(37), 1);
        Assert.Equal(61.5, Ion.Potassium(140, 4.5).NernstSlope(37), 1);
        Assert.Equal(-64, Reference<NernstPotentialAnswer>()(10, 110, -1, 37), 0.5);
        Assert.Equal(IonicEnvironment.SquidAxon.EK, Reference<NernstPotentialAnswer>()(400, 20, 1, 6.3), 1e-9);
        Assert.Equal(-72, IonicEnvironment.SquidAxon.EK, 0.5);
    }

    /// <summary>The library's own equation, and the voltage where its currents vanish.</summary>
    [Fact]
    public void Goldman()
    {
        var squid = IonicEnvironment.SquidAxon;
        var V = Reference<GoldmanVoltageAnswer>()([1, 0.04, 0.45], [squid.Potassium.Inside, squid.Sodium.Inside, squid.Chloride.Inside], [squid.Potassium.Outside, squid.Sodium.Outside, squid.Chloride.Outside], squid.Temperature);
        Assert.Equal(squid.ReversalPotential(new(K: 1, Na: 0.04, Cl: 0.45)), V, 1e-9);
    }

    /// <summary>At rest the pump of the library's cell pays for its sodium leak, I_Na = −3 F J.</summary>
    [Fact]
    public void Atp()
    {
        var soma = new PumpLeakCell();
        var perSecond = soma.AtpPerSecond(soma.Rest);
        var INa = -3 * perSecond * PhysicalConstants.ElementaryCharge / (soma.Surface * 1e-8) * 1e6;
        Assert.Equal(perSecond, Reference<AtpPerSecondAnswer>()(INa, 20), 1e-9 * perSecond);
        Assert.InRange(Reference<AtpPerSecondAnswer>()(-1, 20), 1e7, 9e7);
    }

    [Fact]
    public void Filter()
    {
        Assert.Equal(8, new LowPassFilter(20).CutoffFrequency, 0.05);
        Assert.Equal(0.71, Reference<LowPassGainAnswer>()(new LowPassFilter(20).CutoffFrequency, 20), 0.005);
        Assert.Equal(new LowPassFilter(12).Gain(33), Reference<LowPassGainAnswer>()(33, 12), 1e-12);
    }

    /// <summary>2 µm, 20 kΩ·cm², 150 Ω·cm: λ = 816 µm and R∞ = 390 MΩ (Koch 1999, chapter 2).</summary>
    [Fact]
    public void Cables()
    {
        Assert.Equal(816.5, Reference<LengthConstantAnswer>()(2, 20, 150), 0.05);
        Assert.Equal(389.8, Reference<InputResistanceAnswer>()(2, 1e5, 20, 150, "sealed"), 0.1);
        Assert.Equal(389.8, Reference<InputResistanceAnswer>()(2, 1e5, 20, 150, "killed"), 0.1);
        Assert.Equal(3.17, Reference<ParentDiameterAnswer>()([2, 2]), 0.005);
    }

    /// <summary>v = −1.1994 at I = 0 (1.20 in FitzHugh 1961, whose v has the other sign).</summary>
    [Fact]
    public void FitzHughNagumo()
    {
        var rest = Reference<FitzHughNagumoRestAnswer>();
        Assert.Equal(-1.1994, rest(0, 0.7, 0.8), 4);
        Assert.All([-0.4, 0.2, 0.7, 1.4], I => Assert.Equal(0, rest(I, 0.7, 0.8) - Math.Pow(rest(I, 0.7, 0.8), 3) / 3 - (rest(I, 0.7, 0.8) + 0.7) / 0.8 + I, 1e-12));
    }

    /// <summary>The axon of the library obeys the square-root law.</summary>
    [Fact]
    public void Speed()
    {
        double Of(double diameter) => (Axon.SquidGiant with { Diameter = diameter }).Simulate(Stimulus.Pulse(50 * Math.Pow(diameter / 476, 1.5), at: 0.2, width: 0.3), duration: 6).Velocity(3, 7);
        Assert.Equal(Reference<ConductionVelocityAnswer>()(Of(476), 476, 238), Of(238), 0.01 * Of(238));
    }

    private static T Reference<T>()
        where T : Delegate => (T)Exercise.All.Single(exercise => exercise.AnswerType == typeof(T)).Reference;
}
