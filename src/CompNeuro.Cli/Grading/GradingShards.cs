using CompNeuro.Grading;
using CompNeuro.Grading.Batch;
using CompNeuro.Grading.Running;
using CompNeuro.Grading.Submissions;

namespace CompNeuro.Cli.Grading;

/// <summary>Grading on several machines: each grades a share of the plan, and the results are brought together.</summary>
internal static class GradingShards
{
    internal static Task<int> RunAsync(Terminal terminal, string output, string shard, string? results, ClassSecret secret, int parallel, Isolation isolation, CancellationToken cancellation)
    {
        if (shard.Split('/') is not [var first, var second] || !int.TryParse(first, out var i) || !int.TryParse(second, out var n) || i < 1 || i > n)
        {
            throw new UserError($"--shard {shard} is not a share such as 2/4, the second of four.");
        }

        var plan = ClassPlan.Read(GradingDesk.PlanIn(output));
        if (plan.Seed != secret.Seed)
        {
            throw new UserError($"The plan was made with {(secret.IsPublic ? "a --secret-file, and this is without one" : "another secret, or none")}. Use the same for every share.");
        }

        var homework = Homework.Read(plan.Homework);
        var share = plan.Share(i, n, SubmissionFiles.Find(plan.Paths, homework.Id));
        var folder = results ?? output;
        return new GradingDesk(terminal, plan.Homework, folder, secret, parallel, isolation).GradeAsync(homework, share, GradingDesk.ResultsIn(folder), gradebook: false, cancellation);
    }

    /// <returns>0 where there is exactly one result for everybody.</returns>
    internal static int Merge(Terminal terminal, string output, IReadOnlyList<string> shares)
    {
        var plan = ClassPlan.Read(GradingDesk.PlanIn(output));
        var own = new ResultFolder(GradingDesk.ResultsIn(output));
        var merged = plan.Merge(shares.Select(share => new ResultFolder(Directory.Exists(GradingDesk.ResultsIn(share)) ? GradingDesk.ResultsIn(share) : share)).Append(own));
        foreach (var result in merged.Results)
        {
            own.Keep(result);
        }

        Gradebook.Write(Path.Combine(output, "gradebook.db"), merged.Results);
        foreach (var student in merged.Missing)
        {
            terminal.Failure($"{student}: there is no result. Run the share again.");
        }

        foreach (var student in merged.Conflicting)
        {
            terminal.Failure($"{student}: the shares have different results. Grade this submission again, with one version of the grader and one seed.");
        }

        terminal.Success($"{merged.Results.Count} of {plan.Submissions.Count} results are together in {output}.");
        return merged.Missing.Count + merged.Conflicting.Count > 0 ? 1 : 0;
    }
}
