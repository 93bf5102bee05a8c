namespace CompNeuro.Figures.Drawing;

/// <summary>The colour and dashes each series of a panel is drawn with, the same in every renderer.</summary>
internal sealed record SeriesStyle(string Colour, string Dashes)
{
    private static readonly string[] DashCycle = ["", "8 3", "2 2.5", "8 3 2 3", "14 4", "5 2"];

    public static IReadOnlyList<SeriesStyle> Of(Panel panel, Theme theme)
    {
        var automatic = panel.Series.Count(series => series is Curve { Colour: null });
        var next = 0;
        return [.. panel.Series.Select(series => series switch
        {
            Band band => new SeriesStyle(Automatic(theme, band.Colour ?? next, automatic, band.Colour is not null), ""),
            Curve { Colour: { } chosen } curve => new SeriesStyle(theme.Palette[chosen % theme.Palette.Count], DashesOf(curve, 0, theme)),
            Curve curve => new SeriesStyle(Automatic(theme, next, automatic, false), DashesOf(curve, next++, theme)),
            ReferenceLine => new SeriesStyle(theme.Palette[Theme.Neutral], "4 3"),
            _ => new SeriesStyle(theme.Foreground, ""),
        })];
    }

    /// <summary>A series is in the legend if it has a name that no axis says already; reference lines carry their own label.</summary>
    public static bool IsInLegend(Panel panel, int index)
    {
        var series = panel.Series[index];
        var alone = panel.Series.Count(other => other is not ReferenceLine) == 1;
        return series.Name is not "" && series is not ReferenceLine && !(alone && series.Name == panel.Y.Label)
            && !panel.Series.Take(index).Any(earlier => earlier.Name == series.Name && earlier is not ReferenceLine);
    }

    // A family of more curves than there are colours to tell apart is drawn in order along one ramp.
    private static string Automatic(Theme theme, int index, int count, bool chosen) =>
        !chosen && count > Theme.Neutral ? theme.Ramp((double)index / Math.Max(1, count - 1)) : theme.Palette[index % theme.Palette.Count];

    private static string DashesOf(Curve curve, int index, Theme theme) =>
        curve.Style == CurveStyle.DashedLine ? "6 4" : theme.VariesDashes ? DashCycle[index % DashCycle.Length] : "";
}
