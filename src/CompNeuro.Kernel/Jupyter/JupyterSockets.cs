using NetMQ;
using NetMQ.Sockets;

namespace CompNeuro.Kernel.Jupyter;

internal enum JupyterChannel
{
    Shell,
    Control,
    Stdin,
    IOPub,
}

/// <summary>The five sockets of a kernel. Only the poller's thread touches them; others send through a queue.</summary>
internal sealed class JupyterSockets : IDisposable
{
    private static readonly TimeSpan BindPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly NetMQPoller poller = [];
    private readonly NetMQQueue<Action> work = new();
    private readonly Dictionary<JupyterChannel, NetMQSocket> sockets;
    private readonly RouterSocket heartbeat = new();
    private readonly Action<JupyterChannel, IReadOnlyList<byte[]>> received;
    private int disposed;

    /// <param name="received">Called on the poller's thread with the frames of a message; must not block.</param>
    public JupyterSockets(ConnectionFile connection, Action<JupyterChannel, IReadOnlyList<byte[]>> received)
    {
        this.received = received;
        sockets = new()
        {
            [JupyterChannel.Shell] = Router(JupyterChannel.Shell),
            [JupyterChannel.Control] = Router(JupyterChannel.Control),
            [JupyterChannel.Stdin] = Router(JupyterChannel.Stdin),
            [JupyterChannel.IOPub] = new PublisherSocket(),
        };
        sockets[JupyterChannel.Stdin].Options.RouterMandatory = true;
        heartbeat.ReceiveReady += (_, _) => Echo();
        work.ReceiveReady += (_, _) => Work();
        Bind(heartbeat, connection.Endpoint(connection.Heartbeat));
        Bind(sockets[JupyterChannel.Shell], connection.Endpoint(connection.Shell));
        Bind(sockets[JupyterChannel.Control], connection.Endpoint(connection.Control));
        Bind(sockets[JupyterChannel.Stdin], connection.Endpoint(connection.Stdin));
        Bind(sockets[JupyterChannel.IOPub], connection.Endpoint(connection.IOPub));
        poller.Add(work);
    }

    public void Start() => poller.RunAsync("Jupyter sockets", isBackgroundThread: true);

    /// <param name="unreachable">Called on the poller's thread when nobody listens at the message's identity (stdin only).</param>
    public void Send(JupyterChannel channel, byte[][] frames, Action? unreachable = null) => Post(() =>
    {
        try
        {
            sockets[channel].SendMultipartBytes(frames);
        }
        catch (HostUnreachableException)
        {
            unreachable?.Invoke();
        }
    });

    /// <summary>Runs <paramref name="action"/> on the poller's thread.</summary>
    public void Post(Action action)
    {
        try
        {
            work.Enqueue(action);
        }
        catch (ObjectDisposedException)
        {
            // The kernel is ending: nobody listens any more.
        }
    }

    /// <summary>Runs <paramref name="action"/> after every message that has already arrived on the channel was received.</summary>
    public void PostAfterReceiving(JupyterChannel channel, Action action) => Post(() =>
    {
        Receive(channel, sockets[channel]);
        action();
    });

    /// <summary>Sends what was queued, then closes the sockets, waiting at most about a second for slow readers.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
        {
            return;
        }

        using (var drained = new ManualResetEventSlim())
        {
            Post(drained.Set);
            drained.Wait(LastWords);
        }

        poller.Dispose();
        foreach (var socket in sockets.Values)
        {
            socket.Dispose();
        }

        heartbeat.Dispose();
        work.Dispose();
    }

    private RouterSocket Router(JupyterChannel channel)
    {
        var socket = new RouterSocket();

        // A front end that reconnects after losing its page uses the identity it had.
        socket.Options.RouterHandover = true;
        socket.ReceiveReady += (_, _) => Receive(channel, socket);
        return socket;
    }

    private void Bind(NetMQSocket socket, string endpoint)
    {
        socket.Options.SendHighWatermark = 0;
        socket.Options.ReceiveHighWatermark = 0;
        socket.Options.Linger = LastWords;
        for (var deadline = DateTime.UtcNow + BindPatience; ;)
        {
            try
            {
                socket.Bind(endpoint);
                break;
            }
            catch (AddressAlreadyInUseException) when (DateTime.UtcNow < deadline)
            {
                // A restarted kernel inherits the ports of one that may still be closing them.
                Thread.Sleep(20);
            }
        }

        if (socket is not PublisherSocket)
        {
            poller.Add(socket);
        }
    }

    private void Receive(JupyterChannel channel, NetMQSocket socket)
    {
        for (var i = 0; i < 100; i++)
        {
            List<byte[]>? frames = null;
            if (!socket.TryReceiveMultipartBytes(TimeSpan.Zero, ref frames!))
            {
                break;
            }

            received(channel, frames!);
        }
    }

    private void Echo()
    {
        List<byte[]>? frames = null;
        while (heartbeat.TryReceiveMultipartBytes(TimeSpan.Zero, ref frames!))
        {
            heartbeat.SendMultipartBytes(frames!);
        }
    }

    private void Work()
    {
        for (var i = 0; i < 100 && work.TryDequeue(out var action, TimeSpan.Zero); i++)
        {
            action!();
        }
    }
}
