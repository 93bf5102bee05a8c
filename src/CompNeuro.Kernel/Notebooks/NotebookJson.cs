using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompNeuro.Kernel.Notebooks;

/// <summary>
/// JSON as the Python package nbformat writes it (one space of indent, only the characters escaped that must be, lower-case
/// hexadecimal), so that saving a notebook here and in Jupyter gives the same bytes. Order of keys is kept.
/// </summary>
internal static class NotebookJson
{
    private const int MaximumDepth = 200;

    internal static JsonNode? Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaximumDepth });
        using var document = JsonDocument.ParseValue(ref reader);
        while (reader.Read())
        {
        }
        return Copy(document.RootElement);
    }

    internal static string Write(JsonNode root)
    {
        var text = new StringBuilder();
        Write(text, root, 0);
        return text.Append('\n').ToString();
    }

    /// <summary>Reads everything at once: a broken surrogate or a repeated key is found here and not in the middle of a run.</summary>
    private static JsonNode? Copy(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var copy = new JsonObject();
                foreach (var property in element.EnumerateObject())
                {
                    if (!copy.TryAdd(property.Name, Copy(property.Value)))
                    {
                        throw new JsonException($"the key \"{property.Name}\" stands twice in one object");
                    }
                }
                return copy;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Copy)]);
            case JsonValueKind.String:
                return JsonValue.Create(element.GetString());
            case JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(element.Clone());
        }
    }

    private static void Write(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject { Count: 0 }:
                text.Append("{}");
                break;
            case JsonArray { Count: 0 }:
                text.Append("[]");
                break;
            case JsonObject pairs:
                var separator = '{';
                foreach (var (key, value) in pairs)
                {
                    NewLine(text.Append(separator), depth + 1);
                    Quote(text, key);
                    Write(text.Append(": "), value, depth + 1);
                    separator = ',';
                }
                NewLine(text, depth).Append('}');
                break;
            case JsonArray items:
                separator = '[';
                foreach (var item in items)
                {
                    NewLine(text.Append(separator), depth + 1);
                    Write(text, item, depth + 1);
                    separator = ',';
                }
                NewLine(text, depth).Append(']');
                break;
            default:
                if (node.GetValueKind() == JsonValueKind.String)
                {
                    Quote(text, node.GetValue<string>());
                }
                else
                {
                    text.Append(node.ToJsonString());
                }
                break;
        }
    }

    private static StringBuilder NewLine(StringBuilder text, int depth) => text.Append('\n').Append(' ', depth);

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }
        text.Append('"');
    }
}
