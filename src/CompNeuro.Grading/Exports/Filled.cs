namespace CompNeuro.Grading.Exports;

/// <summary>A platform's own file with the marks in it.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Marks">How many marks were put in.</param>
/// <param name="Unmatched">Students for whom there is no row, or more than one.</param>
/// <param name="Unmarked">Students whose marks do not stand yet, because the grader failed.</param>
/// <param name="Note">What the instructor should know besides; empty for nothing.</param>
public sealed record Filled(byte[] Bytes, int Marks, IReadOnlyList<string> Unmatched, IReadOnlyList<string> Unmarked, string Note = "")
{
    /// <summary>Puts each mark into the one row that is the student's.</summary>
    internal static Filled Of(CsvText csv, IEnumerable<int> rows, int column, IReadOnlyList<SubmissionResult> results, Func<string, IReadOnlyList<string>, bool> isOf, Func<SubmissionResult, string> mark, string note = "")
    {
        var fields = rows.Select(row => (Row: row, Fields: csv[row])).ToList();
        var (unmatched, unmarked, taken) = (new List<string>(), new List<string>(), new Dictionary<int, string>());
        foreach (var result in results)
        {
            int[] mine = [.. fields.Where(one => one.Fields.Count > column && isOf(result.Student, one.Fields)).Select(one => one.Row)];
            if (mine.Length != 1 || taken.ContainsKey(mine[0]))
            {
                unmatched.Add(result.Student);
            }
            else if (result.Status is Status.InfrastructureError)
            {
                unmarked.Add(result.Student);
            }
            else
            {
                taken[mine[0]] = result.Student;
                csv.Set(mine[0], column, mark(result));
            }
        }

        return new(csv.Bytes(), taken.Count, unmatched, unmarked, note);
    }

    /// <summary>Whether a student's identifier is one of a row's, alone or as platforms add it to the names of downloads: <c>lovelaceada_1234</c>.</summary>
    internal static bool Names(string student, string identifier) =>
        identifier.Length > 0 && (string.Equals(student, identifier, StringComparison.OrdinalIgnoreCase)
            || (identifier.All(char.IsAsciiDigit) && student.EndsWith($"_{identifier}", StringComparison.Ordinal)));
}
