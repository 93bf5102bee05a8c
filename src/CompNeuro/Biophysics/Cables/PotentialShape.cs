namespace CompNeuro.Biophysics.Cables;

/// <summary>The measures of a transient that starts from rest, such as a postsynaptic potential.</summary>
/// <param name="Peak">Its largest deviation.</param>
/// <param name="PeakTime">When that is reached.</param>
/// <param name="HalfWidth">How long it exceeds half its peak; infinite if it does so at the end of the record.</param>
/// <param name="Area">Its integral over time.</param>
/// <param name="Centroid">Its centre of mass in time.</param>
public sealed record PotentialShape(
    [property: Unit("mV")] double Peak,
    [property: Unit("ms")] double PeakTime,
    [property: Unit("ms")] double HalfWidth,
    [property: Unit("mV·ms")] double Area,
    [property: Unit("ms")] double Centroid)
{
    /// <summary>Measures samples: the peak by the parabola through the highest three, the width by straight lines, the area by trapezoids.</summary>
    /// <param name="time">ms, evenly spaced.</param>
    /// <param name="V">Voltage above rest, mV.</param>
    public static PotentialShape Of(double[] time, double[] V)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(V);
        if (time.Length != V.Length || V.Length < 3)
        {
            throw new ArgumentException($"{time.Length} times and {V.Length} voltages have no shape: give three or more of each, as many of one as of the other.");
        }

        var dt = time[1] - time[0];
        var top = Math.Clamp(Array.IndexOf(V, V.MaxBy(Math.Abs)), 1, V.Length - 2);
        var (slope, bend) = ((V[top + 1] - V[top - 1]) / 2, V[top + 1] - 2 * V[top] + V[top - 1]);
        var shift = bend == 0 ? 0 : Math.Clamp(-slope / bend, -1, 1);
        var peak = V[top] + shift * (slope + shift * bend / 2);
        double Crossing(int below, int above) => time[below] + (peak / 2 - V[below]) / (V[above] - V[below]) * (time[above] - time[below]);
        var (before, after) = (Array.FindLastIndex(V, top, v => v / peak < 0.5), Array.FindIndex(V, top, v => v / peak < 0.5));
        var width = after < 0 ? double.PositiveInfinity : Crossing(after, after - 1) - (before < 0 ? time[0] : Crossing(before, before + 1));
        var area = dt * (V.Sum() - (V[0] + V[^1]) / 2);
        var moment = dt * (V.Zip(time, (v, t) => v * t).Sum() - (V[0] * time[0] + V[^1] * time[^1]) / 2);
        return new(peak, time[top] + shift * dt, width, area, moment / area);
    }
}
