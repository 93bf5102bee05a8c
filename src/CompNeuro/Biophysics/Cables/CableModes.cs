using CompNeuro.Maths;

namespace CompNeuro.Biophysics.Cables;

/// <summary>A profile of voltage that keeps its shape while it decays: cos(αx/λ − phase) e^(−t/τ).</summary>
/// <param name="tau">Its time constant.</param>
/// <param name="alpha">Its wave number, rad per λ.</param>
/// <param name="lambda">The cable's length constant.</param>
/// <param name="phase">Set by the load at the start: 0 if sealed, π/2 if killed.</param>
/// <param name="Capacitance">The capacitance it charges, that of the loads included.</param>
public sealed record CableMode(
    [property: Unit("ms")] double tau,
    [property: Unit("1")] double alpha,
    [property: Unit("µm")] double lambda,
    [property: Unit("rad")] double phase,
    [property: Unit("pF")] double Capacitance)
{
    /// <summary>The profile at a distance <paramref name="x"/> (µm) from the start.</summary>
    public double At(double x) => Math.Cos(alpha * x / lambda - phase);

    /// <summary>This mode's share, mV, in the voltage a time <paramref name="t"/> (ms) after a charge of 1 pC is put at a place; the sum over all modes is the whole.</summary>
    public double ImpulseResponse(double t, double from, double to) => 1000 * At(from) * At(to) / Capacitance * Math.Exp(-t / tau);
}

/// <summary>The time constants of cables, and what they belong to (W. Rall, Biophys. J. 9:1483, 1969).</summary>
public static class CableModes
{
    /// <summary>
    /// The slowest modes, slowest first: τₙ = τ/(1 + αₙ²), with αₙ = nπ/L, n = 0, 1, …, for two sealed ends, where n = 0 is the membrane's own τ and the others equalise the voltage.
    /// With loads, αL = nπ + atan(B₁/α) + atan(B₂/α), B being a load at the mode's own rate over G∞.
    /// </summary>
    /// <exception cref="InvalidOperationException">An end is endless, so that there is a continuum of time constants; or a load is slower than the membrane.</exception>
    public static CableMode[] Modes(this Cable cable, int count)
    {
        ArgumentNullException.ThrowIfNull(cable);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        CableEnd[] ends = [cable.Start, cable.End];
        if (ends.Any(end => end.IsEndless))
        {
            throw new InvalidOperationException("A cable without end has no separate time constants: give it a length.");
        }

        if (ends.Any(end => end.Capacitance > end.Conductance * cable.tau * (1 + 1e-12)))
        {
            throw new InvalidOperationException($"A load slower than the membrane ({cable.tau} ms) is not covered: its capacitance may be at most conductance times τ.");
        }

        return [.. Enumerable.Range(0, count).Select(n => Mode(cable, n))];
    }

    /// <summary>The time constants of the slowest modes, ms, slowest first.</summary>
    /// <inheritdoc cref="Modes"/>
    public static double[] TimeConstants(this Cable cable, int count) => Array.ConvertAll(cable.Modes(count), mode => mode.tau);

    private const double Flat = 1e-8;

    private static CableMode Mode(Cable cable, int n)
    {
        // Each phase lies between −π/2 and π/2, so the root αL lies within π of nπ. Below Flat, 1 + α² is 1.
        double Excess(double alpha) => alpha * cable.L - Phase(cable, cable.Start, alpha) - Phase(cable, cable.End, alpha) - n * Math.PI;
        var top = (n + 1) * Math.PI / cable.L;
        var alpha = Excess(Flat) >= 0 ? 0 : Root.Between(Excess, Math.Max(Flat, (n - 1) * Math.PI / cable.L), top, 1e-14 * top);
        var phase = alpha == 0 ? 0 : Phase(cable, cable.Start, alpha);
        var mode = new CableMode(cable.tau / (1 + alpha * alpha), alpha, cable.lambda, phase, 0);
        // ∫ cos² over the cable, whose membrane has the conductance G∞ and the capacitance G∞τ per λ.
        var square = alpha == 0 ? cable.L : cable.L / 2 + (Math.Sin(2 * (alpha * cable.L - phase)) + Math.Sin(2 * phase)) / (4 * alpha);
        return mode with { Capacitance = cable.Ginf * cable.tau * square + cable.Start.Capacitance * Math.Pow(mode.At(0), 2) + cable.End.Capacitance * Math.Pow(mode.At(cable.Length), 2) };
    }

    private static double Phase(Cable cable, CableEnd end, double alpha) =>
        end.IsKilled ? Math.PI / 2 : Math.Atan2((end.Conductance - end.Capacitance * (1 + alpha * alpha) / cable.tau) / cable.Ginf, alpha);
}
