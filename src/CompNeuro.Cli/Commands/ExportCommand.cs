using System.CommandLine;
using CompNeuro.Grading;
using CompNeuro.Grading.Batch;
using CompNeuro.Grading.Exports;
using CompNeuro.Grading.Reports;

namespace CompNeuro.Cli.Commands;

/// <summary><c>export</c>: marks in the form that a learning platform takes.</summary>
internal static class ExportCommand
{
    internal static Command Create(Terminal terminal)
    {
        var command = new Command("export", "Hand the marks to Canvas, Moodle, Gradescope or nbgrader.") { ToCanvas(terminal), ToMoodle(terminal), ToGradescope(terminal), ToNbgrader(terminal) };
        HelpExamples.Attach(command, HelpExamples.Of(
            "export canvas graded/results --into gradebook.csv --assignment \"Homework 1\" --output upload.csv", "export moodle graded/results --into worksheet.csv --output upload.csv",
            "export gradescope graded/results --output gradescope", "export nbgrader graded/results --output grades.csv --assignment homework-1"));
        return command;
    }

    private static Command ToCanvas(Terminal terminal)
    {
        var (results, into, output, assignment) = (Results(), Into("The gradebook you exported from Canvas."), Output("FILE"), Assignment("The assignment's title in Canvas."));
        var command = new Command("canvas", "Fill the gradebook you exported from Canvas.") { results, into, output, assignment };
        command.SetAction(parsed => Write(terminal, parsed.GetValue(output)!, parsed.GetValue(into)!,
            Canvas.Fill(File.ReadAllBytes(parsed.GetValue(into)!), parsed.GetValue(assignment)!, ClassResults.Read(parsed.GetValue(results)!))));
        return command;
    }

    private static Command ToMoodle(Terminal terminal)
    {
        var (results, into, output) = (Results(), Into("The grading worksheet you downloaded from Moodle."), Output("FILE"));
        var command = new Command("moodle", "Fill the grading worksheet you downloaded from Moodle.") { results, into, output };
        command.SetAction(parsed => Write(terminal, parsed.GetValue(output)!, parsed.GetValue(into)!,
            Moodle.Fill(File.ReadAllBytes(parsed.GetValue(into)!), ClassResults.Read(parsed.GetValue(results)!))));
        return command;
    }

    private static Command ToGradescope(Terminal terminal)
    {
        var (results, output) = (Results(), Output("DIR"));
        var command = new Command("gradescope", "Write a results.json for each student.") { results, output };
        command.SetAction(parsed =>
        {
            foreach (var result in ClassResults.Read(parsed.GetValue(results)!))
            {
                if (Gradescope.Write(result) is not { } bytes)
                {
                    terminal.Warning($"{result.Student} has no mark yet: the grader failed.");
                    continue;
                }

                WholeFile.Write(Path.Combine(parsed.GetValue(output)!, ReportFolder.FileName(result.Student), "results.json"), bytes);
            }

            terminal.Success($"{parsed.GetValue(output)}: a folder for each student.");
        });
        return command;
    }

    private static Command ToNbgrader(Terminal terminal)
    {
        var (results, output, assignment) = (Results(), Output("FILE"), Assignment("The assignment's name."));
        var command = new Command("nbgrader", "Write the table that nbgrader exports.") { results, output, assignment };
        command.SetAction(parsed =>
        {
            var all = ClassResults.Read(parsed.GetValue(results)!);
            WholeFile.Write(parsed.GetValue(output)!, NbgraderCsv.Write(parsed.GetValue(assignment)!, all));
            terminal.Success($"{parsed.GetValue(output)}: {all.Count} students.");
        });
        return command;
    }

    /// <returns>The exit code: 1 where a mark found no row.</returns>
    private static int Write(Terminal terminal, string output, string into, Filled filled)
    {
        if (Path.GetFullPath(output) == Path.GetFullPath(into))
        {
            throw new UserError($"--output {output} is the file that is filled, which is never changed. Name another.");
        }

        WholeFile.Write(output, filled.Bytes);
        terminal.Success($"{output}: {filled.Marks} marks.");
        if (filled.Note is not "")
        {
            terminal.Line(filled.Note);
        }

        foreach (var student in filled.Unmarked)
        {
            terminal.Warning($"{student} has no mark yet: the grader failed.");
        }

        foreach (var student in filled.Unmatched)
        {
            terminal.Warning($"{student} has no row of their own in {into}: enter this mark by hand.");
        }

        return filled.Unmatched.Count > 0 ? 1 : 0;
    }

    private static Argument<string> Results() => new("results") { Description = "The folder of results that grading wrote." };

    private static Option<string> Into(string description) => new("--into") { Description = description, HelpName = "FILE", Required = true };

    private static Option<string> Output(string form) => new("--output", "-o") { Description = "Where it goes.", HelpName = form, Required = true };

    private static Option<string> Assignment(string description) => new("--assignment") { Description = description, HelpName = "TITLE", Required = true };
}
