namespace CompNeuro.Kernel.Notebooks;

/// <summary>Runs cells of one notebook on its worker and fills in their outputs.</summary>
internal sealed class CellRun(WorkerProcess worker, TimeSpan grace)
{
    private readonly OutputCollector _collector = new();
    private int _count;

    /// <summary>No further cell can run.</summary>
    internal bool WorkerEnded { get; private set; }

    internal async Task<CellFailure?> ExecuteAsync(NotebookCell cell, TimeSpan? cellTimeout, TimeSpan? totalLeft, CancellationToken cancellation)
    {
        _count++;
        CellFailure? failure;
        try
        {
            await worker.SendAsync(new WorkerRequest.Execute(cell.Source, cell.ToString()));
            failure = await FollowAsync(cell, cellTimeout, totalLeft, cancellation);
            if (failure is not null)
            {
                _collector.AddError(failure.Error ?? new CellError(failure.Kind.ToString(), failure.Message, [failure.Message]));
            }
        }
        finally
        {
            cell.SetOutputs(_collector.Take(), _count);
        }
        return failure;
    }

    private async Task<CellFailure?> FollowAsync(NotebookCell cell, TimeSpan? cellTimeout, TimeSpan? totalLeft, CancellationToken cancellation)
    {
        var totalIsNearer = totalLeft is not null && (cellTimeout is null || totalLeft < cellTimeout);
        var limit = totalIsNearer ? totalLeft : cellTimeout;
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (limit is { } time)
        {
            timer.CancelAfter(time > TimeSpan.Zero ? time : TimeSpan.Zero);
        }
        try
        {
            return await UntilDoneAsync(cell, timer.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            var stopped = await InterruptAsync(cell, cancellation);
            WorkerEnded = !stopped || totalIsNearer;
            var reason = totalIsNearer ? "was running when the notebook's time was up" : $"ran longer than {cellTimeout!.Value.TotalSeconds:0.###} s";
            return new CellFailure(cell, CellFailureKind.TimedOut, $"the cell {reason} and was stopped");
        }
    }

    private async Task<bool> InterruptAsync(NotebookCell cell, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(grace);
        await worker.SendAsync(new WorkerRequest.Interrupt());
        try
        {
            var end = await UntilDoneAsync(cell, patience.Token);
            return end?.Kind != CellFailureKind.Died;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<CellFailure?> UntilDoneAsync(NotebookCell cell, CancellationToken cancellation)
    {
        var orderly = false;
        while (await worker.NextAsync(cancellation) is { } happened)
        {
            switch (happened)
            {
                case WorkerEvent.Done(CellStatus.Succeeded, var value, _):
                    if (value is not null)
                    {
                        _collector.AddResult(value, _count);
                    }
                    return null;
                case WorkerEvent.Done(_, _, var error):
                    error ??= new CellError("Interrupted", "the cell was interrupted", ["the cell was interrupted"]);
                    return new CellFailure(cell, CellFailureKind.Error, $"{error.Name}: {error.Message}", error.Line, error);
                case WorkerEvent.Exiting:
                    orderly = true;
                    break;
                default:
                    _collector.Add(happened);
                    break;
            }
        }
        WorkerEnded = true;
        return new CellFailure(cell, CellFailureKind.Died, $"the cell {await worker.ExplainDeathAsync(orderly)}");
    }
}
