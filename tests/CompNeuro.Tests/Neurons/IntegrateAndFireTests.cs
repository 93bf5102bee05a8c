using CompNeuro.Dynamics;
using CompNeuro.Neurons;
using CompNeuro.SpikeTrains;
using CsCheck;

namespace CompNeuro.Tests.Neurons;

public class IntegrateAndFireTests
{
    private static readonly LeakyIntegrateAndFire Lif = new();
    private static readonly QuadraticIntegrateAndFire Qif = new();
    private static readonly ExponentialIntegrateAndFire Eif = new();

    [Fact]
    public void TheLeakyRateSaturatesOnlyThroughTheRefractoryPeriod()
    {
        Assert.Equal((0, 0), (Lif.SteadyRate(Lif.Rheobase), Lif.SteadyRate(1)));
        Assert.Equal(500, Lif.SteadyRate(1e6), 0.05);
        // Without it the rate tends to (R I + EL − (Vth + Vreset)/2)/(τ (Vth − Vreset)).
        var free = Lif with { tref = 0 };
        Assert.Equal(1000 * (10 * 1000 - 70 + 55) / (20 * 10.0), free.SteadyRate(1000), 0.01);
        Assert.Equal(50, free.SteadyRate(1001) - free.SteadyRate(1000), 1e-4);
    }

    [Fact]
    public void TheLatencyOfTheFirstSpikeIsThatOfTheFormula() =>
        Assert.Equal(20 * Math.Log(2.5 / 0.5), Lif.Simulate(2.5, duration: 100).Spikes().Times[0], 1e-6);

    [Theory]
    [InlineData(0.3, 0)]
    [InlineData(1, 3)]
    public void TheQuadraticNeuronFiresAtTheRateOfTheFormula(double I, double tref)
    {
        var neuron = Qif with { tref = tref };
        Assert.Equal(neuron.Period(I), neuron.Simulate(I, duration: 500).Spikes().InterspikeIntervals[1], 1e-5);
    }

    [Fact]
    public void TheQuadraticRateGrowsAsTheRootOfTheExcessAndIsThatOfTheThetaNeuron()
    {
        // rate·πτ/√η → 1 at rheobase for any peak and reset, and is 1 everywhere for an infinite spike.
        double Ratio(double I) => Qif.SteadyRate(I) / Qif.Theta.SteadyRate(Qif.Excess(I));
        Assert.Equal(1, Ratio(Qif.Rheobase * (1 + 1e-8)), 1e-3);
        Assert.Equal(2, Math.Pow(Qif.SteadyRate(Qif.Rheobase + 4e-8) / Qif.SteadyRate(Qif.Rheobase + 1e-8), 1), 1e-3);
        Assert.Equal(Qif.Theta.Period(Qif.Excess(1)), Qif.TravelTime(1, double.NegativeInfinity, double.PositiveInfinity), 1e-12);
        Assert.Equal(Qif.Theta.Period(0.5), Qif.Theta.Simulate(0.5, duration: 200).Spikes().InterspikeIntervals[1], 1e-5);
        Assert.True(Ratio(1) > 1);
    }

    // x = a (V − Vm) = tan(θ/2) all along the way.
    [Fact]
    public void TheThetaNeuronIsTheQuadraticOneOnACircle()
    {
        var (V, theta) = (Qif.Simulate(0.5, duration: 13), Qif.Theta.Simulate(Qif.Excess(0.5), duration: 13, initial: new(2 * Math.Atan(0.04 * -7.5))));
        Assert.Empty(V.Jumps);
        Assert.All(Enumerable.Range(0, 13), t => Assert.Equal(Math.Tan(theta.At(t).theta / 2), 0.04 * (V.At(t).V + 57.5), 1e-6));
    }

    [Fact]
    public void AboveItsThresholdTheQuadraticNeuronBlowsUpWithoutInput()
    {
        // ∫ dV/(a (V − Vr)(V − Vc)) from −49 to ∞.
        Assert.Equal(10 / (0.04 * 15) * Math.Log(16), Qif.TravelTime(0, -49, double.PositiveInfinity), 1e-10);
        Assert.Equal(Qif.TravelTime(0, -49, 30), Qif.Simulate(0, duration: 100, initial: new(-49)).Spikes().Times[0], 1e-5);
        Assert.Equal(double.PositiveInfinity, Qif.TravelTime(0, -60, 0));
        Assert.Equal(double.PositiveInfinity, Qif.Period(Qif.Rheobase));
        // With input the unstable point moves: under 0.1 nA −51 mV lies above it, and is enough.
        Assert.Empty(Qif.Simulate(0, duration: 500, initial: new(-51)).Jumps);
        Assert.NotEmpty(Qif.Simulate(0.1, duration: 500, initial: new(-51)).Jumps);
    }

