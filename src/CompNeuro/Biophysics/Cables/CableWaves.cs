using System.Numerics;

namespace CompNeuro.Biophysics.Cables;

/// <summary>
/// A cable at one complex rate s, driven with e^(st): λ² V″ = q² V with q = √(1 + sτ), so that V is a sum of e^(−qX) and e^(qX), the second being the echo of the
/// first at an end. s = 0 is the steady state, s = 2πif a sine wave.
/// </summary>
/// <param name="Y">The admittance of the cable if it had no end, µS.</param>
/// <param name="q">Decay per λ.</param>
/// <param name="L">Length in λ.</param>
/// <param name="Start">The echo at the start: 1 from a sealed, −1 from a killed, 0 from a matched end.</param>
/// <param name="End">The echo at the end.</param>
internal readonly record struct CableWaves(Complex Y, Complex q, double L, Complex Start, Complex End)
{
    public static Complex Reflection(Complex Y, Complex load) => double.IsInfinity(load.Real) ? -1 : (Y - load) / (Y + load);

    /// <summary>The admittance seen from the start into the cable, µS.</summary>
    public Complex Onward => Y * (1 - End * Complex.Exp(-2 * q * L)) / Echo(End, L);

    /// <summary>The admittance seen from the end back into the cable, µS.</summary>
    public Complex Backward => Y * (1 - Start * Complex.Exp(-2 * q * L)) / Echo(Start, L);

    /// <summary>Voltage at one place by a current of 1 nA at another, in either direction, MΩ: the sum over all echoes of e^(−q·distance)/2Y.</summary>
    public Complex Transfer(double from, double to)
    {
        var (near, far) = (Math.Min(from, to), Math.Max(from, to));
        return Complex.Exp(-q * (far - near)) * Echo(Start, near) * Echo(End, L - far) / (2 * Y * (1 - Start * End * Complex.Exp(-2 * q * L)));
    }

    /// <summary>V(to)/V(from) when the current enters at <paramref name="from"/>, or beyond it.</summary>
    public Complex Ratio(double from, double to)
    {
        var (echo, distance) = to > from ? (End, L - from) : (Start, from);
        var length = Math.Abs(to - from);
        return length == 0 ? 1 : Complex.Exp(-q * length) * Echo(echo, distance - length) / Echo(echo, distance);
    }

    private Complex Echo(Complex reflection, double distance) => reflection == 0 ? 1 : 1 + reflection * Complex.Exp(-2 * q * distance);
}
