namespace CompNeuro.Simulation;

/// <summary>The spikes of one thread's cells of a population over some steps: which cells fired, step by step.</summary>
internal sealed class SpikeList
{
    private readonly List<int> ends = [];
    private int[] cells = [];
    private int count;

    /// <summary>Room for so many more; the place of the next.</summary>
    public Span<int> Room(int more)
    {
        if (count + more > cells.Length)
        {
            Array.Resize(ref cells, Math.Max(count + more, 2 * cells.Length));
        }

        return cells.AsSpan(count, more);
    }

    /// <summary>Ends a step in which so many fired.</summary>
    public void EndStep(int fired) => ends.Add(count += fired);

    public ReadOnlySpan<int> Step(int step) => cells.AsSpan((step == 0 ? 0 : ends[step - 1])..ends[step]);

    public void Clear()
    {
        ends.Clear();
        count = 0;
    }
}
