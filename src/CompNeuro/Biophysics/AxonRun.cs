using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace CompNeuro.Biophysics;

/// <summary>The voltage along an axon over time.</summary>
/// <param name="Time">Times of the samples, ms.</param>
/// <param name="Position">Distances of the compartments' centres from the left end, cm.</param>
/// <param name="V">Voltage, mV: <c>V[k][i]</c> at time k and compartment i.</param>
public sealed record AxonRun(double[] Time, double[] Position, double[][] V)
{
    /// <summary>The voltage over time in the compartment nearest to a distance <paramref name="x"/> (cm) from the left end.</summary>
    public double[] At(double x)
    {
        var i = Nearest(x);
        return Array.ConvertAll(V, row => row[i]);
    }

    /// <summary>When the voltage near <paramref name="x"/> (cm) first rises through <paramref name="level"/> (mV), ms; <see langword="null"/> if it never does.</summary>
    public double? Arrival(double x, double level = 0)
    {
        var i = Nearest(x);
        var after = Array.FindIndex(V, row => row[i] >= level);
        if (after < 1)
        {
            return null;
        }

        var first = Math.Clamp(after - 2, 0, Math.Max(0, V.Length - 4));
        var around = Enumerable.Range(first, Math.Min(4, V.Length)).ToArray();
        // A cubic through the samples around the crossing, in time counted from the sample before it.
        var cubic = Interpolate.Polynomial(around.Select(k => Time[k] - Time[after - 1]), around.Select(k => V[k][i] - level));
        var dt = Time[after] - Time[after - 1];
        return Time[after - 1] + (V[after][i] == level ? dt : Brent.FindRoot(cubic.Interpolate, 0, dt, 1e-13, 200));
    }

    /// <summary>The speed of the spike between two places, m/s (1 cm/ms is 10 m/s).</summary>
    /// <param name="from">Distance from the left end, cm; keep a few length constants away from either end, where the spike is faster.</param>
    /// <param name="to">The farther distance, cm.</param>
    /// <param name="level">The voltage whose arrival is timed, mV.</param>
    /// <exception cref="InvalidOperationException">The spike did not reach both places.</exception>
    public double Velocity(double from, double to, double level = 0)
    {
        if (Nearest(from) == Nearest(to))
        {
            throw new ArgumentException($"{from} cm and {to} cm lie in the same compartment: take places farther apart.", nameof(to));
        }

        if (Arrival(from, level) is not { } start || Arrival(to, level) is not { } end)
        {
            throw new InvalidOperationException($"No spike passed both {from} cm and {to} cm: stimulate more strongly, or simulate for longer.");
        }

        return 10 * (Position[Nearest(to)] - Position[Nearest(from)]) / (end - start);
    }

    private int Nearest(double x) =>
        x >= 0 && x <= Position[^1] + Position[0]
            ? Math.Clamp((int)(x / (2 * Position[0])), 0, Position.Length - 1)
            : throw new ArgumentOutOfRangeException(nameof(x), x, $"{x} cm is not on the axon: it reaches from 0 to {Position[^1] + Position[0]} cm.");
}
