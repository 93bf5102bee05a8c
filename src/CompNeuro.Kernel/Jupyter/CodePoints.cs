namespace CompNeuro.Kernel.Jupyter;

/// <summary>Jupyter counts cursor positions in Unicode code points, C# strings in UTF-16 units: an emoji is one of the former, two of the latter.</summary>
internal static class CodePoints
{
    /// <summary>The UTF-16 index of the code point with index <paramref name="codePoint"/>, kept within the text.</summary>
    public static int ToUtf16(string text, int codePoint)
    {
        var index = 0;
        for (; codePoint > 0 && index < text.Length; codePoint--)
        {
            index += IsPair(text, index) ? 2 : 1;
        }

        return index;
    }

    /// <summary>How many code points stand before the UTF-16 index.</summary>
    public static int FromUtf16(string text, int utf16)
    {
        var count = 0;
        for (var index = 0; index < utf16 && index < text.Length; count++)
        {
            index += IsPair(text, index) ? 2 : 1;
        }

        return count;
    }

    private static bool IsPair(string text, int index) =>
        index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);
}
