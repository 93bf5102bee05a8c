using System.Globalization;

namespace CompNeuro.Figures;

/// <summary>How large a static figure is, and how large text and lines have to be there, in pixels at a figure width of 720.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels; null to follow the figure.</param>
/// <param name="FontSize">The least; a theme may have more.</param>
/// <param name="LineWidth">The least; a theme may have more.</param>
public sealed record FigureSize(string Name, int Width, int? Height = null, double FontSize = 0, double LineWidth = 0)
{
    public const int Smallest = 100, Largest = 10_000;

    /// <summary>As in the notebook, at twice its resolution.</summary>
    public static FigureSize Page { get; } = new("page", 1440);

    /// <summary>A whole slide of 16 : 9, to be read from the last row.</summary>
    public static FigureSize Slide { get; } = new("slide", 1920, 1080, 20, 3.2);

    /// <summary>The left or right half of a slide, to be read from the last row.</summary>
    public static FigureSize HalfSlide { get; } = new("half-slide", 960, 1080, 32, 5);

    /// <summary>One column of a journal: 8.9 cm at 300 pixels an inch, text of 8 points.</summary>
    public static FigureSize Column { get; } = new("column", 1050, null, 22, 2.6);

    public static IReadOnlyList<FigureSize> All { get; } = [Page, Slide, HalfSlide, Column];

    /// <summary>Reads the name of a size, or width and height in pixels as in <c>800x600</c>.</summary>
    /// <exception cref="FormatException">It is neither; the message lists the names.</exception>
    public static FigureSize Parse(string text)
    {
        if (All.FirstOrDefault(size => size.Name == text) is { } named)
        {
            return named;
        }

        var parts = text.Split('x', '×');
        return parts.Length == 2 && Pixels(parts[0]) is { } width && Pixels(parts[1]) is { } height && (double)height / width is >= 0.1 and <= 5
            ? new FigureSize(text, width, height)
            : throw new FormatException($"\"{text}\" is no size of a figure: use {string.Join(", ", All.Select(size => size.Name))}, or width and height in pixels ({Smallest} to {Largest}; the height from a tenth to five times the width), as in 1200x800.");
    }

    private static int? Pixels(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) && pixels is >= Smallest and <= Largest ? pixels : null;
}
