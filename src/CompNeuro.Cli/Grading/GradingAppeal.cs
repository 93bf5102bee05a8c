using CompNeuro.Grading;
using CompNeuro.Grading.Batch;
using CompNeuro.Grading.Submissions;

namespace CompNeuro.Cli.Grading;

/// <summary>Grades again by receipts, and says whether the marks stand.</summary>
internal static class GradingAppeal
{
    /// <returns>0 where every mark stands.</returns>
    internal static async Task<int> RunAsync(Terminal terminal, string path, IReadOnlyList<string> submissions, string homework, ClassSecret secret, bool unconfined)
    {
        var results = Directory.Exists(path) ? new ResultFolder(path).All() : [ResultJson.Read(File.ReadAllBytes(path))];
        var what = Homework.Read(GradingDesk.HomeworkFile(homework));
        var standing = 0;
        await Verification.RunAsync(results, SubmissionFiles.Find(submissions, what.Id), secret.For(what), secret.Seed, (result, proof) =>
        {
            standing += proof is Proof.Same ? 1 : 0;
            var words = $"{result.Student}, {result.Points:0.##} of {result.PossiblePoints:0.##} points: " + proof switch
            {
                Proof.Same => "graded again with the same result.",
                Proof.Different => "graded again, and the result is not the same. It was changed after grading, or depends on the machine.",
                Proof.Unconfined => "the result says that it was graded without a sandbox. Add --unsafe if you graded it so and trust the submission.",
                Proof.OtherSeed => $"the cases of this result were drawn from another secret{(secret.IsPublic ? ": add the --secret-file of the class" : "")}.",
                Proof.NoSubmission => "what was handed in is not among these submissions.",
                _ => "the homework or the grader is not the one of the receipt. Check out the version that graded.",
            };
            (proof is Proof.Same ? (Action<string>)terminal.Success : terminal.Failure)(words);
        }, unconfined);
        return standing == results.Count ? 0 : 1;
    }
}
