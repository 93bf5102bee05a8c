using System.CommandLine;
using CompNeuro.Cli.Pages;
using CompNeuro.Cli.Running;

namespace CompNeuro.Cli.Commands;

/// <summary><c>run</c>: executes notebooks without a front end.</summary>
internal static class RunCommand
{
    internal static Command Create(Terminal terminal)
    {
        var notebooks = new Argument<string[]>("notebook") { Description = "Notebook files, folders, or patterns in quotes.", Arity = ArgumentArity.OneOrMore };
        var parallel = new Option<int>("--parallel", "-p") { Description = "How many notebooks run at a time.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var timeout = Seconds("--timeout", "Stop a cell that runs longer than this many seconds.");
        var total = Seconds("--total-timeout", "Stop a notebook that runs longer than this many seconds.");
        var keepGoing = new Option<bool>("--keep-going", "-k") { Description = "Run the remaining cells after one has failed." };
        var output = new Option<string?>("--output", "-o") { Description = "Keep an executed copy: a file for one notebook, else a folder. Originals are never changed.", HelpName = "FILE|DIR" };
        var html = new Option<string?>("--html") { Description = "Write readable pages with the figures to this folder.", HelpName = "DIR" };
        RequirePositive(parallel);
        var command = new Command("run", "Run notebooks without a front end, and say precisely what failed.") { notebooks, parallel, timeout, total, keepGoing, output, html };
        HelpExamples.Attach(command, HelpExamples.Of("run notebooks", "run notebooks/01-*.ipynb --output executed", "run mine.ipynb --timeout 30 --html pages"));
        command.SetAction(async (parsed, cancellation) =>
        {
            var paths = NotebookFiles.Find(parsed.GetValue(notebooks)!);
            var copies = ExecutedCopies.Plan(paths, parsed.GetValue(output));
            if (parsed.GetValue(html) is { } pages)
            {
                Site.RefuseToReplaceOthers(pages);
            }
            var batch = new NotebookBatch(terminal, parsed.GetValue(parallel), Span(parsed.GetValue(timeout)), Span(parsed.GetValue(total)), parsed.GetValue(keepGoing), parsed.GetValue(html) is null ? OutputsFor.Notebooks : OutputsFor.Pages);
            var results = await batch.RunAsync(paths, result =>
            {
                RunReport.Write(terminal, result);
                if (result.Document is { } document && result.Run is not null && copies.TryGetValue(result.Path, out var copy))
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                    document.Save(copy);
                    terminal.Line($"  executed copy: {copy}");
                }
            }, cancellation);
            if (parsed.GetValue(html) is { } folder)
            {
                terminal.Line($"Pages: {Site.Write(folder, results)}");
            }
            return RunReport.Summarise(terminal, results);
        });
        return command;
    }

    internal static void RequirePositive(Option<int> option) => option.Validators.Add(result =>
    {
        if (result.GetValue(option) < 1)
        {
            result.AddError($"{option.Name} must be 1 or more.");
        }
    });

    internal static TimeSpan? Span(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;

    internal static Option<double?> Seconds(string name, string description)
    {
        var option = new Option<double?>(name) { Description = description, HelpName = "SECONDS" };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is not > 0 or > 1e6)
            {
                result.AddError($"{name} must be a number of seconds above 0 (at most 1000000).");
            }
        });
        return option;
    }
}
