namespace CompNeuro.Biophysics.Channels;

/// <summary>A gate of a channel: the open fraction it settles to and how fast, as functions of voltage; dx/dt = (x∞(V) − x)/τ(V).</summary>
/// <param name="Power">How many such gates must be open together.</param>
/// <param name="SteadyState">x∞, between 0 and 1, at a voltage in mV.</param>
/// <param name="TimeConstant">τ in ms at a voltage in mV; <see langword="null"/> for a gate so fast that it is always at its steady state.</param>
public sealed record Gate(int Power, Func<double, double> SteadyState, Func<double, double>? TimeConstant)
{
    /// <summary>A gate given by its opening rate α and closing rate β, per ms: x∞ = α/(α + β), τ = 1/(α + β).</summary>
    public static Gate FromRates(int power, Func<double, double> alpha, Func<double, double> beta)
    {
        ArgumentNullException.ThrowIfNull(alpha);
        ArgumentNullException.ThrowIfNull(beta);
        return new(power, V => alpha(V) / (alpha(V) + beta(V)), V => 1 / (alpha(V) + beta(V)));
    }

    internal double Rate(double x, double V) => TimeConstant is null ? SteadyState(V) - x : (SteadyState(V) - x) / TimeConstant(V);

    internal double Open(double x, double V) => Math.Pow(TimeConstant is null ? SteadyState(V) : x, Power);
}

/// <summary>
/// A voltage-gated conductance: I = g·mᵖ·h^q·(V − E), outward positive, with an activation gate m and, if it inactivates, a gate h.
/// Plug it into any membrane with <c>hh.With(channel)</c>; block or strengthen it with <c>channel with { g = … }</c>.
/// </summary>
public sealed record IonChannel
{
    /// <summary>What the current is called, as in I_<c>Name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Maximal conductance.</summary>
    [Unit("mS/cm²", AtLeast = 0)] public required double g { get; init => field = Parameter.Checked<IonChannel>(value); }

    /// <summary>Reversal potential.</summary>
    [Unit("mV", AtLeast = -200, AtMost = 200)] public required double E { get; init => field = Parameter.Checked<IonChannel>(value); }

    /// <summary>The gate that opens when its voltage range is entered.</summary>
    public required Gate Activation { get; init; }

    /// <summary>The gate that closes; <see langword="null"/> if the channel does not inactivate.</summary>
    public Gate? Inactivation { get; init; }

    /// <summary>The conductance, mS/cm², with gates m and h at voltage <paramref name="V"/> (which decides for gates that follow it at once).</summary>
    public double Conductance(double V, double m, double h = 1) => g * Activation.Open(m, V) * (Inactivation?.Open(h, V) ?? 1);

    /// <summary>The current, µA/cm², outward positive.</summary>
    public double Current(double V, double m, double h = 1) => Conductance(V, m, h) * (V - E);

    /// <summary>The current once every gate has settled at voltage <paramref name="V"/>: the steady current–voltage curve, and the window current of one that inactivates.</summary>
    public double SteadyCurrent(double V) => Current(V, Activation.SteadyState(V), Inactivation?.SteadyState(V) ?? 1);
}
