using System.CommandLine;
using CompNeuro.Cli.Running;
using CompNeuro.Exercises;
using CompNeuro.Grading;
using CompNeuro.Grading.Checking;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Cli.Commands;

/// <summary><c>check</c>: a student's check of their own copy of a homework, before it is handed in.</summary>
internal static class CheckCommand
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    internal static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("notebook") { Description = "Your copy of a homework." };
        var command = new Command("check", "Check your homework before you hand it in: every part, with your points. The exit code is 0 if all parts are correct, and 1 otherwise.") { file };
        HelpExamples.Attach(command, HelpExamples.Of("check my-homework-1.ipynb"));
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            var copy = NotebookDocument.Load(path);
            var homework = OwnCheck.HomeworkOf(copy, CourseFolder.Require().Released().Select(Homework.Read))
                ?? throw new UserError($"{path} is not a homework of this course: it has none of the cells in which answers are asked for. Name your copy of a notebook of exercises/.");
            var run = OwnCheck.Prepare(copy, homework);
            var options = new NotebookRunOptions { Worker = () => WorkerCommand.Start(2L << 30), CellTimeout = TimeSpan.FromSeconds(30), TotalTimeout = Longest, KeepGoing = true };
            var result = await NotebookRunner.RunAsync(run, Path.GetDirectoryName(path)!, options, null, cancellation);
            var own = run.Cells.Count - homework.Parts.Count;
            foreach (var failure in result.Failures.Where(failure => failure.Cell.Number <= own))
            {
                terminal.Failure(FailureReport.Write(Path.GetFileName(path), failure));
            }

            return Report(terminal, OwnCheck.Verdicts(run, homework, OwnCheck.ForbiddenCalls(copy, homework)));
        });
        return command;
    }

    /// <returns>The exit code.</returns>
    private static int Report(Terminal terminal, IReadOnlyList<(Exercise Exercise, Verdict? Verdict)> parts)
    {
        foreach (var (exercise, verdict) in parts)
        {
            terminal.Line($"{exercise.Number} " + verdict switch
            {
                null => $"✘ {exercise.Id}: there is no such function, or it cannot be called as the task asks (0 of {exercise.Points:0.##} points). Compare its first line with the original's.",
                { Outcome: Outcome.Missing } => $"○ {exercise.Id}: not written yet (0 of {exercise.Points:0.##} points).",
                _ => $"{verdict}".Replace("\n", "\n    ", StringComparison.Ordinal),
            });
        }

        var points = parts.Sum(part => part.Verdict?.Points ?? 0);
        terminal.Line();
        terminal.Line($"Together {points:0.##} of {parts.Sum(part => part.Exercise.Points):0.##} points. What you hand in is tried on other cases too.");
        return parts.All(part => part.Verdict is { Outcome: Outcome.Correct }) ? 0 : 1;
    }
}
