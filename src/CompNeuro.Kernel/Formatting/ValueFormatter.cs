using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CompNeuro.Kernel.Errors;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace CompNeuro.Kernel.Formatting;

/// <summary>Turns the value of a cell into every form that its formatters offer.</summary>
internal static partial class ValueFormatter
{
    private const string Plain = "text/plain";
    private const string Html = "text/html";
    private const int Largest = 50_000_000;

    /// <param name="mimeTypes">The forms wanted; none for those that the value's type prefers.</param>
    public static MimeBundle Format(object? value, params IReadOnlyCollection<string> mimeTypes)
    {
        if (value is MimeBundle bundle)
        {
            return bundle;
        }

        var data = new Dictionary<string, JsonNode>();
        var notes = new List<string>();
        if (value is not null)
        {
            foreach (var mimeType in Forms(value, mimeTypes))
            {
                Add(data, notes, mimeType, value);
            }
        }

        if (!data.ContainsKey(Plain))
        {
            data[Plain] = Text(value, notes);
        }

        return new MimeBundle(data);
    }

    private static IEnumerable<string> Forms(object value, IReadOnlyCollection<string> wanted)
    {
        var type = value.GetType();
        if (wanted.Count > 0)
        {
            return value is string ? [] : wanted.Where(w => w != Plain || IsMeantFor(type, Plain));
        }

        var forms = Formatter.GetPreferredMimeTypesFor(type).Append(Plain).Distinct().Where(m => IsMeantFor(type, m)).ToList();
        return forms.Count == 0 && IsTable(value) ? [Html] : forms;
    }

    /// <summary>Whether somebody wrote a formatter for this type, rather than the library falling back on its general one.</summary>
    private static bool IsMeantFor(Type type, string mimeType)
    {
        try
        {
            var formatter = Formatter.GetPreferredFormatterFor(type, mimeType);
            return Formatter.RegisteredFormatters(includeDefaults: false).Contains(formatter)
                || (formatter.Type != typeof(object) && !Formatter.RegisteredFormatters(includeDefaults: true).Contains(formatter) && type.Assembly != typeof(object).Assembly)
                || typeof(IHtmlContent).IsAssignableFrom(type);
        }
        catch (ArgumentException)
        {
            return false; // Preferred, but nobody wrote a formatter for it.
        }
    }

    /// <summary>Rows of things with properties read better as a table than as a line of text.</summary>
    private static bool IsTable(object value) =>
        value is IDictionary || (value is ICollection { Count: > 0 } rows && rows.Cast<object?>().First() is { } row && row is not (IFormattable or string or bool or char or IEnumerable));

    private static void Add(Dictionary<string, JsonNode> data, List<string> notes, string mimeType, object value)
    {
        try
        {
            var writer = new BoundedWriter(Largest);
            value.FormatTo(new FormatContext(writer), mimeType);
            var text = writer.ToString();
            data[mimeType] = mimeType.EndsWith("json", StringComparison.Ordinal)
                ? JsonNode.Parse(text) ?? throw new JsonException("the formatter wrote no JSON")
                : JsonValue.Create(mimeType == Html ? LibraryStyle().Replace(text, "") : text);
        }
        catch (Exception exception) when (exception is not ThreadInterruptedException)
        {
            notes.Add($"[This value could not be shown as {mimeType}: {ExceptionMessage.Of(exception.InnerException ?? exception)}]");
        }
    }

    private static string Text(object? value, List<string> notes)
    {
        var text = "";
        try
        {
            text = PlainText.Of(value);
        }
        catch (Exception exception) when (exception is not ThreadInterruptedException)
        {
            notes.Add($"[This {value?.GetType().Name} could not be shown as text: {ExceptionMessage.Of(exception)}]");
        }

        return string.Join('\n', notes.Prepend(text).Where(line => line.Length > 0 || notes.Count == 0));
    }

    // The library repeats half a kilobyte of style with each value.
    [GeneratedRegex(@"<style>\s*\.dni-code-hint.*?</style>", RegexOptions.Singleline)]
    private static partial Regex LibraryStyle();
}
