using System.Text.Json.Nodes;

namespace CompNeuro.Kernel;

/// <summary>One value in several forms, keyed by MIME type; <c>text/plain</c> is always among them.</summary>
public sealed record MimeBundle(IReadOnlyDictionary<string, JsonNode> Data)
{
    public static MimeBundle PlainText(string text) => new(new Dictionary<string, JsonNode> { ["text/plain"] = JsonValue.Create(text) });
}
