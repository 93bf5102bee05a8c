using CompNeuro.Grading.Compiling;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Grading.Submissions;

/// <summary>
/// The code that a submission stands for: the student's cells in the student's order, and in the place of every locked cell the homework's own code, whatever became of the copy.
/// </summary>
internal static class SubmissionCells
{
    public static IReadOnlyList<SourceCell> Of(NotebookDocument notebook, Homework homework)
    {
        var (cells, given) = (new List<SourceCell>(), 0);
        void Give(int before)
        {
            for (; given < before; given++)
            {
                if (homework.Cells[given] is { Locked: true, Given.Length: > 0 } cell)
                {
                    cells.Add(new($"the given cell {cell.GradeId}", cell.GradeId, cell.Given, Given: true));
                }
            }
        }

        foreach (var cell in notebook.Cells.Where(cell => cell.Kind is CellKind.Code))
        {
            var place = NbgraderMark.Of(cell) is { } mark ? Place(homework, mark.GradeId) : -1;
            Give(place + 1);
            if (place < 0 || !homework.Cells[place].Locked)
            {
                cells.Add(new($"cell {cell.Number}{(place < 0 ? "" : $" ({homework.Cells[place].GradeId})")}", place < 0 ? null : homework.Cells[place].GradeId, cell.Source, Given: false));
            }
        }

        Give(homework.Cells.Count);
        return cells;
    }

    private static int Place(Homework homework, string gradeId) => homework.Cells.ToList().FindIndex(cell => cell.GradeId == gradeId);
}
