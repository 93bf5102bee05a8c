using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompNeuro.Grading.Batch;

/// <summary>Results as text: the same result, the same bytes.</summary>
public static class ResultJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    public static byte[] Write(SubmissionResult result) => [.. JsonSerializer.SerializeToUtf8Bytes(result, Options), (byte)'\n'];

    /// <exception cref="JsonException">These are not the bytes of a result.</exception>
    public static SubmissionResult Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<SubmissionResult>(bytes, Options) ?? throw new JsonException("The file holds no result.");
}
