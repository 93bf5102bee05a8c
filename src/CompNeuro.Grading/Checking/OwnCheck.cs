using System.Text.Json;
using System.Text.Json.Nodes;
using CompNeuro.Exercises;
using CompNeuro.Grading.Compiling;
using CompNeuro.Grading.Judging;
using CompNeuro.Grading.Release;
using CompNeuro.Grading.Submissions;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Grading.Checking;

/// <summary>A student's check of their own copy of a homework: its cells are run as they are, and then the homework's own checks, whatever became of those in the copy.</summary>
public static class OwnCheck
{
    /// <summary>The one whose cells the notebook has; null for none.</summary>
    public static Homework? HomeworkOf(NotebookDocument copy, IEnumerable<Homework> all)
    {
        var ids = copy.Cells.Select(cell => NbgraderMark.Of(cell)?.GradeId).ToHashSet();
        return all.Select(homework => (Homework: homework, Shared: homework.Parts.Count(part => ids.Contains(part.Answer))))
            .Where(one => one.Shared > 0).OrderByDescending(one => one.Shared).FirstOrDefault().Homework;
    }

    /// <summary>The notebook to run: the student's cells but for the checks, and then one check for each part, in the homework's order.</summary>
    public static NotebookDocument Prepare(NotebookDocument copy, Homework homework)
    {
        ArgumentNullException.ThrowIfNull(copy);
        ArgumentNullException.ThrowIfNull(homework);
        var checks = homework.Cells.Where(cell => cell.Locked && cell.Given.Length == 0).Select(cell => cell.GradeId).ToHashSet();
        return copy.With(json =>
        {
            var cells = json["cells"]!.AsArray();
            foreach (var cell in copy.Cells.Reverse().Where(cell => NbgraderMark.Of(cell) is { } mark && checks.Contains(mark.GradeId)))
            {
                cells.RemoveAt(cell.Number - 1);
            }

            foreach (var part in homework.Parts)
            {
                cells.Add(new JsonObject
                {
                    ["cell_type"] = "code",
                    ["execution_count"] = null,
                    ["metadata"] = new JsonObject(),
                    ["outputs"] = new JsonArray(),
                    ["source"] = Check(part.Exercise),
                });
            }
        });
    }

    /// <summary>The library members that answers use although the task is to write them oneself, by the exercise's identifier.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ForbiddenCalls(NotebookDocument copy, Homework homework)
    {
        ArgumentNullException.ThrowIfNull(copy);
        ArgumentNullException.ThrowIfNull(homework);
        string[] ids = [.. homework.Parts.Select(part => part.Exercise).Where(exercise => exercise.Forbidden.Count > 0).Select(exercise => exercise.Id)];
        return ids.Zip(new CellCompiler().Compile(new(SubmissionCells.Of(copy, homework), ids, [])).Functions).ToDictionary(pair => pair.First, pair => pair.Second.Forbidden);
    }

    private static string Check(Exercise exercise) =>
        $"Console.Write(System.Text.Json.JsonSerializer.Serialize(Check.{exercise.Id}({string.Join(", ", [exercise.Id, .. exercise.OwnParameters.Select(own => own.Name)])}) with {{ Picture = null }}));";

    /// <summary>One verdict per part, from the notebook of <see cref="Prepare"/> after it was run; null where the check could not be run.</summary>
    /// <param name="run">That notebook.</param>
    /// <param name="homework">What it answers.</param>
    /// <param name="forbidden">The members that its answers may not use, and do.</param>
    public static IReadOnlyList<(Exercise Exercise, Verdict? Verdict)> Verdicts(NotebookDocument run, Homework homework, IReadOnlyDictionary<string, IReadOnlyList<string>> forbidden)
    {
        ArgumentNullException.ThrowIfNull(forbidden);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(homework);
        return [.. homework.Parts.Zip(run.Cells.TakeLast(homework.Parts.Count), (part, cell) => (part.Exercise, Judged(part.Exercise, Read(cell))))];
        Verdict? Judged(Exercise exercise, Verdict? verdict) => verdict is not null && forbidden.GetValueOrDefault(exercise.Id) is { Count: > 0 } members
            ? new(Outcome.Wrong, exercise.Id, PartJudge.NotOneself(members), 0, exercise.Points, 0, verdict.Checks)
            : verdict;
    }

    private static Verdict? Read(NotebookCell cell)
    {
        var text = string.Concat(cell.Outputs.Where(output => (string?)output["name"] is "stdout").Select(output => MultilineText.TryRead(output["text"], out var lines) ? lines : ""));
        try
        {
            // What the student's function prints comes before.
            return text.LastIndexOf("{\"Outcome\":", StringComparison.Ordinal) is var start and >= 0 ? JsonSerializer.Deserialize<Verdict>(text[start..]) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
