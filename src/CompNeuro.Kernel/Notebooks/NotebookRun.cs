using System.Diagnostics;

namespace CompNeuro.Kernel.Notebooks;

/// <summary>How a notebook is run without a front end.</summary>
public sealed record NotebookRunOptions
{
    /// <summary>Makes the command that starts a process which calls <see cref="NotebookWorker.RunAsync(Func{IEngine})"/>.</summary>
    public required Func<ProcessStartInfo> Worker { get; init; }

    /// <summary>The cells to run, in the notebook's order; null for all.</summary>
    public IReadOnlyCollection<NotebookCell>? Only { get; init; }

    /// <summary>The longest that one cell may run; null for no limit.</summary>
    public TimeSpan? CellTimeout { get; init; }

    /// <summary>The longest that the whole notebook may run; null for no limit.</summary>
    public TimeSpan? TotalTimeout { get; init; }

    /// <summary>Runs the remaining cells after one has failed.</summary>
    public bool KeepGoing { get; init; }
}

/// <summary>A code cell begins (<see cref="Cell"/> is set) or the last one has ended.</summary>
/// <param name="Finished">Number of code cells that ended.</param>
/// <param name="Total">Number of code cells.</param>
public sealed record NotebookProgress(int Finished, int Total, NotebookCell? Cell);

public enum CellFailureKind
{
    /// <summary>The code does not compile or threw an exception.</summary>
    Error,
    TimedOut,

    /// <summary>The process ended under the cell: exit, stack overflow, out of memory.</summary>
    Died,
}

/// <summary>What went wrong in a cell, in one sentence, with the line (1-based, in the cell) where it is known.</summary>
public sealed record CellFailure(NotebookCell Cell, CellFailureKind Kind, string Message, int? Line = null, CellError? Error = null);

/// <summary>How a run ended. The outputs are in the document that was run.</summary>
/// <param name="CellsRun">Number of code cells that were run, failed ones included.</param>
public sealed record NotebookRun(IReadOnlyList<CellFailure> Failures, int CellsRun, TimeSpan Elapsed)
{
    public bool Succeeded => Failures.Count == 0;
}
