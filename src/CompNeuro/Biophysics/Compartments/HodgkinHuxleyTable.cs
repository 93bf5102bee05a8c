using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector256;

namespace CompNeuro.Biophysics.Compartments;

/// <summary>
/// Where the gates (m, h, n) of Hodgkin and Huxley settle at a voltage, and how much of their distance from there is left after a step: cubic polynomials that agree with
/// <see cref="HodgkinHuxley.Gates"/> and its slope every eighth of a millivolt. Between, the error is below 10⁻¹⁰.
/// </summary>
/// <param name="hh">The membrane.</param>
/// <param name="step">ms.</param>
internal sealed class HodgkinHuxleyTable(HodgkinHuxley hh, double step)
{
    public const double PerMillivolt = 8;

    /// <summary>The place of 0 mV.</summary>
    public const int Zero = 2048;

    /// <summary>Places are 0 to this, ±255 mV and more; all its bits are ones.</summary>
    public const int Last = 2 * Zero - 1;

    /// <summary>How many vectors a place takes: four coefficients of the steady state, the constant first, and four of the decay.</summary>
    public const int Vectors = 8;

    private (int First, int Last) known = (Zero, Zero - 1);

    public double Step => step;

    /// <summary>In every vector (m, h, n, nothing); polynomials in 8 V − place, which lies between −½ and ½.</summary>
    public Vector256<double>[] Coefficients { get; } = new Vector256<double>[Vectors * (Last + 1)];

    /// <summary>Makes sure that the table holds all voltages from the lowest to the highest of these; false if it cannot.</summary>
    public bool Covers(Vector256<double> lowest, Vector256<double> highest)
    {
        var first = Math.Round(PerMillivolt * Math.Min(Math.Min(lowest[0], lowest[1]), Math.Min(lowest[2], lowest[3]))) + Zero;
        var last = Math.Round(PerMillivolt * Math.Max(Math.Max(highest[0], highest[1]), Math.Max(highest[2], highest[3]))) + Zero;
        if (!(first >= 0 && last <= Last))
        {
            return false;
        }

        while (known.First > first)
        {
            Learn(--known.First);
        }

        while (known.Last < last)
        {
            Learn(++known.Last);
        }

        return true;
    }

    /// <summary>The steady states and the decays at a voltage, by the rates themselves.</summary>
    public (Vector256<double> End, Vector256<double> Decay) At(double V)
    {
        var (m, h, n) = hh.Gates(V);
        double Decay(GateRates gate) => Math.Exp(-step / gate.tau);
        return (Create(m.inf, h.inf, n.inf, 0), Create(Decay(m), Decay(h), Decay(n), 0));
    }

    private (Vector256<double> End, Vector256<double> Decay) Slopes(double V)
    {
        var ((m, h, n), (dm, dh, dn)) = (hh.Gates(V), hh.GateSlopes(V));
        double End(GateRates gate, GateRates slope) => (slope.alpha * gate.beta - gate.alpha * slope.beta) * gate.tau * gate.tau;
        double Decay(GateRates gate, GateRates slope) => -step * (slope.alpha + slope.beta) * Math.Exp(-step / gate.tau);
        return (Create(End(m, dm), End(h, dh), End(n, dn), 0), Create(Decay(m, dm), Decay(h, dh), Decay(n, dn), 0));
    }

    private void Learn(int place)
    {
        var (low, high) = ((place - Zero - 0.5) / PerMillivolt, (place - Zero + 0.5) / PerMillivolt);
        var (start, end, startSlope, endSlope) = (At(low), At(high), Slopes(low), Slopes(high));
        Hermite(start.End, end.End, startSlope.End, endSlope.End, Coefficients.AsSpan(Vectors * place));
        Hermite(start.Decay, end.Decay, startSlope.Decay, endSlope.Decay, Coefficients.AsSpan(Vectors * place + Vectors / 2));
    }

    // The cubic through two values and slopes at −½ and ½.
    private static void Hermite(Vector256<double> start, Vector256<double> end, Vector256<double> startSlope, Vector256<double> endSlope, Span<Vector256<double>> cubic)
    {
        var (rise, first, last) = (end - start, startSlope / PerMillivolt, endSlope / PerMillivolt);
        cubic[0] = 0.5 * (start + end) + 0.125 * (first - last);
        cubic[1] = 1.5 * rise - 0.25 * (first + last);
        cubic[2] = 0.5 * (last - first);
        cubic[3] = first + last - 2 * rise;
    }
}
