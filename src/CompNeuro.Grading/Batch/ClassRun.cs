using CompNeuro.Grading.Judging;
using CompNeuro.Grading.Submissions;

namespace CompNeuro.Grading.Batch;

/// <summary>Grades a class, several submissions at a time, and only those whose marks are not there yet.</summary>
/// <param name="grader">Used for every submission.</param>
/// <param name="folder">Where results are, and are kept.</param>
public sealed class ClassRun(Grader grader, ResultFolder folder)
{
    /// <param name="submissions">One per student.</param>
    /// <param name="parallel">How many at a time.</param>
    /// <param name="finished">Told of each as it is done, also of those that were before; one at a time.</param>
    /// <param name="cancellation">Ends the run after the submissions that are being graded.</param>
    /// <returns>The results in the order of the submissions.</returns>
    /// <exception cref="IOException">A result cannot be written: the disk is full, or the folder cannot be written to. What is there is whole.</exception>
    public async Task<IReadOnlyList<SubmissionResult>> RunAsync(IReadOnlyList<Submission> submissions, int parallel, Action<SubmissionResult, bool>? finished = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(submissions);
        WholeFile.Clean(folder.Path);
        var results = new SubmissionResult[submissions.Count];
        var gate = new Lock();
        await Parallel.ForEachAsync(Enumerable.Range(0, submissions.Count), new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellation }, async (i, _) =>
        {
            var submission = submissions[i];
            var known = Known(submission);
            var result = results[i] = known ?? await grader.GradeAsync(submission).ConfigureAwait(false);
            if (known is null)
            {
                folder.Keep(result);
            }

            lock (gate)
            {
                finished?.Invoke(result, known is not null);
            }
        }).ConfigureAwait(false);
        return results;
    }

    private SubmissionResult? Known(Submission submission)
    {
        try
        {
            return folder.Find(submission.Student, submission.File, grader.ReceiptFor(submission.Student, submission.Hash));
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return null; // Grading it says what is wrong.
        }
    }
}
