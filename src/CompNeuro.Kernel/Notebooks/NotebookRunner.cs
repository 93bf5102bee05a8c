using System.Diagnostics;

namespace CompNeuro.Kernel.Notebooks;

/// <summary>
/// Runs a notebook's code cells in order in a process of their own, so that nothing a cell does (exit, stack overflow, an endless
/// loop, the current directory) reaches the caller or another notebook. As in nbclient, a cell tagged <c>raises-exception</c> may
/// fail and one tagged <c>skip-execution</c> is left out.
/// </summary>
public static class NotebookRunner
{
    /// <summary>How long a cell has to stop after its time is up, before its process is ended.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Runs the notebook and puts the outputs into <paramref name="notebook"/>; nothing is written to disk.</summary>
    /// <param name="directory">The current directory of the cells: where the notebook is.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the process has ended and the outputs so far are in the document.</exception>
    /// <exception cref="InvalidOperationException">The worker process did not come up.</exception>
    public static async Task<NotebookRun> RunAsync(
        NotebookDocument notebook, string directory, NotebookRunOptions options,
        IProgress<NotebookProgress>? progress = null, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        var cells = notebook.Cells.Where(cell => cell.Kind == CellKind.Code && !cell.Tags.Contains("skip-execution") && options.Only?.Contains(cell) != false).ToList();
        foreach (var cell in cells)
        {
            cell.SetOutputs([], null);
        }
        var failures = new List<CellFailure>();
        var how = options.Worker();
        how.WorkingDirectory = directory;
        await using var worker = new WorkerProcess(how);
        await WaitUntilReadyAsync(worker, cancellation);
        var run = new CellRun(worker, Grace);
        var finished = 0;
        foreach (var cell in cells)
        {
            progress?.Report(new NotebookProgress(finished, cells.Count, cell));
            if (!string.IsNullOrWhiteSpace(cell.Source))
            {
                var left = options.TotalTimeout - clock.Elapsed;
                var failure = await run.ExecuteAsync(cell, options.CellTimeout, left, cancellation);
                if (failure is not null && !(failure.Kind == CellFailureKind.Error && cell.Tags.Contains("raises-exception")))
                {
                    failures.Add(failure);
                }
            }
            finished++;
            if (run.WorkerEnded || (failures.Count > 0 && !options.KeepGoing))
            {
                break;
            }
        }
        progress?.Report(new NotebookProgress(finished, cells.Count, null));
        return new NotebookRun(failures, finished, clock.Elapsed);
    }

    private static async Task WaitUntilReadyAsync(WorkerProcess worker, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(StartTimeout);
        try
        {
            if (await worker.NextAsync(patience.Token) is not WorkerEvent.Ready)
            {
                var reason = await worker.ExplainDeathAsync(orderly: false);
                throw new InvalidOperationException($"The process that runs the cells did not start: it {reason}.");
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new InvalidOperationException($"The process that runs the cells was not ready after {StartTimeout.TotalMinutes} minutes.");
        }
    }
}
