using System.Reflection;

namespace CompNeuro.Exercises;

/// <summary>What an exercise asks for, read from its delegate: names and units of what goes in, and the unit of what comes out.</summary>
internal sealed class Signature(Type answer)
{
    private const int MostShown = 4;

    private readonly MethodInfo method = answer.GetMethod("Invoke")!;

    public IReadOnlyList<ParameterInfo> Parameters { get; } = answer.GetMethod("Invoke")!.GetParameters();

    public Type Result => method.ReturnType;

    public string Unit => UnitOf(method.ReturnParameter);

    /// <summary>The case in words: <c>inside = 140 mM, z = 1</c>.</summary>
    public string Words(IReadOnlyList<object> arguments) => string.Join(", ", Parameters.Zip(arguments, (parameter, value) => $"{parameter.Name} = {Words(value, UnitOf(parameter))}"));

    /// <summary>A result in words, with its unit.</summary>
    public string Words(object? result) => Words(result, Unit);

    /// <summary>The first argument as the horizontal axis of a curve; null where it is not one.</summary>
    public Abscissa? Horizontal(IReadOnlyList<object> arguments) => arguments[0] is double[] x ? new(Parameters[0].Name!, UnitOf(Parameters[0]), x) : null;

    public static string UnitOf(ParameterInfo parameter) => parameter.GetCustomAttribute<UnitAttribute>()?.Symbol is { } symbol and not "1" ? symbol : "";

    public static string Words(object? value, string unit) => value switch
    {
        null => "null",
        double number => Quantity($"{number + 0.0:G6}", unit), // −0 becomes 0.
        double[] { Length: > MostShown } many => Quantity($"{many[0]:G6}, {many[1]:G6}, … {many[^1]:G6}", unit),
        double[] few => Quantity($"[{string.Join(", ", few.Select(one => $"{one:G6}"))}]", unit),
        int[] counts => Words(Array.ConvertAll(counts, count => (double)count), unit),
        string text => $"\"{(text.Length > 60 ? text[..60] + "…" : text)}\"",
        Array other => $"{other.Length} values",
        _ => Quantity($"{value}", unit),
    };

    /// <summary>The horizontal axis of a curve.</summary>
    public sealed record Abscissa(string Name, string Unit, IReadOnlyList<double> X);

    /// <summary>A number with its unit: <c>20 ms</c>, <c>3 per ms</c>.</summary>
    public static string Quantity(string number, string unit) => unit is "" ? number : unit.StartsWith("1/", StringComparison.Ordinal) ? $"{number} per {unit[2..]}" : $"{number} {unit}";
}
