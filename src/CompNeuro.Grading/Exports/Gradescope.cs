using System.Text.Encodings.Web;
using System.Text.Json;
using CompNeuro.Grading.Reports;

namespace CompNeuro.Grading.Exports;

/// <summary>The <c>results.json</c> that Gradescope takes from an autograder.</summary>
public static class Gradescope
{
    private static readonly JsonSerializerOptions options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One submission's; null where the mark does not stand because the grader failed: without the file Gradescope says so, and gives no zero.</summary>
    public static byte[]? Write(SubmissionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Status is Status.InfrastructureError ? null : [.. JsonSerializer.SerializeToUtf8Bytes(new
        {
            score = Math.Round(result.Points, 4),
            output = result.Status is Status.Graded ? result.Message : $"The notebook {Page.Words(result.Status)}. {result.Message}",
            output_format = "text",
            visibility = "visible",
            stdout_visibility = "hidden",
            tests = result.Parts.Select(part => new
            {
                score = Math.Round(part.Points, 4),
                max_score = part.PossiblePoints,
                status = part.Outcome is Exercises.Outcome.Correct ? "passed" : "failed",
                name = part.Title,
                number = StudentPage.Number(part.Exercise),
                output = string.Join('\n', Lines(part)),
                output_format = "text",
                tags = part.Misconception is { } misconception ? new[] { misconception } : [],
                visibility = "visible",
            }),
            extra_data = new { result.Receipt.Submission, result.Receipt.Homework, result.Receipt.Grader, result.Receipt.Seed, result.Receipt.Isolation },
        }, options), (byte)'\n'];
    }

    private static IEnumerable<string> Lines(PartResult part)
    {
        yield return part.Status is Status.Graded ? part.Message : $"{Page.Words(part.Status)}. {part.Message}";
        if (part.Example is not "")
        {
            yield return part.Example;
        }

        if (part.FollowedThrough)
        {
            yield return "Marked with a right answer to the earlier part.";
        }

        if (part.ForbiddenCalls.Count > 0)
        {
            yield return $"To be written by hand, and calls {string.Join(", ", part.ForbiddenCalls)}.";
        }
    }
}
