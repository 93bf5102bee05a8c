namespace CompNeuro.Figures.Drawing;

/// <summary>Draws the series of one panel. A new kind of series is one more case here and in the Plotly renderer.</summary>
internal sealed class SeriesPainter(ICanvas canvas, Theme theme, PanelLayout panel)
{
    public void Paint(Series series, SeriesStyle style)
    {
        var (plot, x, y) = (panel.Plot, panel.X, panel.Y);
        switch (series)
        {
            case Curve curve:
                Curve(curve, style);
                break;
            case Band band:
                canvas.Fill([.. Points(band.X, band.Upper), .. Points(band.X, band.Lower).Reverse()], style.Colour, 0.22, plot);
                break;
            case ReferenceLine { IsVertical: true } line:
                canvas.Line([new(x[line.Value], plot.Top), new(x[line.Value], plot.Bottom)], new Pen(style.Colour, 1.2, style.Dashes), plot);
                break;
            case ReferenceLine line:
                canvas.Line([new(plot.Left, y[line.Value]), new(plot.Right, y[line.Value])], new Pen(style.Colour, 1.2, style.Dashes), plot);
                break;
            case SpikeRaster raster:
                canvas.Line([.. raster.Trains.SelectMany((train, row) => train.SelectMany(t => Painter.Segment(x[t], y[row + 1 - raster.Reach], x[t], y[row + 1 + raster.Reach])))], new Pen(style.Colour, 1.3), plot);
                break;
        }
    }

    /// <summary>The short piece shown before the name in the legend.</summary>
    public static void Sample(ICanvas canvas, Theme theme, Series series, SeriesStyle style, Point left)
    {
        var (right, middle) = (left with { X = left.X + LegendLayout.Sample }, left with { X = left.X + LegendLayout.Sample / 2 });
        if (series is Band)
        {
            canvas.Fill([left with { Y = left.Y - 4 }, right with { Y = left.Y - 4 }, right with { Y = left.Y + 4 }, left with { Y = left.Y + 4 }], style.Colour, 0.22);
        }
        else if (series is not Curve { Style: CurveStyle.Points })
        {
            canvas.Line([left, right], new Pen(style.Colour, theme.LineWidth, style.Dashes));
        }

        if (series is Curve { Style: CurveStyle.Points or CurveStyle.LineAndPoints })
        {
            canvas.Dots([middle], 1.6 * theme.LineWidth, style.Colour);
        }
    }

    private void Curve(Curve curve, SeriesStyle style)
    {
        var points = Points(curve.X, curve.Y);
        var (x, y) = (points.Select(point => point.X).ToArray(), points.Select(point => point.Y).ToArray());
        if (curve.Style is not CurveStyle.Points)
        {
            var kept = Decimation.Line(x, y).Select(i => points[i]).ToArray();
            canvas.Line(curve.Style is CurveStyle.Step ? Stepped(kept) : kept, new Pen(style.Colour, curve.Weight * theme.LineWidth, style.Dashes), panel.Plot);
        }

        if (curve.Style is CurveStyle.Points or CurveStyle.LineAndPoints)
        {
            canvas.Dots([.. Decimation.Marks(x, y).Select(i => points[i])], 1.6 * theme.LineWidth, style.Colour, panel.Plot);
        }
    }

    private Point[] Points(IEnumerable<double> x, IEnumerable<double> y) => [.. x.Zip(y, (a, b) => new Point(panel.X[a], panel.Y[b]))];

    private static Point[] Stepped(Point[] points) =>
        [.. points.SelectMany((point, i) => i == 0 ? [point] : new[] { point with { Y = points[i - 1].Y }, point })];
}
