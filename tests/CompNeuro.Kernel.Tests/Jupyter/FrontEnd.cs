using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using CompNeuro.Kernel.Jupyter;
using NetMQ;
using NetMQ.Sockets;

namespace CompNeuro.Kernel.Tests.Jupyter;

internal sealed record Received(string Type, string? ParentId, JsonObject Content, JsonObject Metadata, IReadOnlyList<byte[]> Buffers)
{
    public string Text(string name) => (string)Content[name]!;
}

/// <summary>A kernel server on a fake engine, and a front end connected to it, in this process.</summary>
internal sealed class FrontEnd : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string directory = Directory.CreateTempSubdirectory("compneuro-kernel-").FullName;
    private readonly byte[] identity = Encoding.ASCII.GetBytes(Guid.NewGuid().ToString());
    private readonly MessageCodec codec;
    private readonly DealerSocket shell = new();
    private readonly DealerSocket control = new();
    private readonly DealerSocket stdin = new();
    private readonly SubscriberSocket iopub = new();
    private readonly MessageCodec reader;

    public FrontEnd(FakeEngine? engine = null, string key = "secret", CommRegistry? comms = null, Func<IEngine>? create = null, bool connectStdin = true)
    {
        Engine = engine ?? new();
        Connection = Connect(key);
        (codec, reader) = (new(key), new(key));
        Server = new(
            Connection, create ?? (() => Engine), new("compneuro", "1.2.3", "A banner", [("Help", "https://example.org")]), comms ?? new(),
            new(Path.Combine(directory, "history"), Log.Enqueue), null, Log.Enqueue);
        Server.Start();
        Attach(shell, Connection.Shell);
        Attach(control, Connection.Control);
        if (connectStdin)
        {
            Attach(stdin, Connection.Stdin);
        }

        iopub.Options.ReceiveHighWatermark = 0;
        iopub.SubscribeToAnyTopic();
        iopub.Connect(Connection.Endpoint(Connection.IOPub));
        WaitForSubscription();
    }

    public FakeEngine Engine { get; }

    public ConnectionFile Connection { get; }

    public JupyterServer Server { get; }

    public System.Collections.Concurrent.ConcurrentQueue<string> Log { get; } = new();

    public static ConnectionFile Connect(string key)
    {
        var listeners = Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
        {
            listener.Dispose();
        }

        return new("127.0.0.1", ports[0], ports[1], ports[2], ports[3], ports[4], key);
    }

    /// <summary>Sends a request; the message's id is returned.</summary>
    public string Send(string type, JsonObject? content = null, JupyterChannel channel = JupyterChannel.Shell, Action<byte[][]>? tamper = null, JsonObject? metadata = null)
    {
        var frames = codec.Encode(type, writer => (content ?? []).WriteTo(writer), null, metadata: metadata);
        tamper?.Invoke(frames);
        SendFrames(frames, channel);
        return (string)JsonNode.Parse(frames[2])!["msg_id"]!;
    }

    public void SendFrames(byte[][] frames, JupyterChannel channel = JupyterChannel.Shell) => Socket(channel).SendMultipartBytes(frames);

    public string SendExecute(string code, JsonObject? more = null)
    {
        var content = new JsonObject { ["code"] = code };
        foreach (var (name, value) in more ?? [])
        {
            content[name] = value?.DeepClone();
        }

        return Send("execute_request", content);
    }

    public Received Receive(JupyterChannel channel = JupyterChannel.Shell) =>
        TryReceive(channel, Patience) ?? throw new TimeoutException($"Nothing came on {channel}. Log: {string.Join("\n", Log)}");

    public Received? TryReceive(JupyterChannel channel, TimeSpan patience)
    {
        List<byte[]>? frames = null;
        if (!Socket(channel).TryReceiveMultipartBytes(patience, ref frames!))
        {
            return null;
        }

        var (message, problem) = reader.Decode(frames);
        Assert.Null(problem);
        var delimiter = frames.FindIndex(frame => frame.AsSpan().SequenceEqual("<IDS|MSG>"u8));
        var parent = JsonNode.Parse(frames[delimiter + 3])!;
        return new(message!.Type, (string?)parent["msg_id"], message.Content, message.Metadata, message.Buffers);
    }

    public Received Request(string type, JsonObject? content = null, JupyterChannel channel = JupyterChannel.Shell)
    {
        var id = Send(type, content, channel);
        var reply = Receive(channel);
        Assert.Equal(id, reply.ParentId);
        return reply;
    }

    /// <summary>What was published for a request, from busy to idle, both left out.</summary>
    public List<Received> PublishedFor(string id)
    {
        List<Received> messages = [];
        while (true)
        {
            var message = Receive(JupyterChannel.IOPub);
            if (message.ParentId != id)
            {
                continue;
            }

            messages.Add(message);
            if (message.Type == "status" && message.Text("execution_state") == "idle")
            {
                Assert.Equal("busy", messages[0].Text("execution_state"));
                return messages[1..^1];
            }
        }
    }

    public (Received Reply, List<Received> Published) Execute(string code, JsonObject? more = null)
    {
        var id = SendExecute(code, more);
        var reply = Receive();
        Assert.Equal((id, "execute_reply"), (reply.ParentId, reply.Type));
        return (reply, PublishedFor(id));
    }

    public void SendInputReply(string value) => Send("input_reply", new() { ["value"] = value }, JupyterChannel.Stdin);

    /// <summary>Waits until that many requests have arrived behind the one that runs.</summary>
    public void WaitForQueue(int count) => Assert.True(SpinWait.SpinUntil(() => Server.Waiting == count, Patience), $"{Server.Waiting} requests wait, not {count}.");

    /// <summary>Waits until the kernel wrote a line that contains <paramref name="text"/> to its log.</summary>
    public void WaitForLog(string text) => Assert.True(SpinWait.SpinUntil(() => Log.Any(line => line.Contains(text, StringComparison.Ordinal)), Patience), $"The log does not say '{text}': {string.Join("\n", Log)}");

    public void Dispose()
    {
        Server.Dispose();
        shell.Dispose();
        control.Dispose();
        stdin.Dispose();
        iopub.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private NetMQSocket Socket(JupyterChannel channel) => channel switch
    {
        JupyterChannel.Shell => shell,
        JupyterChannel.Control => control,
        JupyterChannel.Stdin => stdin,
        _ => iopub,
    };

    private void Attach(DealerSocket socket, int port)
    {
        socket.Options.Identity = identity;
        socket.Options.Linger = TimeSpan.Zero;
        socket.Connect(Connection.Endpoint(port));
    }

    private void WaitForSubscription()
    {
        // What is published before the subscription arrived is lost: ask until an answer comes through.
        var deadline = DateTime.UtcNow + Patience;
        while (DateTime.UtcNow < deadline)
        {
            Send("kernel_info_request");
            Receive();
            if (TryReceive(JupyterChannel.IOPub, TimeSpan.FromMilliseconds(100)) is not null)
            {
                while (TryReceive(JupyterChannel.IOPub, TimeSpan.FromMilliseconds(100)) is not null)
                {
                }

                return;
            }
        }

        throw new TimeoutException("The kernel publishes nothing.");
    }
}