    [Fact]
    public void TheExponentialNeuronFiresFromItsRheobaseOn()
    {
        Assert.Equal(0.1 * (5.1 - 3.48), Eif.Rheobase, 1e-12);
        Assert.Equal(Eif.Rheobase, Eif.SteadyCurrent(Eif.VT), 1e-12);
        Assert.Equal(0, Eif.SteadyRate(Eif.Rheobase));
        Assert.Empty(Eif.Simulate(0.999 * Eif.Rheobase, duration: 5000, dt: 10).Jumps);
        Assert.NotEmpty(Eif.Simulate(1.001 * Eif.Rheobase, duration: 5000, dt: 10).Jumps);
        Assert.Equal(Eif.Rheobase, Assert.Single(Eif.EquilibriumBranch(from: -1, to: 1).SaddleNodes).Input, 1e-6);
    }

    // Just above rheobase the time in the bottleneck makes much of a small error: at the usual tolerances 10⁻⁵ ms.
    [Fact]
    public void TheExponentialRateIsThatOfASimulation()
    {
        var strict = new DormandPrince { RelativeTolerance = 1e-11, AbsoluteTolerance = [1e-11] };
        Gen.Double[0.2, 5].Sample(I => Assert.Equal(Eif.Period(I), Eif.Simulate(I, duration: 3 * Eif.Period(I) + 100, dt: 10, method: strict).Spikes().InterspikeIntervals[0], 1e-7), iter: 10);
    }

    // VT is not where the spike becomes inevitable: below rheobase that is the unstable equilibrium, which lies above VT.
    [Fact]
    public void TheThresholdLiesAboveVTBelowRheobase()
    {
        var threshold = Eif.Equilibrium(0, near: new(-50)).State.V;
        Assert.True(threshold > Eif.VT + 1);
        Assert.Empty(Eif.Simulate(0, duration: 200, initial: new(threshold - 0.01)).Jumps);
        Assert.NotEmpty(Eif.Simulate(0, duration: 200, initial: new(threshold + 0.01)).Jumps);
    }

    [Fact]
    public void AsTheSlopeFactorVanishesTheExponentialNeuronBecomesTheLeakyOneWithThresholdVT()
    {
        double Delay(double DeltaT) => (Eif with { DeltaT = DeltaT }).Period(1) - Eif.SharpLimit.Period(1);
        // scipy.integrate.quad; and, in the end, the time that the exponential takes to outgrow what drives it at VT.
        Assert.Equal([5.865222205, 0.817200586, 0.127029716], new[] { 3.48, 0.1, 0.01 }.Select(Delay), (a, b) => Math.Abs(a - b) < 1e-8);
        var drive = 1 - 0.1 * 5.1;
        Assert.Equal(1, Delay(1e-4) / (1e-4 / drive * Math.Log(drive / (0.1 * 1e-4))), 1e-3);
        Assert.Equal(Eif.SharpLimit.Rheobase, (Eif with { DeltaT = 1e-6 }).Rheobase, 1e-6);
    }

    // The way of 10 mV at 10⁹ nA, 10 MΩ and 20 ms takes 2·10⁻⁸ ms.
    [Fact]
    public void AStrongCurrentHasAnExactPeriod()
    {
        var lif = new LeakyIntegrateAndFire { tref = 0 };
        var x = 10 / (1e10 - 20);
        Assert.Equal(1, lif.Period(1e9) / (20 * (x - x * x / 2)), 1e-14);
    }

    [Fact]
    public void WhatHasNoPeriodIsNotGivenOne()
    {
        var lif = new LeakyIntegrateAndFire();
        foreach (var period in new Func<double>[]
        {
            () => (lif with { Vreset = -50 }).Period(3),
            () => (Qif with { Vreset = 40 }).Period(3),
            () => (Eif with { Vreset = -20 }).Period(3),
            () => new NoisyLeakyIntegrateAndFire { Neuron = lif with { Vreset = -40 } }.SteadyRate(3),
            () => (lif with { Vreset = -40 }).UnderWhiteNoise(1, 1).Rate,
        })
        {
            Assert.Contains("without end", Assert.Throws<ArgumentException>(() => period()).Message);
        }

        Assert.Contains("at most Vth", Assert.Throws<ArgumentOutOfRangeException>(() => lif.TimeToThreshold(3, -40)).Message);
        Assert.Contains("not below the start", Assert.Throws<ArgumentOutOfRangeException>(() => Qif.TravelTime(3, 0, -60)).Message);
        Assert.All([lif.SteadyRate(double.NaN), Qif.SteadyRate(double.NaN), Eif.SteadyRate(double.NaN), new ThetaNeuron().SteadyRate(double.NaN)], rate => Assert.Equal(double.NaN, rate));
    }

    [Fact]
    public void ASpikeMayBeCutOffBelowVT()
    {
        var early = Eif with { Vpeak = -62 };
        foreach (var I in new[] { 0.15, 0.5, 2 })
        {
            Assert.True(I > early.SteadyCurrent(early.Vpeak));
            Assert.Equal(early.Period(I), early.Simulate(I, duration: 300).Spikes().InterspikeIntervals[0], 1e-5);
        }
    }

