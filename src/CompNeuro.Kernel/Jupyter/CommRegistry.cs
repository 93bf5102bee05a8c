using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>A message on a comm.</summary>
/// <param name="Output">Where the handler may print or display; shown under what caused the message.</param>
public sealed record CommMessage(JsonObject Data, JsonObject Metadata, IReadOnlyList<byte[]> Buffers, ICellOutput Output);

/// <summary>Code that a control runs, and what is done when it failed or was interrupted. Both run as a cell does.</summary>
public sealed record DeferredWork(string Name, Action Run, Action<CellError> Failed);

/// <summary>A two-way line between an object in the kernel and one in the front end: what live controls are built on.</summary>
public sealed class Comm
{
    private readonly CommRegistry registry;

    internal Comm(CommRegistry registry, string id, string target) => (this.registry, Id, Target) = (registry, id, target);

    public string Id { get; }

    public string Target { get; }

    /// <summary>The cell that opened it; null where that is not known.</summary>
    internal string? Cell { get; init; }

    /// <summary>Called once when it is closed, by whichever side.</summary>
    internal Action? Ended { get; set; }

    /// <summary>Called for each message of the front end, one at a time, between cells.</summary>
    public Action<CommMessage>? Received { get; set; }

    /// <summary>Called when the front end closed the comm.</summary>
    public Action<CommMessage>? Closed { get; set; }

    public void Send(JsonObject data, JsonObject? metadata = null, IReadOnlyList<byte[]>? buffers = null) =>
        registry.Send("comm_msg", this, data, metadata, buffers);

    /// <summary>Closes the comm on both sides. Closing twice does nothing.</summary>
    public void Close(JsonObject? data = null)
    {
        if (registry.Forget(Id) is not null)
        {
            registry.Send("comm_close", this, data ?? [], null, null);
        }
    }
}

/// <summary>
/// The comms of a kernel, and what happens when a front end opens one: register a handler for each target name before the kernel
/// starts. Without a front end (a headless run) comms open, and what they send goes nowhere.
/// </summary>
public sealed class CommRegistry
{
    private readonly ConcurrentDictionary<string, Action<Comm, CommMessage>> targets = new();
    private readonly ConcurrentDictionary<string, Comm> open = new();
    private readonly List<DeferredWork> deferred = [];
    private volatile string? cell;
    private Action<string, Action<Utf8JsonWriter>, JsonObject?, IReadOnlyList<byte[]>?>? publish;

    /// <summary>The comms that are open on both sides.</summary>
    public IReadOnlyCollection<Comm> Open => [.. open.Values];

    /// <param name="target">The name the front end opens comms under.</param>
    /// <param name="opened">Called with each new comm and its first message; sets <see cref="Comm.Received"/>.</param>
    public void Register(string target, Action<Comm, CommMessage> opened) => targets[target] = opened;

    /// <summary>Opens a comm to a target that the front end knows, such as <c>jupyter.widget</c>.</summary>
    public Comm OpenComm(string target, JsonObject data, JsonObject? metadata = null, IReadOnlyList<byte[]>? buffers = null)
    {
        var comm = new Comm(this, Guid.NewGuid().ToString("N"), target) { Cell = cell };
        open[comm.Id] = comm;
        Send("comm_open", comm, data, metadata, buffers);
        return comm;
    }

    /// <summary>
    /// Called by a handler: runs the work once after the last of the comm messages that already wait. So a control that is dragged
    /// faster than it can be followed computes only its newest position.
    /// </summary>
    public void Defer(DeferredWork work)
    {
        if (!deferred.Contains(work))
        {
            deferred.Add(work);
        }
    }

    internal IReadOnlyList<DeferredWork> TakeDeferred()
    {
        DeferredWork[] taken = [.. deferred];
        deferred.Clear();
        return taken;
    }

    internal void Connect(Action<string, Action<Utf8JsonWriter>, JsonObject?, IReadOnlyList<byte[]>?> publisher) => publish = publisher;

    /// <summary>Closes what earlier runs of a cell opened, and what was opened by cells that are gone: its place on the page is gone too.</summary>
    /// <param name="running">The front end's name for the cell that runs now; null if it has none.</param>
    /// <param name="deleted">Cells that were deleted.</param>
    internal void StartCell(string? running, IEnumerable<string> deleted)
    {
        cell = running;
        foreach (var comm in open.Values.Where(comm => comm.Cell is { } opener && (opener == running || deleted.Contains(opener))))
        {
            comm.Close();
        }
    }

    internal Comm? Forget(string id)
    {
        if (open.TryRemove(id, out var comm))
        {
            comm.Ended?.Invoke();
        }

        return comm;
    }

    internal void Send(string type, Comm comm, JsonObject data, JsonObject? metadata, IReadOnlyList<byte[]>? buffers) =>
        publish?.Invoke(type, writer => WriteContent(writer, comm, type, data), metadata, buffers);

    /// <summary>Handles comm_open, comm_msg and comm_close of the front end.</summary>
    internal void Receive(JupyterMessage request, ICellOutput output)
    {
        var id = request.Text("comm_id");
        var message = new CommMessage(request.Object("data"), request.Metadata, request.Buffers, output);
        switch (request.Type)
        {
            case "comm_open":
                Accept(new(this, id, request.Text("target_name")), message);
                break;
            case "comm_msg":
                if (open.TryGetValue(id, out var comm))
                {
                    comm.Received?.Invoke(message);
                }

                break;
            case "comm_close":
                Forget(id)?.Closed?.Invoke(message);
                break;
        }
    }

    private void Accept(Comm comm, CommMessage message)
    {
        if (!targets.TryGetValue(comm.Target, out var opened))
        {
            Send("comm_close", comm, [], null, null);
            return;
        }

        open[comm.Id] = comm;
        try
        {
            opened(comm, message);
        }
        catch
        {
            comm.Close();
            throw;
        }
    }

    private static void WriteContent(Utf8JsonWriter writer, Comm comm, string type, JsonObject data)
    {
        writer.WriteStartObject();
        writer.WriteString("comm_id", comm.Id);
        if (type == "comm_open")
        {
            writer.WriteString("target_name", comm.Target);
        }

        writer.WritePropertyName("data");
        data.WriteTo(writer);
        writer.WriteEndObject();
    }
}
