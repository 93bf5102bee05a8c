namespace CompNeuro.Exercises;

/// <summary>How far an answer has come.</summary>
public enum Outcome
{
    /// <summary>Nothing to judge yet: the stub is as it was.</summary>
    Missing,

    Wrong,

    /// <summary>Some checks pass.</summary>
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
    public override string ToString() => $"{Heading}. {Message}";

    internal string Heading => $"{Mark} {Exercise}: {Outcome.ToString().ToLowerInvariant()}"
        + (Outcome is Outcome.Missing ? "" : $" ({ChecksPassed} of {Checks} checks, {Points:0.##} of {PossiblePoints:0.##} points)");

    private string Mark => Outcome switch { Outcome.Correct => "✔", Outcome.Almost => "◐", Outcome.Wrong => "✘", _ => "○" };
}
