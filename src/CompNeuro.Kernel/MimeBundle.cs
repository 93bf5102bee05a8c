using System.Text.Json.Nodes;
using CompNeuro.Kernel.Formatting;

namespace CompNeuro.Kernel;

/// <summary>One value in several forms, keyed by MIME type; <c>text/plain</c> is always among them.</summary>
public sealed record MimeBundle(IReadOnlyDictionary<string, JsonNode> Data)
{
    public static MimeBundle PlainText(string text) => new(new Dictionary<string, JsonNode> { ["text/plain"] = JsonValue.Create(text) });

    /// <summary>A value as a cell shows it, in every form that its type has or only in the ones named.</summary>
    public static MimeBundle Of(object? value, params IReadOnlyCollection<string> mimeTypes) => ValueFormatter.Format(value, mimeTypes);
}
