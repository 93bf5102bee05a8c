using CompNeuro.Figures;

namespace CompNeuro.Exercises;

/// <summary>How far an answer has come.</summary>
public enum Outcome
{
    /// <summary>Nothing to judge yet: the stub is as it was.</summary>
    Missing,

    /// <summary>Fewer than half of the checks pass.</summary>
    Wrong,

    /// <summary>At least half of the checks pass, but not all.</summary>
    Almost,

    Correct,
}

/// <summary>What a check says of an answer.</summary>
/// <param name="Outcome">How far the answer has come.</param>
/// <param name="Exercise">The exercise's id.</param>
/// <param name="Message">One sentence that helps.</param>
/// <param name="Points">Points earned.</param>
/// <param name="PossiblePoints">Points to be had.</param>
/// <param name="ChecksPassed">How many checks the answer passed.</param>
/// <param name="Checks">How many there are.</param>
[TypeFormatterSource(typeof(VerdictFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed record Verdict(Outcome Outcome, string Exercise, string Message, double Points, double PossiblePoints, int ChecksPassed, int Checks)
{
    /// <summary>A case that fails, in numbers: what went in, what came out, and what should have; empty where there is none.</summary>
    public string Example { get; init; } = "";

    /// <summary>The misconception the answer matches; null for none that is known.</summary>
    public string? Misconception { get; init; }

    /// <summary>The answer's curve over the expected one; null where no curve is asked for.</summary>
    public Figure? Picture { get; init; }

    /// <summary>What the student should know besides, such as that progress could not be kept; empty for nothing.</summary>
    public string Note { get; init; } = "";

    public override string ToString() => string.Join("\n", new[] { $"{Heading}. {Message}", Example, Note }.Where(line => line is not ""));

    internal string Heading => $"{Outcome.Mark()} {Exercise}: {Outcome.Word()}"
        + (Outcome is Outcome.Missing ? "" : $" ({ChecksPassed} of {Checks} checks, {Points:0.##} of {PossiblePoints:0.##} points)");
}

/// <summary>Outcomes as a student reads them.</summary>
internal static class OutcomeWords
{
    public static string Mark(this Outcome outcome) => outcome switch { Outcome.Correct => "✔", Outcome.Almost => "◐", Outcome.Wrong => "✘", _ => "○" };

    public static string Word(this Outcome outcome) => outcome.ToString().ToLowerInvariant();
}
