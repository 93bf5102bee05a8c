namespace CompNeuro.Figures.Drawing;

/// <summary>
/// The room a text needs. The reader's font is not known here, so widths are those of a wide sans serif (DejaVu Sans, per em)
/// rounded up: in narrower fonts there is some air, in none does text run into text.
/// </summary>
internal static class TextMeasure
{
    public static double Width(string text, double size) =>
        Symbol.Runs(text).Sum(run => run.Text.Sum(Width) * size * (run.Height == TextHeight.Base ? 1 : SmallSize));

    /// <summary>The text in lines no wider than <paramref name="width"/>, broken between words; no line for an empty text.</summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Width(lines[^1] + " " + word, size) <= width)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }

    /// <summary>How much wider bold text is.</summary>
    public const double Bold = 1.12;

    /// <summary>The size of a subscript relative to its base.</summary>
    public const double SmallSize = 0.72;

    private static double Width(char character) => character switch
    {
        'i' or 'j' or 'l' or '.' or ',' or ':' or ';' or '\'' or '|' or ' ' or '·' => 0.33,
        'f' or 't' or 'r' or 'I' or '(' or ')' or '[' or ']' or '/' or '-' => 0.41,
        'm' or 'w' or 'M' or 'W' or '%' or '@' or '→' => 0.98,
        '−' or '+' or '=' or '<' or '>' or '±' or '∞' => 0.84,
        >= 'A' and <= 'Z' => 0.72,
        _ => 0.64,
    };
}
