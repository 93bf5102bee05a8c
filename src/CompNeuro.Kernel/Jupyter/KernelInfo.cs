using System.Text.Json;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>The answer to kernel_info_request, which needs neither the engine nor Roslyn.</summary>
internal static class KernelInfo
{
    public static void Write(Utf8JsonWriter writer, KernelIdentity identity) => Content.Ok(writer, more =>
    {
        more.WriteString("protocol_version", MessageCodec.ProtocolVersion);
        more.WriteString("implementation", identity.Name);
        more.WriteString("implementation_version", identity.Version);
        more.WriteString("banner", identity.Banner);
        more.WriteBoolean("debugger", false);
        more.WriteStartArray("supported_features");
        more.WriteEndArray();
        more.WriteStartArray("help_links");
        foreach (var (text, url) in identity.HelpLinks ?? [])
        {
            more.WriteStartObject();
            more.WriteString("text", text);
            more.WriteString("url", url);
            more.WriteEndObject();
        }

        more.WriteEndArray();
        more.WriteStartObject("language_info");
        more.WriteString("name", "C#");
        more.WriteString("version", "14.0");
        more.WriteString("mimetype", "text/x-csharp");
        more.WriteString("file_extension", ".cs");
        more.WriteString("pygments_lexer", "csharp");
        more.WriteString("codemirror_mode", "text/x-csharp");
        more.WriteEndObject();
    });
}
