using System.Globalization;
using System.Text;

namespace CompNeuro.Grading.Exports;

/// <summary>The table that <c>nbgrader export</c> writes.</summary>
public static class NbgraderCsv
{
    private const string Header = "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score";

    /// <param name="assignment">Its name.</param>
    /// <param name="results">One per student. Where the grader failed the scores are empty.</param>
    public static byte[] Write(string assignment, IReadOnlyList<SubmissionResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var rows = results.Select(result => string.Join(',', [Field(assignment), "", "", Field(result.Student), "", "", "", Score(result), "0.0", Score(result), Number(result.PossiblePoints)]));
        return Encoding.UTF8.GetBytes(string.Concat(rows.Prepend(Header).Select(row => row + "\n")));
    }

    private static string Score(SubmissionResult result) => result.Status is Status.InfrastructureError ? "" : Number(result.Points);

    private static string Number(double value) => value.ToString("0.0###", CultureInfo.InvariantCulture);

    /// <summary>A spreadsheet takes what begins like a formula for one, unless an apostrophe stands before it (OWASP, CSV injection).</summary>
    private static string Field(string text)
    {
        text = PlainText.Line(text);
        var harmless = text.Length > 0 && "=+-@".Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
        return harmless.AsSpan().IndexOfAny("\",") < 0 ? harmless : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
