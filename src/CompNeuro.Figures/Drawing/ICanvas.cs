namespace CompNeuro.Figures.Drawing;

internal readonly record struct Point(double X, double Y);

internal readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;
}

/// <summary>A pen: colour, width in pixels, and dash lengths (empty for a solid line).</summary>
internal sealed record Pen(string Colour, double Width, string Dashes = "");

internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>What a figure is drawn on: SVG text or pixels. One layout serves both.</summary>
internal interface ICanvas
{
    /// <summary>Draws a line through the points; NaN lifts the pen.</summary>
    void Line(IReadOnlyList<Point> points, Pen pen, Box? clip = null);

    void Fill(IReadOnlyList<Point> outline, string colour, double opacity, Box? clip = null);

    void Dots(IReadOnlyList<Point> centres, double radius, string colour, Box? clip = null);

    /// <summary>Writes symbols with their subscripts, the baseline at <paramref name="at"/>.</summary>
    void Text(string text, Point at, double size, string colour, Anchor anchor, bool bold = false, bool upwards = false);
}
