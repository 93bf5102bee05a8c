using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>
/// A kernel on its sockets: answers every request, each between a busy and an idle status. Cells and what waits for them run on the
/// shell thread; interrupt and shutdown come in on the control thread, and both are threads of their own, so that a cell that
/// exhausts the thread pool can still be stopped.
/// </summary>
internal sealed class JupyterServer : IDisposable
{
    private static readonly TimeSpan InTransit = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<JupyterMessage?> arrived = new();
    private readonly BlockingCollection<JupyterMessage?> shell;
    private readonly BlockingCollection<JupyterMessage> control = [];
    private readonly TaskCompletionSource<KernelEnd> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MessageCodec codec;
    private readonly JupyterSockets sockets;
    private readonly OutputPublisher publisher;
    private readonly InputRequests input;
    private readonly CommRegistry comms;
    private readonly LanguageRequests language;
    private readonly ExecuteRequests execute;
    private readonly KernelIdentity identity;
    private readonly ConnectionFile connection;
    private readonly Action<string> log;
    private readonly Task<IEngine> engine;
    private volatile JupyterMessage? current;
    private bool aborting;
    private volatile bool saidLastWords;
    private volatile bool closing;
    private Thread? shellThread;

    public JupyterServer(
        ConnectionFile connection, Func<IEngine> createEngine, KernelIdentity identity, CommRegistry comms, ExecutionHistory history, CrashNote? crashNote,
        Action<string> log)
    {
        (this.connection, this.identity, this.comms, this.log) = (connection, identity, comms, log);
        shell = new(arrived);
        engine = Task.Factory.StartNew(createEngine, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        codec = new(connection.Key);
        sockets = new(connection, Receive);
        publisher = new(codec, sockets);
        input = new(codec, sockets);
        language = new(engine, history);
        execute = new(engine, publisher, input, history, crashNote);
        comms.Connect((type, content, metadata, buffers) => publisher.Publish(type, current, content, metadata, buffers));
    }

    /// <summary>Ends when the front end asked for it, or when a cell could not be stopped.</summary>
    public Task<KernelEnd> Completion => completion.Task;

    /// <summary>How many requests have arrived on the shell channel and wait for the one that runs.</summary>
    public int Waiting => shell.Count;

    public void Start()
    {
        if (connection.Key.Length == 0)
        {
            log("the connection file has no key: messages are not signed, and any user of this machine may run code in this kernel");
        }

        sockets.Start();
        publisher.Publish("status", null, writer => Content.Status(writer, "starting"));
        shellThread = StartThread("Jupyter shell", () => Serve(shell, JupyterChannel.Shell));
        StartThread("Jupyter control", () => Serve(control, JupyterChannel.Control));
    }

    /// <summary>Stops what runs. When it does not stop, says so to the front end and ends the kernel.</summary>
    public void Interrupt()
    {
        language.Cancel();
        if (current is null || !engine.IsCompletedSuccessfully || engine.Result.InterruptAsync().GetAwaiter().GetResult())
        {
            return;
        }

        SayLastWords(
            "KernelRestart",
            "The cell did not stop when interrupted, so the kernel has to be restarted. Variables are lost: run the cells above again.");
        completion.TrySetResult(KernelEnd.Stuck);
    }

    /// <summary>Answers the running request with an error, because the kernel ends now.</summary>
    public void SayLastWords(string name, string message)
    {
        if (Interlocked.Exchange(ref current, null) is not { } request)
        {
            return;
        }

        saidLastWords = true;
        var error = new CellError(name, message, []);
        publisher.Publish("error", request, writer => Content.Error(writer, error));
        ReplyError(JupyterChannel.Shell, request, error);
        publisher.Publish("status", request, writer => Content.Status(writer, "idle"));
    }

    /// <summary>Sends what was said and closes the sockets. The engine is left as it is: the process ends.</summary>
    public void Close()
    {
        shell.CompleteAdding();
        control.CompleteAdding();
        sockets.Dispose();
    }

    /// <summary>Stops what runs, so that its finally blocks run too, and closes everything.</summary>
    public void Dispose()
    {
        closing = true;
        shell.CompleteAdding();
        if (engine.IsCompletedSuccessfully && current is not null)
        {
            engine.Result.InterruptAsync().Wait(LastMoment);
        }

        var idle = shellThread?.Join(LastMoment) ?? true;
        Close();
        if (idle && !saidLastWords && engine.IsCompletedSuccessfully)
        {
            engine.Result.Dispose();
        }
    }

    private static Thread StartThread(string name, Action action)
    {
        var thread = new Thread(() => action()) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }

    private void Receive(JupyterChannel channel, IReadOnlyList<byte[]> frames)
    {
        var (message, problem) = codec.Decode(frames);
        if (problem is not null)
        {
            log($"{channel} channel: {problem}");
        }

        if (message is null)
        {
            return;
        }

        if (problem is not null)
        {
            ReplyError(channel, message, new("MalformedMessage", $"The kernel could not read this: {problem}.", []));
        }
        else if (channel == JupyterChannel.Stdin)
        {
            ReceiveInput(message);
        }
        else if (channel == JupyterChannel.Control)
        {
            Enqueue(control, message);
        }
        else
        {
            Enqueue(shell!, message);
        }
    }

    private void ReceiveInput(JupyterMessage message)
    {
        try
        {
            input.Receive(message);
        }
        catch (InvalidDataException problem)
        {
            log(problem.Message);
        }
    }

    private static void Enqueue(BlockingCollection<JupyterMessage> queue, JupyterMessage message)
    {
        if (!queue.IsAddingCompleted)
        {
            queue.TryAdd(message);
        }
    }

    private void Serve(IEnumerable<JupyterMessage?> requests, JupyterChannel channel)
    {
        foreach (var request in ((BlockingCollection<JupyterMessage?>)requests).GetConsumingEnumerable())
        {
            if (closing)
            {
                break;
            }

            if (request is null)
            {
                aborting = false;
            }
            else
            {
                Handle(channel, request);
            }
        }
    }

    private void Handle(JupyterChannel channel, JupyterMessage request)
    {
        publisher.Publish("status", request, writer => Content.Status(writer, "busy"));
        if (channel == JupyterChannel.Shell)
        {
            current = request;
        }

        try
        {
            Dispatch(channel, request);
        }
        catch (Exception problem)
        {
            log($"{request.Type}: {problem}");
            ReplyError(channel, request, new(problem.GetType().Name, problem.Message, []));
        }

        if (channel == JupyterChannel.Control || Interlocked.Exchange(ref current, null) == request)
        {
            publisher.Publish("status", request, writer => Content.Status(writer, "idle"));
        }
    }

    private void Dispatch(JupyterChannel channel, JupyterMessage request)
    {
        switch (request.Type)
        {
            case "kernel_info_request":
                Reply(channel, request, writer => KernelInfo.Write(writer, identity));
                break;
            case "execute_request" when channel == JupyterChannel.Shell:
                Execute(request);
                break;
            case "complete_request" or "inspect_request" or "is_complete_request" or "history_request":
                Reply(channel, request, language.Answer(request));
                break;
            case "comm_open" or "comm_msg" or "comm_close":
                ReceiveComm(request);
                break;
            case "comm_info_request":
                Reply(channel, request, writer => Content.Ok(writer, more => WriteComms(more, request.Text("target_name", ""))));
                break;
            case "connect_request":
                Reply(channel, request, writer => Content.Ok(writer, WritePorts));
                break;
            case "interrupt_request":
                Interrupt();
                Reply(channel, request, writer => Content.Ok(writer));
                break;
            case "shutdown_request":
                ShutDown(channel, request);
                break;
            case "debug_request":
                Reply(channel, request, writer => WriteNoDebugger(writer, request));
                break;
            default:
                log($"{channel} channel: unknown message type {request.Type}");
                ReplyError(channel, request, new("UnknownMessage", $"This kernel does not know messages of type {request.Type} on the {channel} channel.", []));
                break;
        }
    }

    private void Execute(JupyterMessage request)
    {
        if (aborting)
        {
            Reply(JupyterChannel.Shell, request, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("status", "aborted");
                writer.WriteNumber("execution_count", execute.Count);
                writer.WriteEndObject();
            });
            return;
        }

        comms.StartCell(Name(request.Metadata["cellId"]), (request.Metadata["deletedCells"] as JsonArray ?? []).Select(Name).OfType<string>().ToHashSet());
        var outcome = execute.Run(request);
        if (current != request)
        {
            // Its last words were already said: the kernel is ending.
            return;
        }

        if (outcome.Failed && request.Flag("stop_on_error", true))
        {
            // What the front end sent before it heard of the failure is not run: everything in the queue up to a mark, and what is
            // on its way, as when a whole notebook is run.
            Thread.Sleep(InTransit);
            aborting = true;
            sockets.PostAfterReceiving(JupyterChannel.Shell, () => Enqueue(shell!, null!));
        }

        Reply(JupyterChannel.Shell, request, outcome.Reply);
        outcome.Remember();
    }

