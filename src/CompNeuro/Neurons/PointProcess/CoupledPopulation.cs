using CompNeuro.Maths;

namespace CompNeuro.Neurons.PointProcess;

/// <summary>Cells that see the same stimulus and each other's spikes: <c>λᵢ = exp(kᵢ∗s + hᵢ∗yᵢ + Σⱼ hᵢⱼ∗yⱼ + bᵢ)</c> (Pillow et al., Nature 454:995, 2008).</summary>
public sealed record CoupledPopulation
{
    /// <param name="cells">Each coupled to all the others, in their order; an empty filter is no coupling.</param>
    /// <exception cref="ArgumentException">Different bins, or not one coupling filter for each other cell.</exception>
    public CoupledPopulation(params IReadOnlyList<GeneralizedLinearModel> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        foreach (var (index, cell) in cells.Index())
        {
            if (cell.Coupling.Count != cells.Count - 1 || cell.dt != cells[0].dt)
            {
                throw new ArgumentException(
                    $"Cell {index + 1} has {cell.Coupling.Count} coupling filters and dt = {cell.dt} ms: in a population of {cells.Count} it needs {cells.Count - 1}, and the bins of the first, {cells[0].dt} ms.",
                    nameof(cells));
            }
        }

        Cells = cells;
    }

    public IReadOnlyList<GeneralizedLinearModel> Cells { get; }

    /// <summary>The filter from cell <paramref name="from"/> to cell <paramref name="to"/>, both from 0; from a cell to itself, its post-spike filter.</summary>
    public IReadOnlyList<double> Filter(int from, int to) => from == to ? Cells[to].h : Cells[to].Coupling[from < to ? from : from - 1];

    /// <summary>Spikes of every cell. The same seed gives the same spikes, on any machine.</summary>
    /// <param name="stimulus">One value for each bin.</param>
    /// <param name="seed">Any number; each cell has a stream of its own.</param>
    /// <exception cref="InvalidOperationException">A rate ran away: the message says whose and when.</exception>
    public IReadOnlyList<BinnedSpikes> Simulate(IReadOnlyList<double> stimulus, long seed)
    {
        var alone = Cells.Select(cell => cell with { Coupling = [] });
        var firing = alone.Select((cell, index) => new Firing(cell, cell.Drive(stimulus, []), new RandomNumbers(seed, index), $"Cell {index + 1}")).ToArray();
        for (var bin = 0; bin < stimulus.Count; bin++)
        {
            for (var from = 0; from < firing.Length; from++)
            {
                if (firing[from].Step(bin) is var count and > 0)
                {
                    for (var to = 0; to < firing.Length; to++)
                    {
                        if (to != from)
                        {
                            Convolution.AddAfter(firing[to].Drive, bin, Filter(from, to), count);
                        }
                    }
                }
            }
        }

        return [.. firing.Select(cell => cell.Spikes)];
    }

    /// <summary>The spikes of all cells but one, in order: what its coupling filters act on.</summary>
    public static IReadOnlyList<BinnedSpikes> Others(IReadOnlyList<BinnedSpikes> spikes, int cell) => [.. spikes.Where((_, index) => index != cell)];

    /// <summary>Fits every cell to recorded spikes, each by itself: given all spikes, the likelihood is a product over cells.</summary>
    /// <param name="stimulus">One value for each bin.</param>
    /// <param name="spikes">What each cell did.</param>
    /// <param name="stimulusBasis">For k.</param>
    /// <param name="historyBasis">For h.</param>
    /// <param name="couplingBasis">For every filter from another cell.</param>
    /// <param name="ridge">As in <see cref="PointProcessRegression.Fit(double)"/>.</param>
    /// <returns>The fits; <c>new CoupledPopulation([.. fits.Select(fit => fit.Model)])</c> is the fitted population.</returns>
    public static IReadOnlyList<PointProcessFit> Fit(
        IReadOnlyList<double> stimulus, IReadOnlyList<BinnedSpikes> spikes, FilterBasis stimulusBasis, FilterBasis historyBasis, FilterBasis couplingBasis, double ridge = 0)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        return [.. spikes.Select((own, cell) => spikes.Index().Where(other => other.Index != cell).Aggregate(
            new PointProcessRegression(own).OnStimulus(stimulus, stimulusBasis).OnHistory(historyBasis),
            (regression, other) => regression.OnCell($"cell {other.Index + 1}", other.Item, couplingBasis)).Fit(ridge))];
    }
}
