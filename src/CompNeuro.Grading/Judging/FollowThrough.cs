using CompNeuro.Exercises;

namespace CompNeuro.Grading.Judging;

/// <summary>An answer that builds on a wrong one is tried once more with the right one in its place, so that one slip is paid for once.</summary>
internal static class FollowThrough
{
    /// <returns>Which functions are to be replaced, and for which parts, by their places.</returns>
    public static IEnumerable<(IReadOnlyList<string> Replaced, IReadOnlyList<int> Parts)> Plan(Homework homework, IReadOnlyList<PartResult> parts)
    {
        var wrong = parts.Where(part => part.Outcome is not Outcome.Correct).Select(part => part.Exercise).ToHashSet();
        return Enumerable.Range(0, parts.Count)
            .Where(i => parts[i] is { Outcome: not Outcome.Correct, ForbiddenCalls.Count: 0 })
            .Select(i => (Part: i, Replaced: homework.Parts[i].Exercise.BuildsOn.Where(wrong.Contains).Order(StringComparer.Ordinal).ToArray()))
            .Where(one => one.Replaced.Length > 0)
            .GroupBy(one => string.Join(' ', one.Replaced))
            .Select(group => ((IReadOnlyList<string>)group.First().Replaced, (IReadOnlyList<int>)[.. group.Select(one => one.Part)]));
    }

    public static PartResult Better(PartResult own, PartResult helped) => helped.Points > own.Points ? helped with { FollowedThrough = true } : own;
}
