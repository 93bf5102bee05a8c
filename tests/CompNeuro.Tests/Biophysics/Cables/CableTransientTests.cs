using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Cables;
using CompNeuro.Dynamics;
using CompNeuro.Maths;
using CsCheck;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Biophysics.Cables;

public class CableTransientTests
{
    // Dayan & Abbott 2001, §6.3; 1 pC is 1 nA for 1 ms.
    private static double Kernel(Cable cable, double x, double t) =>
        cable.Rinf / cable.tau / Math.Sqrt(4 * Math.PI * t / cable.tau) * Math.Exp(-Math.Pow(x / cable.lambda, 2) / (4 * t / cable.tau) - t / cable.tau);

    [Fact]
    public void OnAnEndlessCableAChargeSpreadsAsAGaussianThatDecays() => Gen.Select(Gen.Double[-3, 3], Gen.Double[0.05, 200]).Sample((X, t) =>
        Assert.Equal(Kernel(AnyCable.Infinite, X * AnyCable.Infinite.lambda, t), AnyCable.Infinite.ImpulseResponse(t, 0, X * AnyCable.Infinite.lambda), 1e-12 * Math.Exp(t / 20) * Kernel(AnyCable.Infinite, 0, t)));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, -1)]
    [InlineData(-1, -1)]
    public void AtASealedOrKilledEndItIsReflectedAsByAMirror(int start, int end)
    {
        static CableEnd Mirror(int sign) => sign > 0 ? CableEnd.Sealed : CableEnd.Killed;
        var cable = AnyCable.Of(0.8, Mirror(start), Mirror(end));
        double Images(double from, double to, double t) => Enumerable.Range(-12, 25).Sum(m =>
        {
            var around = Math.Pow(start * end, Math.Abs(m));
            return around * (Kernel(cable, to - from + 2 * m * cable.Length, t) + start * Kernel(cable, to + from + 2 * m * cable.Length, t));
        });
        Assert.All([0.05, 1, 10, 40], t => Assert.All([0.1, 0.5, 0.9], where =>
            Assert.Equal(Images(0.3 * cable.Length, where * cable.Length, t), cable.ImpulseResponse(t, 0.3 * cable.Length, where * cable.Length), 3e-12 * Kernel(cable, 0, t))));
    }

    [Fact]
    public void TheSumOfTheModesIsTheSameResponse() => Gen.Select(AnyCable.Finite, AnyCable.Fraction, AnyCable.Fraction, Gen.Double[0.2, 3]).Sample(
        (cable, a, b, T) =>
        {
            static CableEnd Faster(CableEnd end, double tau) => end.Capacitance > 0 ? CableEnd.Loaded(end.Conductance, Math.Min(end.Capacitance, end.Conductance * tau)) : end;
            cable = cable with { Start = Faster(cable.Start, cable.tau), End = Faster(cable.End, cable.tau) };
            var (from, to, t) = (a * cable.Length, b * cable.Length, T * cable.tau);
            Assert.Equal(cable.Modes(60).Sum(mode => mode.ImpulseResponse(t, from, to)), cable.ImpulseResponse(t, from, to), 1e-11 * (cable.Rinf / cable.tau / Math.Min(1, cable.L)));
        },
        iter: 200);

    // Rall 1969: τₙ = τ/(1 + (nπ/L)²) between sealed ends, and with n = 1, 2, … between killed ones; a killed and a sealed end act as a sealed cable of twice the length.
    [Fact]
    public void TimeConstantsOfTheTextbooks()
    {
        var cable = AnyCable.Of(1.5);
        double tau(double waves) => cable.tau / (1 + Math.Pow(waves * Math.PI / 1.5, 2));
        void Equal(double[] waves, Cable of) => Assert.All(waves.Zip(of.TimeConstants(waves.Length)), pair => Assert.Equal(tau(pair.First), pair.Second, 1e-11));
        Equal([0, 1, 2, 3, 4], cable);
        Equal([1, 2, 3, 4], cable with { Start = CableEnd.Killed, End = CableEnd.Killed });
        Equal([0.5, 1.5, 2.5], cable with { End = CableEnd.Killed });
        Equal([0.5, 1.5, 2.5], cable with { Start = CableEnd.Killed });
    }

    // Rall 1969 (soma of the same membrane): αL cot αL = −ρL/tanh L, ρ being the ratio of the dendrite's input conductance to the soma's.
    [Fact]
    public void TimeConstantsOfABallAndStick()
    {
        var soma = CableEnd.Soma(new PassiveMembrane(), 30);
        var cable = AnyCable.Of(1.2, start: soma);
        var rho = cable.Ginf * Math.Tanh(1.2) / soma.Conductance;
        var modes = cable.Modes(5);
        Assert.Equal(cable.tau, modes[0].tau, 1e-10);
        Assert.All(modes[1..], mode => Assert.Equal(-rho * 1.2 / Math.Tanh(1.2), mode.alpha * 1.2 / Math.Tan(mode.alpha * 1.2), 1e-8));
    }

    [Fact]
    public void AStepSettlesToTheSteadyVoltage()
    {
        var cable = AnyCable.Of(1, CableEnd.Loaded(1, 20), CableEnd.Killed);
        Assert.Equal(cable.TransferResistance(0, 500), cable.StepResponse(1000, 0, 500), 1e-9);
        Assert.Equal(0, cable.StepResponse(0, 0, 500));
        // Jack, Noble & Tsien 1975: on an endless cable, where the current enters, V = (R∞/2) erf √(t/τ).
        Assert.Equal(AnyCable.Infinite.Rinf / 2 * MathNet.Numerics.SpecialFunctions.Erf(Math.Sqrt(0.37)), AnyCable.Infinite.StepResponse(0.37 * 20, 0, 0), 1e-9);
    }

    [Fact]
    public void AnyInputIsAnsweredByTheSumOfItsImpulses()
    {
        var cable = AnyCable.Of(0.9, end: CableEnd.Loaded(2, 10));
        Assert.All([1.0, 4, 12, 40], t =>
        {
            var pulse = 0.3 * (cable.StepResponse(t - 1.5, 200, 0) - cable.StepResponse(t - 4.5, 200, 0));
            Assert.Equal(pulse, cable.Response(Pulse(0.3, at: 1.5, width: 3), t, 200, 0), 1e-8);
            // In the Laplace domain the alpha function is e/τ · 1/(s + 1/τ)².
            IPassiveNeurite<double> neurite = cable;
            var alpha = LaplaceTransform.Invert(s => neurite.Transfer(s, 200, 0) * 0.3 * Math.E / 2 / ((s + 0.5) * (s + 0.5)), t);
            Assert.Equal(alpha, cable.Response(Alpha(0.3, at: 0, tau: 2), t, 200, 0), 1e-8);
        });
        Assert.Equal(0, cable.Response(Pulse(1, at: 2, width: 1), 1, 0, 0));
    }

    // ∫ V dt is the steady voltage of a constant current of the same charge: so areas attenuate as constant voltages do, whatever the shape of the current.
    [Fact]
    public void AreasAttenuateAsSteadyVoltagesDo()
    {
        var cable = AnyCable.Of(1, end: CableEnd.Loaded(1));
        var run = cable.Simulate(Alpha(0.2, at: 0, tau: 0.5), duration: 300, at: 600, dt: 0.02);
        var (there, soma) = (run.Shape(600), run.Shape(0));
        Assert.Equal(cable.Attenuation(600, 0), there.Area / soma.Area, 5e-5);
        Assert.Equal(0.2 * 0.5 * Math.E * cable.TransferResistance(600, 0), soma.Area, 0.01);
        Assert.True(there.Peak / soma.Peak > 1.3 * there.Area / soma.Area);
        Assert.Equal(cable.PropagationDelay(600, 0), soma.Centroid - there.Centroid, 1e-3);
        Assert.Equal(cable.TotalDelay(600, 0) + 2 * 0.5, soma.Centroid, 1e-3);
        Assert.True(soma.PeakTime > there.PeakTime && soma.HalfWidth > there.HalfWidth);
    }

    [Fact]
    public void WhatHasNoSeparateTimeConstantsIsAnswered()
    {
        Assert.Contains("without end", Assert.Throws<InvalidOperationException>(() => AnyCable.Infinite.TimeConstants(3)).Message);
        Assert.Contains("slower than the membrane (20 ms)", Assert.Throws<InvalidOperationException>(() => AnyCable.Of(1, end: CableEnd.Loaded(1, 21)).TimeConstants(3)).Message);
    }
}
