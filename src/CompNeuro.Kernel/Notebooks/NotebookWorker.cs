using System.Text.Json;

namespace CompNeuro.Kernel.Notebooks;

/// <summary>The child's side of a headless run: executes the cells it is handed, one at a time, until its input ends.</summary>
public static class NotebookWorker
{
    /// <summary>
    /// Serves a <see cref="NotebookRunner"/> on this process's standard streams, which are then taken away from the cells: what
    /// they write past <see cref="Console"/> (native code, child processes) goes to standard error. Returns when the parent is
    /// gone or wants no more; the caller then ends the process, whatever a cell may still be doing.
    /// </summary>
    public static async Task RunAsync(Func<IEngine> start)
    {
        var (requests, events) = StandardStreams.TakeAway();
        await RunAsync(start, requests, events);
    }

    internal static async Task RunAsync(Func<IEngine> start, Stream requests, Stream events)
    {
        var output = new WorkerOutput(events);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => output.Send(new WorkerEvent.Exiting());
        var engine = start();
        // The compiler loads now, so that it does not count as time of the first cell.
        await engine.ExecuteAsync("0", "start", output);
        output.Send(new WorkerEvent.Ready());
        using var reader = new StreamReader(requests);
        while (await reader.ReadLineAsync() is { } line)
        {
            switch (JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerRequest))
            {
                case WorkerRequest.Execute(var code, var cell):
                    output.Begin();
                    _ = ExecuteAsync(engine, code, cell, output);
                    break;
                case WorkerRequest.Interrupt:
                    _ = engine.InterruptAsync();
                    break;
            }
        }
    }

    private static async Task ExecuteAsync(IEngine engine, string code, string cell, WorkerOutput output)
    {
        CellResult result;
        try
        {
            result = await engine.ExecuteAsync(code, cell, output);
        }
        catch (Exception exception)
        {
            var error = new CellError(exception.GetType().Name, exception.Message, exception.ToString().Split('\n'), cell);
            result = new CellResult(CellStatus.Failed, Error: error);
        }
        output.Send(new WorkerEvent.Done(result.Status, result.Value is { } value ? new(value.Data) : null, result.Error));
    }
}
