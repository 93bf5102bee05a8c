namespace CompNeuro.Simulation;

/// <summary>The spikes of one thread's cells of a population over some steps: which cells fired, step by step.</summary>
internal sealed class SpikeList
{
    private readonly List<int> ends = [];
    private int[] cells = [];
    private int count;

    /// <summary>Lists a cell that fired in this step.</summary>
    public void Add(int cell)
    {
        if (count == cells.Length)
        {
            Array.Resize(ref cells, Math.Max(64, 2 * count));
        }

        cells[count++] = cell;
    }

    /// <summary>Ends the step.</summary>
    public void EndStep() => ends.Add(count);

    public ReadOnlySpan<int> Step(int step) => cells.AsSpan((step == 0 ? 0 : ends[step - 1])..ends[step]);

    public void Clear()
    {
        ends.Clear();
        count = 0;
    }
}
