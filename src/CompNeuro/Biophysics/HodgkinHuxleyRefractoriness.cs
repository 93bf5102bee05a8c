using CompNeuro.Dynamics;
using static CompNeuro.Dynamics.Stimulus;
using State = CompNeuro.Biophysics.HodgkinHuxley.State;

namespace CompNeuro.Biophysics;

/// <summary>
/// How strong a second pulse must be to bring a second spike (paired pulses). During the absolute refractory period no pulse does;
/// during the relative one it must be stronger than the first, and later, after h has overshot, it may be weaker.
/// </summary>
/// <param name="Intervals">From the onset of the first pulse to that of the second, ms.</param>
/// <param name="Thresholds">Of the second pulse, µA/cm²; infinite where no pulse up to the strongest allowed brings a spike.</param>
/// <param name="RestThreshold">Of the same pulse at rest, µA/cm².</param>
public sealed record RefractoryCurve(double[] Intervals, double[] Thresholds, double RestThreshold)
{
    /// <summary>The first of the intervals at which a second spike was possible, ms: the end of the absolute refractory period.</summary>
    [Unit("ms")] public double AbsolutePeriod => Intervals.Zip(Thresholds).Where(pair => double.IsFinite(pair.Second)).Select(pair => pair.First).FirstOrDefault(double.PositiveInfinity);

    /// <summary>Thresholds in units of that at rest.</summary>
    public double[] Relative => [.. Thresholds.Select(threshold => threshold / RestThreshold)];
}

/// <summary>Refractoriness of the Hodgkin–Huxley membrane.</summary>
public static class HodgkinHuxleyRefractoriness
{
    /// <summary>The threshold of a second pulse at each interval after a first of twice its own threshold.</summary>
    /// <param name="hh">The membrane.</param>
    /// <param name="intervals">Onset to onset, ms; at least the width.</param>
    /// <param name="pulseWidth">Of both pulses, ms.</param>
    /// <param name="strongest">The strongest second pulse tried, in units of the threshold at rest.</param>
    public static RefractoryCurve RefractoryCurve(this HodgkinHuxley hh, IEnumerable<double> intervals, double pulseWidth = 0.5, double strongest = 20)
    {
        ArgumentNullException.ThrowIfNull(hh);
        ArgumentNullException.ThrowIfNull(intervals);
        double[] ascending = [.. intervals.Order()];
        foreach (var interval in ascending)
        {
            if (!(interval >= pulseWidth) || !double.IsFinite(interval))
            {
                throw new ArgumentOutOfRangeException(nameof(intervals), interval, $"Pulses of {pulseWidth} ms cannot start {interval} ms apart: give finite intervals of at least the width.");
            }
        }

        var threshold = hh.ThresholdCurrent(pulseWidth);
        var first = hh.Follow(Step(2 * threshold, 0, pulseWidth), hh.Rest, Math.Max(20, ascending.LastOrDefault()));
        // Until the first spike is over, whatever V does is still that spike.
        var over = first.Crossings((_, s) => s.V, Crossing.Falling).FirstOrDefault(double.PositiveInfinity);
        var thresholds = new double[ascending.Length];
        Parallel.For(0, ascending.Length, k => thresholds[k] = ascending[k] < over ? double.PositiveInfinity : Second(first.At(ascending[k])));
        return new(ascending, thresholds, threshold);

        double Second(State start) => HodgkinHuxleyExcitability.Threshold(I => hh.Fires(Step(I, 0, pulseWidth), initial: start), threshold, strongest * threshold, 1e-6);
    }
}
