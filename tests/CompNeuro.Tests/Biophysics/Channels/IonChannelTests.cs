using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Channels;
using CompNeuro.Dynamics;
using CsCheck;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Biophysics.Channels;

public class IonChannelTests
{
    private static readonly PassiveMembrane Cell = new() { gL = 0.05, EL = -70 };

    public static TheoryData<string> Names => [.. IonChannels.All.Select(channel => channel.Name)];

    private static IonChannel Named(string name) => IonChannels.All.Single(channel => channel.Name == name);

    // Up to 40 mV: beyond, the published fit of the A current's activation exceeds one, by up to 1.3 %.
    [Theory]
    [MemberData(nameof(Names))]
    public void GatesStayBetweenClosedAndOpenAndTakeAFiniteTime(string name) =>
        Gen.Double[-150, 40].Sample(V => new[] { Named(name).Activation, Named(name).Inactivation }.OfType<Gate>().All(gate =>
            gate.SteadyState(V) is >= 0 and <= 1 && (gate.TimeConstant?.Invoke(V) ?? 1) is > 0 and < 1e5));

    [Theory]
    [MemberData(nameof(Names))]
    public void ActivationAndInactivationGoOppositeWays(string name)
    {
        var channel = Named(name);
        var up = channel.Activation.SteadyState(20) > channel.Activation.SteadyState(-110);
        Assert.Equal(name != "h", up);
        Assert.True(channel.Inactivation is null || channel.Inactivation.SteadyState(20) < channel.Inactivation.SteadyState(-110));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PluggedInItAddsExactlyItsCurrent(string name) =>
        Gen.Select(Gen.Double[-100, 50], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[-10, 10]).Sample((V, m, h, I) =>
        {
            var (hh, channel) = (HodgkinHuxley.SquidAxon, Named(name));
            var state = new HodgkinHuxley.State(V, 0.1, 0.5, 0.4);
            var with = hh.With(channel).Derivative(new(state, m, h), I);
            var difference = hh.Derivative(state, I).V - with.Membrane.V;
            return Math.Abs(difference - channel.Current(V, m, h) / hh.C) < 1e-9 && with.Membrane.m == hh.Derivative(state, I).m;
        });

    [Fact]
    public void WithoutConductanceTheMembraneIsAsBefore()
    {
        var alone = HodgkinHuxley.SquidAxon.Simulate(10, duration: 50).Crossings("V", 0);
        var with = HodgkinHuxley.SquidAxon.With(IonChannels.MCurrent with { g = 0 }).Simulate(10, duration: 50).Crossings("V", 0);
        Assert.Equal(alone, with, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void VariablesAreNamedAfterTheirChannel()
    {
        var run = HodgkinHuxley.SquidAxon.With(IonChannels.MCurrent).With(IonChannels.TCurrent).With(IonChannels.PersistentSodium).Simulate(0, duration: 1);
        Assert.Equal(["V", "m", "h", "n", "m_M", "m_T", "h_T", "h_NaP"], run.Variables.Select(variable => variable.Name));
        Assert.InRange(run["m_M"][0], 0.04, 0.06);
        Assert.Contains("no state variable V", Assert.Throws<ArgumentException>(() => new Nameless().With(IonChannels.MCurrent)).Message);
    }

    // Half-points and extremes as printed in the papers.
    [Fact]
    public void CurvesPassThroughTheirPublishedPoints()
    {
        Assert.Equal(0.5, IonChannels.MCurrent.Activation.SteadyState(-35), 1e-12);
        Assert.Equal(608 / 4.3, IonChannels.MCurrent.Activation.TimeConstant!(-35), 1e-9);
        Assert.Equal(0.5, IonChannels.HCurrent.Activation.SteadyState(-75), 1e-12);
        Assert.Equal(0.5, IonChannels.TCurrent.Activation.SteadyState(-57), 1e-12);
        Assert.Equal(0.5, IonChannels.TCurrent.Inactivation!.SteadyState(-81), 1e-12);
        Assert.Equal(0.5, IonChannels.PersistentSodium.Activation.SteadyState(-40), 1e-12);
        Assert.Equal(10_000, IonChannels.PersistentSodium.Inactivation!.TimeConstant!(-48), 1e-9);
        Assert.InRange(Enumerable.Range(-120, 100).Max(V => IonChannels.HCurrent.Activation.TimeConstant!(V)), 900, 1050);
        // α of the L current at its removable singularity is 0.055 · 3.8.
        Assert.Equal(0.209 / (0.209 + 0.94 * Math.Exp(-48.0 / 17)), IonChannels.LCurrent.Activation.SteadyState(-27), 1e-12);
    }

    [Fact]
    public void TheHCurrentMakesASag()
    {
        var run = Cell.With(IonChannels.HCurrent).Simulate(Step(-1, from: 100, to: 3000), duration: 3000);
        var lowest = run["V"].Min();
        Assert.True(run.At(2999).Membrane.V - lowest > 2, $"sag of {run.At(2999).Membrane.V - lowest} mV");
        Assert.InRange(run.Time[Array.IndexOf(run["V"], lowest)], 110, 500);
    }

    [Fact]
    public void TheTCurrentReboundsFromHyperpolarisation()
    {
        double Peak(double depth) => Cell.With(IonChannels.TCurrent with { g = 0.4 }).Simulate(Step(depth, from: 100, to: 1100), duration: 1600) is var run
            ? run["V"].Skip(Array.FindIndex(run.Time, t => t > 1100)).Max() - run["V"][0]
            : 0;
        Assert.True(Peak(-1) > 20, $"rebound of {Peak(-1)} mV");
        Assert.InRange(Peak(0), -0.01, 0.01);
    }

    [Fact]
    public void TheMCurrentSlowsALongTrain()
    {
        var neuron = new ConnorStevens().With(IonChannels.MCurrent with { g = 0.2 });
        var spikes = neuron.Simulate(Step(15, from: 10), duration: 800).Crossings("V", 0);
        var intervals = spikes.Zip(spikes.Skip(1), (a, b) => b - a).ToArray();
        Assert.True(intervals.Length > 5 && intervals[^1] > 1.2 * intervals[0], string.Join(", ", intervals));
    }

    [Fact]
    public void ThePersistentSodiumCurrentBendsTheSteadyCurveDown()
    {
        // At fixed inactivation: more inward current at a more depolarised voltage below its peak.
        var channel = IonChannels.PersistentSodium;
        Assert.True(channel.Current(-45, 0, 0.5) < channel.Current(-60, 0, 0.5));
        // Nothing of the stored gate counts: it follows voltage at once.
        Assert.Equal(channel.Current(-45, 0, 0.5), channel.Current(-45, 1, 0.5));
    }

    [Fact]
    public void TheLCurrentIsOfHighThresholdAndSlowInactivation()
    {
        var channel = IonChannels.LCurrent;
        Assert.InRange(Math.Pow(channel.Activation.SteadyState(-60), 2), 0, 1e-4);
        Assert.InRange(Math.Pow(channel.Activation.SteadyState(-10), 2), 0.9, 1);
        Assert.True(channel.Inactivation!.TimeConstant!(-10) > 200);
    }

    private sealed record Nameless : IModel<double>
    {
        public double Rest => 0;

        public double Derivative(double x, double input) => -x;
    }
}
