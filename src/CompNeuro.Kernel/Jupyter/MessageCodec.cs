using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>What came of the frames of one incoming message.</summary>
/// <param name="Problem">Null for a good message. With a message beside it, there is somebody to tell.</param>
internal sealed record Decoded(JupyterMessage? Message, string? Problem);

/// <summary>Frames of the Jupyter wire protocol, signed with HMAC-SHA256, to messages and back.</summary>
internal sealed class MessageCodec(string key)
{
    public const string ProtocolVersion = "5.4";

    private const int RememberedSignatures = 65536;
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] key = Encoding.UTF8.GetBytes(key);
    private readonly string session = Guid.NewGuid().ToString();
    private readonly HashSet<string> seen = [];
    private readonly Queue<string> seenInOrder = [];
    private long count;

    /// <summary>Called from one thread only: it remembers signatures, to refuse a replayed message.</summary>
    public Decoded Decode(IReadOnlyList<byte[]> frames)
    {
        var delimiter = 0;
        while (delimiter < frames.Count && !frames[delimiter].AsSpan().SequenceEqual(Delimiter))
        {
            delimiter++;
        }

        if (frames.Count - delimiter < 6)
        {
            return new(null, $"a message of {frames.Count} frames is not a Jupyter message (identities, <IDS|MSG>, signature, header, parent, metadata, content)");
        }

        var (header, parent, metadata, content) = (frames[delimiter + 2], frames[delimiter + 3], frames[delimiter + 4], frames[delimiter + 5]);
        if (key.Length > 0 && CheckSignature(frames[delimiter + 1], header, parent, metadata, content) is { } forged)
        {
            return new(null, forged);
        }

        if (ParseObject(header) is not { } fields || Field(fields, "msg_id") is not { } id || Field(fields, "msg_type") is not { } type)
        {
            return new(null, "a message whose header is not a JSON object with msg_id and msg_type");
        }

        var (metadataObject, contentObject) = (ParseObject(metadata), ParseObject(content));
        var message = new JupyterMessage(
            [.. frames.Take(delimiter)], header, id, type, metadataObject ?? [], contentObject ?? [], [.. frames.Skip(delimiter + 6)]);
        return new(message, metadataObject is null || contentObject is null ? $"the metadata or content of a {type} is not a JSON object" : null);
    }

    /// <exception cref="ArgumentException">The content holds what JSON cannot say, such as NaN.</exception>
    public byte[][] Encode(
        string type, Action<Utf8JsonWriter> content, JupyterMessage? parent,
        IReadOnlyList<byte[]>? identities = null, JsonObject? metadata = null, IReadOnlyList<byte[]>? buffers = null)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        Write(bytes, writer => WriteHeader(writer, type));
        var headerEnd = bytes.WrittenCount;
        bytes.Write(parent is null ? "{}"u8 : parent.Header);
        var parentEnd = bytes.WrittenCount;
        Write(bytes, writer => (metadata ?? []).WriteTo(writer));
        var metadataEnd = bytes.WrittenCount;
        Write(bytes, content);
        var all = bytes.WrittenSpan;
        var signature = key.Length == 0 ? "" : Convert.ToHexStringLower(HMACSHA256.HashData(key, all));
        return
        [
            .. identities ?? [], Delimiter, Encoding.ASCII.GetBytes(signature), all[..headerEnd].ToArray(), all[headerEnd..parentEnd].ToArray(),
            all[parentEnd..metadataEnd].ToArray(), all[metadataEnd..].ToArray(), .. buffers ?? [],
        ];
    }

    private static void Write(ArrayBufferWriter<byte> bytes, Action<Utf8JsonWriter> content)
    {
        using var writer = new Utf8JsonWriter(bytes, Compact);
        content(writer);
    }

    private void WriteHeader(Utf8JsonWriter writer, string type)
    {
        writer.WriteStartObject();
        writer.WriteString("msg_id", $"{session}_{Interlocked.Increment(ref count)}");
        writer.WriteString("session", session);
        writer.WriteString("username", "kernel");
        writer.WriteString("date", DateTime.UtcNow);
        writer.WriteString("msg_type", type);
        writer.WriteString("version", ProtocolVersion);
        writer.WriteEndObject();
    }

    private string? CheckSignature(byte[] given, params ReadOnlySpan<byte[]> parts)
    {
        if (given.Length == 0)
        {
            return "an unsigned message";
        }

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts)
        {
            hmac.AppendData(part);
        }

        var expected = Convert.ToHexStringLower(hmac.GetHashAndReset());
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), given))
        {
            return "a message with a wrong signature";
        }

        if (!seen.Add(expected))
        {
            return "a message that was already received (replayed)";
        }

        seenInOrder.Enqueue(expected);
        if (seenInOrder.Count > RememberedSignatures)
        {
            seen.Remove(seenInOrder.Dequeue());
        }

        return null;
    }

    private static JsonObject? ParseObject(byte[] json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject parsed && parsed.Count >= 0 ? parsed : null;
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException)
        {
            // JsonObject reads its members lazily: Count above makes it report a repeated name here.
            return null;
        }
    }

    private static string? Field(JsonObject fields, string name) =>
        fields[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
