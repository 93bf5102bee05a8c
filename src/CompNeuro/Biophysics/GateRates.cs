namespace CompNeuro.Biophysics;

/// <summary>How fast a gate opens (α) and closes (β) at one voltage: dx/dt = α(1 − x) − βx = (x∞ − x)/τ.</summary>
public readonly record struct GateRates([property: Unit("1/ms")] double alpha, [property: Unit("1/ms")] double beta)
{
    /// <summary>x∞ = α/(α + β), the open fraction the gate settles to.</summary>
    [Unit("1")] public double inf => alpha / (alpha + beta);

    /// <summary>τ = 1/(α + β), the time constant with which it does.</summary>
    [Unit("ms")] public double tau => 1 / (alpha + beta);

    /// <summary>The open fraction a time <paramref name="t"/> (ms) after it was <paramref name="x0"/>, at constant voltage: x∞ − (x∞ − x₀)e^(−t/τ).</summary>
    public double After(double t, double x0) => inf - (inf - x0) * Math.Exp(-t / tau);

    /// <summary>Both rates <paramref name="phi"/> times as fast.</summary>
    public static GateRates operator *(double phi, GateRates rates) => new(phi * rates.alpha, phi * rates.beta);

    /// <inheritdoc cref="op_Multiply"/>
    public static GateRates Multiply(double phi, GateRates rates) => phi * rates;
}
