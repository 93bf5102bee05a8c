namespace CompNeuro.Exercises;

/// <summary>An exercise whose answers are functions of the form <typeparamref name="TAnswer"/>.</summary>
/// <remarks>
/// A new exercise is one file, with the delegate, the members of <see cref="Check"/> and <see cref="Hint"/> and a class named after them, and its cells in the chapter:
/// everything else, the tests included, finds it by itself.
/// </remarks>
internal abstract class Exercise<TAnswer>(string number, string title, string symbol, double points) : Exercise(number, title, symbol, points, typeof(TAnswer))
    where TAnswer : Delegate
{
    internal abstract override TAnswer Reference { get; }

    private protected static Misconception Wrong(string name, string message, TAnswer answer) => new(name, message, answer);
}
