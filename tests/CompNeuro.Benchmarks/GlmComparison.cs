using System.Globalization;
using System.Runtime.InteropServices;
using CompNeuro.Maths;
using CompNeuro.Neurons.PointProcess;

namespace CompNeuro.Benchmarks;

/// <summary>
/// A point-process model of 51 weights fitted to 600,000 bins: ours beside iteratively reweighted least squares in numpy, in turns. The fastest run of each counts, in
/// processor time: <c>glm [--rounds 3] [--readme]</c>.
/// </summary>
internal static class GlmComparison
{
    private const int Bins = 600_000, StimulusLags = 30, HistoryLags = 20, Repeats = 3;
    private const double Goal = 12;

    public static int Run(string[] args)
    {
        var rounds = int.Parse(Report.Option(args, "--rounds", "3"));
        var (stimulus, spikes) = Recording();
        var folder = Directory.CreateTempSubdirectory("compneuro-glm-").FullName;
        try
        {
            Write(folder, "stimulus.f64", stimulus);
            Write(folder, "spikes.f64", [.. spikes.Counts.Select(count => (double)count)]);
            var (ours, theirs) = (new List<double>(), new List<double>());
            var fit = Fit(stimulus, spikes);
            string[] words = [];
            for (var warmUp = 0; warmUp < 8; warmUp++)
            {
                Fit(stimulus, spikes);
            }

            for (var round = 0; round < rounds; round++)
            {
                for (var repeat = 0; repeat < Repeats; repeat++)
                {
                    ours.Add(Report.Seconds(() => fit = Fit(stimulus, spikes)));
                }

                words = Report.Python("glm.py", folder, StimulusLags.ToString(), HistoryLags.ToString(), Repeats.ToString()).Split();
                theirs.Add(double.Parse(words[0], CultureInfo.InvariantCulture));
            }

            Report.Publish(args, "glm", $"""
                | | fastest of {rounds * Repeats} | passes over all data, or a part | log-likelihood | we are faster by | goal |
                |---|---|---|---|---|---|
                | CompNeuro | {ours.Min():F3} s | {fit.Passes} | {fit.LogLikelihood:F3} |  |  |
                | numpy, one thread | {theirs.Min():F3} s | {words[1]} | {words[2]} | ×{theirs.Min() / ours.Min():F1} | ≥ ×{Goal} |

                {spikes}. {Report.Machine}.
                """);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static PointProcessFit Fit(double[] stimulus, BinnedSpikes spikes) =>
        new PointProcessRegression(spikes).OnStimulus(stimulus, FilterBasis.EveryLag(StimulusLags)).OnHistory(FilterBasis.EveryLag(HistoryLags)).Fit();

    /// <summary>A biphasic stimulus filter and a refractory period that is relative, so that every lag has spikes to learn from.</summary>
    private static (double[] Stimulus, BinnedSpikes Spikes) Recording()
    {
        var random = new RandomNumbers(seed: 5);
        double[] stimulus = [.. Enumerable.Range(0, Bins).Select(_ => random.NextNormal())];
        var model = new GeneralizedLinearModel
        {
            b = Math.Log(15),
            k = [.. Enumerable.Range(0, StimulusLags).Select(lag => 0.6 * Math.Exp(-Math.Pow(lag - 6, 2) / 18) - 0.3 * Math.Exp(-Math.Pow(lag - 14, 2) / 50))],
            h = [.. Enumerable.Range(0, HistoryLags).Select(lag => -4 * Math.Exp(-lag / 2.0) + 0.8 * Math.Exp(-Math.Pow(lag - 10, 2) / 20))],
        };
        return (stimulus, model.Simulate(stimulus, seed: 6));
    }

    private static void Write(string folder, string file, double[] values) => File.WriteAllBytes(Path.Combine(folder, file), MemoryMarshal.AsBytes<double>(values).ToArray());
}
