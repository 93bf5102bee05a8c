using System.Runtime.Intrinsics;
using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Compartments;

namespace CompNeuro.Tests.Biophysics.Compartments;

public class HodgkinHuxleyMechanismTests
{
    // Voltages around the removable singularities of αm (−40 mV) and αn (−55 mV), and across the range.
    private static readonly double[] voltages = [.. Enumerable.Range(0, 500).Select(k => -120 + 0.4 * k), -40, -40 + 1e-9, -40.4999, -40.5001, -55, -55 - 1e-7, -54.4999, -54.5001];

    [Theory]
    [InlineData(6.3, 0.025)]
    [InlineData(6.3, 0.001)]
    [InlineData(6.3, 1)]
    [InlineData(18.5, 0.025)]
    [InlineData(36, 0.1)]
    public void TheTableDiffersFromTheRatesByLessThanTenToTheMinusTen(double temperature, double dt)
    {
        var hh = HodgkinHuxley.SquidAxon with { Temperature = temperature };
        var table = new HodgkinHuxleyTable(hh, dt);
        double[] random = [.. Enumerable.Range(0, 50_000).Select(k => -254.97 + 509.94 * (k * 0.6180339887498949 % 1)), -40, -55, -35, 255, -255];
        Assert.True(table.Covers(Vector256.Create(-255.0), Vector256.Create(255.0)));
        Assert.False(table.Covers(Vector256.Create(0.0), Vector256.Create(0, 0, 0, 256.1)));
        Assert.False(table.Covers(Vector256.Create(-256.1, 0, 0, 0), Vector256.Create(0.0)));
        Assert.False(table.Covers(Vector256.Create(double.NaN), Vector256.Create(0.0)));
        var worst = random.Max(V =>
        {
            var place = Math.Round(HodgkinHuxleyTable.PerMillivolt * V);
            var x = HodgkinHuxleyTable.PerMillivolt * V - place;
            Vector256<double> Cubic(int first) => Enumerable.Range(0, 4).Aggregate(Vector256<double>.Zero, (sum, k) => sum + Math.Pow(x, k) * table.Coefficients[HodgkinHuxleyTable.Vectors * (HodgkinHuxleyTable.Zero + (int)place) + first + k]);
            var (m, h, n) = hh.Gates(V);
            var end = Vector256.Create(m.inf, h.inf, n.inf, 0);
            var decay = Vector256.Create(Math.Exp(-dt / m.tau), Math.Exp(-dt / h.tau), Math.Exp(-dt / n.tau), 0);
            var error = Vector256.Max(Vector256.Abs(Cubic(0) - end), Vector256.Abs(Cubic(4) - decay));
            return Enumerable.Range(0, 4).Max(lane => error[lane]);
        });
        Assert.InRange(worst, 1e-13, 1e-10);
    }

    [Theory]
    [InlineData(6.3)]
    [InlineData(18.5)]
    public void FourNodesAtATimeAreTheEquationsOfTheMembrane(double temperature)
    {
        var hh = HodgkinHuxley.SquidAxon with { Temperature = temperature };
        var (conductance, drive) = Advanced(hh, [.. Enumerable.Range(0, voltages.Length)]);
        var at65 = hh.Gates(-65);
        for (var i = 0; i < voltages.Length; i++)
        {
            var gates = hh.Gates(voltages[i]);
            var (m, h, n) = (gates.m.After(0.05, at65.m.inf), gates.h.After(0.05, at65.h.inf), gates.n.After(0.05, at65.n.inf));
            var (sodium, potassium) = (2 * hh.gNa * m * m * m * h, 2 * hh.gK * n * n * n * n);
            // A gate is right to 10⁻¹⁰, so a product of four to four times that, in units of all channels open.
            Assert.Equal(sodium + potassium, conductance[i], 4e-10 * 2 * (hh.gNa + hh.gK));
            Assert.Equal(sodium * hh.ENa + potassium * hh.EK, drive[i], 4e-10 * 2 * (hh.gNa * 50 + hh.gK * 77));
        }
    }

    [Fact]
    public void ScatteredNodesGiveTheSameBitsAndLeaveTheOthersAlone()
    {
        int[] some = [.. Enumerable.Range(0, voltages.Length).Where(i => i % 3 != 1)];
        var (all, scattered) = (Advanced(HodgkinHuxley.SquidAxon, [.. Enumerable.Range(0, voltages.Length)]).Conductance, Advanced(HodgkinHuxley.SquidAxon, some).Conductance);
        Assert.All(Enumerable.Range(0, voltages.Length), i => Assert.Equal(i % 3 != 1 ? all[i] : 0, scattered[i]));
    }

    // One node beyond the table makes all take the rates themselves.
    [Fact]
    public void BeyondTheTableTheRatesThemselvesAreTaken()
    {
        var hh = HodgkinHuxley.SquidAxon;
        var mechanism = new HodgkinHuxleyMechanism(hh, [0, 1], [1, 1]);
        double[] V = [-300, -20, 0, 0, 0, 0, 0, 0], conductance = new double[8], drive = new double[8];
        mechanism.Settle([-65, -65]);
        mechanism.Advance(0.05, V, V, conductance, drive);
        for (var i = 0; i < 2; i++)
        {
            var (now, at65) = (hh.Gates(V[i]), hh.Gates(-65));
            var (m, h, n) = (now.m.After(0.05, at65.m.inf), now.h.After(0.05, at65.h.inf), now.n.After(0.05, at65.n.inf));
            Assert.Equal(1, conductance[i] / (hh.gNa * m * m * m * h + hh.gK * n * n * n * n), 1e-13);
        }
    }

    [Fact]
    public void WhatIsNoNumberStaysSoAndLeavesTheOthersAlone()
    {
        var mechanism = new HodgkinHuxleyMechanism(HodgkinHuxley.SquidAxon, [.. Enumerable.Range(0, 8)], [.. Enumerable.Repeat(1.0, 8)]);
        double[] V = [-65, -65, -65, -65, -65, BitConverter.Int64BitsToDouble(0x7FF8_0000_7FFF_FFFF), -65, -65], conductance = new double[8];
        mechanism.Settle([.. Enumerable.Repeat(-65.0, 8)]);
        mechanism.Advance(0.05, V, V, conductance, new double[8]);
        Assert.All(Enumerable.Range(0, 8), i => Assert.Equal(i == 5, double.IsNaN(conductance[i])));
    }

    private static (double[] Conductance, double[] Drive) Advanced(HodgkinHuxley hh, int[] nodes)
    {
        var (V, conductance, drive) = (CableEngine.Padded(voltages), CableEngine.Padded(new double[voltages.Length]), CableEngine.Padded(new double[voltages.Length]));
        var mechanism = new HodgkinHuxleyMechanism(hh, nodes, [.. nodes.Select(_ => 2.0)]);
        mechanism.Settle(CableEngine.Padded([.. voltages.Select(_ => -65.0)]));
        mechanism.Advance(0.05, V, V, conductance, drive);
        return (conductance, drive);
    }
}
