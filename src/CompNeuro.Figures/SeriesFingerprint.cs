using System.Text.Json.Nodes;

namespace CompNeuro.Figures;

/// <summary>
/// How many numbers a series has, the first and the last, the extremes, mean and root mean square: all zero where it has none. They are
/// rounded to about a millionth of the largest, far above what machines differ in.
/// </summary>
public sealed record SeriesFingerprint(string Name, string Unit, int Count, double First, double Last, double Minimum, double Maximum, double Mean, double Rms)
{
    // Relative to the largest number of the series. Rounding moves each of two values by half a millionth at most.
    private const double Tolerance = 3e-6;

    private double Largest => Math.Max(Math.Abs(Minimum), Math.Abs(Maximum));

    private IEnumerable<(string Quantity, double Value)> Values =>
        [("mean", Mean), ("root mean square", Rms), ("minimum", Minimum), ("maximum", Maximum), ("first", First), ("last", Last)];

    /// <summary>The fingerprint of numbers; those that are not finite are left out.</summary>
    public static SeriesFingerprint Of(string name, string unit, IEnumerable<double> numbers)
    {
        double[] values = [.. numbers.Where(double.IsFinite)];
        if (values.Length == 0)
        {
            return new(name, unit, 0, 0, 0, 0, 0, 0, 0);
        }

        var (minimum, maximum) = (values.Min(), values.Max());
        var largest = Math.Max(Math.Abs(minimum), Math.Abs(maximum));
        var exponent = largest < 1 / Data.Largest ? 0 : (int)Math.Floor(Math.Log10(largest)) - 6;
        double Rounded(double value) => double.Parse($"{Math.Round(value * Math.Pow(10, -exponent)) + 0.0:F0}E{exponent}");
        return new(name, unit, values.Length, Rounded(values[0]), Rounded(values[^1]), Rounded(minimum), Rounded(maximum), Rounded(values.Average()), Rounded(largest == 0 ? 0 : largest * Math.Sqrt(values.Average(value => value / largest * (value / largest)))));
    }

    internal static IEnumerable<Movement> Moved(SeriesFingerprint? was, SeriesFingerprint? now)
    {
        if ((was?.Count ?? 0) != (now?.Count ?? 0))
        {
            yield return new((now ?? was)!.Name, "number of values", "", was?.Count ?? 0, now?.Count ?? 0);
        }

        if (was is null || now is null)
        {
            yield break;
        }

        foreach (var ((quantity, before), (_, value)) in was.Values.Zip(now.Values))
        {
            if (Math.Abs(value - before) > Tolerance * Math.Max(was.Largest, now.Largest))
            {
                yield return new(now.Name, quantity, now.Unit, before, value);
            }
        }
    }

    internal JsonObject ToJson() => new()
    {
        ["name"] = Name, ["unit"] = Unit, ["count"] = Count, ["first"] = First, ["last"] = Last,
        ["minimum"] = Minimum, ["maximum"] = Maximum, ["mean"] = Mean, ["rms"] = Rms,
    };

    internal static SeriesFingerprint FromJson(JsonNode json) => new(
        (string)json["name"]!, (string)json["unit"]!, (int)json["count"]!, (double)json["first"]!, (double)json["last"]!,
        (double)json["minimum"]!, (double)json["maximum"]!, (double)json["mean"]!, (double)json["rms"]!);
}
