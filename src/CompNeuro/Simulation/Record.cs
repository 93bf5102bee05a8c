namespace CompNeuro.Simulation;

/// <summary>What a run keeps; what is not asked for costs nothing.</summary>
public abstract record Record
{
    private Record(Population population) => Population = population ?? throw new ArgumentNullException(nameof(population));

    internal Population Population { get; }

    /// <summary>Every spike of a population.</summary>
    public static Record Spikes(Population population) => new SpikeRecord(population);

    /// <summary>The number of spikes of a population in every stretch of so many ms.</summary>
    public static Record Rate(Population population, double bin = 1) => bin > 0 && double.IsFinite(bin)
        ? new RateRecord(population, bin)
        : throw new ArgumentOutOfRangeException(nameof(bin), bin, $"Spikes cannot be counted every {bin} ms: give a positive, finite time.");

    /// <summary>The variables of some cells of a population, counted from 0 within it.</summary>
    /// <param name="population">The population.</param>
    /// <param name="cells">Which of its cells.</param>
    /// <param name="every">The interval between samples, ms; every step if not given.</param>
    public static Record States(Population population, IEnumerable<int> cells, double? every = null)
    {
        ArgumentNullException.ThrowIfNull(population);
        ArgumentNullException.ThrowIfNull(cells);
        if (every is { } interval && !(interval > 0 && double.IsFinite(interval)))
        {
            throw new ArgumentOutOfRangeException(nameof(every), every, $"Variables cannot be sampled every {every} ms: give a positive, finite time.");
        }

        int[] chosen = [.. cells];
        foreach (var cell in chosen)
        {
            if (cell < 0 || cell >= population.Count)
            {
                throw new ArgumentOutOfRangeException(nameof(cells), cell, $"There is no cell {cell} to record: the cells of {population} are 0 to {population.Count - 1}.");
            }
        }

        return new StateRecord(population, chosen, every);
    }

    internal sealed record SpikeRecord(Population Population) : Record(Population);

    internal sealed record RateRecord(Population Population, double Bin) : Record(Population);

    internal sealed record StateRecord(Population Population, int[] Cells, double? Every) : Record(Population);
}
