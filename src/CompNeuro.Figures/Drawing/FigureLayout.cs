namespace CompNeuro.Figures.Drawing;

/// <summary>Places the panels of a figure. Widths are in pixels of a picture 720 wide, which is then scaled to where it is shown.</summary>
internal sealed record FigureLayout(double Height, IReadOnlyList<string> TitleLines, IReadOnlyList<PanelLayout> Panels)
{
    public const double Width = 720;

    private const double Margin = 10;

    public static FigureLayout Of(Figure figure, Theme theme)
    {
        var font = theme.FontSize;
        var title = TextMeasure.Wrap(figure.Title, 1.15 * TextMeasure.Bold * font, Width - 2 * Margin);
        var top = Margin + title.Count * 1.6 * font;
        var columnWidth = (Width - 2 * Margin - (figure.Columns.Length - 1) * 1.5 * font) / figure.Columns.Length;
        var columns = figure.Columns.Select(panels => new Column(panels, columnWidth, font)).ToArray();
        Column.Align(columns);
        var natural = columns.Max(column => column.NaturalHeight);
        var inner = figure.Aspect is { } aspect ? Math.Max(aspect * Width - top - Margin, columns.Max(column => column.LeastHeight)) : natural;
        return new FigureLayout(
            top + inner + Margin,
            title,
            [.. columns.SelectMany((column, i) => column.Place(Margin + i * (columnWidth + 1.5 * font), top, inner))]);
    }

    /// <summary>Whether every label and legend keeps to its panel, and the data have at least half of the height.</summary>
    public bool IsRoomy(double font) => Panels.All(panel => panel.IsRoomy(font)) && Panels.GroupBy(panel => panel.Plot.Left).All(column => column.Sum(panel => panel.Plot.Height) >= 0.5 * Height);

    /// <summary>One column: its panels share left and right edges, so that their x axes are aligned.</summary>
    private sealed class Column(IReadOnlyList<Panel> panels, double width, double font)
    {
        private readonly LegendLayout[] legends = [.. panels.Select(panel => LegendLayout.Of(panel, width - 4 * font, font))];

        /// <summary>Panels side by side begin at one height, however many rows their legends have.</summary>
        public static void Align(IReadOnlyList<Column> columns)
        {
            for (var row = 0; row < columns.Max(column => column.legends.Length); row++)
            {
                var beside = columns.Where(column => row < column.legends.Length).ToArray();
                var most = beside.Max(column => column.Above(row));
                foreach (var column in beside)
                {
                    column.legends[row] = column.legends[row].Lowered(most - column.Above(row));
                }
            }
        }

        private double Above(int row) => PanelLayout.Above(panels[row], legends[row], font);

        private double Surroundings => panels.Select((panel, row) => PanelLayout.Surroundings(panel, legends[row], PanelLayout.HasXAxis(panels, row), font)).Sum();

        private double Weight => panels.Sum(panel => panel.Height);

        public double NaturalHeight => Surroundings + Weight * (panels.Count == 1 ? Math.Min(300, 0.7 * width) : 190);

        public double LeastHeight => Surroundings + panels.Count * 3 * font;

        public IEnumerable<PanelLayout> Place(double left, double top, double height)
        {
            var unit = (height - Surroundings) / Weight;
            var ranges = panels.Select(PanelLayout.YRange).ToArray();
            var yTicks = panels.Select((panel, row) => YTicks(panel, ranges[row], unit * panel.Height)).ToArray();
            var numbers = yTicks.SelectMany(ticks => ticks).Max(tick => TextMeasure.Width(tick.Text, 0.92 * font));
            var plotLeft = left + 1.6 * font + numbers + 9;
            var labels = panels.SelectMany(PanelLayout.HorizontalLabels).Select(line => TextMeasure.Width(line.Name, font)).DefaultIfEmpty(0).Max();
            var plotWidth = Math.Max(40, left + width - plotLeft - Math.Max(Overhang(left + width - plotLeft), labels + 8));
            for (var row = 0; row < panels.Count; row++)
            {
                var panel = panels[row];
                var hasXAxis = PanelLayout.HasXAxis(panels, row);
                var plot = new Box(plotLeft, top + PanelLayout.Above(panel, legends[row], font), plotWidth, unit * panel.Height);
                var (xMinimum, xMaximum) = PanelLayout.XRange(PanelLayout.SharingX(panels, panel));
                var x = new Scale(xMinimum, xMaximum, panel.X.IsLogarithmic, plot.Left, plot.Right);
                var y = new Scale(ranges[row].Minimum, ranges[row].Maximum, panel.Y.IsLogarithmic, plot.Bottom, plot.Top);
                yield return new PanelLayout(panel, plot, x, y, Ticks.Of(x, (int)(plotWidth / (6.5 * font))), yTicks[row], hasXAxis, legends[row], left + font);
                top += PanelLayout.Surroundings(panel, legends[row], hasXAxis, font) + plot.Height;
            }
        }

        // Half of the last number below an x axis may stand right of it.
        private double Overhang(double available) => panels.Where((_, row) => PanelLayout.HasXAxis(panels, row)).Max(panel =>
        {
            var (minimum, maximum) = PanelLayout.XRange(PanelLayout.SharingX(panels, panel));
            var scale = new Scale(minimum, maximum, panel.X.IsLogarithmic, 0, available);
            return Math.Max(font, Ticks.Of(scale, (int)(available / (6.5 * font))).Max(tick => TextMeasure.Width(tick.Text, 0.92 * font)) / 2);
        });

        private IReadOnlyList<Tick> YTicks(Panel panel, (double Minimum, double Maximum) range, double height)
        {
            var scale = new Scale(range.Minimum, range.Maximum, panel.Y.IsLogarithmic, height, 0);
            var about = Math.Max(2, (int)(height / (3 * font)));
            return panel.Series.All(series => series is SpikeRaster) ? Ticks.Whole(scale, about) : Ticks.Of(scale, about);
        }
    }
}
