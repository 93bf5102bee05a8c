namespace CompNeuro.Figures.Drawing;

/// <summary>Where values of an axis lie in the picture.</summary>
internal readonly record struct Scale(double Minimum, double Maximum, bool IsLogarithmic, double Start, double End)
{
    public double this[double value] =>
        Start + (End - Start) * (Of(value) - Of(Minimum)) / (Of(Maximum) - Of(Minimum));

    private double Of(double value) => IsLogarithmic ? Math.Log10(value) : value;

    /// <summary>The range that shows all <paramref name="values"/> with some air around them, unless the axis sets its own ends.</summary>
    /// <param name="air">The fraction of the range added at each end.</param>
    public static (double Minimum, double Maximum) Range(Axis axis, IEnumerable<double> values, double air)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        (low, high) = low <= high ? (low, high) : (axis.IsLogarithmic ? (1, 10) : (0, 1));
        if (axis.IsLogarithmic)
        {
            var (a, b) = Widened(Math.Log10(low), Math.Log10(high), 0.3, air);
            return (axis.Minimum ?? Math.Pow(10, a), axis.Maximum ?? Math.Pow(10, b));
        }

        var (minimum, maximum) = Widened(low, high, Math.Abs(low) < 1 / Data.Largest ? 1 : 0.1 * Math.Abs(low), air);
        (minimum, maximum) = (axis.Minimum ?? minimum, axis.Maximum ?? maximum);
        return minimum < maximum ? (minimum, maximum) : axis.Minimum is null ? (maximum - 1, maximum) : (minimum, minimum + 1);
    }

    /// <summary>A span below the rounding error of its ends is no span: 1e-9 of their size is far above it and far below anything to be seen.</summary>
    /// <param name="largest">The size of the larger end.</param>
    public static double LeastSpan(double largest) => Math.Max(1e-9 * largest, 1 / Data.Largest);

    private static (double, double) Widened(double low, double high, double least, double air) =>
        high - low > LeastSpan(Math.Max(Math.Abs(low), Math.Abs(high)))
            ? (low - air * (high - low), high + air * (high - low))
            : (low - least, high + least);
}
