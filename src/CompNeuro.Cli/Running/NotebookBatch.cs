using System.Collections.Concurrent;
using CompNeuro.Cli.Commands;
using CompNeuro.Kernel.Notebooks;
using Spectre.Console;

namespace CompNeuro.Cli.Running;

/// <summary>A notebook that was run: <see cref="Run"/> is null, and <see cref="Problem"/> says why, when it could not be.</summary>
/// <param name="IsKept">Whether it was run earlier, and has not changed.</param>
internal sealed record ExecutedNotebook(string Path, NotebookDocument? Document, NotebookRun? Run, string? Problem, bool IsKept = false)
{
    internal bool Succeeded => Run is { Succeeded: true };
}

/// <summary>A notebook, and which of its cells are run; all of them where none is named.</summary>
internal sealed record NotebookPart(NotebookDocument Document, IReadOnlyCollection<NotebookCell>? Cells = null);

/// <summary>Runs several notebooks, each in its own process, and shows how far they are.</summary>
/// <param name="purpose">What the outputs are for.</param>
internal sealed class NotebookBatch(Terminal terminal, int parallel, TimeSpan? cellTimeout, TimeSpan? totalTimeout, bool keepGoing, OutputsFor purpose = OutputsFor.Notebooks)
{
    /// <summary>Languages that C# notebooks say they are in.</summary>
    private static readonly string[] Languages = ["C#", "csharp", "polyglot-notebook"];

    /// <summary>What is run of the notebook at a path.</summary>
    internal Func<string, NotebookPart> Part { get; init; } = path => new(NotebookDocument.Load(path));

    /// <param name="finished">Called once for each notebook, as it ends, one at a time.</param>
    internal async Task<IReadOnlyList<ExecutedNotebook>> RunAsync(
        IReadOnlyList<string> paths, Action<ExecutedNotebook> finished, CancellationToken cancellation)
    {
        var results = new ConcurrentDictionary<string, ExecutedNotebook>();
        var gate = new Lock();
        Task Each(Func<string, IProgress<NotebookProgress>> progress) => Parallel.ForEachAsync(
            paths,
            new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellation },
            async (path, stop) =>
            {
                var result = results[path] = await RunOneAsync(path, progress(path), stop);
                lock (gate)
                {
                    finished(result);
                }
            });
        if (terminal.IsInteractive)
        {
            await terminal.Screen.Progress().AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
                .StartAsync(bars => Each(path => new Bar(bars.AddTask(Markup.Escape(Path.GetFileName(path))), Path.GetFileName(path))));
        }
        else
        {
            await Each(_ => new Silence());
        }
        return [.. paths.Select(path => results[path])];
    }

    private async Task<ExecutedNotebook> RunOneAsync(string path, IProgress<NotebookProgress> progress, CancellationToken cancellation)
    {
        NotebookDocument? document = null;
        try
        {
            (document, var cells) = Part(path);
            if (document.Language is { } language && !Languages.Contains(language, StringComparer.OrdinalIgnoreCase))
            {
                throw new InvalidNotebookException($"{path} is a notebook in {language}, and this program runs C#.");
            }
            var memory = Math.Max(512L << 20, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3 / parallel);
            var options = new NotebookRunOptions
            {
                Worker = () => WorkerCommand.Start(memory, purpose), Only = cells, CellTimeout = cellTimeout, TotalTimeout = totalTimeout, KeepGoing = keepGoing,
            };
            var run = await NotebookRunner.RunAsync(document, Path.GetDirectoryName(path)!, options, progress, cancellation);
            return new ExecutedNotebook(path, document, run, null);
        }
        catch (Exception problem) when (problem is InvalidNotebookException or InvalidOperationException)
        {
            return new ExecutedNotebook(path, document, null, problem.Message);
        }
    }

    private sealed class Bar(ProgressTask task, string name) : IProgress<NotebookProgress>
    {
        public void Report(NotebookProgress value)
        {
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Finished;
            task.Description = Markup.Escape(value.Cell is { } cell ? $"{name}, {cell}" : name);
        }
    }

    private sealed class Silence : IProgress<NotebookProgress>
    {
        public void Report(NotebookProgress value)
        {
        }
    }
}