    private static string? Name(JsonNode? cell) => cell is JsonValue value && value.TryGetValue<string>(out var name) ? name : null;

    private void ReceiveComm(JupyterMessage request)
    {
        var output = new CellOutput(publisher, input, request, allowInput: false);
        try
        {
            comms.Receive(request, output);
        }
        catch (Exception problem)
        {
            output.Write(StreamName.StandardError, $"{request.Type}: {problem.GetType().Name}: {problem.Message}\n");
            log($"{request.Type}: {problem}");
        }

        if (!arrived.TryPeek(out var next) || next?.Type.StartsWith("comm_", StringComparison.Ordinal) != true)
        {
            RunDeferred(output);
        }
    }

    private void RunDeferred(ICellOutput output)
    {
        foreach (var work in comms.TakeDeferred())
        {
            CellResult Invoke(Action action) => engine.GetAwaiter().GetResult().InvokeAsync(action, work.Name, output).GetAwaiter().GetResult();
            if (Invoke(work.Run).Error is { } error && Invoke(() => work.Failed(error)).Error is { } another)
            {
                log($"{work.Name}: {string.Join('\n', another.Traceback)}");
            }
        }
    }

    private void ShutDown(JupyterChannel channel, JupyterMessage request)
    {
        void Answer(Utf8JsonWriter writer) => Content.Ok(writer, more => more.WriteBoolean("restart", request.Flag("restart", false)));
        publisher.Publish("shutdown_reply", request, Answer);
        Reply(channel, request, Answer);
        completion.TrySetResult(KernelEnd.Asked);
    }

