namespace CompNeuro.Simulation;

/// <summary>A connection of a network.</summary>
internal sealed record Projection(Population Source, Population Target, Connectivity Connectivity, Weight Weight, Synapse Synapse, double Delay)
{
    public long Seed { get; init; }

    public uint Stream { get; init; }

    public Func<int, IShortTermPlasticity>? ShortTerm { get; init; }

    public Func<int, int, ISynapticPlasticity>? Plasticity { get; init; }

    /// <summary>The delay in steps.</summary>
    public int DelaySteps(double step) => (int)Math.Round(Delay / step);

    /// <summary>For how many steps after a spike the network can go on before the spike must have been delivered.</summary>
    public int Slack(double step) => DelaySteps(step) + (Synapse == Synapse.Delta ? 0 : 1);
}
