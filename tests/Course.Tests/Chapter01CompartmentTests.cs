using System.Security.Cryptography;
using CompNeuro.Biophysics.Compartments;

namespace Course.Tests;

/// <summary>What the prose of chapter 1 says about the neuron with a shape, and no cell beside it computes.</summary>
public sealed class Chapter01CompartmentTests
{
    private static readonly string file = Path.Combine(Repository.Root, "data", "ganglion-cell", "mp_ma_40984_gc2.CNG.swc");
    private static readonly Cell neuron = new(Morphology.LoadSwc(file));
    private static readonly Place soma = neuron.Morphology.Origin;
    private static readonly Place site = neuron.Morphology.Toward(neuron.Morphology.Tips[0], 200);

    [Fact]
    public void The_morphology_is_the_one_its_card_describes()
    {
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))), File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "README.md")));
        Assert.Equal(300, neuron.Morphology.Distance(neuron.Morphology.Tips[0]), 1.0);
    }

    [Fact]
    public void Neighbours_share_their_charge_within_microseconds()
    {
        // A cylinder of 1 µm cut every 10 µm: C/G in pF/nS is ms.
        var (capacitance, coupling) = (0.01 * Math.PI * 10, 1e5 * Math.PI / (4 * neuron.Ri * 10));
        Assert.InRange(1000 * capacitance / coupling, 1, 10);
    }

    [Fact]
    public void One_synapse_gains_a_few_percent_and_many_double_the_EPSP()
    {
        Assert.InRange(Boosted(1) / Held(1), 1.02, 1.06);
        Assert.Equal(2, Boosted(24) / Held(24), 0.05);
        Assert.Equal(0.75, Boosted(16) / (16 * Boosted(1)), 0.04);
        Assert.InRange(Held(16) / (16 * Held(1)), 0.35, 0.5);
    }

    private static double Boosted(int n) => Rise(n, SynapticConductance.Nmda(site, 0.1 * n, 5));

    private static double Held(int n) => Rise(n, SynapticConductance.Nmda(site, 0.1 * n * SynapticConductance.Nmda(site, 1).Unblocked(neuron.EL), 5) with { Magnesium = 0 });

    private static double Rise(int n, Synapse nmda) => neuron.Simulate(120, [SynapticConductance.Ampa(site, 0.1 * n, 5), nmda]).Rise(soma);
}
