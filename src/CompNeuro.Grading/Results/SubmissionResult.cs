namespace CompNeuro.Grading;

/// <summary>What grading one submission came to: everything a report, an export and an appeal need.</summary>
/// <param name="Student">The student's identifier, from the name of the submission.</param>
/// <param name="File">The name of what was handed in.</param>
/// <param name="Status">Whether the mark stands, and if not, why.</param>
/// <param name="Message">One sentence for the student about the submission as a whole; empty where there is nothing to say.</param>
/// <param name="Parts">One per graded part of the homework, in its order, whatever was handed in.</param>
/// <param name="Receipt">What it takes to grade it again to the same result.</param>
public sealed record SubmissionResult(string Student, string File, Status Status, string Message, IReadOnlyList<PartResult> Parts, Receipt Receipt)
{
    public string Student { get; init => field = PlainText.Line(value); } = PlainText.Line(Student);

    public string File { get; init => field = PlainText.Line(value); } = PlainText.Line(File);

    public string Message { get; init => field = PlainText.Lines(value); } = PlainText.Lines(Message);

    public double Points => Parts.Sum(part => part.Points);

    public double PossiblePoints => Parts.Sum(part => part.PossiblePoints);
}
