using System.Collections.Concurrent;
using CompNeuro.Kernel.Directives;
using CompNeuro.Kernel.Display;
using CompNeuro.Kernel.Errors;
using CompNeuro.Kernel.Formatting;
using CompNeuro.Kernel.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace CompNeuro.Kernel.Execution;

/// <summary>The cells of one notebook: their variables, libraries and source.</summary>
internal sealed class Session : IDisposable
{
    // A busy machine may take seconds to stop a cell, and giving up costs the user every variable.
    private static readonly TimeSpan InterruptGrace = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, string> sources = new();
    private readonly CellWorkspace workspace = new();
    private readonly Submissions submissions;
    private readonly CellDirectives directives;
    private readonly CellTraceback traceback;
    private volatile CellThread? running;

    private readonly Script<object> start;
    private readonly IReadOnlyList<IKernelExtension> extensions;
    private readonly string directory;

    private Session(Script<object> start, IReadOnlyList<IKernelExtension> extensions, string directory)
    {
        (this.start, this.extensions, this.directory) = (start, extensions, directory);
        var assemblies = new CellAssemblies();
        submissions = new Submissions(start, assemblies);
        directives = new CellDirectives(extensions, assemblies, directory);
        traceback = new CellTraceback(SourceOf);
        workspace.Add(start);
    }

    public static Session Start(IReadOnlyList<IKernelExtension> extensions, string directory)
    {
        var libraries = Task.Run(() => CellOptions.Start(extensions, directory));
        foreach (var extension in extensions)
        {
            extension.Initialize();
        }

        return new Session(libraries.GetAwaiter().GetResult(), extensions, directory);
    }

    /// <summary>A session without cells yet, that shares what the compiler knows of the libraries.</summary>
    public Session Fresh() => new(start, extensions, directory);

    public async Task<CellResult> ExecuteAsync(string code, string cell, ICellOutput output)
    {
        sources[cell] = code;
        var outbox = new CellOutbox(output);
        OutputPump.Add(outbox);
        var (result, ends) = await RunAsync(code, cell, outbox).ConfigureAwait(false);
        foreach (var end in ends)
        {
            end(result.Status);
        }

        await Task.Run(outbox.Flush).ConfigureAwait(false);
        return result;
    }

    public async Task<CellResult> InvokeAsync(Action work, string name, ICellOutput output)
    {
        var outbox = new CellOutbox(output);
        OutputPump.Add(outbox);
        using var thread = new CellThread(new CellContext(name, outbox, traceback), _ => { }, () =>
        {
            work();
            return Task.CompletedTask;
        });
        var (failure, interrupted) = await RunAsync(thread).ConfigureAwait(false);
        OutputPump.Remove(outbox);
        await Task.Run(outbox.Flush).ConfigureAwait(false);
        return Result(name, failure, interrupted, null);
    }

    public void Dispose() => workspace.Dispose();

    public Task<bool> InterruptAsync() => running?.InterruptAsync(InterruptGrace) ?? Task.FromResult(true);

    public Document Draft(string code) => workspace.Draft(submissions.Continue(Syntax.WithoutDirectives(code), "cell", []));

    public async Task<Completions> CompleteAsync(string code, int position, CancellationToken cancellation)
    {
        var line = code[..position].Split('\n')[^1];
        if (line.TrimStart().StartsWith("#!", StringComparison.Ordinal))
        {
            var start = position - line.TrimStart().Length;
            var named = directives.Known.Select(d => new Completion($"#!{d.Name}", "keyword", d.Summary));
            return new Completions(start, position, [.. named.Where(d => d.Text.StartsWith(line.TrimStart(), StringComparison.Ordinal))]);
        }

        var draft = Draft(code);
        return await Task.Run(() => Completer.CompleteAsync(draft, position, cancellation), cancellation).ConfigureAwait(false);
    }

    private string? SourceOf(string name) =>
        sources.TryGetValue(name, out var code) ? code
        : directives.LoadedFiles.GetValueOrDefault(name);

    private async Task<(CellResult Result, IReadOnlyList<Action<CellStatus>> Ends)> RunAsync(string code, string cell, CellOutbox outbox)
    {
        PreparedCell? prepared = null;
        Submission? submission = null;
        MimeBundle? value = null;
        void Prepare(CancellationToken cancellation)
        {
            prepared = directives.Prepare(code, cell, outbox, cancellation);
            submission = submissions.Compile(prepared.Code, cell, prepared.References, cancellation);
        }

        async Task Body()
        {
            var result = await submissions.RunAsync(submission!);
            // What is on the page already is not shown again.
            value = result is not DisplayedValue && (result is not null || submission!.HasValue) ? ValueFormatter.Format(result) : null;
        }

        using var thread = new CellThread(new CellContext(cell, outbox, traceback), Prepare, Body);
        var (failure, interrupted) = await RunAsync(thread).ConfigureAwait(false);
        if (submission is not null && submissions.Accept(submission))
        {
            workspace.Add(submission.Script);
        }

        return (Result(cell, failure, interrupted, value), prepared?.Ends ?? []);
    }

    private async Task<(Exception? Failure, bool Interrupted)> RunAsync(CellThread thread)
    {
        running = thread;
        var failure = await thread.RunAsync().ConfigureAwait(false);
        running = null;
        return (failure, thread.Interrupted);
    }

    private CellResult Result(string cell, Exception? failure, bool interrupted, MimeBundle? value) => failure switch
    {
        null => new CellResult(CellStatus.Succeeded, value),
        _ when interrupted => new CellResult(CellStatus.Interrupted, Error: new CellError("Interrupted", "The cell was interrupted.", ["The cell was interrupted."], cell)),
        CompilationFailedException failed => new CellResult(CellStatus.Failed, Error: CellErrors.FromDiagnostics(failed.Diagnostics)),
        DirectiveException failed => new CellResult(CellStatus.Failed, Error: CellErrors.FromDirective(failed)),
        _ => new CellResult(CellStatus.Failed, Error: traceback.Describe(failure)),
    };
}
