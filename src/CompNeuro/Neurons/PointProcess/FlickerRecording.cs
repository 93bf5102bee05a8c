using System.Globalization;

namespace CompNeuro.Neurons.PointProcess;

/// <summary>Spikes of several cells that see a flickering light, with the filters that made them: the form of <c>data/flicker-recording</c>.</summary>
/// <param name="Stimulus">The contrast in each bin.</param>
/// <param name="Spikes">What each cell did.</param>
/// <param name="Truth">The cells themselves, which an experiment never shows.</param>
public sealed record FlickerRecording(IReadOnlyList<double> Stimulus, IReadOnlyList<BinnedSpikes> Spikes, CoupledPopulation Truth)
{
    /// <summary>How long a frame of the stimulus lasts, ms.</summary>
    public const int FrameLength = 10;

    /// <summary>Reads a recording in bins of 1 ms from a folder with <c>stimulus.csv</c>, <c>spikes.csv</c> and <c>filters.csv</c>.</summary>
    /// <exception cref="FormatException">A line is not as it should be; the message names it.</exception>
    public static FlickerRecording Load(string folder)
    {
        double[] stimulus = [.. Rows(folder, "stimulus.csv", 1).SelectMany(frame => Enumerable.Repeat(frame[0], FrameLength))];
        var truth = Population([.. Rows(folder, "filters.csv", 3)]);
        var counts = truth.Cells.Select(_ => new int[stimulus.Length]).ToArray();
        foreach (var row in Rows(folder, "spikes.csv", 2))
        {
            if (!(row[0] >= 1 && row[0] <= counts.Length && row[1] >= 0 && row[1] < stimulus.Length))
            {
                throw new FormatException($"spikes.csv: cell {row[0]} at {row[1]} ms is not one of {counts.Length} cells within {stimulus.Length} ms.");
            }

            counts[(int)row[0] - 1][(int)row[1]]++;
        }

        return new(stimulus, [.. counts.Select(one => new BinnedSpikes(one, 1))], truth);
    }

    /// <param name="rows">To, from, value, ordered by lag: the offset of cell i is from −1, its stimulus filter from 0, and from j the filter of the spikes of cell j.</param>
    private static CoupledPopulation Population(double[][] rows)
    {
        var values = rows.ToLookup(row => ((int)row[0], (int)row[1]), row => row[2]);
        int[] cells = [.. Enumerable.Range(1, (int)rows.Max(row => row[0]))];
        return new([.. cells.Select(cell => new GeneralizedLinearModel
        {
            b = values[(cell, -1)].Single(),
            k = [.. values[(cell, 0)]],
            h = [.. values[(cell, cell)]],
            Coupling = [.. cells.Where(other => other != cell).Select(other => values[(cell, other)].ToArray())],
        })]);
    }

    private static IEnumerable<double[]> Rows(string folder, string file, int columns)
    {
        foreach (var (index, line) in File.ReadLines(Path.Combine(folder, file)).Index().Skip(1))
        {
            var row = line.Split(',').Select(text => double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : double.NaN).ToArray();
            yield return row.Length == columns && row.All(double.IsFinite) ? row : throw new FormatException($"{file}, line {index + 1}: \"{line}\" should be {columns} numbers.");
        }
    }
}
