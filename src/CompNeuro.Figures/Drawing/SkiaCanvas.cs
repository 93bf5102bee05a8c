using System.Collections.Concurrent;
using SkiaSharp;

namespace CompNeuro.Figures.Drawing;

/// <summary>Draws pixels, or a page of a PDF.</summary>
internal sealed class SkiaCanvas(SKCanvas canvas) : ICanvas
{
    private static readonly string[] Families = ["Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans", "Noto Sans"];

    // For symbols that the default face lacks: on Linux, Skia's own search for such a font finds none.
    private static readonly ConcurrentDictionary<int, SKTypeface> Fallbacks = new();
    private static readonly SKTypeface Regular = Sans(SKFontStyle.Normal);
    private static readonly SKTypeface Bold = Sans(SKFontStyle.Bold);

    /// <summary>The layout as a PNG file, <paramref name="width"/> pixels wide.</summary>
    public static byte[] Png(FigureLayout layout, Theme theme, int width)
    {
        var scale = width / FigureLayout.Width;
        using var surface = SKSurface.Create(new SKImageInfo(width, (int)Math.Round(scale * layout.Height)));
        surface.Canvas.Scale((float)scale);
        new Painter(new SkiaCanvas(surface.Canvas), theme).Paint(layout);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>The layout as a PDF of one page, <paramref name="width"/> points wide.</summary>
    public static byte[] Pdf(FigureLayout layout, Theme theme, double width, string title, string subject)
    {
        var scale = (float)(width / FigureLayout.Width);
        using var bytes = new MemoryStream();
        using (var document = SKDocument.CreatePdf(bytes, new SKDocumentPdfMetadata { Title = title, Subject = subject, Creator = "CompNeuro" }))
        {
            var page = document.BeginPage(scale * (float)FigureLayout.Width, scale * (float)layout.Height);
            page.Scale(scale);
            new Painter(new SkiaCanvas(page), theme).Paint(layout);
            document.Close();
        }

        return bytes.ToArray();
    }

    public void Line(IReadOnlyList<Point> points, Pen pen, Box? clip)
    {
        using var paint = Stroke(pen.Colour, pen.Width);
        using var dashes = pen.Dashes is "" ? null : SKPathEffect.CreateDash([.. pen.Dashes.Split(' ').Select(float.Parse)], 0);
        paint.PathEffect = dashes;
        Draw(Path(points), paint, clip);
    }

    public void Fill(IReadOnlyList<Point> outline, string colour, double opacity, Box? clip)
    {
        using var paint = new SKPaint { Color = SKColor.Parse(colour).WithAlpha((byte)Math.Round(255 * opacity)), IsAntialias = true };
        var path = Path(outline);
        path.Close();
        Draw(path, paint, clip);
    }

    public void Dots(IReadOnlyList<Point> centres, double radius, string colour, Box? clip)
    {
        using var paint = Stroke(colour, 2 * radius);
        paint.StrokeCap = SKStrokeCap.Round;
        Draw(Path([.. centres.SelectMany(centre => Painter.Segment(centre.X, centre.Y, centre.X + 0.01, centre.Y))]), paint, clip);
    }

    public void Text(string text, Point at, double size, string colour, Anchor anchor, bool bold, bool upwards)
    {
        using var paint = new SKPaint { Color = SKColor.Parse(colour), IsAntialias = true };
        var pieces = Symbol.Runs(text).SelectMany(run => Pieces(run, size, bold)).ToArray();
        var width = pieces.Sum(piece => piece.Font.MeasureText(piece.Text));
        canvas.Save();
        canvas.Translate((float)at.X, (float)at.Y);
        canvas.RotateDegrees(upwards ? -90 : 0);
        var x = anchor switch { Anchor.Start => 0, Anchor.Middle => -width / 2, _ => -width };
        foreach (var (piece, font, rise) in pieces)
        {
            canvas.DrawText(piece, x, rise, font, paint);
            x += font.MeasureText(piece);
            font.Dispose();
        }

        canvas.Restore();
    }

    private static IEnumerable<(string Text, SKFont Font, float Rise)> Pieces(TextRun run, double size, bool bold)
    {
        var small = run.Height == TextHeight.Base ? size : TextMeasure.SmallSize * size;
        var rise = run.Height switch { TextHeight.Subscript => 0.22 * size, TextHeight.Superscript => -0.34 * size, _ => 0 };
        foreach (var character in run.Text.EnumerateRunes())
        {
            var face = bold ? Bold : Regular;
            var suitable = face.ContainsGlyph(character.Value) ? face : Fallbacks.GetOrAdd(character.Value, Having);
            yield return (character.ToString(), new SKFont(suitable, (float)small) { Subpixel = true }, (float)rise);
        }
    }

    private static SKTypeface Having(int character) => SKFontManager.Default.MatchCharacter(character)
        ?? Families.Concat(SKFontManager.Default.FontFamilies).Select(SKFontManager.Default.MatchFamily).FirstOrDefault(face => face?.ContainsGlyph(character) == true)
        ?? Regular;

    private static SKTypeface Sans(SKFontStyle style) =>
        Families.Select(family => SKFontManager.Default.MatchFamily(family, style)).FirstOrDefault(face => face is not null) ?? SKTypeface.Default;

    private static SKPaint Stroke(string colour, double width) =>
        new() { Color = SKColor.Parse(colour), StrokeWidth = (float)width, IsStroke = true, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round };

    private static SKPath Path(IReadOnlyList<Point> points)
    {
        var path = new SKPath();
        var down = false;
        foreach (var point in points)
        {
            if (double.IsNaN(point.X) || double.IsNaN(point.Y))
            {
                down = false;
                continue;
            }

            if (down)
            {
                path.LineTo((float)point.X, (float)point.Y);
            }
            else
            {
                path.MoveTo((float)point.X, (float)point.Y);
            }

            down = true;
        }

        return path;
    }

    private void Draw(SKPath path, SKPaint paint, Box? clip)
    {
        canvas.Save();
        if (clip is { } box)
        {
            canvas.ClipRect(new SKRect((float)box.Left, (float)box.Top, (float)box.Right, (float)box.Bottom));
        }

        canvas.DrawPath(path, paint);
        canvas.Restore();
        path.Dispose();
    }
}
