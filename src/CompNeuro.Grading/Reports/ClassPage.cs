using CompNeuro.Exercises;
using MathNet.Numerics.Statistics;

namespace CompNeuro.Grading.Reports;

/// <summary>What an instructor wants to know of a class: how it did, where it stumbled and over what, and who needs a look.</summary>
public static class ClassPage
{
    private const int Bins = 10;
    private const int MostMisconceptions = 15;

    private static readonly Outcome[] bestFirst = [Outcome.Correct, Outcome.Almost, Outcome.Wrong, Outcome.Missing];

    /// <param name="results">One per student.</param>
    /// <param name="homework">Its title.</param>
    /// <param name="address">Of a student's page, seen from this one.</param>
    /// <returns>A page of HTML.</returns>
    public static string Write(IReadOnlyList<SubmissionResult> results, string homework, Func<SubmissionResult, string> address)
    {
        ArgumentNullException.ThrowIfNull(results);
        var marked = results.Where(result => result.Status is not Status.InfrastructureError).ToList();
        return Page.Of($"{homework}: the class", $"""
            <header><p class="quiet">{Page.Text(homework)}</p><h1>The class: {results.Count} {(results.Count == 1 ? "submission" : "submissions")}</h1></header>
            {Scores(marked)}
            <h2>Part by part</h2>{Parts(marked)}
            <h2>What went wrong most often</h2>{Misconceptions(marked)}
            <h2>Who needs a look</h2>{Attention(results, address)}
            <h2>Everybody</h2>{Everybody(results, address)}
            """);
    }

    private static string Scores(List<SubmissionResult> marked)
    {
        if (marked.Count == 0)
        {
            return "<p>Nothing has been graded.</p>";
        }

        double[] points = [.. marked.Select(result => result.Points)];
        return $"<p>Of {marked[0].PossiblePoints:0.##} points: median <b>{points.Median():0.#}</b>, mean <b>{points.Mean():0.#}</b>, the middle half from {points.LowerQuartile():0.#} to {points.UpperQuartile():0.#}, from {points.Min():0.#} to {points.Max():0.#} in all.</p>{Histogram(marked)}";
    }

    private static string Histogram(List<SubmissionResult> marked)
    {
        var counts = new int[Bins];
        foreach (var result in marked)
        {
            counts[result.PossiblePoints > 0 ? Math.Clamp((int)(Bins * result.Points / result.PossiblePoints), 0, Bins - 1) : 0]++;
        }

        const int width = 60, height = 120;
        var most = Math.Max(1, counts.Max());
        var bars = counts.Select((count, i) => $"""<rect x="{i * width + 4}" y="{20 + height - height * count / most}" width="{width - 8}" height="{height * count / most}" fill="#0b57a4"/><text x="{i * width + width / 2}" y="{14 + height - height * count / most}">{(count > 0 ? count : "")}</text>""");
        var labels = Enumerable.Range(0, Bins + 1).Select(i => $"""<text x="{i * width}" y="{height + 38}">{marked[0].PossiblePoints * i / Bins:0.#}</text>""");
        return $"""<svg viewBox="-20 0 {Bins * width + 40} {height + 66}" role="img" aria-label="How many students have how many points" font-size="13" text-anchor="middle" fill="#1c1e21">{string.Concat(bars)}<path d="M0 {height + 20}H{Bins * width}" stroke="#1c1e21"/>{string.Concat(labels)}<text x="{Bins * width / 2}" y="{height + 60}">points, and above each bar how many students have them</text></svg>""";
    }

