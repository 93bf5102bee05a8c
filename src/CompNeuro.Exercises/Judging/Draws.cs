using CompNeuro.Maths;

namespace CompNeuro.Exercises;

/// <summary>Arguments drawn from a seed, as short numbers that a student can retype.</summary>
internal static class Draws
{
    /// <summary>Evenly between two numbers, rounded.</summary>
    public static double Between(this RandomNumbers random, double low, double high, int decimals = 1) => Math.Round(low + (high - low) * random.NextUniform(), decimals);

    /// <summary>One of some values, each as likely as the others.</summary>
    public static T OneOf<T>(this RandomNumbers random, params ReadOnlySpan<T> values) => values[(int)(values.Length * random.NextUniform())];

    /// <summary>Evenly spaced from 0 on.</summary>
    public static double[] Times(double step, int count) => [.. Enumerable.Range(0, count).Select(i => i * step)];
}
