using System.Globalization;
using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Cables;
using CompNeuro.Biophysics.Compartments;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Benchmarks;

/// <summary>
/// A passive cable of 201 compartments and a Hodgkin–Huxley axon of 1,001, 100 ms at a step of 0.025 ms, beside NEURON where it is installed, in turns. The
/// fastest run of each counts, in processor time, because what else runs on the machine can only slow it: <c>cable [--rounds 5] [--readme]</c>.
/// </summary>
internal static class CableComparison
{
    // As many as cable.py makes each time it is called.
    private const int Repeats = 3;

    private static readonly (string Name, string Word, string Result, Func<double> Ours)[] workloads =
    [
        ("passive cable, 201 compartments", "passive", "V at the end after 60 ms, mV", Passive),
        ("Hodgkin–Huxley axon, 1,001 compartments", "axon", "spikes at the end", Axon),
    ];

    public static int Run(string[] args)
    {
        var rounds = int.Parse(Report.Option(args, "--rounds", "5"));
        var rows = workloads.Select(workload => Row(workload, rounds)).ToArray();
        Report.Publish(args, "cable", $"| | CompNeuro | NEURON | we are faster by | goal | result | CompNeuro | NEURON |\n|---|---|---|---|---|---|---|---|\n{string.Join('\n', rows)}\n\nFastest of {rounds * Repeats}. {Report.Machine}.");
        return 0;
    }

    private static string Row((string Name, string Word, string Result, Func<double> Ours) workload, int rounds)
    {
        // The just-in-time compiler settles over the first thousands of steps.
        for (var warmUp = 0; warmUp < 30; warmUp++)
        {
            workload.Ours();
        }

        var (ours, theirs, result, peer) = (double.PositiveInfinity, double.PositiveInfinity, 0.0, "");
        for (var round = 0; round < rounds; round++)
        {
            for (var repeat = 0; repeat < Repeats; repeat++)
            {
                ours = Math.Min(ours, Report.Seconds(() => result = workload.Ours()));
            }

            var words = Report.Python("cable.py", workload.Word).Split();
            if (words[0] != "missing")
            {
                (theirs, peer) = (Math.Min(theirs, double.Parse(words[0], CultureInfo.InvariantCulture)), words[1]);
            }
        }

        var (time, ratio) = double.IsFinite(theirs) ? ($"{theirs:F4} s", $"×{theirs / ours:F1}") : ("not installed", "");
        return $"| {workload.Name} | {ours:F4} s | {time} | {ratio} | ≥ ×10 | {workload.Result} | {result:0.###} | {(double.TryParse(peer, out var number) ? $"{number:0.###}" : "")} |";
    }

    private static double Passive()
    {
        var cable = new Cell(Morphology.Of(new Branch(2, 1000))) { Ri = 150, gL = 0.1, MaxLength = 5 };
        return cable.Simulate(100, [new CurrentClamp(new(0, 0), Step(0.1, from: 10, to: 60))], [new(0, 1)], initial: -70).Traces[0].V[2400];
    }

    private static double Axon()
    {
        var axon = new Cell(Morphology.Of(new Branch(20, 20_000))) { Ri = 35.4, MaxLength = 20 }.With(HodgkinHuxley.SquidAxon);
        return axon.Simulate(100, [new CurrentClamp(new(0, 0), PulseTrain(50, width: 1, period: 20, count: 5, from: 1))], [new(0, 1)], initial: -65).Crossings(new(0, 1)).Length;
    }
}
