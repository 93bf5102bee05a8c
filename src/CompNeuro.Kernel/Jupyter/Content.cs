using System.Text.Json;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>The content of messages that several places send.</summary>
internal static class Content
{
    public static void Empty(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    public static void Ok(Utf8JsonWriter writer, Action<Utf8JsonWriter>? more = null)
    {
        writer.WriteStartObject();
        writer.WriteString("status", "ok");
        more?.Invoke(writer);
        writer.WriteEndObject();
    }

    public static void Status(Utf8JsonWriter writer, string state)
    {
        writer.WriteStartObject();
        writer.WriteString("execution_state", state);
        writer.WriteEndObject();
    }

    public static void Stream(Utf8JsonWriter writer, StreamName stream, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("name", stream == StreamName.StandardOutput ? "stdout" : "stderr");
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    public static void Display(Utf8JsonWriter writer, MimeBundle bundle, string? displayId)
    {
        writer.WriteStartObject();
        Bundle(writer, bundle);
        writer.WriteStartObject("transient");
        if (displayId is not null)
        {
            writer.WriteString("display_id", displayId);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>The properties <c>data</c> and <c>metadata</c>.</summary>
    public static void Bundle(Utf8JsonWriter writer, MimeBundle? bundle)
    {
        writer.WriteStartObject("data");
        foreach (var (mimeType, value) in bundle?.Data ?? new Dictionary<string, System.Text.Json.Nodes.JsonNode>())
        {
            writer.WritePropertyName(mimeType);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("metadata");
        writer.WriteEndObject();
    }

    /// <summary>An error, as the <c>error</c> message and as the properties of an unsuccessful reply.</summary>
    public static void Error(Utf8JsonWriter writer, CellError error, Action<Utf8JsonWriter>? more = null)
    {
        writer.WriteStartObject();
        writer.WriteString("status", "error");
        writer.WriteString("ename", error.Name);
        writer.WriteString("evalue", error.Message);
        writer.WriteStartArray("traceback");
        foreach (var line in error.Traceback is { Count: > 0 } lines ? lines : [$"{error.Name}: {error.Message}"])
        {
            writer.WriteStringValue(line);
        }

        writer.WriteEndArray();
        more?.Invoke(writer);
        writer.WriteEndObject();
    }
}
