namespace CompNeuro.Neurons.PointProcess;

/// <summary>
/// A few functions of time whose weighted sum is a filter: with eight weights instead of a hundred a fit needs less data and gives a smooth filter.
/// <see cref="RaisedCosineBasis"/> makes smooth ones; <see cref="EveryLag"/> gives each bin a weight of its own.
/// </summary>
public abstract record FilterBasis
{
    /// <summary>How many functions, and so weights.</summary>
    public abstract int Count { get; }

    /// <summary>The functions in bins of <paramref name="dt"/> ms. The first bin lies <paramref name="firstLag"/> bins back: 0 for a stimulus, which acts in its own bin, 1 for spikes, which act from the next.</summary>
    /// <exception cref="ArgumentException">A function is zero in every bin: the message says which.</exception>
    public SampledBasis Sample([Unit("ms")] double dt, int firstLag = 0)
    {
        if (!(dt > 0) || !double.IsFinite(dt))
        {
            throw new ArgumentOutOfRangeException(nameof(dt), dt, $"Bins of {dt} ms are not possible: dt must be positive.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(firstLag);
        return Sampled(dt, firstLag);
    }

    /// <summary>The same filters from functions that are orthonormal over the bins (Gram–Schmidt, in order): their weights are less correlated.</summary>
    public FilterBasis Orthogonalised() => new OrthogonalisedBasis(this);

    /// <summary>A weight for each of the first <paramref name="lags"/> bins: the most general filter of this length.</summary>
    public static FilterBasis EveryLag(int lags) => new EveryLagBasis(lags);

    private protected abstract SampledBasis Sampled(double dt, int firstLag);

    private sealed record OrthogonalisedBasis(FilterBasis Of) : FilterBasis
    {
        public override int Count => Of.Count;

        private protected override SampledBasis Sampled(double dt, int firstLag) => Of.Sample(dt, firstLag).Orthogonalised();
    }

    private sealed record EveryLagBasis : FilterBasis
    {
        public EveryLagBasis(int lags)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lags);
            Count = lags;
        }

        public override int Count { get; }

        private protected override SampledBasis Sampled(double dt, int firstLag)
        {
            var identity = new double[Count, Count];
            for (var lag = 0; lag < Count; lag++)
            {
                identity[lag, lag] = 1;
            }

            return new(dt, firstLag, identity) { IsEveryLag = true };
        }
    }
}
