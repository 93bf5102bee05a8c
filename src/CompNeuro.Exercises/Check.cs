namespace CompNeuro.Exercises;

/// <summary>Checks an answer: <c>Check.NernstPotential(NernstPotential)</c>. Each exercise adds its own member.</summary>
public static partial class Check
{
    private const int Seed = 1;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static Verdict Of<TExercise>(Delegate? answer)
        where TExercise : Exercise
    {
        var exercise = Exercise.All.OfType<TExercise>().Single();
        var cases = exercise.Cases(Seed);
        var verdict = exercise.Judge(Seed, answer is null ? [.. cases.Select(_ => new Response(Ending.NotImplemented))] : Trial.Run(answer, cases, Limit));
        return verdict with { Note = ProgressFile.OfUser.Keep(verdict) };
    }
}
