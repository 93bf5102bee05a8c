using System.Globalization;
using System.Text;
using CompNeuro.Figures.Drawing;

namespace CompNeuro.Figures.Svg;

/// <summary>Draws as SVG elements, in tenths of a pixel and relative steps, which keeps long traces short.</summary>
internal sealed class SvgCanvas : ICanvas
{
    private readonly StringBuilder svg = new();

    public override string ToString() => svg.ToString();

    public void Line(IReadOnlyList<Point> points, Pen pen, Box? clip) => Clipped(clip, () =>
    {
        svg.Append($"<path fill=\"none\" stroke=\"{pen.Colour}\" stroke-width=\"{N(pen.Width)}\" stroke-linejoin=\"round\"");
        svg.Append(pen.Dashes is "" ? "" : $" stroke-dasharray=\"{pen.Dashes}\"");
        Path(points, close: false);
    });

    public void Fill(IReadOnlyList<Point> outline, string colour, double opacity, Box? clip) => Clipped(clip, () =>
    {
        svg.Append($"<path fill=\"{colour}\" fill-opacity=\"{N(opacity)}\"");
        Path(outline, close: true);
    });

    public void Dots(IReadOnlyList<Point> centres, double radius, string colour, Box? clip) => Clipped(clip, () =>
    {
        // A round cap on a stroke of no length is a dot: far shorter than a circle element for each.
        svg.Append($"<path fill=\"none\" stroke=\"{colour}\" stroke-width=\"{N(2 * radius)}\" stroke-linecap=\"round\" d=\"");
        foreach (var centre in centres)
        {
            svg.Append($"M{N(centre.X)} {N(centre.Y)}h0");
        }

        svg.Append("\"/>");
    });

    public void Text(string text, Point at, double size, string colour, Anchor anchor, bool bold, bool upwards)
    {
        svg.Append($"<text x=\"{N(at.X)}\" y=\"{N(at.Y)}\" font-size=\"{N(size)}\" fill=\"{colour}\"");
        svg.Append(anchor switch { Anchor.Middle => " text-anchor=\"middle\"", Anchor.End => " text-anchor=\"end\"", _ => "" });
        svg.Append(bold ? " font-weight=\"600\"" : "");
        svg.Append(upwards ? $" transform=\"rotate(-90 {N(at.X)} {N(at.Y)})\">" : ">");
        var rise = 0.0;
        foreach (var run in Symbol.Runs(text))
        {
            var wanted = run.Height switch { TextHeight.Subscript => 0.22 * size, TextHeight.Superscript => -0.34 * size, _ => 0 };
            var small = run.Height is TextHeight.Base ? "" : $" font-size=\"{N(size * TextMeasure.SmallSize)}\"";
            svg.Append(wanted == rise && small is "" ? Symbol.Escape(run.Text) : $"<tspan dy=\"{N(wanted - rise)}\"{small}>{Symbol.Escape(run.Text)}</tspan>");
            rise = wanted;
        }

        svg.Append("</text>");
    }

    private void Path(IReadOnlyList<Point> points, bool close)
    {
        svg.Append(" d=\"");
        var (x, y) = (0L, 0L);
        var down = false;
        foreach (var point in points)
        {
            if (double.IsNaN(point.X) || double.IsNaN(point.Y))
            {
                down = false;
                continue;
            }

            var (nextX, nextY) = (Tenths(point.X), Tenths(point.Y));
            if (!down)
            {
                svg.Append($"M{T(nextX)} {T(nextY)}");
            }
            else if (nextX != x || nextY != y)
            {
                svg.Append(nextY == y ? $"h{T(nextX - x)}" : nextX == x ? $"v{T(nextY - y)}" : $"l{T(nextX - x)} {T(nextY - y)}".Replace(" -", "-", StringComparison.Ordinal));
            }

            (x, y, down) = (nextX, nextY, true);
        }

        svg.Append(close ? "z\"/>" : "\"/>");
    }

    // A nested svg element clips to its box and, unlike clipPath, needs no id that could clash with another figure of the page.
    private void Clipped(Box? clip, Action draw)
    {
        if (clip is { } box)
        {
            svg.Append($"<svg x=\"{N(box.Left)}\" y=\"{N(box.Top)}\" width=\"{N(box.Width)}\" height=\"{N(box.Height)}\" viewBox=\"{N(box.Left)} {N(box.Top)} {N(box.Width)} {N(box.Height)}\">");
        }

        draw();
        svg.Append(clip is null ? "" : "</svg>");
    }

    // Far outside the picture the exact place is of no matter, but a number of twenty digits would be.
    private static long Tenths(double pixels) => (long)Math.Round(Math.Clamp(pixels, -1e5, 1e5) * 10);

    private static string T(long tenths) => tenths % 10 == 0 ? (tenths / 10).ToString(CultureInfo.InvariantCulture) : (tenths / 10.0).ToString("0.0", CultureInfo.InvariantCulture);

    internal static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
