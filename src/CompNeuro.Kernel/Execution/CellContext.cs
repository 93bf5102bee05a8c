using CompNeuro.Kernel.Errors;

namespace CompNeuro.Kernel.Execution;

/// <summary>The cell to which the current flow of execution belongs, background tasks that it started included.</summary>
internal sealed class CellContext(string cell, CellOutbox outbox, CellTraceback traceback) : IDisposable
{
    private static readonly AsyncLocal<CellContext?> Flowing = new();
    private readonly CancellationTokenSource stop = new();

    /// <summary>Null outside cells.</summary>
    public static CellContext? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    public string Cell => cell;

    public CellTraceback Traceback => traceback;

    /// <summary>Set when the user asked to stop the cell.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Where the cell writes. Asking for it is also where a cell that is to stop stops.</summary>
    public CellOutbox Outbox
    {
        get
        {
            if (stop.IsCancellationRequested)
            {
                throw new OperationCanceledException("The cell was interrupted.");
            }

            return outbox;
        }
    }

    public void RequestStop() => stop.Cancel();

    public void Dispose() => stop.Dispose();
}
