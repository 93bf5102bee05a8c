using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Grading.Release;

/// <summary>Takes the worked answers out of a cell: what stands between lines with nbgrader's marks <c>### BEGIN SOLUTION</c> and <c>### END SOLUTION</c>.</summary>
internal static class SolutionRegions
{
    private const string Begin = "### BEGIN SOLUTION";
    private const string End = "### END SOLUTION";
    private const string Stub = "throw new NotImplementedException();";

    /// <summary>The cell as the student gets it, a stub in the place of every answer; null where nothing but an answer is in it.</summary>
    /// <exception cref="InvalidNotebookException">A mark has no partner.</exception>
    public static string? Removed(NotebookCell cell)
    {
        var (kept, inside) = (new List<string>(), false);
        foreach (var line in cell.Source.Split('\n'))
        {
            var (begins, ends) = (line.Contains(Begin, StringComparison.Ordinal), line.Contains(End, StringComparison.Ordinal));
            if (begins == ends)
            {
                kept.AddRange(inside ? [] : [line]);
            }
            else if (begins == inside)
            {
                throw Unpaired(cell);
            }
            else
            {
                kept.AddRange(begins ? [line[..^line.TrimStart().Length] + Stub] : []);
                inside = begins;
            }
        }

        return inside ? throw Unpaired(cell) : kept.TrueForAll(line => string.IsNullOrWhiteSpace(line) || line == Stub) ? null : string.Join('\n', kept);
    }

    private static InvalidNotebookException Unpaired(NotebookCell cell) =>
        new($"In {cell}, \"{Begin}\" and \"{End}\" do not come in pairs: no release can be made of it.");
}
