using System.Globalization;
using System.Text.RegularExpressions;

namespace CompNeuro.Grading.Exports;

/// <summary>
/// Fills the grading worksheet that an instructor downloaded from a Moodle assignment. Its headers are in the site's language, so the columns are known by what is in them: the first one ends in the participant's
/// number, and marks stand to the left of the largest mark, which is the same positive number in every row.
/// </summary>
public static partial class Moodle
{
    /// <param name="worksheet">The file as Moodle wrote it.</param>
    /// <exception cref="InvalidDataException">It is not such a file.</exception>
    public static Filled Fill(byte[] worksheet, IReadOnlyList<SubmissionResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var csv = new CsvText(worksheet);
        int[] rows = [.. Enumerable.Range(1, Math.Max(0, csv.Count - 1)).Where(row => Participant().IsMatch(csv[row][0]))];
        int[] columns = rows.Length == 0 ? [] : [.. Enumerable.Range(2, Math.Max(0, rows.Min(row => csv[row].Count) - 2)).Where(i => IsLargest(csv, rows, i))];
        if (columns.Length != 1)
        {
            throw new InvalidDataException("This is not a grading worksheet of Moodle: it needs a first column like \"Participant 123\", and a column of marks left of the one with the largest mark. Switch on \"Offline grading worksheet\" in the assignment's feedback types, and download it again.");
        }

        var largestText = csv[rows[0]][columns[0]];
        var largest = Number(largestText)!.Value;
        var possible = results.Select(result => result.PossiblePoints).FirstOrDefault(largest);
        string Mark(SubmissionResult result)
        {
            var mark = Math.Round(result.Points * largest / result.PossiblePoints, 2).ToString("0.00", CultureInfo.InvariantCulture);
            return largestText.Contains(',', StringComparison.Ordinal) ? mark.Replace('.', ',') : mark;
        }

        return Filled.Of(csv, rows, columns[0] - 1, results, IsOf, Mark,
            possible == largest ? "" : $"The worksheet's largest mark is {largestText} and the homework has {possible:0.##} points: marks are scaled.");
    }

    /// <summary>By the participant's number, or by a field that is the student's whole name or address.</summary>
    private static bool IsOf(string student, IReadOnlyList<string> fields) =>
        Filled.Names(student, Participant().Match(fields[0]).Groups["number"].Value) || fields.Take(4).Any(field => !field.All(char.IsAsciiDigit) && Filled.Names(student, field.Trim()));

    private static bool IsLargest(CsvText csv, int[] rows, int column)
    {
        var first = Number(csv[rows[0]][column]);
        return first > 0 && csv[rows[0]][column].AsSpan().IndexOfAny(',', '.') >= 0
            && rows.All(row => Number(csv[row][column]) == first && (csv[row][column - 1].Trim() is "" or "-" || Number(csv[row][column - 1]) <= first));
    }

    private static double? Number(string text) =>
        double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^\D+(?<number>\d+)$")]
    private static partial Regex Participant();
}
