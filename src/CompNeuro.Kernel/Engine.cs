using CompNeuro.Kernel.Errors;
using CompNeuro.Kernel.Execution;
using CompNeuro.Kernel.Language;

namespace CompNeuro.Kernel;

/// <summary>A C# notebook engine on Roslyn scripting. Constructing it is cheap: the compiler loads in the background.</summary>
public sealed class Engine : IEngine
{
    // So long without a cell means that nobody is running all of them: there is time to warm up.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private readonly SemaphoreSlim turn = new(1);
    private readonly Task<Session> ready;
    private long executed;
    private volatile bool disposed;

    /// <param name="extensions">What cells see and can do beyond C# itself.</param>
    /// <param name="directory">The notebook's folder, where relative paths of <c>#r</c> and <c>#load</c> start; the current one if not given.</param>
    public Engine(IEnumerable<IKernelExtension> extensions, string? directory = null)
    {
        ConsoleRouter.Install();
        LastWords.Install();
        var folder = Path.GetFullPath(directory ?? Environment.CurrentDirectory);
        IReadOnlyList<IKernelExtension> added = [.. extensions];
        ready = Task.Run(() => Session.Start(added, folder));
        _ = WarmUpAsync([.. added.SelectMany(e => e.WarmUpCells)]);
    }

    public Task<CellResult> ExecuteAsync(string code, string cell, ICellOutput output) => InTurnAsync(session => session.ExecuteAsync(code, cell, output));

    public Task<CellResult> InvokeAsync(Action work, string name, ICellOutput output) => InTurnAsync(session => session.InvokeAsync(work, name, output));

    public async Task<bool> InterruptAsync() => !ready.IsCompletedSuccessfully || await ready.Result.InterruptAsync().ConfigureAwait(false);

    public async Task<Completions> CompleteAsync(string code, int position, CancellationToken cancellation = default)
    {
        var session = await ready.ConfigureAwait(false);
        return await session.CompleteAsync(code, Math.Clamp(position, 0, code.Length), cancellation).ConfigureAwait(false);
    }

    public async Task<Inspection?> InspectAsync(string code, int position, CancellationToken cancellation = default)
    {
        var session = await ready.ConfigureAwait(false);
        var document = session.Draft(code);
        return await Task.Run(() => Inspector.InspectAsync(document, Math.Clamp(position, 0, code.Length), cancellation), cancellation).ConfigureAwait(false);
    }

    public Completeness IsComplete(string code) => Syntax.IsComplete(code);

    public void Dispose() => disposed = true;

    private async Task<CellResult> InTurnAsync(Func<Session, Task<CellResult>> run)
    {
        // The turn is taken when called: cells that all wait for the engine to be ready would go on in any order.
        await turn.WaitAsync().ConfigureAwait(false);
        Interlocked.Increment(ref executed);
        try
        {
            return await run(await ready.ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task WarmUpAsync(IReadOnlyCollection<string> cells)
    {
        if (cells.Count > 0)
        {
            await Task.Run(WarmUp.Compiler).ConfigureAwait(false);
            await WarmUp.RunAsync(await ready.ConfigureAwait(false), cells, IdleAsync).ConfigureAwait(false);
        }
    }

    private async Task<bool> IdleAsync()
    {
        long before;
        do
        {
            before = Volatile.Read(ref executed);
            await Task.Delay(Quiet).ConfigureAwait(false);
            await turn.WaitAsync().ConfigureAwait(false);
            turn.Release();
        }
        while (before != Volatile.Read(ref executed));

        return !disposed;
    }
}
