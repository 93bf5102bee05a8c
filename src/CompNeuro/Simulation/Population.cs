using CompNeuro.Maths;

namespace CompNeuro.Simulation;

/// <summary>Cells of one model, or a stretch of them: <c>var cells = Population.Of(neuron, 4000); var excitatory = cells[..3200];</c></summary>
public sealed class Population
{
    private Population(PopulationModel model, int start, int count) => (Model, Start, Count) = (model, start, count);

    /// <summary>How many cells.</summary>
    public int Count { get; }

    internal PopulationModel Model { get; }

    internal int Start { get; }

    internal int End => Start + Count;

    /// <summary>A stretch of the cells, the same cells under another name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It reaches beyond the population, or holds no cell.</exception>
    public Population this[Range range]
    {
        get
        {
            var (from, to) = (range.Start.GetOffset(Count), range.End.GetOffset(Count));
            return from >= 0 && to > from && to <= Count
                ? new(Model, Start + from, to - from)
                : throw new ArgumentOutOfRangeException(nameof(range), range, $"The cells from {from} up to, not including, {to} are no stretch of {this}: it has at least one cell, and lies between 0 and {Count}.");
        }
    }

    /// <summary>One model many times.</summary>
    /// <param name="model">The model.</param>
    /// <param name="count">How many cells.</param>
    /// <param name="initial">The state in which a cell starts, drawn from random numbers of its own; the model's rest if not given.</param>
    public static Population Of<TModel, TState>(IPointNeuron<TModel, TState> model, int count, Func<RandomNumbers, TState>? initial = null)
        where TModel : IPointNeuron<TModel, TState>
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        return count > 0
            ? new(new PopulationModel<TModel, TState>([(TModel)model], count, initial is null ? null : (_, random) => initial(random)), 0, count)
            : throw new ArgumentOutOfRangeException(nameof(count), count, $"A population cannot have {count} cells: give a positive number.");
    }

    /// <summary>One model many times, one cell for each state in which it starts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="initial">The states.</param>
    public static Population Of<TModel, TState>(IPointNeuron<TModel, TState> model, IEnumerable<TState> initial)
        where TModel : IPointNeuron<TModel, TState>
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(initial);
        TState[] each = [.. initial];
        return each.Length > 0
            ? new(new PopulationModel<TModel, TState>([(TModel)model], each.Length, (cell, _) => each[cell]), 0, each.Length)
            : throw new ArgumentException("A population needs at least one initial state.", nameof(initial));
    }

    /// <summary>Cells whose parameters differ, one for each model: <c>Population.Of(range.Select(r => neuron with { c = r }))</c>.</summary>
    /// <param name="models">The models.</param>
    /// <param name="initial">The state in which a cell starts, made from its model and random numbers of its own; each model's rest if not given.</param>
    public static Population Of<TModel, TState>(IEnumerable<ICellModel<TModel, TState>> models, Func<TModel, RandomNumbers, TState>? initial = null)
        where TModel : IPointNeuron<TModel, TState>
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(models);
        TModel[] each = [.. models.Select(model => (TModel)model)];
        return each.Length > 0
            ? new(new PopulationModel<TModel, TState>(each, each.Length, initial is null ? null : (cell, random) => initial(each[cell], random)), 0, each.Length)
            : throw new ArgumentException("A population needs at least one model.", nameof(models));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Count} × {Model.Name}";
}
