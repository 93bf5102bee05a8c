using System.Text.Json.Nodes;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>A message from a front end whose signature was right.</summary>
/// <param name="Identities">Routing frames: where a reply goes.</param>
/// <param name="Header">The header as it came: the parent header of everything sent in answer.</param>
internal sealed record JupyterMessage(
    IReadOnlyList<byte[]> Identities, byte[] Header, string Id, string Type, JsonObject Metadata, JsonObject Content, IReadOnlyList<byte[]> Buffers)
{
    public string ReplyType => Type.EndsWith("_request", StringComparison.Ordinal) ? Type[..^"request".Length] + "reply" : Type + "_reply";

    public string Text(string name) => Optional<string>(name) ?? throw Wrong(name, "a string");

    public string Text(string name, string otherwise) => Optional<string>(name) ?? otherwise;

    public bool Flag(string name, bool otherwise) => Optional<bool?>(name) ?? otherwise;

    public int Number(string name, int otherwise) => Optional<int?>(name) ?? otherwise;

    public JsonObject Object(string name) => Content[name] switch
    {
        null => [],
        JsonObject value => value,
        _ => throw Wrong(name, "an object"),
    };

    private T? Optional<T>(string name) => Content[name] switch
    {
        null => default,
        JsonValue value when value.TryGetValue<T>(out var typed) => typed,
        _ => throw Wrong(name, typeof(T) == typeof(string) ? "a string" : typeof(T) == typeof(bool?) ? "true or false" : "a whole number"),
    };

    private InvalidDataException Wrong(string name, string expected) => new($"\"{name}\" of this {Type} should be {expected}.");
}
