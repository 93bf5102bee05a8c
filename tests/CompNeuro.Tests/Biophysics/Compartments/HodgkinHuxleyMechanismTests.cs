using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Compartments;

namespace CompNeuro.Tests.Biophysics.Compartments;

public class HodgkinHuxleyMechanismTests
{
    // Voltages around the removable singularities of αm (−40 mV) and αn (−55 mV), and across the range.
    private static readonly double[] voltages = [.. Enumerable.Range(0, 500).Select(k => -120 + 0.4 * k), -40, -40 + 1e-9, -40.4999, -40.5001, -55, -55 - 1e-7, -54.4999, -54.5001];

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
            Assert.Equal(1, conductance[i] / (sodium + potassium), 1e-11);
            Assert.Equal(sodium * hh.ENa + potassium * hh.EK, drive[i], 1e-11 * (sodium * 50 + potassium * 77));
        }
    }

    [Fact]
    public void ScatteredNodesGiveTheSameBitsAndLeaveTheOthersAlone()
    {
        int[] some = [.. Enumerable.Range(0, voltages.Length).Where(i => i % 3 != 1)];
        var (all, scattered) = (Advanced(HodgkinHuxley.SquidAxon, [.. Enumerable.Range(0, voltages.Length)]).Conductance, Advanced(HodgkinHuxley.SquidAxon, some).Conductance);
        Assert.All(Enumerable.Range(0, voltages.Length), i => Assert.Equal(i % 3 != 1 ? all[i] : 0, scattered[i]));
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
