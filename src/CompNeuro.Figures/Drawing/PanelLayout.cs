namespace CompNeuro.Figures.Drawing;

/// <summary>Where the parts of one panel lie: the plotting area, its scales and ticks, its legend and labels.</summary>
internal sealed record PanelLayout(Panel Panel, Box Plot, Scale X, Scale Y, IReadOnlyList<Tick> XTicks, IReadOnlyList<Tick> YTicks, bool ShowsXAxis, LegendLayout Legend, double LabelLeft)
{
    /// <summary>Whether the labels are no longer than the axes and the legend no wider than the panel.</summary>
    public bool IsRoomy(double font) =>
        TextMeasure.Width(Panel.Y.ToString(), font) <= Plot.Height + font && TextMeasure.Width(Panel.X.ToString(), font) <= Plot.Width + 2 * font
        && TextMeasure.Width(Panel.Title, TextMeasure.Bold * font) <= Plot.Right - LabelLeft && Legend.Entries.All(entry => entry.X + LegendLayout.Sample + TextMeasure.Width(Panel.Series[entry.Series].Name, font) <= Plot.Width + font);

    /// <summary>The height of everything around the plotting area.</summary>
    public static double Surroundings(Panel panel, LegendLayout legend, bool showsXAxis, double font) =>
        (panel.Title is "" ? 0 : 1.7 * font) + legend.Height + LabelRow(panel, font) + (showsXAxis ? 3.2 * font : 0.6 * font);

    /// <summary>The room directly above the plotting area, where the names of vertical lines stand.</summary>
    public static double LabelRow(Panel panel, double font) => VerticalLabels(panel).Any() ? 1.4 * font : 0.5 * font;

    public static double Above(Panel panel, LegendLayout legend, double font) => Surroundings(panel, legend, false, font) - 0.6 * font;

    public static IEnumerable<ReferenceLine> VerticalLabels(Panel panel) => panel.Series.OfType<ReferenceLine>().Where(line => line is { IsVertical: true, Name: not "" });

    public static IEnumerable<ReferenceLine> HorizontalLabels(Panel panel) => panel.Series.OfType<ReferenceLine>().Where(line => line is { IsVertical: false, Name: not "" });

    public static (double Minimum, double Maximum) XRange(IReadOnlyList<Panel> shared) => Scale.Range(
        shared[0].X,
        shared.SelectMany(panel => panel.Series).SelectMany(series => series.AllX),
        shared.SelectMany(panel => panel.Series).Any(series => series is Curve { Style: CurveStyle.Points or CurveStyle.LineAndPoints }) ? 0.03 : 0);

    public static (double Minimum, double Maximum) YRange(Panel panel) => Scale.Range(
        panel.Y, panel.Series.SelectMany(series => series.AllY), panel.Series.Any(series => series is SpikeRaster) ? 0 : 0.05);

    /// <summary>The panels of a column that share their x axis with <paramref name="panel"/>.</summary>
    public static IReadOnlyList<Panel> SharingX(IReadOnlyList<Panel> column, Panel panel) => [.. column.Where(panel.SharesXWith)];

    /// <summary>Whether numbers and label stand below this panel: always at the bottom, and where the next panel below measures something else.</summary>
    public static bool HasXAxis(IReadOnlyList<Panel> column, int row) => row == column.Count - 1 || !column[row].SharesXWith(column[row + 1]);
}
