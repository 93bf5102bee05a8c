namespace CompNeuro.Neurons.PointProcess;

/// <summary>
/// Bumps ½(1 + cos φ), |φ| ≤ π, whose peaks follow each other a quarter of a period apart, so that between the outer peaks they add up to a constant
/// (Pillow, Shlens, Paninski, Sher, Litke, Chichilnisky &amp; Simoncelli, Nature 454:995, 2008, Methods).
/// </summary>
public sealed record RaisedCosineBasis : FilterBasis
{
    private readonly double firstPeak, lastPeak;
    private readonly double? offset;

    private RaisedCosineBasis(int count, double firstPeak, double lastPeak, double? offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (!(firstPeak >= 0 && lastPeak > firstPeak) || !double.IsFinite(lastPeak))
        {
            throw new ArgumentOutOfRangeException(nameof(lastPeak), lastPeak, $"Peaks from {firstPeak} to {lastPeak} ms are not possible: they must not be negative, and the last must come after the first.");
        }

        (Count, this.firstPeak, this.lastPeak, this.offset) = (count, firstPeak, lastPeak, offset);
    }

    /// <summary>Bumps of one width, their peaks evenly spaced: for a stimulus filter.</summary>
    /// <param name="count">How many, at least two.</param>
    /// <param name="firstPeak">Where the first has its peak, ms.</param>
    /// <param name="lastPeak">Where the last has its peak, ms; the filter ends two spacings later.</param>
    public static RaisedCosineBasis Linear(int count, [Unit("ms")] double firstPeak, [Unit("ms")] double lastPeak) => new(count, firstPeak, lastPeak, null);

    /// <summary>Bumps that are evenly spaced in ln(t + offset), and so grow with t: fine after a spike, coarse later.</summary>
    /// <param name="count">How many, at least two.</param>
    /// <param name="firstPeak">Where the first has its peak, ms.</param>
    /// <param name="lastPeak">Where the last has its peak, ms.</param>
    /// <param name="offset">Below this time the spacing is nearly even, above it nearly geometric, ms.</param>
    public static RaisedCosineBasis LogStretched(int count, [Unit("ms")] double firstPeak, [Unit("ms")] double lastPeak, [Unit("ms", Above = 0)] double offset) => offset > 0 && double.IsFinite(offset)
        ? new(count, firstPeak, lastPeak, offset)
        : throw new ArgumentOutOfRangeException(nameof(offset), offset, $"The logarithm is stretched by ln(t + offset): an offset of {offset} ms must be positive.");

    public override int Count { get; }

    /// <summary>When the last bump ends, ms.</summary>
    [Unit("ms")] public double Duration => offset is { } c ? Math.Exp(Warped(lastPeak) + 2 * Spacing) - c : lastPeak + 2 * Spacing;

    private double Spacing => (Warped(lastPeak) - Warped(firstPeak)) / (Count - 1);

    /// <summary>Function <paramref name="index"/>, from 0, at time <paramref name="t"/> ms.</summary>
    public double At(int index, double t)
    {
        var phase = (Warped(t) - Warped(firstPeak) - index * Spacing) * Math.PI / (2 * Spacing);
        return Math.Abs(phase) < Math.PI ? (1 + Math.Cos(phase)) / 2 : 0;
    }

    private protected override SampledBasis Sampled(double dt, int firstLag)
    {
        var lags = Math.Max(1, (int)Math.Ceiling(Duration / dt - 1e-9) - firstLag);
        var values = new double[lags, Count];
        for (var lag = 0; lag < lags; lag++)
        {
            for (var index = 0; index < Count; index++)
            {
                values[lag, index] = At(index, (lag + firstLag) * dt);
            }
        }

        return new(dt, firstLag, values);
    }

    private double Warped(double t) => offset is { } c ? Math.Log(t + c) : t;
}
