using CompNeuro.Exercises;

namespace CompNeuro.Grading.Tests;

/// <summary>Results as grading leaves them.</summary>
internal static class SampleClass
{
    private static readonly Exercise[] homework = [.. Exercise.All.Where(exercise => exercise is { IsHomework: true, Chapter: 1 })];

    public static Receipt Receipt { get; } = new(new('a', 64), new('b', 64), "0.1.0 " + new string('c', 64), 17, "bubblewrap");

    public static SubmissionResult Of(string student, Status status, params Outcome[] outcomes) => new(student, $"{student}.ipynb", status, status is Status.Graded ? "" : "Cell 4, line 2: ; expected.",
        [.. homework.Select((exercise, i) => Part(exercise, status is Status.Graded && i < outcomes.Length ? outcomes[i] : Outcome.Missing))], Receipt);

    public static IReadOnlyList<SubmissionResult> All { get; } =
    [
        Of("ada", Status.Graded, [.. Enumerable.Repeat(Outcome.Correct, 13)]),
        Of("alan", Status.Graded, Outcome.Correct, Outcome.Almost, Outcome.Wrong, Outcome.Correct),
        Of("grace", Status.CompileError),
        Of("=cmd|' /C calc'!A0", Status.Graded, Outcome.Correct),
        Of("edsger", Status.InfrastructureError),
    ];

    private static PartResult Part(Exercise exercise, Outcome outcome)
    {
        var share = outcome switch { Outcome.Correct => 1, Outcome.Almost => 0.75, Outcome.Wrong => 0.25, _ => 0 };
        return new(exercise.Id, exercise.Title, Status.Graded, outcome, share * exercise.Points, exercise.Points, (int)(8 * share), 8, outcome switch { Outcome.Correct => "All checks pass.", Outcome.Missing => "Nothing to judge yet.", _ => "The exponent is zFV/RT, a pure number; yours lacks z." })
        {
            Misconception = outcome is Outcome.Almost or Outcome.Wrong ? "z left out of the exponent" : null,
            Example = outcome is Outcome.Almost or Outcome.Wrong ? "For V = 50 mV, z = 2: I is 3.1 µA/cm², and should be 6.2 µA/cm²." : "",
            FollowedThrough = outcome is Outcome.Almost,
        };
    }
}
