using System.Text.Json;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>Where the front end expects the kernel's five sockets, and the key that signs their messages.</summary>
internal sealed record ConnectionFile(string Host, int Shell, int IOPub, int Stdin, int Control, int Heartbeat, string Key)
{
    /// <exception cref="InvalidDataException">The file is missing, is not JSON, or asks for something this kernel does not speak.</exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Parse(document.RootElement);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
        {
            throw new InvalidDataException(
                $"The connection file {path} cannot be used: {problem.Message} A Jupyter front end writes this file when it starts the kernel.", problem);
        }
    }

    public string Endpoint(int port) => $"tcp://{(Host is "" or "0.0.0.0" ? "*" : Host)}:{port}";

    private static ConnectionFile Parse(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException("It should hold a JSON object.");
        }

        Require(root, "transport", "tcp");
        Require(root, "signature_scheme", "hmac-sha256");
        return new(
            Text(root, "ip") ?? "127.0.0.1", Port(root, "shell_port"), Port(root, "iopub_port"), Port(root, "stdin_port"),
            Port(root, "control_port"), Port(root, "hb_port"), Text(root, "key") ?? "");
    }

    private static void Require(JsonElement root, string name, string only)
    {
        if (Text(root, name) is { Length: > 0 } value && value != only)
        {
            throw new InvalidDataException($"\"{name}\" is \"{value}\", and this kernel speaks only \"{only}\".");
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int Port(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var port) && port is > 0 and < 65536
            ? port
            : throw new InvalidDataException($"\"{name}\" should be a port number from 1 to 65535.");
}
