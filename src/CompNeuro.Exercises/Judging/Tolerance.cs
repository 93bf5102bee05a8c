namespace CompNeuro.Exercises;

/// <summary>How far a number may be from the expected one, and why that far.</summary>
/// <param name="Relative">As a fraction of the expected number.</param>
/// <param name="Absolute">In the unit of the answer; what counts near zero.</param>
/// <param name="Reason">Which right answers it lets through, and which wrong ones not.</param>
internal sealed record Tolerance(double Relative, double Absolute, string Reason)
{
    /// <summary>For answers that are not real numbers.</summary>
    public static Tolerance None { get; } = new(0, 0, "There is nothing to round.");

    public bool Admits(object? value, object? expected) => (value, expected) switch
    {
        (double x, double y) => x.Equals(y) || (double.IsFinite(y) && Math.Abs(x - y) <= Absolute + Relative * Math.Abs(y)),
        (double[] x, double[] y) => x.Length == y.Length && x.Zip(y).All(pair => Admits(pair.First, pair.Second)),
        (string x, string y) => Normal(x) == Normal(y),
        _ => Equals(value, expected),
    };

    private static string Normal(string text) => string.Join(' ', text.Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
