using System.Text;
using Deedle;

namespace CompNeuro.Figures;

/// <content>The numbers of a figure, whole, for checks and for other programs.</content>
public sealed partial record Figure
{
    /// <summary>One column for every x and every y, named as in the figure. Columns of different length end in missing values.</summary>
    public Frame<int, string> ToFrame()
    {
        var columns = NamedColumns();
        return Frame.FromColumns(columns.Select(column => KeyValuePair.Create(column.Name, column.Values.ToOrdinalSeries())));
    }

    /// <summary>The same columns as comma-separated text with a header line; a missing value is an empty field. The x of a y is the last one left of it.</summary>
    public string ToCsv()
    {
        var columns = NamedColumns();
        var csv = new StringBuilder().AppendJoin(',', columns.Select(column => Quoted(column.Name))).Append('\n');
        for (var row = 0; row < columns.Max(column => column.Values.Length); row++)
        {
            csv.AppendJoin(',', columns.Select(column => row < column.Values.Length && !double.IsNaN(column.Values[row]) ? column.Values[row].ToString("R") : "")).Append('\n');
        }

        return csv.ToString();
    }

    private static string Quoted(string name) => name.AsSpan().IndexOfAny(",\"\r\n") < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // Series over the same x, as the panels of one simulation have it, share that column if no other x stands between.
    private List<(string Name, double[] Values)> NamedColumns()
    {
        var columns = new List<(string Name, double[] Values)>();
        var along = ("", Array.Empty<double>());
        foreach (var (panel, series) in Panels.SelectMany(panel => panel.Series.Select(series => (panel, series))))
        {
            if (series switch { Curve curve => curve.X, Band band => band.X, _ => default } is { IsDefault: false } x && (along.Item1 != $"{panel.X}" || !along.Item2.SequenceEqual(x)))
            {
                along = ($"{panel.X}", [.. x]);
                Add(along.Item1, along.Item2);
            }

            foreach (var (name, values) in ColumnsOf(panel, series))
            {
                Add(name, values);
            }
        }

        return columns.Count > 0 ? columns : [("(no data)", [])];

        void Add(string name, double[] values) => columns.Add((Data.Unique(name, taken => columns.Any(column => column.Name == taken)), values));
    }

    private static IEnumerable<(string Name, double[] Values)> ColumnsOf(Panel panel, Series series)
    {
        var name = new Axis(series.Name is "" ? panel.Y.Label : series.Name, series.Unit is "" ? panel.Y.Unit : series.Unit).ToString();
        return series switch
        {
            Curve curve => [(name, [.. curve.Y])],
            Band band => [(name + ", lower", [.. band.Lower]), (name + ", upper", [.. band.Upper])],
            SpikeRaster raster => raster.Trains.Select((train, i) => ($"train {i + 1}, {panel.X}", train.ToArray())),
            _ => [],
        };
    }
}
