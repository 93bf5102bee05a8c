using System.Globalization;
using CompNeuro.Biophysics;
using CompNeuro.Dynamics;

namespace CompNeuro.Benchmarks;

/// <summary>
/// One Hodgkin–Huxley cell, 10 s at a step of 0.01 ms under 10 µA/cm², exponential Euler: ours beside the same loop in numba, and NEURON, where
/// installed, in turns. The fastest run of each counts, in processor time, because what else runs on the machine can only slow it:
/// <c>single-cell [--rounds 5] [--readme]</c>.
/// </summary>
internal static class SingleCellComparison
{
    // As many as single_cell.py makes each time it is called.
    private const int Repeats = 3;

    private static readonly (string Peer, double Goal)[] Peers = [("numba", 0.9), ("neuron", 7)];

    public static int Run(string[] args)
    {
        var rounds = int.Parse(Report.Option(args, "--rounds", "5"));
        var times = new Dictionary<string, List<double>> { ["CompNeuro"] = [] };
        var spikes = new Dictionary<string, int>();
        // The just-in-time compiler has settled after a few runs; numba's is likewise left out.
        for (var warmUp = 0; warmUp < 4; warmUp++)
        {
            Ours();
        }

        for (var round = 0; round < rounds; round++)
        {
            for (var repeat = 0; repeat < Repeats; repeat++)
            {
                times["CompNeuro"].Add(Report.Seconds(() => spikes["CompNeuro"] = Ours()));
            }

            foreach (var (peer, _) in Peers)
            {
                var words = Report.Python("single_cell.py", peer).Split();
                if (words[0] == "missing")
                {
                    Console.Error.WriteLine($"{peer} is not installed here and is left out.");
                    continue;
                }

                times.TryAdd(peer, []);
                times[peer].Add(double.Parse(words[0], CultureInfo.InvariantCulture));
                spikes[peer] = int.Parse(words[1]);
            }
        }

        var rows = times.Keys.Select(name =>
        {
            var goal = Peers.FirstOrDefault(one => one.Peer == name).Goal;
            return $"| {name} | {times[name].Min():F4} s | {spikes[name]} | {(goal > 0 ? $"×{times[name].Min() / times["CompNeuro"].Min():F2} | ≥ ×{goal}" : " | ")} |";
        });
        Report.Publish(args, "single-cell", $"| | fastest of {rounds * Repeats} | spikes | we are faster by | goal |\n|---|---|---|---|---|\n{string.Join('\n', rows)}\n\n{Report.Machine}.");
        return 0;
    }

    private static int Ours() =>
        HodgkinHuxley.SquidAxon.Simulate(10, duration: 10_000, initial: new(-65, 0.0529, 0.5961, 0.3177), method: new ExponentialEuler(0.01)).Crossings("V", 0).Length;
}
