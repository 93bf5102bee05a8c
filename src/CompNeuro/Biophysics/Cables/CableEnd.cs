using System.Numerics;

namespace CompNeuro.Biophysics.Cables;

/// <summary>
/// What stands at an end of a cable, as the load it puts there. A sealed end is no load, a killed one (cut open, V held at rest) an infinite load; a cable that goes
/// on for ever loads its end exactly as it loads itself.
/// </summary>
public sealed record CableEnd
{
    private CableEnd(double conductance, double capacitance) => (Conductance, Capacitance) = (conductance, capacitance);

    /// <summary>No axial current leaves: ∂V/∂x = 0.</summary>
    public static CableEnd Sealed { get; } = new(0, 0);

    /// <summary>Open to the bath or clamped at rest: V = 0.</summary>
    public static CableEnd Killed { get; } = new(double.PositiveInfinity, 0);

    /// <summary>The cable goes on without end, so that places beyond its length exist too.</summary>
    public static CableEnd Endless { get; } = new(double.NaN, 0);

    /// <summary>The load's conductance to rest.</summary>
    [Unit("nS")] public double Conductance { get; }

    /// <summary>The load's capacitance.</summary>
    [Unit("pF")] public double Capacitance { get; }

    internal bool IsKilled => double.IsPositiveInfinity(Conductance);

    internal bool IsEndless => double.IsNaN(Conductance);

    /// <summary>A conductance to rest, with a capacitance beside it. In terms of the cable's own input conductance, <c>Loaded(B * cable.Ginf)</c>.</summary>
    /// <param name="conductance">nS, 0 or more.</param>
    /// <param name="capacitance">pF, 0 or more.</param>
    public static CableEnd Loaded(double conductance, double capacitance = 0) =>
        !(conductance >= 0) || !double.IsFinite(conductance) ? throw new ArgumentOutOfRangeException(nameof(conductance), conductance, $"conductance = {conductance} nS is not possible: a load must be 0 or a positive, finite number.")
        : !(capacitance >= 0) || !double.IsFinite(capacitance) ? throw new ArgumentOutOfRangeException(nameof(capacitance), capacitance, $"capacitance = {capacitance} pF is not possible: it must be 0 or a positive, finite number.")
        : new(conductance, capacitance);

    /// <summary>A spherical soma, at one voltage throughout.</summary>
    /// <param name="membrane">Its membrane.</param>
    /// <param name="diameter">µm.</param>
    public static CableEnd Soma(PassiveMembrane membrane, double diameter)
    {
        ArgumentNullException.ThrowIfNull(membrane);
        // 1 mS/cm² is 0.01 nS/µm², and 1 µF/cm² is 0.01 pF/µm².
        var area = 0.01 * Math.PI * diameter * diameter;
        return diameter > 0
            ? Loaded(membrane.gL * area, membrane.C * area)
            : throw new ArgumentOutOfRangeException(nameof(diameter), diameter, $"diameter = {diameter} µm is not possible: it must be above 0.");
    }

    /// <summary>The load, µS, on a cable whose own is <paramref name="characteristic"/>.</summary>
    internal Complex Admittance(Complex s, Complex characteristic) => IsEndless ? characteristic : IsKilled ? Conductance : 1e-3 * (Conductance + s * Capacitance);
}