    private void Reply(JupyterChannel channel, JupyterMessage request, Action<Utf8JsonWriter> content) =>
        sockets.Send(channel, codec.Encode(request.ReplyType, content, request, request.Identities));

    private void ReplyError(JupyterChannel channel, JupyterMessage request, CellError error)
    {
        // Comm messages have no reply; a reply is not answered.
        if (request.Type.EndsWith("_request", StringComparison.Ordinal))
        {
            Reply(channel, request, writer => Content.Error(
                writer, error, request.Type == "execute_request" ? more => more.WriteNumber("execution_count", execute.Count) : null));
        }
    }

    private void WriteComms(Utf8JsonWriter writer, string target)
    {
        writer.WriteStartObject("comms");
        foreach (var comm in comms.Open.Where(comm => target.Length == 0 || comm.Target == target))
        {
            writer.WriteStartObject(comm.Id);
            writer.WriteString("target_name", comm.Target);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void WritePorts(Utf8JsonWriter writer)
    {
        writer.WriteNumber("shell_port", connection.Shell);
        writer.WriteNumber("iopub_port", connection.IOPub);
        writer.WriteNumber("stdin_port", connection.Stdin);
        writer.WriteNumber("hb_port", connection.Heartbeat);
        writer.WriteNumber("control_port", connection.Control);
    }

    private static void WriteNoDebugger(Utf8JsonWriter writer, JupyterMessage request)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "response");
        writer.WriteNumber("request_seq", request.Number("seq", 0));
        writer.WriteBoolean("success", false);
        writer.WriteString("command", request.Text("command", ""));
        writer.WriteString("message", "This kernel has no debugger.");
        writer.WriteEndObject();
    }
}

internal enum KernelEnd
{
    /// <summary>The front end asked for it.</summary>
    Asked,

    /// <summary>A cell could not be stopped.</summary>
    Stuck,
}
