namespace CompNeuro.Exercises;

/// <summary>Gives a hint: <c>Hint.NernstPotential(1)</c>. Each exercise adds its own member.</summary>
public static partial class Hint
{
    private static Advice Of<TExercise>(int number)
        where TExercise : Exercise
    {
        var hints = Exercise.All.OfType<TExercise>().Single().Hints;
        return new(number >= 1 && number <= hints.Count
            ? $"Hint {number} of {hints.Count}. {hints[number - 1]}"
            : $"There are hints 1 to {hints.Count}, each telling more than the one before.");
    }
}
