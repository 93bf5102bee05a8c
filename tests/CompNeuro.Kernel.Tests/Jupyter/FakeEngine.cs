namespace CompNeuro.Kernel.Tests.Jupyter;

/// <summary>An engine whose cells are what a test says they are; any other cell gives its own text.</summary>
internal sealed class FakeEngine : IEngine
{
    private readonly Dictionary<string, Func<ICellOutput, CancellationToken, CellResult>> cells = [];
    private CancellationTokenSource? running;

    public static CellResult Done { get; } = new(CellStatus.Succeeded);

    public List<string> Executed { get; } = [];

    public bool IsDisposed { get; private set; }

    public bool StopsWhenInterrupted { get; set; } = true;

    public Func<string, int, Completions> OnComplete { get; set; } = (_, position) => new(position, position, []);

    public Func<string, int, Inspection?> OnInspect { get; set; } = (_, _) => null;

    public FakeEngine On(string code, Func<ICellOutput, CancellationToken, CellResult> cell)
    {
        cells[code] = cell;
        return this;
    }

    public FakeEngine On(string code, Action<ICellOutput> cell) => On(code, (output, _) =>
    {
        cell(output);
        return Done;
    });

    public Task<CellResult> ExecuteAsync(string code, string cell, ICellOutput output) => Task.Run(() =>
    {
        lock (Executed)
        {
            Executed.Add($"{cell}: {code}");
        }

        running = new();
        try
        {
            return cells.TryGetValue(code, out var run) ? run(output, running.Token) : new(CellStatus.Succeeded, MimeBundle.PlainText(code));
        }
        catch (OperationCanceledException)
        {
            return new(CellStatus.Interrupted, Error: new("Interrupted", "The cell was stopped.", ["The cell was stopped."]));
        }
        catch (InvalidOperationException problem)
        {
            return new(CellStatus.Failed, Error: new("InvalidOperationException", problem.Message, [problem.Message]));
        }
    });

    public Task<CellResult> InvokeAsync(Action work, string name, ICellOutput output)
    {
        try
        {
            work();
            return Task.FromResult(Done);
        }
        catch (InvalidOperationException problem)
        {
            return Task.FromResult(new CellResult(CellStatus.Failed, Error: new("InvalidOperationException", problem.Message, [problem.Message])));
        }
    }

    public Task<bool> InterruptAsync()
    {
        if (StopsWhenInterrupted)
        {
            running?.Cancel();
        }

        return Task.FromResult(StopsWhenInterrupted);
    }

    public Task<Completions> CompleteAsync(string code, int position, CancellationToken cancellation = default) => Task.FromResult(OnComplete(code, position));

    public Task<Inspection?> InspectAsync(string code, int position, CancellationToken cancellation = default) => Task.FromResult(OnInspect(code, position));

    public Completeness IsComplete(string code) => code.Length == 0 || code.EndsWith('{') ? Completeness.Incomplete : code.StartsWith(')') ? Completeness.Invalid : Completeness.Complete;

    public void Dispose() => IsDisposed = true;
}
