using MathNet.Numerics.RootFinding;

namespace CompNeuro.Maths;

/// <summary>Zeros of functions of one variable.</summary>
internal static class Root
{
    /// <summary>A zero of <paramref name="f"/> between two places at which its signs differ (Brent), to <paramref name="accuracy"/> in x whatever the unit of f.</summary>
    /// <remarks>Math.NET stops as soon as either x or f is within the accuracy of its zero, so f is measured here by the smaller of its values at the ends.</remarks>
    public static double Between(Func<double, double> f, double low, double high, double accuracy)
    {
        var (atLow, atHigh) = (f(low), f(high));
        if (atLow == 0 || atHigh == 0)
        {
            return atLow == 0 ? low : high;
        }

        var scale = Math.Min(Math.Abs(atLow), Math.Abs(atHigh));
        double Scaled(double x) => f(x) / scale;
        return Brent.TryFindRoot(Scaled, low, high, accuracy, 200, out var root) ? root : Halve(f, low, high, accuracy);
    }

    private static double Halve(Func<double, double> f, double low, double high, double accuracy)
    {
        var falls = f(low) > 0;
        while (high - low > accuracy && (low + high) / 2 is var middle && middle > low && middle < high)
        {
            (low, high) = f(middle) > 0 == falls ? (middle, high) : (low, middle);
        }

        return high;
    }
}
