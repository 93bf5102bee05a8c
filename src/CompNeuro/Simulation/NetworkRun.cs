using CompNeuro.Dynamics;
using CompNeuro.SpikeTrains;

namespace CompNeuro.Simulation;

/// <summary>What a network did.</summary>
public sealed class NetworkRun
{
    private readonly Dictionary<PopulationModel, int[]> counts;
    private readonly Raster[] rasters;
    private readonly RateTrace[] rates;
    private readonly StateTraces[] states;

    internal NetworkRun(double duration, Dictionary<PopulationModel, int[]> counts, Raster[] rasters, RateTrace[] rates, StateTraces[] states) =>
        (Duration, this.counts, this.rasters, this.rates, this.states) = (duration, counts, rasters, rates, states);

    /// <summary>How long it ran.</summary>
    [Unit("ms")] public double Duration { get; }

    /// <summary>How many spikes each cell of a population fired.</summary>
    public ReadOnlySpan<int> Counts(Population population)
    {
        ArgumentNullException.ThrowIfNull(population);
        return counts.TryGetValue(population.Model, out var all)
            ? all.AsSpan(population.Start, population.Count)
            : throw new ArgumentException($"{population} is not in this network.", nameof(population));
    }

    /// <summary>The mean rate of the cells of a population, Hz.</summary>
    public double Rate(Population population)
    {
        var total = 0L;
        foreach (var count in Counts(population))
        {
            total += count;
        }

        return 1000 * total / (Duration * population.Count);
    }

    /// <summary>The spikes of a population, if it was recorded by <see cref="Record.Spikes"/>.</summary>
    public Raster Spikes(Population population) => Find(rasters, raster => raster.Population, population, nameof(Record.Spikes));

    /// <summary>The rate of a population over time, if it was recorded by <see cref="Record.Rate"/>.</summary>
    public RateTrace Rates(Population population) => Find(rates, rate => rate.Population, population, nameof(Record.Rate));

    /// <summary>The variables of cells of a population, if they were recorded by <see cref="Record.States"/>.</summary>
    public StateTraces States(Population population) => Find(states, state => state.Population, population, nameof(Record.States));

    private static TRecord Find<TRecord>(TRecord[] records, Func<TRecord, Population> of, Population population, string how)
    {
        ArgumentNullException.ThrowIfNull(population);
        return records.FirstOrDefault(record => of(record) is var recorded && recorded.Model == population.Model && recorded.Start == population.Start && recorded.Count == population.Count)
            ?? throw new ArgumentException($"This was not recorded of {population}: give Run record: [Record.{how}(…)] for the same cells.", nameof(population));
    }
}

/// <summary>The spikes of a population, in order of time and, where they are simultaneous, of the cells.</summary>
public sealed class Raster
{
    private readonly List<double> times = [];
    private readonly List<int> cells = [];

    internal Raster(Population population, double duration) => (Population, Duration) = (population, duration);

    /// <summary>How long the population was observed, ms.</summary>
    [Unit("ms")] public double Duration { get; }

    /// <summary>When, ms.</summary>
    [Unit("ms")] public IReadOnlyList<double> Times => times;

    /// <summary>Which cell, counted from 0 within the population.</summary>
    public IReadOnlyList<int> Cells => cells;

    /// <summary>How many cells the population has.</summary>
    public int CellCount => Population.Count;

    internal Population Population { get; }

    /// <summary>The spikes of one cell.</summary>
    public SpikeTrain Of(int cell) => cell >= 0 && cell < CellCount
        ? new(Enumerable.Range(0, cells.Count).Where(k => cells[k] == cell).Select(k => times[k]), Duration)
        : throw new ArgumentOutOfRangeException(nameof(cell), cell, $"There is no cell {cell}: the cells are 0 to {CellCount - 1}.");