    private static string Parts(List<SubmissionResult> marked)
    {
        var rows = marked.SelectMany(result => result.Parts).GroupBy(part => part.Exercise).Select(group =>
            $"<tr><td>{Page.Text($"{StudentPage.Number(group.Key)} {group.First().Title}".Trim())}</td><td>{Page.Bar(bestFirst.Select(outcome => (outcome, (double)group.Count(part => part.Outcome == outcome))))}</td><td class=\"number\">{100.0 * group.Count(part => part.Outcome is Outcome.Correct) / group.Count():0} %</td><td class=\"number\">{group.Average(part => part.Points):0.0} of {group.First().PossiblePoints:0.##}</td></tr>");
        var key = string.Concat(bestFirst.Select(outcome => $"<span><i class=\"{Page.Name(outcome)}\"></i>{Page.Name(outcome)}</span>"));
        return $"<p class=\"key quiet\">{key}</p><div class=\"scroll\"><table><tr><th>part</th><th>outcomes</th><th class=\"number\">correct</th><th class=\"number\">mean points</th></tr>{string.Concat(rows)}</table></div>";
    }

    private static string Misconceptions(List<SubmissionResult> marked)
    {
        var rows = marked.SelectMany(result => result.Parts).Where(part => part.Misconception is not null).GroupBy(part => (part.Exercise, part.Misconception)).OrderByDescending(group => group.Count()).Take(MostMisconceptions)
            .Select(group => $"<tr><td class=\"number\">{group.Count()}</td><td>{Page.Text($"{StudentPage.Number(group.Key.Exercise)} {group.First().Title}".Trim())}</td><td><b>{Page.Text(group.Key.Misconception!)}</b><br><span class=\"quiet\">{Page.Text(group.First().Message)}</span></td></tr>").ToList();
        return rows.Count == 0 ? "<p>No misconception by name.</p>" : $"<div class=\"scroll\"><table><tr><th class=\"number\">times</th><th>part</th><th>what they did, and what they are told</th></tr>{string.Concat(rows)}</table></div>";
    }

    private static string Attention(IReadOnlyList<SubmissionResult> results, Func<SubmissionResult, string> address)
    {
        var rows = results.Select(result => (Result: result, Why: Reasons(result).ToList())).Where(one => one.Why.Count > 0)
            .Select(one => $"<tr><td>{Link(one.Result, address)}</td><td>{string.Join("<br>", one.Why.Select(Page.Text))}</td></tr>").ToList();
        return rows.Count == 0 ? "<p>Nobody: every notebook was graded as it is.</p>" : $"<div class=\"scroll\"><table><tr><th>student</th><th>why</th></tr>{string.Concat(rows)}</table></div>";
    }

    private static IEnumerable<string> Reasons(SubmissionResult result)
    {
        if (result.Status is not Status.Graded)
        {
            yield return $"{Page.Words(result.Status)}. {result.Message}".TrimEnd();
        }

        foreach (var part in result.Parts.Where(part => part.Status is not Status.Graded && result.Status is Status.Graded))
        {
            yield return $"{part.Title}: {Page.Words(part.Status)}";
        }

        foreach (var part in result.Parts.Where(part => part.ForbiddenCalls.Count > 0))
        {
            yield return $"{part.Title}: calls {string.Join(", ", part.ForbiddenCalls)}";
        }

        if (result.Receipt.Isolation is "none")
        {
            yield return "graded without a sandbox";
        }
    }

    private static string Everybody(IReadOnlyList<SubmissionResult> results, Func<SubmissionResult, string> address)
    {
        var rows = results.OrderBy(result => result.Student, StringComparer.OrdinalIgnoreCase).Select(result =>
            $"<tr><td>{Link(result, address)}</td><td>{Page.Words(result.Status)}</td><td class=\"number\">{(result.Status is Status.InfrastructureError ? "–" : $"{result.Points:0.##}")}</td></tr>");
        return $"<div class=\"scroll\"><table><tr><th>student</th><th>status</th><th class=\"number\">points</th></tr>{string.Concat(rows)}</table></div>";
    }

    private static string Link(SubmissionResult result, Func<SubmissionResult, string> address) => $"<a href=\"{Page.Text(address(result))}\">{Page.Text(result.Student)}</a>";
}
