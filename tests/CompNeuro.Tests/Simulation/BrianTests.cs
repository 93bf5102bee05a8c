using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CompNeuro.Maths;
using CompNeuro.Neurons;
using CompNeuro.Simulation;
using Record = CompNeuro.Simulation.Record;

namespace CompNeuro.Tests.Simulation;

/// <summary>The same network in Brian2, to the spike; skipped where it is not installed (Debian: python3-brian).</summary>
public class BrianTests
{
    private const double Step = 0.1, Duration = 120, Excite = 1.62, Inhibit = -9;
    private const int Count = 600, Excitatory = 480;

    // Both solve these linear equations exactly, so that only rounding sets them apart, and chaos needs longer than this to make a spike of it.
    [Theory]
    [InlineData(0.0)]
    [InlineData(1.5)]
    public void EverySpikeOfARecurrentNetworkIsBriansSpike(double delay)
    {
        var random = new RandomNumbers(5);
        double[] initial = [.. Enumerable.Range(0, Count).Select(_ => -60 + 10 * random.NextUniform())];
        (int Source, int Target)[] Draw(int from, int to) =>
            [.. Enumerable.Range(from, to - from).SelectMany(source => Enumerable.Range(0, Count).Select(target => (source, target))).Where(_ => random.NextUniform() < 0.1)];
        var (excitatory, inhibitory) = (Draw(0, Excitatory), Draw(Excitatory, Count));

        var cells = Population.Of(new LeakyIntegrateAndFire { EL = -49, Vth = -50, Vreset = -60, tref = 5, R = 1, tau = 20 }, initial.Select(V => new LeakyIntegrateAndFire.State(V)));
        var raster = new Network(1)
            .Connect(cells, cells, Connectivity.Pairs(excitatory), Excite, Synapse.Current(5), delay: delay)
            .Connect(cells, cells, Connectivity.Pairs(inhibitory), Inhibit, Synapse.Current(10), delay: delay)
            .Run(Duration, Step, [Record.Spikes(cells)]).Spikes(cells);
        var ours = raster.Times.Zip(raster.Cells, (time, cell) => (Step: (int)Math.Round(time / Step), Cell: cell)).ToArray();

        Assert.InRange(ours.Length, 500, 10_000);
        Assert.Equal(Brian(new { Step, Duration, Excite, Inhibit, Delay = delay, Initial = initial, Excitatory = excitatory.Select(pair => new[] { pair.Source, pair.Target }), Inhibitory = inhibitory.Select(pair => new[] { pair.Source, pair.Target }) }).Order(), ours.Order());
    }

    private static (int Step, int Cell)[] Brian(object network)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, JsonSerializer.Serialize(network));
            var (code, output, error) = Python(Path.Combine(AppContext.BaseDirectory, "Simulation", "brian_network.py"), file);
            Assert.SkipWhen(error.Contains("No module named 'brian2'", StringComparison.Ordinal), "Brian2 is not installed (Debian: python3-brian).");
            Assert.True(code == 0, error);
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Select(words => (int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture)))];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (int Code, string Output, string Error) Python(params string[] arguments)
    {
        const string Interpreter = "/usr/bin/python3";
        Assert.SkipUnless(File.Exists(Interpreter), "There is no /usr/bin/python3 here, and so no Brian2.");
        using var python = Process.Start(new ProcessStartInfo(Interpreter, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = python.StandardError.ReadToEndAsync();
        var output = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        return (python.ExitCode, output, error.Result);
    }
}
