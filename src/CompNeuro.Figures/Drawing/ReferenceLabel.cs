namespace CompNeuro.Figures.Drawing;

/// <summary>The name of a reference line, at the end of its baseline (horizontal) or its centre (vertical).</summary>
/// <param name="Line">The line.</param>
/// <param name="At">Where the name stands.</param>
/// <param name="Moved">How far, along the axis, it was moved away from its line to keep clear of another name, in pixels right or down.</param>
internal readonly record struct ReferenceLabel(ReferenceLine Line, Point At, double Moved)
{
    /// <summary>Horizontal lines are named right of the plot, vertical ones above it: never on the data. Names that would touch are moved apart.</summary>
    public static IEnumerable<ReferenceLabel> Of(PanelLayout panel, double font)
    {
        var lowest = panel.Plot.Bottom + 2 * font;
        foreach (var line in PanelLayout.HorizontalLabels(panel.Panel).OrderBy(line => line.Value))
        {
            var wanted = panel.Y[line.Value] + 0.35 * font;
            lowest = Math.Min(wanted, lowest - 1.15 * font);
            yield return new(line, new(panel.Plot.Right + 6, lowest), lowest - wanted);
        }

        var free = double.NegativeInfinity;
        foreach (var line in PanelLayout.VerticalLabels(panel.Panel).OrderBy(line => line.Value))
        {
            var half = TextMeasure.Width(line.Name, font) / 2;
            var wanted = panel.X[line.Value];
            var centre = Math.Max(free + half, Math.Clamp(wanted, panel.Plot.Left + half, Math.Max(panel.Plot.Left + half, panel.Plot.Right - half)));
            yield return new(line, new(centre, panel.Plot.Top - 0.35 * font), centre - wanted);
            free = centre + half + 6;
        }
    }
}
