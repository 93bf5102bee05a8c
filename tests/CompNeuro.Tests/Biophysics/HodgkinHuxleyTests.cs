using System.Reflection;
using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using CompNeuro.SpikeTrains;
using CsCheck;
using static CompNeuro.Dynamics.Stimulus;
using State = CompNeuro.Biophysics.HodgkinHuxley.State;

namespace CompNeuro.Tests.Biophysics;

public class HodgkinHuxleyTests
{
    private static readonly HodgkinHuxley Axon = HodgkinHuxley.SquidAxon;

    private static readonly Gen<State> AnyState = Gen.Select(Gen.Double[-120, 80], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0, 1]).Select((V, m, h, n) => new State(V, m, h, n));

    [Fact]
    public void RestIsThePublishedOneAndNothingMovesThere()
    {
        var rest = Axon.Rest;
        // m∞, h∞, n∞ at −65 mV from the rates of 1952d; the rest itself lies 0.004 mV higher.
        var atPublishedRest = Axon.SteadyState(-65);
        Assert.Equal(-65, rest.V, 0.004);
        Assert.Equal(0.0529, atPublishedRest.m, 5e-5);
        Assert.Equal(0.5961, atPublishedRest.h, 5e-5);
        Assert.Equal(0.3177, atPublishedRest.n, 5e-5);
        var rate = Axon.Derivative(rest, 0);
        Assert.Equal(EquilibriumKind.StableFocus, Axon.Equilibrium(0).Kind);
        Assert.Equal(0, rate.V, 1e-11);
        Assert.Equal(new State(0, 0, 0, 0) with { V = rate.V }, new State(rate.V, Math.Round(rate.m, 14), Math.Round(rate.h, 14), Math.Round(rate.n, 14)));
    }

    [Fact]
    public void RatesAreThoseOf1952InTheConventionOf1952() =>
        // There V is the displacement from rest, depolarisation negative; equations 12, 13, 20, 21, 23 and 24 as printed,
        // which is why the voltages at which they are 0/0 are left out here.
        Gen.Double[-110, 50].Where(V => Math.Abs(V + 10) > 1e-3 && Math.Abs(V + 25) > 1e-3).Sample(V =>
        {
            var (m, h, n) = Axon.Gates(-65 - V);
            Close(0.01 * (V + 10) / (Math.Exp((V + 10) / 10) - 1), n.alpha);
            Close(0.125 * Math.Exp(V / 80), n.beta);
            Close(0.1 * (V + 25) / (Math.Exp((V + 25) / 10) - 1), m.alpha);
            Close(4 * Math.Exp(V / 18), m.beta);
            Close(0.07 * Math.Exp(V / 20), h.alpha);
            Close(1 / (Math.Exp((V + 30) / 10) + 1), h.beta);

            static void Close(double expected, double actual) => Assert.Equal(expected, actual, 1e-8 * Math.Abs(expected));
        });

    [Theory]
    [InlineData(-40)]
    [InlineData(-55)]
    public void RatesAreSmoothWhereTheFormulaIsZeroOverZero(double V)
    {
        double[] Values(double at) => Axon.Gates(at) is var (m, h, n) ? [m.alpha, m.inf, m.tau, h.inf, h.tau, n.alpha, n.inf, n.tau] : [];
        var (below, here, above) = (Values(V - 1e-6), Values(V), Values(V + 1e-6));
        Assert.All(here, value => Assert.True(double.IsFinite(value)));
        Assert.All(below.Zip(here, above), v => Assert.Equal((v.First + v.Third) / 2, v.Second, 1e-11));
        Assert.Equal(V == -40 ? 1 : 0.1, V == -40 ? here[0] : here[5], 1e-15);
        Assert.True(Axon.Jacobian(Axon.SteadyState(V)).Enumerate().All(double.IsFinite));
    }

    [Fact]
    public void SpikesComeWhenAnIndependentSolverSaysSo()
    {
        // scipy 1.10 solve_ivp, DOP853, rtol = atol = 1e-13: 10 µA/cm² from 5 ms on, from rest.
        double[] expected = [6.901231541223564, 21.822651890711064, 36.471887517856814];
        var run = Axon.Simulate(Step(10, from: 5, to: 45), duration: 60);
        Assert.Equal(3, run.Spikes().Count);
        Assert.All(expected.Zip(run.Spikes().Times), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.Equal(-75.0581410, run.At(10).V, 1e-5);
        Assert.Equal("I", run.InputName);
        Assert.Equal("µA/cm²", run.InputUnit);
    }

    [Theory]
    [InlineData(6.3, 10, new[] { 6.8966644, 21.8038700, 36.4390142 }, 40.24319)]
    [InlineData(18.5, 20, new[] { 5.9158383, 9.9545166, 13.8966906, 17.8327086 }, 30.45458)]
    public void NeuronAgrees(double temperature, double current, double[] spikes, double peak)
    {
        // NEURON 8.2.2, mechanism hh (el = −54.3, usetable_hh = 0), CVode with atol = rtol = 1e-11, from −65 mV with gates settled there.
        var hh = Axon with { EL = -54.3, Temperature = temperature };
        var run = hh.Simulate(Step(current, from: 5, to: 45), duration: 60, initial: hh.SteadyState(-65));
        Assert.All(spikes.Zip(run.Spikes().Times), pair => Assert.Equal(pair.First, pair.Second, 5e-6));
        Assert.Equal(peak, hh.PeakVoltage(Step(current, from: 5, to: 45), initial: hh.SteadyState(-65)), 1e-3);
    }

    [Fact]
    public void GatesStayBetweenClosedAndOpen() =>
        Gen.Select(AnyState, Gen.Double[-50, 200], Gen.Double[0, 40]).Sample(
            (start, I, temperature) =>
            {
                var run = (Axon with { Temperature = temperature }).Simulate(I, duration: 20, dt: 0.5, initial: start);
                foreach (var s in run.States)
                {
                    Assert.InRange(s.m, -1e-9, 1 + 1e-9);
                    Assert.InRange(s.h, -1e-9, 1 + 1e-9);
                    Assert.InRange(s.n, -1e-9, 1 + 1e-9);
                }
            },
            iter: 50);

    [Fact]
    public void DriveMinusDecayIsTheDerivative() =>
        Gen.Select(AnyState, Gen.Double[-50, 200]).Sample((s, I) =>
        {
            var rate = Axon.Derivative(s, I);
            var (drive, decay) = Axon.Linear(s, I);
            Assert.Equal(rate.V, drive.V - decay.V * s.V, 1e-8 * (1 + Math.Abs(drive.V)));
            Assert.Equal(rate.m, drive.m - decay.m * s.m, 1e-10 * (1 + Math.Abs(drive.m)));
            Assert.Equal(rate.h, drive.h - decay.h * s.h, 1e-10 * (1 + Math.Abs(drive.h)));
            Assert.Equal(rate.n, drive.n - decay.n * s.n, 1e-10 * (1 + Math.Abs(drive.n)));
        });

    [Fact]
    public void ExponentialEulerComesToTheSameSpike()
    {
        var run = Axon.Simulate(10, duration: 10, method: new ExponentialEuler(0.001));
        Assert.Equal(1.90123154, run.Spikes().Times[0], 5e-3);
    }

    [Fact]
    public void JacobianIsThatOfTheDerivative() =>
        AnyState.Sample(s =>
        {
            var J = Axon.Jacobian(s);
            double[] Rate(double V, double m, double h, double n) => Axon.Derivative(new(V, m, h, n), 7) is var r ? [r.V, r.m, r.h, r.n] : [];
            var (dV, dx) = (1e-4, 1e-6);
            double[][] differences =
            [
                [.. Rate(s.V + dV, s.m, s.h, s.n).Zip(Rate(s.V - dV, s.m, s.h, s.n), (a, b) => (a - b) / (2 * dV))],
                [.. Rate(s.V, s.m + dx, s.h, s.n).Zip(Rate(s.V, s.m - dx, s.h, s.n), (a, b) => (a - b) / (2 * dx))],
                [.. Rate(s.V, s.m, s.h + dx, s.n).Zip(Rate(s.V, s.m, s.h - dx, s.n), (a, b) => (a - b) / (2 * dx))],
                [.. Rate(s.V, s.m, s.h, s.n + dx).Zip(Rate(s.V, s.m, s.h, s.n - dx), (a, b) => (a - b) / (2 * dx))],
            ];
            for (var row = 0; row < 4; row++)
            {
                for (var column = 0; column < 4; column++)
                {
                    Assert.Equal(differences[column][row], J[row, column], 1e-5 * (1 + Math.Abs(J[row, column])));
                }
            }
        });

    [Theory]
    [InlineData(6.3, 1)]
    [InlineData(16.3, 3)]
    [InlineData(26.3, 9)]
    [InlineData(18.5, 3.8202)]
    public void TheGatesSpeedUpThreefoldEveryTenDegrees(double temperature, double factor)
    {
        var warm = Axon with { Temperature = temperature };
        Assert.Equal(Math.Pow(3, (temperature - 6.3) / 10), warm.phi, 1e-14);
        Assert.Equal(factor, warm.phi, 5e-5);
        Assert.Equal(Axon.Gates(-30).h.alpha * warm.phi, warm.Gates(-30).h.alpha, 1e-15);
        Assert.Equal(Axon.Gates(-30).n.tau / warm.phi, warm.Gates(-30).n.tau, 1e-13);
        Assert.Equal(Axon.Gates(-30).m.inf, warm.Gates(-30).m.inf, 1e-15);
        Assert.Equal(Axon.Rest.V, warm.Rest.V, 1e-12);
        Assert.Equal(Math.Pow(2, (temperature - 6.3) / 10), (warm with { Q10 = 2 }).phi, 1e-14);
        Assert.Equal(Axon, warm with { Temperature = 6.3 });
    }

    [Fact]
    public void WarmMembranesSpikeFasterAndLower()
    {
        var spikes = new[] { 0, 6.3, 12, 18.5, 25 }.Select(T => (Axon with { Temperature = T }).ActionPotential()).ToArray();
        Assert.All(spikes.Zip(spikes.Skip(1)), pair => Assert.True(pair.Second.HalfWidth < pair.First.HalfWidth && pair.Second.Peak < pair.First.Peak && pair.Second.PeakTime < pair.First.PeakTime));
        // scipy 1.10 solve_ivp, DOP853, rtol = atol = 1e-13: rest shifted by 15 mV.
        Assert.Equal(40.41035383, spikes[1].Peak, 1e-6);
        Assert.Equal(1.15930989397, spikes[1].PeakTime, 1e-6);
        Assert.Contains("brings no spike", Assert.Throws<InvalidOperationException>(() => Axon.ActionPotential(5)).Message);
        Assert.Contains("brings no spike", Assert.Throws<InvalidOperationException>(() => (Axon with { Temperature = 40 }).ActionPotential()).Message);
    }

    [Fact]
    public void CurrentsOfARunBalanceTheCapacitiveCurrent()
    {
        var run = Axon.Simulate(Step(10, from: 5, to: 45), duration: 30);
        var currents = run.Currents();
        Assert.Equal(["INa", "IK", "IL"], currents.Select(I => I.Name));
        var k = Array.IndexOf(run.Time, run.Time.First(t => t > 7));
        Assert.Equal(Axon.Derivative(run.States[k], run.Input[k]).V, run.Input[k] - currents.Sum(I => I.Values[k]), 1e-9);
        Assert.True(currents[0].Values.Min() < -700 && currents[1].Values.Max() > 700);
        // 1952d, Fig. 17: the sodium conductance of a spike peaks near 30 mS/cm² and before that of potassium.
        var (gNa, gK) = (run.Conductances()[0].Values, run.Conductances()[1].Values);
        Assert.InRange(gNa.Max(), 25, 40);
        Assert.True(Array.IndexOf(gNa, gNa.Max()) < Array.IndexOf(gK, gK[..600].Max()));
    }

    [Fact]
    public void AChangedMembraneCanHaveSeveralEquilibria()
    {
        var weak = Axon with { gK = 3, EL = -70 };
        var equilibria = weak.Equilibria(0);
        Assert.Equal(3, equilibria.Count);
        Assert.All(equilibria, e => Assert.Equal(0, weak.Derivative(e.State, 0).V, 1e-9));
        Assert.Equal(equilibria[0].State, weak.Rest);
        Assert.Equal(equilibria.OrderBy(e => e.State.V), equilibria);
        Assert.Equal([EquilibriumKind.StableFocus, EquilibriumKind.Saddle], equilibria.Take(2).Select(e => e.Kind));
    }

    [Fact]
    public void EveryParameterHasAUnitAndASensibleRange()
    {
        Assert.All(typeof(HodgkinHuxley).GetProperties().Where(p => p.PropertyType == typeof(double)), p => Assert.NotNull(p.GetCustomAttribute<UnitAttribute>()));
        Assert.Equal(["mV", "1", "1", "1"], Axon.Simulate(0, 1).Variables.Select(v => v.Unit));
    }

    [Fact]
    public void AnImpossibleParameterIsNamedWithItsUnitAndRange()
    {
        static void Rejects(Func<HodgkinHuxley> make, params string[] words)
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(make);
            Assert.All(words, word => Assert.Contains(word, error.Message));
        }

        Rejects(() => Axon with { gNa = -1 }, "gNa", "-1", "mS/cm²", "at least 0");
        Rejects(() => Axon with { gK = double.NaN }, "gK", "NaN", "mS/cm²");
        Rejects(() => Axon with { gL = 0 }, "gL", "above 0");
        Rejects(() => Axon with { C = 0 }, "C = 0", "µF/cm²", "above 0");
        Rejects(() => Axon with { ENa = 0.05e6 }, "ENa", "mV", "at most 200");
        Rejects(() => Axon with { EK = double.PositiveInfinity }, "EK", "mV");
        Rejects(() => Axon with { EL = -54387 }, "EL", "at least -200");
        Rejects(() => Axon with { Temperature = 279.45 }, "Temperature", "279.45", "°C", "at most 50");
        Rejects(() => Axon with { Q10 = 0 }, "Q10", "above 0");
        Assert.Contains("I = NaN", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.Equilibrium(double.NaN)).Message);
    }

    [Fact]
    public void WhatNoMembraneCanDoIsRefused()
    {
        Assert.Contains("Q10 = 1E+300", Assert.Throws<ArgumentOutOfRangeException>(() => HodgkinHuxley.SquidAxon with { Q10 = 1e300 }).Message);
        Assert.Contains("1E+308", Assert.Throws<ArgumentOutOfRangeException>(() => HodgkinHuxley.SquidAxon.Equilibrium(1e308)).Message);
    }
}
