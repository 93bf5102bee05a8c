using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CompNeuro.Exercises;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Grading;

/// <summary>A homework as its solutions notebook defines it.</summary>
/// <param name="Id">The notebook's number: <c>01</c>.</param>
/// <param name="Parts">What is graded, in the order of the notebook.</param>
/// <param name="Cells">The code cells that a submission may not change.</param>
/// <param name="Hash">SHA-256 of the notebook.</param>
public sealed partial record Homework(string Id, IReadOnlyList<HomeworkPart> Parts, IReadOnlyList<HomeworkCell> Cells, string Hash)
{
    /// <exception cref="InvalidNotebookException">The file is not a homework: it cannot be read, or nothing in it is graded.</exception>
    public static Homework Read(string path)
    {
        var notebook = NotebookDocument.Load(path);
        var (parts, cells) = (new List<HomeworkPart>(), new List<HomeworkCell>());
        var answer = "";
        foreach (var cell in notebook.Cells.Where(cell => cell.Kind is CellKind.Code))
        {
            var mark = NbgraderMark.Of(cell);
            answer = mark is { Solution: true } ? mark.GradeId : answer;
            string[] graded = mark is { Locked: true } ? [.. CheckCall().Matches(cell.Source).Select(call => call.Groups[1].Value)] : [];
            parts.AddRange(graded.Select(id => new HomeworkPart(Exercise(id, path), answer)));
            if (mark is not null)
            {
                cells.Add(new(mark.GradeId, mark.Locked, Given: mark.Locked && graded.Length == 0 ? cell.Source : ""));
            }
        }

        var name = Path.GetFileNameWithoutExtension(path);
        return parts.Count == 0
            ? throw new InvalidNotebookException($"{path} is not a homework: no locked cell of it calls Check.")
            : new(name.Split('-')[0], parts, cells, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(notebook.ToJson()))));
    }

    private static Exercise Exercise(string id, string path) => Exercises.Exercise.All.FirstOrDefault(exercise => exercise.Id == id)
        ?? throw new InvalidNotebookException($"{path} checks {id}, and there is no exercise of that name.");

    [GeneratedRegex(@"\bCheck\.(\w+)\s*\(")]
    private static partial Regex CheckCall();
}

/// <summary>One graded part: an exercise, and the cell in which its answer is asked for.</summary>
/// <param name="Answer">The <c>grade_id</c> of that cell.</param>
public sealed record HomeworkPart(Exercise Exercise, string Answer);

/// <summary>A code cell of the homework that nbgrader's metadata mark.</summary>
/// <param name="GradeId">Its <c>grade_id</c>.</param>
/// <param name="Locked">A submission's copy of it is dropped.</param>
/// <param name="Given">What is run in its place: the cell's own code, or nothing for a check.</param>
public sealed record HomeworkCell(string GradeId, bool Locked, string Given);
