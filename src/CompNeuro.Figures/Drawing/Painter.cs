namespace CompNeuro.Figures.Drawing;

/// <summary>Draws a laid-out figure: background, axes, series, legends and labels.</summary>
internal sealed class Painter(ICanvas canvas, Theme theme)
{
    private readonly double font = theme.FontSize;

    public void Paint(FigureLayout layout)
    {
        canvas.Fill([new(0, 0), new(FigureLayout.Width, 0), new(FigureLayout.Width, layout.Height), new(0, layout.Height)], theme.Background, 1);
        for (var line = 0; line < layout.TitleLines.Count; line++)
        {
            canvas.Text(layout.TitleLines[line], new(FigureLayout.Width / 2, 10 + (1.15 + 1.6 * line) * font), 1.15 * font, theme.Foreground, Anchor.Middle, bold: true);
        }

        foreach (var panel in layout.Panels)
        {
            Grid(panel);
            var styles = SeriesStyle.Of(panel.Panel, theme);
            var painter = new SeriesPainter(canvas, theme, panel);
            for (var i = 0; i < styles.Count; i++)
            {
                painter.Paint(panel.Panel.Series[i], styles[i]);
            }

            Axes(panel);
            Legend(panel, styles);
            ReferenceLabels(panel);
        }
    }

    private void Grid(PanelLayout panel)
    {
        var pen = new Pen(theme.Grid, 0.8);
        var (plot, x, y) = (panel.Plot, panel.X, panel.Y);
        canvas.Line([.. panel.XTicks.Where(tick => tick.Text is not "").SelectMany(tick => Segment(x[tick.Value], plot.Top, x[tick.Value], plot.Bottom))], pen);
        canvas.Line([.. panel.YTicks.Where(tick => tick.Text is not "").SelectMany(tick => Segment(plot.Left, y[tick.Value], plot.Right, y[tick.Value]))], pen);
    }

    private void Axes(PanelLayout panel)
    {
        var (plot, x, y) = (panel.Plot, panel.X, panel.Y);
        var pen = new Pen(theme.Foreground, 1);
        canvas.Line([new(plot.Left, plot.Top), new(plot.Left, plot.Bottom), new(plot.Right, plot.Bottom)], pen);
        canvas.Line([.. panel.XTicks.SelectMany(tick => Segment(x[tick.Value], plot.Bottom, x[tick.Value], plot.Bottom + Length(tick)))], pen);
        canvas.Line([.. panel.YTicks.SelectMany(tick => Segment(plot.Left - Length(tick), y[tick.Value], plot.Left, y[tick.Value]))], pen);
        foreach (var tick in panel.YTicks.Where(tick => tick.Text is not ""))
        {
            canvas.Text(tick.Text, new(plot.Left - 7, y[tick.Value] + 0.33 * font), 0.92 * font, theme.Foreground, Anchor.End);
        }

        canvas.Text(panel.Panel.Y.ToString(), new(panel.LabelLeft, plot.Top + plot.Height / 2), font, theme.Foreground, Anchor.Middle, upwards: true);
        if (!panel.ShowsXAxis)
        {
            return;
        }

        foreach (var tick in panel.XTicks.Where(tick => tick.Text is not ""))
        {
            canvas.Text(tick.Text, new(x[tick.Value], plot.Bottom + 5 + 1.1 * font), 0.92 * font, theme.Foreground, Anchor.Middle);
        }

        canvas.Text(panel.Panel.X.ToString(), new(plot.Left + plot.Width / 2, plot.Bottom + 2.75 * font), font, theme.Foreground, Anchor.Middle);
    }

    private void Legend(PanelLayout panel, IReadOnlyList<SeriesStyle> styles)
    {
        var top = panel.Plot.Top - PanelLayout.Above(panel.Panel, panel.Legend, font);
        if (panel.Panel.Title is not "")
        {
            canvas.Text(panel.Panel.Title, new(panel.LabelLeft - font, top + 1.1 * font), font, theme.Foreground, Anchor.Start, bold: true);
            top += 1.7 * font;
        }

        foreach (var entry in panel.Legend.Entries)
        {
            var (x, y) = (panel.Plot.Left + entry.X, top + entry.Y + font);
            SeriesPainter.Sample(canvas, theme, panel.Panel.Series[entry.Series], styles[entry.Series], new(x, y - 0.35 * font));
            canvas.Text(panel.Panel.Series[entry.Series].Name, new(x + LegendLayout.Sample + 6, y), font, theme.Foreground, Anchor.Start);
        }
    }

    private void ReferenceLabels(PanelLayout panel)
    {
        foreach (var label in ReferenceLabel.Of(panel, font))
        {
            canvas.Text(label.Line.Name, label.At, font, theme.Foreground, label.Line.IsVertical ? Anchor.Middle : Anchor.Start);
        }
    }

    private static double Length(Tick tick) => tick.Text is "" ? 2.5 : 4.5;

    internal static Point[] Segment(double x1, double y1, double x2, double y2) => [new(x1, y1), new(x2, y2), new(double.NaN, double.NaN)];
}
