using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompNeuro.Kernel.Notebooks;

/// <summary>Text as notebooks keep it: one string, or an array of lines that keep their ends (one changed line, one line of diff).</summary>
internal static class MultilineText
{
    internal static bool TryRead(JsonNode? node, out string text)
    {
        switch (node)
        {
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                text = value.GetValue<string>();
                return true;
            case JsonArray lines when lines.All(line => line?.GetValueKind() == JsonValueKind.String):
                text = string.Concat(lines.Select(line => line!.GetValue<string>()));
                return true;
            default:
                text = "";
                return false;
        }
    }

    internal static JsonArray Write(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add((JsonNode)JsonValue.Create(text[start..end]));
            start = end;
        }
        return lines;
    }
}
