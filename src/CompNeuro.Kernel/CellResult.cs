namespace CompNeuro.Kernel;

public enum CellStatus
{
    Succeeded,
    Failed,
    Interrupted,
}

/// <summary>How a cell ended: its value if the last expression had one, or what went wrong.</summary>
public sealed record CellResult(CellStatus Status, MimeBundle? Value = null, CellError? Error = null);

/// <summary>An error of a cell. <paramref name="Line"/> is the 1-based line in the cell where known; the traceback is one readable line per entry.</summary>
public sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback, string? Cell = null, int? Line = null);
