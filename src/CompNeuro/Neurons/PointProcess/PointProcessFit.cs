using CompNeuro.Neurons.PointProcess.Fitting;
using MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Neurons.PointProcess;

/// <summary>The most likely model of recorded spikes, and how sure one can be of it.</summary>
public sealed class PointProcessFit
{
    private readonly Design design;
    private readonly Climb climb;
    private readonly Lazy<Matrix<double>> covariance;

    internal PointProcessFit(Design design, Climb climb, double[] penalties)
    {
        (this.design, this.climb) = (design, climb);
        var order = design.Order;
        Weights = [.. order.Select(weight => climb.Weights[weight])];
        covariance = new(() =>
        {
            var inverse = Newton.Factor(climb.Likelihood.At(climb.Weights), penalties).Inverse();
            return Matrix<double>.Build.Dense(order.Length, order.Length, (i, j) => inverse[order[i], order[j]]);
        });
    }

    /// <summary>The offset, and then the weights of the basis functions, filter by filter as in <see cref="Filters"/>.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>The uncertainty of each weight: roots of the diagonal of <see cref="Covariance"/>.</summary>
    public IReadOnlyList<double> StandardErrors => [.. Covariance.Diagonal().Select(Math.Sqrt)];

    /// <summary>The inverse of minus the Hessian of what was maximised. With a ridge that is the spread of the posterior, not of the estimate over repeated experiments.</summary>
    public Matrix<double> Covariance => covariance.Value;

    /// <summary>ln of the probability of the spikes under the model, without the penalty, nats.</summary>
    public double LogLikelihood => climb.Value - design.LogFactorials;

    /// <summary>How often the derivatives were evaluated, on all data or a part of them.</summary>
    public int Passes => climb.Passes;

    /// <summary>The last gradient times the last step: twice the distance from the maximum, nats, at which that step started. Where it ended the distance is below 10⁻¹⁷; otherwise there is no fit.</summary>
    public double NewtonDecrement => climb.Decrement;

    /// <summary>The filters, in the order in which they were added.</summary>
    public IReadOnlyList<FittedFilter> Filters => [.. design.Given.Select(FilterOf)];

    /// <summary>The filter of a term: <c>fit["history"]</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name; the message lists those there are.</exception>
    public FittedFilter this[string name] => Filters.FirstOrDefault(filter => filter.Name == name)
        ?? throw new KeyNotFoundException($"There is no \"{name}\" here, only {string.Join(", ", Filters.Select(filter => $"\"{filter.Name}\""))}.");

    /// <summary>The fitted model, ready to be simulated. It has the first stimulus only.</summary>
    public GeneralizedLinearModel Model => new()
    {
        dt = design.Spikes.dt,
        b = Weights[0],
        k = Values(term => term.Signal is not null).FirstOrDefault([]),
        h = Values(term => term.Spikes == design.Spikes).FirstOrDefault([]),
        Coupling = [.. Values(term => term.Spikes is not null && term.Spikes != design.Spikes)],
    };

    /// <summary>What the model expected in each bin of the data it was fitted to.</summary>
    public ConditionalIntensity Intensity => design.Intensity(climb.Weights);

    private IEnumerable<double[]> Values(Func<Term, bool> which) => design.Given.Index().Where(term => which(term.Item)).Select(term => term.Item.Basis.Filter(WeightsOf(term.Index)));

    private int FirstWeight(int index) => 1 + design.Given.Take(index).Sum(before => before.Basis.Count);

    private double[] WeightsOf(int index) => [.. Weights.Skip(FirstWeight(index)).Take(design.Given[index].Basis.Count)];

    private FittedFilter FilterOf(Term term, int index)
    {
        var (basis, first, weights) = (term.Basis.Matrix, FirstWeight(index), WeightsOf(index));
        var variances = (basis * Covariance.SubMatrix(first, basis.ColumnCount, first, basis.ColumnCount)).PointwiseMultiply(basis).RowSums();
        return new(term.Name, term.Basis.Times, term.Basis.Filter(weights), [.. variances.Select(Math.Sqrt)], weights);
    }
}

/// <summary>A filter with its uncertainty.</summary>
/// <param name="Name">What it filters.</param>
/// <param name="Times">How far back each value lies, ms.</param>
/// <param name="Values">What one unit of stimulus, or one spike, that long ago adds to ln λ.</param>
/// <param name="StandardErrors">The uncertainty of each value.</param>
/// <param name="Weights">The weights of the basis functions.</param>
public sealed record FittedFilter(string Name, [property: Unit("ms")] IReadOnlyList<double> Times, IReadOnlyList<double> Values, IReadOnlyList<double> StandardErrors, IReadOnlyList<double> Weights);
