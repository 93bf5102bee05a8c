namespace CompNeuro.Figures.Drawing;

/// <summary>The legend above a panel, in rows that fit its width: it can never cover data.</summary>
internal sealed record LegendLayout(IReadOnlyList<LegendEntry> Entries, double Height, double Font)
{
    public const double Sample = 22;

    // plotly.js leaves so much more room around each entry than the static picture: a row must fit in both.
    private const double Looser = 14;

    public static LegendLayout Of(Panel panel, double width, double font)
    {
        var entries = new List<LegendEntry>();
        var (x, count, row) = (0.0, 0, 0);
        for (var i = 0; i < panel.Series.Length; i++)
        {
            if (!SeriesStyle.IsInLegend(panel, i))
            {
                continue;
            }

            var needed = Sample + 6 + TextMeasure.Width(panel.Series[i].Name, font) + 16;
            (x, count, row) = x > 0 && x + needed + (count + 1) * Looser > width ? (0, 0, row + 1) : (x, count, row);
            entries.Add(new LegendEntry(i, x, row * 1.5 * font));
            (x, count) = (x + needed, count + 1);
        }

        return new LegendLayout(entries, entries.Count == 0 ? 0 : (row + 1) * 1.5 * font, font);
    }

    /// <summary>The same rows with free space above them.</summary>
    public LegendLayout Lowered(double by) => this with { Entries = [.. Entries.Select(entry => entry with { Y = entry.Y + by })], Height = Height + by };
}

/// <summary>One line of a legend: which series, and where it stands in the legend.</summary>
internal readonly record struct LegendEntry(int Series, double X, double Y);
