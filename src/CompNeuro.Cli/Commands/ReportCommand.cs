using System.CommandLine;
using CompNeuro.Grading;
using CompNeuro.Grading.Reports;

namespace CompNeuro.Cli.Commands;

/// <summary><c>report</c>: pages for the students and for the class, from the results of grading.</summary>
internal static class ReportCommand
{
    internal static Command Create(Terminal terminal)
    {
        var results = new Argument<string>("results") { Description = "The folder of results that grading wrote." };
        var output = new Option<string>("--output", "-o") { Description = "Where the pages go.", HelpName = "DIR", Required = true };
        var title = new Option<string>("--title") { Description = "What the homework is called on the pages.", HelpName = "TITLE", DefaultValueFactory = _ => "Homework" };
        var command = new Command("report", "Write a page for each student, and one for the class.") { results, output, title };
        HelpExamples.Attach(command, HelpExamples.Of("report graded/results --output reports --title \"Homework 1\""));
        command.SetAction(parsed =>
        {
            var all = ClassResults.Read(parsed.GetValue(results)!);
            var page = ReportFolder.Write(all, parsed.GetValue(output)!, parsed.GetValue(title)!);
            terminal.Success($"{all.Count} {(all.Count == 1 ? "student" : "students")}: open {page}");
        });
        return command;
    }
}
