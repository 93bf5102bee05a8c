using System.Collections;
using Microsoft.CodeAnalysis.CSharp.Scripting.Hosting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace CompNeuro.Kernel.Formatting;

/// <summary>The text form of any value: numbers and strings as they are, collections as <c>double[3] { 1, 2, 3 }</c>.</summary>
internal static class PlainText
{
    private const int LongestString = 100_000;
    private const int LongestObject = 4_000;

    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => Shortened(text),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFF"),
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss.FFF zzz"),
        not IEnumerable when HasOwnText(value.GetType()) => Shortened(value.ToString() ?? ""),
        IEnumerable sequence when value is not ICollection && !IsCounted(value) => Lazy(sequence),
        _ => Formatted(value),
    };

    public static string Shortened(string text) => text.Length <= LongestString
        ? text
        : $"{text.AsSpan(0, LongestString)}\n… (the first {LongestString} of {text.Length} characters)";

    private static string Formatted(object? value) =>
        CSharpObjectFormatter.Instance.FormatObject(value, new PrintOptions { MaximumOutputLength = LongestObject, Ellipsis = " …" });

    /// <summary>A query is run, but only as far as is shown: it may have no end.</summary>
    private static string Lazy(IEnumerable sequence)
    {
        var items = new List<string>();
        var length = 0;
        foreach (var item in sequence)
        {
            if (length > LongestObject)
            {
                items.Add("…");
                break;
            }

            items.Add(item is string ? Formatted(item) : Of(item));
            length += items[^1].Length + 2;
        }

        return items.Count == 0 ? "{ }" : $"{{ {string.Join(", ", items)} }}";
    }

    private static bool IsCounted(object value) => value.GetType().GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>));

    private static bool HasOwnText(Type type) =>
        type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType is { } declaring && declaring != typeof(object) && declaring != typeof(ValueType) && declaring != typeof(Delegate);
}
