namespace CompNeuro.Exercises;

/// <summary>How far a student has come in one exercise.</summary>
/// <param name="Best">Missing until something was tried.</param>
/// <param name="Last">Of the last try.</param>
/// <param name="Points">Those of the best try.</param>
public sealed record ProgressRow(string Number, string Title, Outcome Best, Outcome Last, double Points, double PossiblePoints);

/// <summary>How far a student has come, exercise by exercise; homework is graded elsewhere.</summary>
/// <param name="Rows">In the order of the course.</param>
/// <param name="Note">What the student should know besides; empty for nothing.</param>
[TypeFormatterSource(typeof(ProgressFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed record Progress(IReadOnlyList<ProgressRow> Rows, string Note)
{
    public double Points => Rows.Sum(row => row.Points);

    public double PossiblePoints => Rows.Sum(row => row.PossiblePoints);

    internal static Progress Of(ProgressFile file)
    {
        var (tries, note) = file.Read();
        return new([.. Exercise.All.Where(exercise => !exercise.IsHomework).Select(exercise =>
        {
            var (best, last) = tries.GetValueOrDefault(exercise.Id, (new(Outcome.Missing, 0), new(Outcome.Missing, 0)));
            return new ProgressRow(exercise.Number, exercise.Title, best.Outcome, last.Outcome, exercise.Points * best.Share, exercise.Points);
        })], note);
    }
}

/// <summary>What a cell can call without naming a class.</summary>
public static class ProgressOfUser
{
    /// <summary>All exercises of the chapters with the best and the last outcome and the points, as kept on this computer.</summary>
    public static Progress Progress() => Exercises.Progress.Of(ProgressFile.OfUser);
}
