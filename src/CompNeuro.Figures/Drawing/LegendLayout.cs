namespace CompNeuro.Figures.Drawing;

/// <summary>The legend above a panel, in rows that fit its width: it can never cover data.</summary>
internal sealed record LegendLayout(IReadOnlyList<LegendEntry> Entries, double Height, double Font)
{
    public const double Sample = 22;

    public static LegendLayout Of(Panel panel, double width, double font)
    {
        var entries = new List<LegendEntry>();
        var (x, row) = (0.0, 0);
        for (var i = 0; i < panel.Series.Length; i++)
        {
            if (!SeriesStyle.IsInLegend(panel, i))
            {
                continue;
            }

            var needed = Sample + 6 + TextMeasure.Width(panel.Series[i].Name, font) + 16;
            (x, row) = x > 0 && x + needed > width ? (0, row + 1) : (x, row);
            entries.Add(new LegendEntry(i, x, row * 1.5 * font));
            x += needed;
        }

        return new LegendLayout(entries, entries.Count == 0 ? 0 : (row + 1) * 1.5 * font, font);
    }
}

/// <summary>One line of a legend: which series, and where it stands in the legend.</summary>
internal readonly record struct LegendEntry(int Series, double X, double Y);
