using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>Everything that goes to the iopub channel, in the order it was said. Called from any thread.</summary>
internal sealed class OutputPublisher(MessageCodec codec, JupyterSockets sockets)
{
    private readonly Lock gate = new();

    public void Stream(JupyterMessage? parent, StreamName stream, string text) =>
        Publish("stream", parent, writer => Content.Stream(writer, stream, text));

    public void Publish(string type, JupyterMessage? parent, Action<Utf8JsonWriter> content, JsonObject? metadata = null, IReadOnlyList<byte[]>? buffers = null)
    {
        try
        {
        }
        finally
        {
            // An interrupted cell is aborted wherever it is, except in a finally block: so the sockets' queue stays whole.
            lock (gate)
            {
                sockets.Send(JupyterChannel.IOPub, Encode(type, parent, content, metadata, buffers));
            }
        }
    }

    private byte[][] Encode(string type, JupyterMessage? parent, Action<Utf8JsonWriter> content, JsonObject? metadata, IReadOnlyList<byte[]>? buffers)
    {
        try
        {
            return codec.Encode(type, content, parent, [Encoding.UTF8.GetBytes($"kernel.{type}")], metadata, buffers);
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or NotSupportedException)
        {
            var text = $"This {type} could not be sent, because it holds something that JSON cannot say: {problem.Message}\n";
            return codec.Encode("stream", writer => Content.Stream(writer, StreamName.StandardError, text), parent, [Encoding.UTF8.GetBytes("kernel.stream")]);
        }
    }
}
