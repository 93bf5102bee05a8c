using System.CommandLine;
using CompNeuro.Cli.Pages;
using CompNeuro.Cli.Running;

namespace CompNeuro.Cli.Commands;

/// <summary><c>book</c>: the whole course as a static site.</summary>
internal static class BookCommand
{
    internal static Command Create(Terminal terminal)
    {
        var chapters = new Argument<string[]>("chapter") { Description = "Chapters by number or name; all of them when none is named.", Arity = ArgumentArity.ZeroOrMore };
        var output = new Option<string?>("--output", "-o") { Description = "Where the book goes (default: artifacts/book in the course).", HelpName = "DIR" };
        var parallel = new Option<int>("--parallel", "-p") { Description = "How many chapters run at a time.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var fresh = new Option<bool>("--fresh") { Description = "Run every chapter, also those that have not changed since the last build." };
        RunCommand.RequirePositive(parallel);
        var command = new Command("book", "Run the chapters and write them as a book of web pages that needs no network.") { chapters, output, parallel, fresh };
        HelpExamples.Attach(command, HelpExamples.Of("book", "book 1 2 --output pages", "book --fresh"));
        command.SetAction(async (parsed, cancellation) =>
        {
            var course = CourseFolder.Require();
            var folder = parsed.GetValue(output) ?? Path.Combine(course.Root, "artifacts", "book");
            Site.RefuseToReplaceOthers(folder);
            OutputFolder.MustBeWritable(folder);
            var cache = new ExecutionCache(course, Path.Combine(course.Root, "artifacts", "executed"));
            var batch = new NotebookBatch(terminal, parsed.GetValue(parallel), TimeSpan.FromMinutes(5), null, keepGoing: true, OutputsFor.Pages);
            var results = await cache.RunAsync(course.Chapters(parsed.GetValue(chapters)!), batch, parsed.GetValue(fresh), result => RunReport.Write(terminal, result), cancellation);
            terminal.Line($"The book is ready. Open this file in a browser: {Site.Write(folder, results)}");
            return RunReport.Summarise(terminal, results);
        });
        return command;
    }
}
