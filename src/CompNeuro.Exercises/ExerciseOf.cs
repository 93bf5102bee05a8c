namespace CompNeuro.Exercises;

/// <summary>An exercise whose answers are functions of the form <typeparamref name="TAnswer"/>.</summary>
internal abstract class Exercise<TAnswer>(string number, string title, string symbol, double points) : Exercise(number, title, symbol, points, typeof(TAnswer))
    where TAnswer : Delegate
{
    internal abstract override TAnswer Reference { get; }

    private protected static Misconception Wrong(string name, string message, TAnswer answer) => new(name, message, answer);
}
