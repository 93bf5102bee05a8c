using System.Collections.Immutable;

namespace CompNeuro.Figures;

/// <summary>Refuses data that would make a wrong or an empty picture, and says which value is at fault.</summary>
internal static class Data
{
    /// <summary>Beyond it, or below its inverse, the ends of an axis would leave the range of double.</summary>
    public const double Largest = 1e280;

    /// <summary>The name, or with a number behind it where it is taken.</summary>
    public static string Unique(string name, Predicate<string> isTaken)
    {
        var unique = name;
        for (var i = 2; isTaken(unique); i++)
        {
            unique = $"{name} {i}";
        }

        return unique;
    }

    public static void MustMatch(string series, string xName, ImmutableArray<double> x, string yName, ImmutableArray<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"{series} has {x.Length} values of {xName} but {y.Length} of {yName}: each {xName} needs exactly one {yName}.");
        }

        if (x.Length == 0)
        {
            throw new ArgumentException($"{series} is empty: there is nothing to draw.");
        }
    }

    public static void MustBeFinite(string series, string name, ImmutableArray<double> values, ImmutableArray<double> x = default, bool gaps = false)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (Math.Abs(values[i]) <= Largest || (gaps && double.IsNaN(values[i])))
            {
                continue;
            }

            var place = x.IsDefault ? $"at index {i}" : $"at index {i} (x = {x[i]})";
            var hint = x.IsDefault || gaps || !double.IsNaN(values[i]) ? "" : " Where a gap is meant, draw it with Plot.LinesWithGaps.";
            throw new ArgumentException($"{series}: {name} is {values[i]} {place}, which cannot be drawn.{hint}");
        }
    }

    public static void MustSuitLogarithm(Axis axis, string series, IEnumerable<double> values)
    {
        if (axis.IsLogarithmic && values.Any(value => value < 1 / Largest))
        {
            throw new ArgumentException($"Axis {axis} is logarithmic, but {series} holds {values.First(value => value < 1 / Largest)}: a logarithm needs positive values{(values.Any(value => value <= 0) ? "" : $", and none below {1 / Largest} is drawn")}.");
        }

        if (axis is { IsLogarithmic: true, Minimum: < 1 / Largest })
        {
            throw new ArgumentException($"Axis {axis} is logarithmic and cannot start at {axis.Minimum}: a logarithm needs positive values.");
        }
    }
}
