using MathNet.Numerics.Statistics;

namespace CompNeuro.Notebook.Forms;

/// <summary>A row of numbers: all of a short one; the ends and the statistics of a long one.</summary>
internal static class ArrayStatistics
{
    private const int Longest = 24;

    /// <summary>A sequence may never end: so many of its values are looked at.</summary>
    public const int MostOfASequence = 100_000;

    public static Shown Of(IReadOnlyList<double> values, string type)
    {
        var text = $"{type}[{values.Count}]: {Listed(values, Longest)}";
        if (values.Count > Longest)
        {
            var finite = values.Where(double.IsFinite).ToArray();
            var rest = finite.Length == values.Count ? "" : $", {values.Count - finite.Length} not finite";
            text += finite.Length == 0 ? $"\nno finite value" : $"\nminimum {Numbers.Of(finite.Min())}, maximum {Numbers.Of(finite.Max())}, mean {Numbers.Of(finite.Average())}, standard deviation {Numbers.Of(Statistics.StandardDeviation(finite))}{rest}";
        }

        return new(text, $"<div>{Figures.Symbol.Escape(text).Replace("\n", "<br>", StringComparison.Ordinal)}</div>");
    }

    /// <summary>A value inside a table cell: rows of numbers cut short.</summary>
    public static string Brief(object? value) => value is IReadOnlyList<double> list ? Listed(list, 6) : Numbers.Of(value);

    private static string Listed(IReadOnlyList<double> values, int longest) => values.Count <= longest
        ? $"[{string.Join(", ", values.Select(Numbers.Of))}]"
        : $"[{string.Join(", ", values.Take(longest / 2 - 1).Select(Numbers.Of))}, …, {string.Join(", ", values.Skip(values.Count - 2).Select(Numbers.Of))}]";
}
