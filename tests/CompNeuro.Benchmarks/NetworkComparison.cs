using System.Globalization;

namespace CompNeuro.Benchmarks;

/// <summary>
/// Populations and networks on one thread beside the fastest peer of each, where installed, in turns; processor time of the simulation alone:
/// <c>network [--rounds 2] [--only cuba,coba] [--readme]</c>.
/// </summary>
internal static class NetworkComparison
{
    private static readonly Func<NetworkWorkload>[] workloads =
    [
        NetworkWorkload.Squid,
        NetworkWorkload.Cuba,
        NetworkWorkload.Coba,
        NetworkWorkload.Brunel,
        () => NetworkWorkload.Izhikevich("Izhikevich, 1,000 cells, 1 s", "izhikevich1k", 1000, 15, 20),
        () => NetworkWorkload.Izhikevich("Izhikevich, 100,000 cells × 100 synapses, 1 s", "izhikevich100k", 100_000, 12, 3),
        () => NetworkWorkload.Izhikevich("Izhikevich, 1,000,000 cells × 100 synapses, 1 s", "izhikevich1M", 1_000_000, 14, 1),
    ];

    public static int Run(string[] args)
    {
        var (rounds, only) = (int.Parse(Report.Option(args, "--rounds", "2")), Report.Option(args, "--only", "").Split(',', StringSplitOptions.RemoveEmptyEntries));
        string[] rows = [.. workloads.Select(make => make()).Where(workload => only.Length == 0 || only.Contains(workload.Name)).Select(workload => Row(workload, rounds))];
        Report.Publish(
            args,
            "network",
            $"| | peer | peer, s | double, s | single, s | we are faster by | in single | goal | Hz, peer and ours | set-up, s | and ours | MB |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n{string.Join('\n', rows)}\n\nFastest of several; the million on the peer from a tenth of the run. {Report.Machine}.");
        return 0;
    }

    private static string Row(NetworkWorkload workload, int rounds)
    {
        var (theirs, theirSetup, theirRate) = (double.PositiveInfinity, double.PositiveInfinity, "");
        Ours? wide = null, narrow = null;
        for (var round = 0; round < (workload.Repeats == 1 ? 1 : rounds); round++)
        {
            narrow = Ours.Fastest(narrow, workload, singlePrecision: true);
            wide = workload.Repeats == 1 ? null : Ours.Fastest(wide, workload, singlePrecision: false);
            var words = Report.Python("network.py", workload.Name).Split();
            if (words[0] != "missing")
            {
                double[] numbers = [.. words.Take(3).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
                (theirs, theirSetup, theirRate) = (Math.Min(theirs, numbers[0]), Math.Min(theirSetup, numbers[1]), $"{numbers[2]:0.0}");
            }
        }

        var (peer, known) = (workload.Name switch { "squid" => "numba", "izhikevich1k" => "numpy", _ => "Brian2" }, double.IsFinite(theirs));
        string Ratio(Ours? ours) => ours is not null && known ? $"×{theirs / ours.Seconds:0.0}" : "";
        return $"| {workload.Title} | {peer} | {(known ? $"{theirs:0.000}" : "not installed")} | {wide?.Seconds:0.0000} | {narrow!.Seconds:0.0000} | {Ratio(wide)} | {Ratio(narrow)} | ≥ ×{workload.Goal} | {theirRate} {narrow.Rate:0.0} | {(known ? $"{theirSetup:0.00}" : "")} | {narrow.Setup:0.000} | {narrow.Megabytes:0} |";
    }

    private sealed record Ours(double Whole, double Setup, double Rate, double Megabytes)
    {
        public double Seconds => Whole - Setup;

        public static Ours Fastest(Ours? best, NetworkWorkload workload, bool singlePrecision)
        {
            for (var repeat = 0; repeat < workload.Repeats; repeat++)
            {
                var setup = Report.Seconds(() => workload.Run(singlePrecision, duration: 0));
                var rate = 0.0;
                var whole = Report.Seconds(() => rate = workload.Run(singlePrecision).Rate(workload.Cells));
                var now = new Ours(whole, setup, rate, Environment.WorkingSet / 1e6);
                best = best is null ? now : new(Math.Min(best.Whole, now.Whole), Math.Min(best.Setup, now.Setup), rate, Math.Max(best.Megabytes, now.Megabytes));
            }

            return best!;
        }
    }
}
