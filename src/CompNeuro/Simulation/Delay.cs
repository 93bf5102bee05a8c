namespace CompNeuro.Simulation;

/// <summary>The time from a spike to its arrival: one for all synapses of a connection, or drawn for each. A run rounds it to whole steps.</summary>
public sealed record Delay
{
    private Delay(double shortest, double longest) => (Shortest, Longest) = (Possible(shortest), Possible(longest));

    /// <summary>ms.</summary>
    internal double Shortest { get; }

    /// <summary>ms.</summary>
    internal double Longest { get; }

    internal bool IsDrawn => Longest > Shortest;

    /// <summary>The same for all, ms.</summary>
    public static implicit operator Delay(double delay) => new(delay, delay);

    /// <summary>The same for all, ms.</summary>
    public static Delay FromDouble(double delay) => delay;

    /// <summary>Evenly distributed between two times, ms, independently for every synapse.</summary>
    public static Delay Uniform(double shortest, double longest) => shortest <= longest
        ? new(shortest, longest)
        : throw new ArgumentException($"Delays cannot lie between {shortest} and {longest} ms: give the shorter one first.", nameof(shortest));

    /// <inheritdoc/>
    public override string ToString() => IsDrawn ? $"{Shortest} to {Longest} ms" : $"{Shortest} ms";

    private static double Possible(double delay) => delay >= 0 && double.IsFinite(delay)
        ? delay
        : throw new ArgumentOutOfRangeException(nameof(delay), delay, $"A spike cannot arrive {delay} ms after it was fired: a delay is 0 or a positive, finite time.");
}
