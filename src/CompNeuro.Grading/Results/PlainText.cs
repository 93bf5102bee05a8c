using System.Globalization;

namespace CompNeuro.Grading;

/// <summary>
/// Text that students chose, such as names of files and messages of exceptions, so that it does nothing to a terminal, a table or a page but stand there: what would move the cursor or turn the direction
/// of writing is written as its number. It is not left out, for two names that differ by it are two names.
/// </summary>
internal static class PlainText
{
    /// <summary>In one line.</summary>
    public static string Line(string text) => Escaped(text, "");

    /// <summary>With its line breaks.</summary>
    public static string Lines(string text) => Escaped(text.Replace("\r\n", "\n", StringComparison.Ordinal), "\n");

    private static string Escaped(string text, string kept) =>
        text.Any(c => IsActive(c) && !kept.Contains(c)) ? string.Concat(text.Select(c => IsActive(c) && !kept.Contains(c) ? $"\\u{(int)c:X4}" : $"{c}")) : text;

    // Besides control characters, the marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX #9), and the separators of lines and paragraphs.
    private static bool IsActive(char c) =>
        char.IsControl(c) || c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
        || char.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
