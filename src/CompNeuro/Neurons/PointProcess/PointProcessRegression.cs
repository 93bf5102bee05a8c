using System.Numerics.Tensors;
using CompNeuro.Neurons.PointProcess.Fitting;

namespace CompNeuro.Neurons.PointProcess;

/// <summary>
/// What the spikes of a cell are to be explained by: <c>new PointProcessRegression(spikes).OnStimulus(s, basis).OnHistory(basis).Fit(ridge: 1)</c> gives the
/// <see cref="GeneralizedLinearModel"/> that makes them most likely. The log-likelihood is concave, so there is one maximum, and Newton's method finds it.
/// </summary>
public sealed class PointProcessRegression
{
    private readonly BinnedSpikes spikes;
    private readonly IReadOnlyList<Term> terms;
    private readonly Lazy<Design> design;

    /// <param name="spikes">What the cell did.</param>
    public PointProcessRegression(BinnedSpikes spikes)
        : this(spikes, [])
    {
        ArgumentNullException.ThrowIfNull(spikes);
    }

    private PointProcessRegression(BinnedSpikes spikes, IReadOnlyList<Term> terms) =>
        (this.spikes, this.terms, design) = (spikes, terms, new(() => new Design(spikes, terms)));

    /// <summary>Adds a filter of a stimulus, or of anything else with one value for each bin.</summary>
    /// <exception cref="ArgumentException">Not one finite value for each bin, or a name that is taken.</exception>
    public PointProcessRegression OnStimulus(IReadOnlyList<double> stimulus, FilterBasis basis, string name = "stimulus")
    {
        ArgumentNullException.ThrowIfNull(stimulus);
        ArgumentNullException.ThrowIfNull(basis);
        double[] signal = [.. stimulus];
        if (signal.Length != spikes.Bins || !TensorPrimitives.IsFiniteAll<double>(signal))
        {
            throw new ArgumentException(
                signal.Length != spikes.Bins ? $"{name} has {signal.Length} values for {spikes.Bins} bins: give one for each." : $"{name} holds a value that is not a finite number.", nameof(stimulus));
        }

        return With(new(name, basis.Sample(spikes.dt), signal, null));
    }

    /// <summary>Adds a filter of the cell's own past spikes.</summary>
    public PointProcessRegression OnHistory(FilterBasis basis) => OnCell("history", spikes, basis);

    /// <summary>Adds a filter of the past spikes of another cell.</summary>
    /// <exception cref="ArgumentException">Other bins than those of the cell, or a name that is taken.</exception>
    public PointProcessRegression OnCell(string name, BinnedSpikes other, FilterBasis basis)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(basis);
        return other.Bins == spikes.Bins && other.dt == spikes.dt
            ? With(new(name, basis.Sample(spikes.dt, firstLag: 1), null, other))
            : throw new ArgumentException($"{name} has {other.Bins} bins of {other.dt} ms and the cell {spikes.Bins} of {spikes.dt} ms: they must be the same bins.", nameof(other));
    }

    /// <summary>The most likely model: the maximum of the log-likelihood minus ½ ridge Σ w² over all weights but the offset.</summary>
    /// <param name="ridge">0 for none. It keeps weights finite that the data leave open, and makes others smaller than they would be.</param>
    /// <exception cref="InvalidOperationException">The data do not determine the weights: the message says which and what helps.</exception>
    public PointProcessFit Fit(double ridge = 0) => Fit(terms.ToDictionary(term => term.Name, _ => ridge));

    /// <summary>The same with a ridge of its own for each term, by name; those that are not named have none.</summary>
    public PointProcessFit Fit(IReadOnlyDictionary<string, double> ridges)
    {
        var penalties = Penalties(ridges);
        return new(design.Value, Newton.Maximum(design.Value, [(0, spikes.Bins)], penalties, null), penalties);
    }

    /// <summary>
    /// How well the model predicts stretches of time that it has not seen, for each of several ridges. Each of the <paramref name="folds"/> contiguous stretches is left
    /// out in turn: bins left out one by one would be predicted by their neighbours.
    /// </summary>
    /// <param name="ridges">To be compared.</param>
    /// <param name="folds">How many stretches, at least two.</param>
    public RidgeCrossValidation CrossValidate(IEnumerable<double> ridges, int folds = 5)
    {
        ArgumentNullException.ThrowIfNull(ridges);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, spikes.Bins);
        double[] ascending = [.. ridges.Order()];
        if (ascending.Length == 0)
        {
            throw new ArgumentException("There are no ridges to compare.", nameof(ridges));
        }

        var gained = new double[ascending.Length, folds];
        var tested = new int[folds];
        for (var fold = 0; fold < folds; fold++)
        {
            var (from, to) = ((int)((long)spikes.Bins * fold / folds), (int)((long)spikes.Bins * (fold + 1) / folds));
            var test = new Likelihood(design.Value, [(from, to)]);
            tested[fold] = test.Spikes;
            var rate = (double)(spikes.Count - test.Spikes) / (spikes.Bins - (to - from));
            double[]? start = null;
            // From the strongest on: each fit starts near its maximum.
            for (var index = ascending.Length - 1; index >= 0; index--)
            {
                start = Newton.Maximum(design.Value, [(0, from), (to, spikes.Bins)], Penalties(terms.ToDictionary(term => term.Name, _ => ascending[index])), start).Weights;
                gained[index, fold] = test.At(start, withHessian: false).Value - (test.Spikes * Math.Log(rate) - rate * (to - from));
            }
        }

        return new(ascending, gained, tested, best => Fit(best));
    }

    private double[] Penalties(IReadOnlyDictionary<string, double> ridges)
    {
        ArgumentNullException.ThrowIfNull(ridges);
        foreach (var (name, ridge) in ridges)
        {
            if (!terms.Any(term => term.Name == name))
            {
                throw new ArgumentException($"There is no \"{name}\" here to give a ridge, only {string.Join(", ", terms.Select(term => $"\"{term.Name}\""))}.", nameof(ridges));
            }

            if (!(ridge >= 0) || !double.IsFinite(ridge))
            {
                throw new ArgumentOutOfRangeException(nameof(ridges), ridge, $"A ridge of {ridge} for \"{name}\" is not possible: it must be zero or positive.");
            }
        }

        return [0, .. design.Value.Terms.SelectMany(term => Enumerable.Repeat(ridges.GetValueOrDefault(term.Name), term.Basis.Count))];
    }

    private PointProcessRegression With(Term term)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(term.Name);
        return terms.All(other => other.Name != term.Name)
            ? new(spikes, [.. terms, term])
            : throw new ArgumentException($"There is a \"{term.Name}\" already: give each term a name of its own.");
    }
}
