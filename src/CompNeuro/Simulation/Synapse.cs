namespace CompNeuro.Simulation;

/// <summary>What a spike does to the cell it reaches, in proportion to the weight of the connection.</summary>
public abstract record Synapse
{
    private Synapse()
    {
    }

    /// <summary>Whether it opens a conductance, which cannot be negative.</summary>
    internal bool IsConductance => this is ExponentialSynapse { Reversal: not null };

    /// <summary>The voltage jumps by the weight, mV. Whoever is refractory misses it.</summary>
    public static Synapse Delta { get; } = new DeltaSynapse();

    /// <summary>A current of the weight, in the model's unit of input, for one step: the synapse of Izhikevich's network of 2003.</summary>
    public static Synapse Pulse { get; } = new PulseSynapse();

    /// <summary>A current that jumps by the weight, in the model's unit of input, and decays exponentially.</summary>
    /// <param name="tau">Its time constant, ms.</param>
    public static Synapse Current(double tau) => new ExponentialSynapse(Time(tau), null);

    /// <summary>A conductance that jumps by the weight, in the model's unit of input per mV, and decays exponentially; its current is g (E − V).</summary>
    /// <param name="tau">Its time constant, ms.</param>
    /// <param name="reversal">E, mV.</param>
    public static Synapse Conductance(double tau, double reversal) => double.IsFinite(reversal)
        ? new ExponentialSynapse(Time(tau), reversal)
        : throw new ArgumentOutOfRangeException(nameof(reversal), reversal, $"A synapse cannot reverse at {reversal} mV: give a finite potential.");

    private static double Time(double tau) => tau > 0 && double.IsFinite(tau)
        ? tau
        : throw new ArgumentOutOfRangeException(nameof(tau), tau, $"A synapse cannot decay with tau = {tau} ms: give a positive, finite time.");

    internal sealed record DeltaSynapse : Synapse;

    internal sealed record PulseSynapse : Synapse;

    internal sealed record ExponentialSynapse(double Tau, double? Reversal) : Synapse;
}
