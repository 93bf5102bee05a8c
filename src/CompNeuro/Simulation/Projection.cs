namespace CompNeuro.Simulation;

/// <summary>A connection of a network.</summary>
internal sealed record Projection(Population Source, Population Target, Connectivity Connectivity, Weight Weight, Synapse Synapse, Delay Delay)
{
    public long Seed { get; init; }

    public uint Stream { get; init; }

    public Func<int, IShortTermPlasticity>? ShortTerm { get; init; }

    public Func<int, int, ISynapticPlasticity>? Plasticity { get; init; }

    /// <summary>How many synapses a cell has to a cell of the whole population that holds its targets.</summary>
    public double Density => Connectivity.Expected(Source.Count, Target.Count) / Source.Count / Target.Model.Count;

    /// <summary>Whether the spikes that reach a cell need only be counted, and bits are no larger than lists.</summary>
    public bool IsCounted => Weight is Weight.Same && Plasticity is null && ShortTerm is null && !Delay.IsDrawn && !Connectivity.IsComplete && Density >= PairBits.LeastDensity;

    /// <summary>The shortest delay in steps.</summary>
    public int ShortestDelay(double step) => (int)Math.Round(Delay.Shortest / step);

    /// <summary>The longest delay in steps.</summary>
    public int LongestDelay(double step) => (int)Math.Round(Delay.Longest / step);

    /// <summary>For how many steps after a spike the network can go on before the spike must have been delivered.</summary>
    public int Slack(double step) => ShortestDelay(step) + (Synapse == Synapse.Delta ? 0 : 1);
}