    /// <summary>The spikes of every cell.</summary>
    public SpikeTrain[] Trains()
    {
        var trains = new List<double>[CellCount];
        for (var k = 0; k < cells.Count; k++)
        {
            (trains[cells[k]] ??= []).Add(times[k]);
        }

        return [.. trains.Select(train => new SpikeTrain(train ?? [], Duration))];
    }

    internal void Add(double time, ReadOnlySpan<int> fired)
    {
        foreach (var cell in fired)
        {
            if (cell >= Population.Start && cell < Population.End)
            {
                times.Add(time);
                cells.Add(cell - Population.Start);
            }
        }
    }
}

/// <summary>The rate of a population over time.</summary>
public sealed class RateTrace
{
    private readonly int[] counts;
    private readonly double last;

    internal RateTrace(Population population, double bin, double duration)
    {
        (Population, Bin, counts) = (population, bin, new int[(int)Math.Ceiling(duration / bin * (1 - 1e-12))]);
        last = duration - (counts.Length - 1) * bin is var rest && rest < bin * (1 - 1e-9) ? rest : bin;
    }

    /// <summary>The length of a stretch in which spikes were counted; the last is shorter if the run is no whole number of them.</summary>
    [Unit("ms")] public double Bin { get; }

    /// <summary>The middle of every stretch.</summary>
    [Unit("ms")] public double[] Time => [.. counts.Select((_, k) => k * Bin + Length(k) / 2)];

    /// <summary>Spikes of the population in every stretch.</summary>
    public IReadOnlyList<int> Counts => counts;

    /// <summary>The mean rate of the cells in every stretch.</summary>
    [Unit("Hz")] public double[] Rate => [.. counts.Select((count, k) => 1000 * count / (Length(k) * Population.Count))];

    internal Population Population { get; }

    private double Length(int stretch) => stretch == counts.Length - 1 ? last : Bin;

    internal void Add(double time, ReadOnlySpan<int> fired)
    {
        var bin = Math.Min((int)Math.Floor(time / Bin * (1 + 1e-12)), counts.Length - 1);
        foreach (var cell in fired)
        {
            counts[bin] += cell >= Population.Start && cell < Population.End ? 1 : 0;
        }
    }
}

/// <summary>The variables of some cells over time.</summary>
public sealed class StateTraces
{
    private readonly int[] cells;
    private readonly IReadOnlyList<StateVariable> variables;
    private readonly double[,,] values;

    internal StateTraces(Population population, int[] cells, IReadOnlyList<StateVariable> variables, int samples, double interval)
    {
        (Population, this.cells, this.variables) = (population, cells, variables);
        values = new double[cells.Length, variables.Count, samples];
        Time = [.. Enumerable.Range(0, samples).Select(k => k * interval)];
    }

    /// <summary>The times of the samples.</summary>
    [Unit("ms")] public double[] Time { get; }

    internal Population Population { get; }

    /// <summary>The samples of a variable of a cell, counted from 0 within the population: <c>run.States(cells)["V", 7]</c>.</summary>
    public double[] this[string variable, int cell]
    {
        get
        {
            var (row, column) = (Array.IndexOf(cells, cell), variables.ToList().FindIndex(candidate => candidate.Name == variable));
            return row >= 0 && column >= 0
                ? [.. Enumerable.Range(0, values.GetLength(2)).Select(k => values[row, column, k])]
                : throw new KeyNotFoundException($"\"{variable}\" of cell {cell} was not recorded: there are {string.Join(", ", variables.Select(candidate => candidate.Name))} of the cells {string.Join(", ", cells)}.");
        }
    }

    internal void Sample(int sample, Cells from, int low, int high)
    {
        for (var row = 0; row < cells.Length; row++)
        {
            var cell = Population.Start + cells[row];
            for (var variable = 0; cell >= low && cell < high && variable < variables.Count; variable++)
            {
                values[row, variable, sample] = from.Variable(variable, cell);
            }
        }
    }
}
