using System.Text.Json;
using CompNeuro.Grading.Submissions;

namespace CompNeuro.Grading.Batch;

/// <summary>What is to be graded, so that machines that know nothing of each other can each grade a share.</summary>
/// <param name="Homework">The solutions notebook.</param>
/// <param name="Seed">From which the cases are drawn.</param>
/// <param name="Paths">Where the submissions are.</param>
/// <param name="Submissions">One per student, in order.</param>
public sealed record ClassPlan(string Homework, int Seed, IReadOnlyList<string> Paths, IReadOnlyList<PlannedSubmission> Submissions)
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n" };

    public static ClassPlan Of(string homework, int seed, IReadOnlyList<string> paths, IEnumerable<Submission> submissions) =>
        new(Path.GetFullPath(homework), seed, [.. paths.Select(Path.GetFullPath)], [.. submissions.Select(one => new PlannedSubmission(one.Student, one.File, one.Hash))]);

    /// <exception cref="InvalidDataException">The file is not a plan.</exception>
    public static ClassPlan Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ClassPlan>(File.ReadAllBytes(path), Options) ?? throw new JsonException();
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path} is not a plan: make it again with grade plan.", broken);
        }
    }

    public void Write(string path) => WholeFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, Options));

    /// <summary>The submissions of one share of several: every one of them is in exactly one.</summary>
    /// <param name="shard">From 1.</param>
    /// <param name="of">How many shares.</param>
    /// <param name="submissions">What is found where the plan says.</param>
    /// <exception cref="InvalidDataException">A submission is gone, or is not the one that was planned.</exception>
    public IReadOnlyList<Submission> Share(int shard, int of, IEnumerable<Submission> submissions)
    {
        var found = submissions.ToDictionary(one => (one.Student, one.File));
        return [.. Submissions.Where((_, i) => i % of == shard - 1).Select(planned =>
            found.TryGetValue((planned.Student, planned.File), out var one) && one.Hash == planned.Submission ? one
            : throw new InvalidDataException($"{planned.File} is not there any more, or has changed since the plan was made: make the plan again."))];
    }

    /// <summary>Brings the results of all shares together, in whatever order they come.</summary>
    /// <param name="shares">Folders of results.</param>
    public MergedResults Merge(IEnumerable<ResultFolder> shares)
    {
        var keyed = shares.SelectMany(share => share.All()).Where(result => result.Status is not Status.InfrastructureError && result.Receipt.Seed == Seed)
            .ToLookup(result => (result.Student, result.File, result.Receipt.Submission));
        var groups = Submissions.Select(planned => (Planned: planned, Found: keyed[(planned.Student, planned.File, planned.Submission)].DistinctBy(result => Convert.ToHexString(ResultJson.Write(result))).ToList())).ToList();
        return new(
            [.. groups.Where(group => group.Found.Count == 1).Select(group => group.Found[0])],
            [.. groups.Where(group => group.Found.Count == 0).Select(group => group.Planned.Student)],
            [.. groups.Where(group => group.Found.Count > 1).Select(group => group.Planned.Student)]);
    }
}

/// <param name="Submission">SHA-256 of what was handed in.</param>
public sealed record PlannedSubmission(string Student, string File, string Submission);

/// <param name="Results">One per student whose result is there and is the only one.</param>
/// <param name="Missing">Students without a result.</param>
/// <param name="Conflicting">Students with results that differ.</param>
public sealed record MergedResults(IReadOnlyList<SubmissionResult> Results, IReadOnlyList<string> Missing, IReadOnlyList<string> Conflicting);
