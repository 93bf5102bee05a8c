using CompNeuro.Exercises;

namespace CompNeuro.Grading;

/// <summary>The mark for one graded part, with its reasons.</summary>
/// <param name="Exercise">The exercise's id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Status">How this part ended.</param>
/// <param name="Outcome">How far the answer has come.</param>
/// <param name="Points">Points earned.</param>
/// <param name="PossiblePoints">Points to be had.</param>
/// <param name="ChecksPassed">How many checks the answer passed.</param>
/// <param name="Checks">How many there are.</param>
/// <param name="Message">One sentence that helps.</param>
public sealed record PartResult(
    string Exercise, string Title, Status Status, Outcome Outcome, double Points, double PossiblePoints, int ChecksPassed, int Checks, string Message)
{
    public string Message { get; init => field = PlainText.Lines(value); } = PlainText.Lines(Message);

    /// <summary>A failing case in numbers; empty where there is none.</summary>
    public string Example { get; init => field = PlainText.Lines(value); } = "";

    /// <summary>The misconception the answer matches; null for none that is known.</summary>
    public string? Misconception { get; init; }

    /// <summary>The answer's curve over the expected one, as SVG; null where no curve is asked for.</summary>
    public string? Picture { get; init; }

    /// <summary>The mark is the one earned with the reference's answer to the earlier parts, which was better than with the student's own.</summary>
    public bool FollowedThrough { get; init; }

    /// <summary>Library members called that the exercise asks to be written by hand.</summary>
    public IReadOnlyList<string> ForbiddenCalls { get; init; } = [];
}
