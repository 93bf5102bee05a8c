using System.Text.Json.Nodes;

namespace CompNeuro.Kernel.Display;

/// <summary>Display from the value's side: <c>run.Display()</c>.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows a value under the cell, in every form its type has or only in the ones named.</summary>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => new(value, mimeTypes);

    /// <summary>Shows a text that already is HTML, Markdown, SVG or another MIME type.</summary>
    /// <example><c>"**bold**".DisplayAs("text/markdown")</c></example>
    public static DisplayedValue DisplayAs(this string text, string mimeType) => new(Raw(text, mimeType), []);

    internal static MimeBundle Raw(string text, string mimeType)
    {
        var data = new Dictionary<string, JsonNode> { ["text/plain"] = JsonValue.Create(text) };
        data[mimeType] = mimeType.EndsWith("json", StringComparison.Ordinal) ? JsonNode.Parse(text)! : JsonValue.Create(text);
        return new MimeBundle(data);
    }
}
