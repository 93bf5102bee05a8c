using System.Globalization;
using System.Text.RegularExpressions;

namespace CompNeuro.Grading.Exports;

/// <summary>Fills the gradebook that an instructor exported from Canvas. A column whose title Canvas did not write itself, with the assignment's number, would make a new assignment: so none is ever added.</summary>
public static partial class Canvas
{
    private static readonly string[] identifiers = ["ID", "SIS User ID", "SIS Login ID"];

    /// <param name="export">The file as Canvas wrote it.</param>
    /// <param name="assignment">The title of the assignment, with or without its number: <c>Homework 1</c> for <c>Homework 1 (4711)</c>.</param>
    /// <exception cref="InvalidDataException">It is not such a file, or not one column of it is the assignment's.</exception>
    public static Filled Fill(byte[] export, string assignment, IReadOnlyList<SubmissionResult> results)
    {
        var csv = new CsvText(export);
        var header = csv.Count > 0 ? csv[0].Select(title => title.Trim()).ToList() : [];
        int[] keys = [.. identifiers.Select(name => header.IndexOf(name)).Where(place => place >= 0)];
        if (header.IndexOf("Student") < 0 || keys.Length == 0)
        {
            throw new InvalidDataException("This is not a gradebook that Canvas exported: its first line has no Student, or none of ID, SIS User ID and SIS Login ID. Export it by Gradebook, Export.");
        }

        int[] columns = [.. Enumerable.Range(0, header.Count).Where(i => Numbered().Match(header[i]) is { Success: true } title && (title.Groups["title"].Value == assignment.Trim() || header[i] == assignment.Trim()))];
        if (columns.Length != 1)
        {
            throw new InvalidDataException($"{(columns.Length == 0 ? "No assignment" : "More than one assignment")} is titled \"{assignment}\". There are: {string.Join(", ", header.Where(title => Numbered().IsMatch(title)))}.");
        }

        // Rows of students have a number; those of points possible and of posting policies have none.
        var rows = Enumerable.Range(1, csv.Count - 1).Where(row => keys.Any(key => key < csv[row].Count && csv[row][key].Trim().Length > 0));
        return Filled.Of(csv, rows, columns[0], results, (student, fields) => keys.Any(key => Filled.Names(student, fields[key].Trim())), result => result.Points.ToString("0.##", CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^(?<title>.+) \(\d+\)$")]
    private static partial Regex Numbered();
}
