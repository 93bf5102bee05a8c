using CompNeuro.Grading.Judging;
using CompNeuro.Grading.Running;
using CompNeuro.Grading.Submissions;

namespace CompNeuro.Grading.Batch;

/// <summary>Whether a result is what its receipt gives.</summary>
public enum Proof
{
    /// <summary>Graded again, byte for byte the same.</summary>
    Same,

    /// <summary>Graded again, and not the same: it was changed, or grading is not reproducible.</summary>
    Different,

    /// <summary>What was handed in is not among the submissions.</summary>
    NoSubmission,

    /// <summary>The homework or the grader is not the one of the receipt.</summary>
    OtherVersion,

    /// <summary>The cases were not drawn from this seed: whoever writes a result could choose one whose cases they know.</summary>
    OtherSeed,

    /// <summary>The receipt says that there was no sandbox, which is not allowed this time: a receipt is no reason to run a student's code without one.</summary>
    Unconfined,
}

/// <summary>Grades again by receipts, and compares.</summary>
public static class Verification
{
    /// <param name="results">What is claimed.</param>
    /// <param name="submissions">Where what was handed in is looked for.</param>
    /// <param name="homeworkOf">What was graded, by the student's identifier.</param>
    /// <param name="seed">From which the class's cases are drawn.</param>
    /// <param name="finished">Told of each.</param>
    /// <param name="unconfined">Allows to run without a sandbox what was graded so.</param>
    public static async Task RunAsync(IEnumerable<SubmissionResult> results, IEnumerable<Submission> submissions, Func<string, Homework> homeworkOf, int seed, Action<SubmissionResult, Proof> finished, bool unconfined = false)
    {
        ArgumentNullException.ThrowIfNull(finished);
        var handed = submissions.ToLookup(one => (one.Student, one.File, one.Hash));
        foreach (var group in results.GroupBy(result => (result.Receipt.Seed, result.Receipt.Isolation)))
        {
            if (group.Key.Seed != seed || (group.Key.Isolation != "bubblewrap" && !unconfined))
            {
                group.ToList().ForEach(result => finished(result, group.Key.Seed != seed ? Proof.OtherSeed : Proof.Unconfined));
                continue;
            }

            await using var grader = new Grader(homeworkOf, seed, group.Key.Isolation == "bubblewrap" ? Isolation.Bubblewrap : Isolation.None);
            foreach (var result in group)
            {
                var submission = handed[(result.Student, result.File, result.Receipt.Submission)].FirstOrDefault();
                finished(result, submission is null ? Proof.NoSubmission
                    : grader.ReceiptFor(submission.Student, submission.Hash) != result.Receipt ? Proof.OtherVersion
                    : ResultJson.Write(await grader.GradeAsync(submission).ConfigureAwait(false)).AsSpan().SequenceEqual(ResultJson.Write(result)) ? Proof.Same
                    : Proof.Different);
            }
        }
    }
}
