using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using State = CompNeuro.Biophysics.HodgkinHuxley.State;

namespace CompNeuro.Tests.Biophysics;

public class VoltageClampTests
{
    private static readonly HodgkinHuxley Axon = HodgkinHuxley.SquidAxon;

    [Theory]
    [InlineData(-40)]
    [InlineData(0)]
    [InlineData(40)]
    public void TheClosedFormIsWhatIntegrationGives(double voltage)
    {
        var step = Axon.VoltageClamp(holding: -65, to: [voltage], duration: 12).Steps[0];
        var path = new DormandPrince().Solve((_, s) => Axon.Derivative(s, 0) with { V = 0 }, Axon.SteadyState(-65) with { V = voltage }, 0, 12);
        foreach (var t in new[] { 0, 0.3, 1, 4, 12 })
        {
            var (expected, actual) = (path.At(t), step.At(t));
            Assert.Equal(expected.m, actual.m, 1e-7);
            Assert.Equal(expected.h, actual.h, 1e-7);
            Assert.Equal(expected.n, actual.n, 1e-7);
            Assert.Equal(voltage, actual.V);
        }

        Assert.Equal(Axon.INa(path.Final), step.INa[^1], 1e-4);
        Assert.Equal(Axon.IK(path.Final), step.IK[^1], 1e-3);
        Assert.Equal(step.INa[100] + step.IK[100] + step.IL[100], step.Total[100]);
        Assert.Equal(step.INa[100], step.gNa[100] * (voltage - Axon.ENa), 1e-9);
        Assert.Equal(step.IK[100], step.gK[100] * (voltage - Axon.EK), 1e-9);
    }

    [Fact]
    public void SodiumComesAndGoesPotassiumStays()
    {
        var clamp = Axon.VoltageClamp(holding: -65, to: [-20, 0, 20, 40, 60], duration: 12);
        Assert.Equal(501, clamp.Time.Length);
        Assert.Equal(12, clamp.Time[^1]);
        Assert.All(clamp.Steps, step =>
        {
            // Inward below ENa, outward above; inactivated long before potassium has finished rising.
            Assert.Equal(Math.Sign(step.Voltage - Axon.ENa), Math.Sign(step.PeakINa));
            Assert.True(Math.Abs(step.INa[^1]) < 0.15 * Math.Abs(step.PeakINa));
            Assert.All(step.IK.Zip(step.IK.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        });

        // 1952a, Fig. 13: the inward current is largest near 0 mV.
        Assert.Equal(0, clamp.Steps.MinBy(step => step.PeakINa)!.Voltage);
    }

    [Fact]
    public void TakingAwaySodiumSeparatesTheCurrents()
    {
        // With sodium replaced by choline until ENa is the command voltage, only potassium and leak are left.
        var normal = Axon.VoltageClamp(-65, [-9], 8).Steps[0];
        var choline = (Axon with { ENa = -9 }).VoltageClamp(-65, [-9], 8).Steps[0];
        Assert.All(choline.INa, I => Assert.Equal(0, I, 1e-12));
        Assert.All(normal.Total.Zip(choline.Total, normal.INa), I => Assert.Equal(I.Third, I.First - I.Second, 1e-9));
    }

    [Fact]
    public void AHeldDepolarisationInactivatesSodium()
    {
        // h∞ measured with two pulses: peak current against holding, at its half near −62 mV (1952c, Fig. 5 has −2.5 mV from rest).
        double Peak(double holding) => Axon.VoltageClamp(holding, [-9], 4).Steps[0].PeakINa;
        Assert.Equal(0.5, Peak(-62.3) / Peak(-110), 0.05);
        Assert.True(Math.Abs(Peak(-30)) < 0.05 * Math.Abs(Peak(-110)));

        // The second of two steps starts where the first has led.
        var first = Axon.VoltageClamp(-65, [-9], 4).Steps[0];
        var second = Axon.VoltageClamp(first.At(1.5), [-9], 4).Steps[0];
        Assert.Equal(first.At(2.5).h, second.At(1).h, 1e-12);
    }

    [Fact]
    public void NothingIsClampedToNowhere()
    {
        Assert.Contains("NaN mV", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.VoltageClamp(double.NaN, [0], 5)).Message);
        Assert.Contains("∞ mV", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.VoltageClamp(-65, [double.PositiveInfinity], 5)).Message.Replace("Infinity", "∞"));
        Assert.Contains("-5 ms", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.VoltageClamp(-65, [0], -5)).Message);
        Assert.Contains("lies before", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.VoltageClamp(-65, [0], 5).Steps[0].At(-1)).Message);
    }

    [Fact]
    public void MoreSamplesThanFitInMemoryAreRefused() =>
        Assert.Contains("larger dt", Assert.Throws<ArgumentOutOfRangeException>(() => HodgkinHuxley.SquidAxon.VoltageClamp(-65, [0], duration: 10, dt: 1e-300)).Message);
}
