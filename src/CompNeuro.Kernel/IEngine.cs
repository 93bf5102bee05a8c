namespace CompNeuro.Kernel;

/// <summary>Runs C# cells one after another; variables, types and usings of a cell are seen by the later ones.</summary>
public interface IEngine : IDisposable
{
    /// <summary>Runs a cell. Cells run one at a time, each on a fresh thread.</summary>
    /// <param name="cell">The name shown in tracebacks, for example <c>cell 3</c>.</param>
    Task<CellResult> ExecuteAsync(string code, string cell, ICellOutput output);

    /// <summary>Runs what a control of the front end asks for, as a cell is run: in turn with the cells, on a fresh thread, stopped like them.</summary>
    /// <param name="name">What a traceback calls it.</param>
    Task<CellResult> InvokeAsync(Action work, string name, ICellOutput output);

    /// <summary>Stops the running cell. False when it did not stop within the grace period: only ending the process will.</summary>
    Task<bool> InterruptAsync();

    /// <param name="position">In UTF-16 units.</param>
    Task<Completions> CompleteAsync(string code, int position, CancellationToken cancellation = default);

    /// <summary>Signature, documentation and unit of the symbol at <paramref name="position"/> (UTF-16 units); null where there is none.</summary>
    Task<Inspection?> InspectAsync(string code, int position, CancellationToken cancellation = default);

    Completeness IsComplete(string code);
}

public sealed record Completion(string Text, string Kind, string? Documentation);

/// <summary>What may replace the text from <paramref name="Start"/> to <paramref name="End"/> (UTF-16 units).</summary>
public sealed record Completions(int Start, int End, IReadOnlyList<Completion> Items);

public sealed record Inspection(string PlainText, string Markdown);

public enum Completeness
{
    Complete,
    Incomplete,
    Invalid,
}