    // Later the clock shows fewer digits after the point, and the end of the upstroke falls between two of its readings.
    [Theory]
    [InlineData(3.48, -30)]
    [InlineData(2, 20)]
    [InlineData(0.5, 0)]
    [InlineData(0.05, 40)]
    [InlineData(0.01, -30)]
    public void NoUpstrokeIsTooSteepHoweverLateItComes(double DeltaT, double Vpeak)
    {
        var eif = Eif with { DeltaT = DeltaT, Vpeak = Vpeak };
        var (I, duration) = (eif.Rheobase + 1, 20_000);
        var spikes = eif.Simulate(I, duration, dt: duration).Spikes();
        Assert.Equal(duration / eif.Period(I), spikes.Count, 1.0);
        Assert.Equal(eif.Period(I), (spikes.Times[^1] - spikes.Times[0]) / (spikes.Count - 1), 1e-6);
    }

    [Fact]
    public void TheAdaptiveNeuronOfThePaperFiresOnForMinutes()
    {
        var times = new AdaptiveExponentialIntegrateAndFire().Simulate(800, duration: 100_000, dt: 1000).Spikes().Times;
        Assert.Equal(times[20] - times[19], times[^1] - times[^2], 1e-4);
        Assert.InRange(times[^1], 100_000 - (times[^1] - times[^2]), 100_000);
    }

    // Steps far longer than the upstroke lasts neither fail nor miss spikes.
    [Fact]
    public void AFixedStepSurvivesTheExplosiveUpstroke()
    {
        Assert.Equal(Eif.SteadyRate(1), 1000 / Eif.Simulate(1, duration: 300, method: new RungeKutta4(0.05)).Spikes().InterspikeIntervals[2], 0.2);
        Assert.InRange(new AdaptiveExponentialIntegrateAndFire().Simulate(1000, duration: 300, method: new RungeKutta4(0.1)).Spikes().Count
            - new AdaptiveExponentialIntegrateAndFire().Simulate(1000, duration: 300).Spikes().Count, -1, 1);
        foreach (var DeltaT in new[] { 0.5, 0.1, 0.01 })
        {
            var eif = Eif with { DeltaT = DeltaT, Vpeak = 20 };
            Assert.Equal(eif.Period(2), eif.Simulate(2, duration: 100, method: new RungeKutta4(0.05)).Spikes().InterspikeIntervals[1], 0.1);
            Assert.InRange(new AdaptiveExponentialIntegrateAndFire { DeltaT = DeltaT }.Simulate(1000, duration: 300, method: new RungeKutta4(0.05)).Spikes().Count
                - new AdaptiveExponentialIntegrateAndFire { DeltaT = DeltaT }.Simulate(1000, duration: 300).Spikes().Count, -1, 1);
        }
    }

    [Fact]
    public void TheAdaptiveNeuronHasThePatternsOfItsNames()
    {
        double[] Intervals(int pattern, double duration = 600) =>
            [.. AdaptiveExponentialPatterns.All[pattern].Neuron.Simulate(AdaptiveExponentialPatterns.All[pattern].Current, duration).Spikes().InterspikeIntervals];
        var tonic = Intervals(0);
        Assert.True(tonic.Max() < 1.1 * tonic[1] && Math.Abs(tonic[^1] - tonic[^2]) < 1e-3);
        var adapting = Intervals(1);
        Assert.True(adapting[^1] > 2 * adapting[0]);
        var initial = Intervals(2);
        Assert.True(initial[0] < initial[^1] / 4 && Math.Abs(initial[^1] - initial[^2]) < 0.1 * initial[^1]);
        var bursting = Intervals(3);
        Assert.True(bursting[^4..].Max() > 20 * bursting[^4..].Min());
        var accelerating = Intervals(4);
        Assert.True(accelerating[0] > accelerating[^1]);
        var delayed = Intervals(5)[^8..];
        Assert.Equal(delayed[..4], delayed[4..], (a, b) => Math.Abs(a - b) < 0.05);
        Assert.True(delayed.Max() > 10 * delayed.Min());
        Assert.Empty(Intervals(6));
        // Solved exactly, the cell called irregular repeats itself every ten intervals.
        var irregular = Intervals(7, 3000)[60..];
        Assert.Equal(irregular[..^10], irregular[10..], (a, b) => Math.Abs(a - b) < 0.05);
        Assert.True(irregular[..10].Distinct().Count() == 10 && irregular[..10].Max() > 5 * irregular[..10].Min());
    }

    // Rows f and g of Table 1 of Naud et al. 2008, which are not those of the course's patterns.
    [Fact]
    public void WithTheNumbersPrintedForThemTheDelayedBurstsNeverComeAndTheTransientNeverEnds()
    {
        var (bursting, transient) = (AdaptiveExponentialPatterns.All[5].Neuron, AdaptiveExponentialPatterns.All[6].Neuron);
        Assert.Empty((bursting with { C = 200, gL = 12, EL = -70, a = -6, tauw = 300, b = 0, Vreset = -58 }).Simulate(110, duration: 600).Spikes().Times);
        Assert.InRange((transient with { a = -10, b = 30 }).Simulate(350, duration: 600).Spikes().InterspikeIntervals[^1], 5, 8);
    }
}
