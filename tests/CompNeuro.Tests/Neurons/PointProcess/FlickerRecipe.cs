using System.Globalization;
using System.Text;
using CompNeuro.Maths;
using CompNeuro.Neurons.PointProcess;

namespace CompNeuro.Tests.Neurons.PointProcess;

/// <summary>How <c>data/flicker-recording</c> was made: filters like those that Pillow et al. (2008) found in two ON and one OFF parasol cells, a random binary flicker, and a simulation.</summary>
internal static class FlickerRecipe
{
    private const int Frames = 6_000;

    private static readonly string[] Kinds = ["ON", "ON", "OFF"];

    /// <summary>Cell, source and value: rounded, so that the last bit of a machine's exponential does not matter.</summary>
    public static string Filters()
    {
        var text = new StringBuilder("cell,source,value\n");
        for (var to = 1; to <= 3; to++)
        {
            Write(text, to, -1, [Kinds[to - 1] == "ON" ? 3.9 : 4.0]);
            var sign = Kinds[to - 1] == "ON" ? 1 : -1;
            Write(text, to, 0, Sampled(0, 180, t => sign * 0.026 * (Bump(t, 5, 7) - 0.6 * Bump(t, 6, 13))));
            for (var from = 1; from <= 3; from++)
            {
                Write(text, to, from, from == to
                    ? Sampled(1, 100, t => -9 * Math.Exp(-t / 2) + 0.7 * Math.Exp(-Math.Pow((t - 12) / 7, 2)) - 0.4 * Math.Exp(-t / 40))
                    : Kinds[to - 1] == Kinds[from - 1] ? Sampled(1, 50, t => 1.0 * Math.Exp(-t / 5)) : Sampled(1, 50, t => -0.8 * Math.Exp(-t / 10)));
            }
        }

        return text.ToString();
    }

    public static string Stimulus()
    {
        var random = new RandomNumbers(seed: 24);
        return "contrast\n" + string.Concat(Enumerable.Range(0, Frames).Select(_ => random.NextUniform() < 0.5 ? "-1\n" : "1\n"));
    }

    public static string Spikes(FlickerRecording recording)
    {
        var spikes = recording.Truth.Simulate(recording.Stimulus, seed: 2008);
        var all = spikes.SelectMany((train, cell) => train.Counts.Index().SelectMany(bin => Enumerable.Repeat((Time: bin.Index, Cell: cell + 1), bin.Item)));
        return "cell,time_ms\n" + string.Concat(all.Order().Select(spike => $"{spike.Cell},{spike.Time}\n"));
    }

    // t^n e^(-t/τ), with a peak of one at nτ.
    private static double Bump(double t, int n, double tau) => Math.Pow(t / (n * tau), n) * Math.Exp(n - t / tau);

    private static IEnumerable<double> Sampled(int from, int count, Func<double, double> filter) => Enumerable.Range(from, count).Select(t => filter(t));

    private static void Write(StringBuilder text, int cell, int source, IEnumerable<double> values)
    {
        foreach (var value in values)
        {
            text.Append(string.Create(CultureInfo.InvariantCulture, $"{cell},{source},{Math.Round(value, 4):0.####}\n"));
        }
    }
}
