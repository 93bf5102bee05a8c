namespace CompNeuro.Exercises;

/// <summary>Checks an answer: <c>Check.NernstPotential(NernstPotential)</c>. Each exercise adds its own member.</summary>
public static partial class Check
{
    private const int Seed = 1;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static Verdict Of<TExercise>(Delegate? answer, params IReadOnlyList<double> own)
        where TExercise : Exercise
    {
        var published = Exercise.All.OfType<TExercise>().Single();
        var exercise = published.With(published.OwnParameters.Zip(own).ToDictionary(one => one.First.Name, one => one.Second));
        var cases = exercise.Cases(Seed);
        var verdict = exercise.Judge(Seed, answer is null ? [.. cases.Select(_ => new Response(Ending.NotImplemented))] : Trial.Run(answer, cases, Limit));
        return verdict with { Note = ProgressFile.OfUser.Keep(verdict) };
    }
}
