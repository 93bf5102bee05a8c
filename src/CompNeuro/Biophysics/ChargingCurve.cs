using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearRegression;
using MathNet.Numerics.Optimization;

namespace CompNeuro.Biophysics;

/// <summary>An exponential approach V(t) = End + (Start − End) e^(−t/τ), as a membrane charges or discharges after a step of current.</summary>
/// <param name="tau">Time constant, ms.</param>
/// <param name="Start">Voltage at the first sample, mV.</param>
/// <param name="End">Voltage after a long time, mV.</param>
/// <param name="StandardError">Standard error of τ, ms, for independent errors of the samples.</param>
/// <param name="Residual">Root-mean-square distance of the samples from the curve, mV.</param>
/// <param name="From">Time of the first sample, ms.</param>
public sealed record ChargingCurve(
    [property: Unit("ms")] double tau,
    [property: Unit("mV")] double Start,
    [property: Unit("mV")] double End,
    [property: Unit("ms")] double StandardError,
    [property: Unit("mV")] double Residual,
    [property: Unit("ms")] double From)
{
    /// <summary>The fitted voltage, mV, at time <paramref name="t"/> ms.</summary>
    public double At(double t) => End + (Start - End) * Math.Exp(-(t - From) / tau);

    /// <summary>Fits τ, start and end by least squares to samples that lie within one step.</summary>
    /// <param name="time">Sample times, ms, ascending.</param>
    /// <param name="V">Voltages, mV.</param>
    /// <exception cref="ArgumentException">The samples cannot determine an exponential; the message says why.</exception>
    public static ChargingCurve Fit(IEnumerable<double> time, IEnumerable<double> V)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(V);
        var (t, v) = (time.ToArray(), V.ToArray());
        Check(t, v);

        // For a given τ the rest is a straight line in e^{−t/τ} (variable projection), so that only τ is searched, on a logarithmic scale: first coarsely, then closely.
        var duration = t[^1] - t[0];
        var grid = Generate.LogSpaced(61, Math.Log10(duration / t.Length / 10), Math.Log10(100 * duration));
        var best = Array.IndexOf(grid, grid.MinBy(tau => Line(t, v, tau).SquaredError));
        if (best == 0 || best == grid.Length - 1)
        {
            throw new ArgumentException($"These samples do not approach an end exponentially within {duration} ms: take only samples during one step of current, and enough of them to see the curve bend.", nameof(V));
        }

        var error = ObjectiveFunction.ScalarValue(logTau => Line(t, v, Math.Exp(logTau)).SquaredError);
        var tau = Math.Exp(GoldenSectionMinimizer.Minimum(error, Math.Log(grid[best - 1]), Math.Log(grid[best + 1]), 1e-9, 200).MinimizingPoint);
        var (start, end, squaredError) = Line(t, v, tau);
        var slopes = Matrix<double>.Build.Dense(t.Length, 3, (i, parameter) =>
        {
            var passed = (t[i] - t[0]) / tau;
            return parameter switch { 0 => (start - end) * passed * Math.Exp(-passed) / tau, 1 => Math.Exp(-passed), _ => 1 - Math.Exp(-passed) };
        });
        var variance = squaredError / (t.Length - 3) * slopes.TransposeThisAndMultiply(slopes).Inverse()[0, 0];
        return new(tau, start, end, Math.Sqrt(variance), Math.Sqrt(squaredError / t.Length), t[0]);
    }

    private static (double Start, double End, double SquaredError) Line(double[] t, double[] v, double tau)
    {
        var decay = t.Select(time => Math.Exp(-(time - t[0]) / tau)).ToArray();
        var (end, height) = SimpleRegression.Fit(decay, v);
        return (end + height, end, decay.Zip(v, (x, y) => Math.Pow(end + height * x - y, 2)).Sum());
    }

    private static void Check(double[] t, double[] v)
    {
        if (t.Length != v.Length || t.Length < 4)
        {
            throw new ArgumentException($"{t.Length} times and {v.Length} voltages: an exponential needs as many of the one as of the other, and at least 4.", nameof(t));
        }

        if (!t.Concat(v).All(double.IsFinite) || t.Zip(t.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            throw new ArgumentException("Times and voltages must be finite, and the times ascending.", nameof(t));
        }

        if (v[0] == v[^1])
        {
            throw new ArgumentException($"The voltage ends where it starts, at {v[0]} mV: choose samples from one side of a step.", nameof(v));
        }
    }
}
