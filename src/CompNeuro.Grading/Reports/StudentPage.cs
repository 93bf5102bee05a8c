using System.Text;
using CompNeuro.Exercises;

namespace CompNeuro.Grading.Reports;

/// <summary>What one student gets back: every part with its verdict, what helps, and what the mark rests on.</summary>
public static class StudentPage
{
    /// <param name="homework">Its title.</param>
    /// <returns>A page of HTML.</returns>
    public static string Write(SubmissionResult result, string homework)
    {
        ArgumentNullException.ThrowIfNull(result);
        var points = result.Status is Status.InfrastructureError ? "<p class=\"total\">no mark yet</p>"
            : $"<p class=\"total\">{result.Points:0.##} of {result.PossiblePoints:0.##} points</p>{Page.Bar(result.Parts.GroupBy(part => part.Outcome).OrderByDescending(group => group.Key).Select(group => (group.Key, group.Sum(part => part.PossiblePoints))))}";
        return Page.Of($"{result.Student} · {homework}", $"""
            <header><p class="quiet">{Page.Text(homework)}</p>
            <h1>{Page.Text(result.Student)}</h1>
            {points}
            {Alert(result)}</header>
            <main>{string.Concat(result.Parts.Select(Part))}</main>
            {Receipt(result)}
            """);
    }

    private static string Alert(SubmissionResult result) => result.Status is Status.Graded && result.Message is ""
        ? ""
        : $"<p class=\"{(result.Status is Status.Graded ? "note" : "alert")}\">{(result.Status is Status.Graded ? "" : $"<b>The notebook {Page.Words(result.Status)}.</b> ")}{Page.Text(result.Message)}</p>";

    private static string Part(PartResult part)
    {
        var status = part.Status is Status.Graded ? Page.Name(part.Outcome) : Page.Words(part.Status);
        var lines = new StringBuilder($"<p>{Page.Text(part is { Status: Status.Graded, Outcome: Outcome.Missing } ? "There was no answer to this part." : part.Message)}</p>");
        if (part.Example is not "")
        {
            lines.Append($"<p class=\"quiet\">{Page.Text(part.Example)}</p>");
        }

        if (part.FollowedThrough)
        {
            lines.Append("<p class=\"note\">Marked with a right answer to the earlier part, because that gives you more points than with your own.</p>");
        }

        if (part.ForbiddenCalls.Count > 0)
        {
            lines.Append($"<p class=\"note\">This part is to be written by hand, and your answer calls <b>{Page.Text(string.Join(", ", part.ForbiddenCalls))}</b> of the library.</p>");
        }

        if (part.Picture is { } picture)
        {
            // As a picture, so that nothing in it can reach the page, and names in it cannot collide with those of another.
            lines.Append($"<img alt=\"Your curve over the expected one\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(picture))}\">");
        }

        return $"""
            <section class="part is-{Page.Name(part.Outcome)}"><div class="head"><h3>{Page.Text($"{Number(part.Exercise)} {part.Title}".Trim())}</h3><b>{part.Points:0.##} of {part.PossiblePoints:0.##}</b></div>
            <p class="quiet">{Page.Mark(part.Outcome)} {Page.Text(status)}{(part.Outcome is Outcome.Missing || part.Checks == 0 ? "" : $", {part.ChecksPassed} of {part.Checks} checks")}</p>
            {lines}</section>

            """;
    }

    private static string Receipt(SubmissionResult result) => $"""
        <footer><h2>Receipt</h2>
        <p class="quiet">Graded again from these, the same notebook gets the same mark: <code>compneuro grade verify</code>.</p>
        <p><code>file {Page.Text(result.File)}<br>submission {Page.Text(result.Receipt.Submission)}<br>homework {Page.Text(result.Receipt.Homework)}<br>grader {Page.Text(result.Receipt.Grader)}<br>seed {result.Receipt.Seed}, isolation {Page.Text(result.Receipt.Isolation)}</code></p></footer>
        """;

    internal static string Number(string exercise) => Exercise.All.FirstOrDefault(one => one.Id == exercise)?.Number ?? "";
}
