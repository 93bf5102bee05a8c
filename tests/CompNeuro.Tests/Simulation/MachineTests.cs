using System.Diagnostics;
using System.Globalization;
using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Reduced;
using CompNeuro.Neurons;
using CompNeuro.Simulation;
using Record = CompNeuro.Simulation.Record;

namespace CompNeuro.Tests.Simulation;

/// <summary>The same network on machines with narrower vectors, which the runtime is told this one is.</summary>
public class MachineTests
{
    private const string Child = "COMPNEURO_TEST_CHILD";

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    public void NarrowerVectorsGiveTheSameBits(string feature)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (var argument in (string[])["-method", $"*{nameof(MachineTests)}.{nameof(AChildPrintsTheHash)}"])
        {
            start.ArgumentList.Add(argument);
        }

        // A temporary folder of its own, for in this one the child would wait until this program has ended.
        var folder = Directory.CreateTempSubdirectory("compneuro-");
        var file = Path.Combine(folder.FullName, "hash");
        (start.Environment[feature], start.Environment[Child], start.Environment["TMPDIR"]) = ("0", file, folder.FullName);
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var printed = File.ReadAllText(file);
        folder.Delete(recursive: true);
        Assert.Equal(Hash().ToString(CultureInfo.InvariantCulture), printed);
    }

    [Fact]
    public void AChildPrintsTheHash()
    {
        if (Environment.GetEnvironmentVariable(Child) is { } file)
        {
            File.WriteAllText(file, Hash().ToString(CultureInfo.InvariantCulture));
        }

        Assert.NotEqual(0UL, Hash());
    }

    // Every model, synapse, connectivity, noise and drive, in both precisions; without AVX2 a fused multiplication is a call, so that the run is short.
    private static ulong Hash()
    {
        var hash = 14695981039346656037UL;
        foreach (var singlePrecision in new[] { false, true })
        {
            var leaky = new LeakyIntegrateAndFire { EL = 0, Vth = 20, Vreset = 10, R = 1 };
            Population[] all =
            [
                Population.Of(leaky, 70, random => new(20 * random.NextUniform())),
                Population.Of(HodgkinHuxley.SquidAxon, 5),
                Population.Of(new WangBuzsaki(), 5),
                Population.Of(MorrisLecar.Hopf, 5),
                Population.Of(new QuadraticIntegrateAndFire(), 5),
                Population.Of(new ExponentialIntegrateAndFire(), 5),
                Population.Of(new AdaptiveExponentialIntegrateAndFire(), 5),
                Population.Of(Enumerable.Range(0, 20).Select(k => Izhikevich.RegularSpiking with { c = -65 + k })),
            ];
            var network = new Network(3).Poisson(all[0], 2000, 1, Synapse.Delta).Noise(all[7], 5).Current(all[0], 15)
                .Connect(all[0], all[0], Connectivity.Random(0.2), 0.5, Synapse.Delta, delay: 0.3)
                .Connect(all[0], all[0], Connectivity.OutDegree(5), 0.5, Synapse.Delta, Delay.Uniform(0.1, 0.5));
            foreach (var population in all[1..])
            {
                network.Connect(all[0], population, Connectivity.OutDegree(3), Weight.Uniform(0, 2), Synapse.Current(4), delay: 0.2)
                    .Connect(all[0], population, Connectivity.InDegree(2), 0.01, Synapse.Conductance(5, 0), delay: 0.1);
            }

            var run = network.Run(4, 0.05, all.Select(population => Record.States(population, [0, 3], every: 1)), singlePrecision, threads: 1);
            foreach (var population in all)
            {
                foreach (var value in run.States(population)[population == all[7] ? "v" : "V", 3])
                {
                    hash = (hash ^ BitConverter.DoubleToUInt64Bits(value)) * 1099511628211UL;
                }
            }
        }

        return hash;
    }
}
