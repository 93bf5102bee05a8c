using MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Neurons.PointProcess.Fitting;

/// <summary>
/// Spikes and the filter they leave behind. Their columns of the design matrix are sums of copies of the basis functions, one for each spike; so every product with such a
/// column is a sum, over spikes, of the window that follows each, and only then a product with the basis.
/// </summary>
internal sealed unsafe class SpikeSource(BinnedSpikes spikes, SampledBasis basis)
{
    private readonly int[] bins = spikes.Fired;
    private readonly double[] counts = [.. spikes.Fired.Select(bin => (double)spikes.Counts[bin])];

    /// <summary>Whether there are spikes at all.</summary>
    public bool Any => bins.Length > 0;

    public int Lags => basis.Lags;

    public SampledBasis Basis => basis;

    /// <summary>Of each spike whose filter reaches into the bins <paramref name="from"/> up to <paramref name="from"/> + <paramref name="n"/>, the part that does.</summary>
    public void FindWindows(int from, int n, List<Window> windows)
    {
        windows.Clear();
        for (var spike = First(from); spike < bins.Length && bins[spike] < from + n - 1; spike++)
        {
            var start = bins[spike] + 1 - from;
            var lag = Math.Max(0, -start);
            windows.Add(new(lag, start + lag, Math.Min(Lags - lag, n - start - lag), counts[spike]));
        }
    }

    /// <summary>Σ over bins of w times column i of these spikes times column j of others.</summary>
    public Matrix<double> Product(SpikeSource other, double[] w)
    {
        // Pairs of spikes by their distance: those at one distance share a diagonal of the matrix of lags.
        var same = ReferenceEquals(this, other);
        var diagonals = new double[Lags + other.Lags - 1][];
        fixed (double* weight = w)
        {
            for (int i = 0, first = 0; i < bins.Length; i++)
            {
                for (first = same ? i : first; first < other.bins.Length && other.bins[first] <= bins[i] - other.Lags;)
                {
                    first++;
                }

                for (var j = first; j < other.bins.Length && other.bins[j] < bins[i] + Lags; j++)
                {
                    var distance = other.bins[j] - bins[i];
                    var lag = Math.Max(0, distance);
                    var end = Math.Min(Math.Min(Lags, other.Lags + distance), w.Length - bins[i] - 1);
                    fixed (double* sum = diagonals[distance + other.Lags - 1] ??= new double[Lags])
                    {
                        Window.MultiplyAdd(counts[i] * other.counts[j], weight + bins[i] + 1 + lag, sum + lag, end - lag);
                    }
                }
            }
        }

        var byLag = Matrix<double>.Build.Dense(Lags, other.Lags, (lag, otherLag) =>
            (same && otherLag > lag ? diagonals[otherLag - lag + Lags - 1]?[otherLag] : diagonals[lag - otherLag + other.Lags - 1]?[lag]) ?? 0);
        return OnBasis(other.OnBasis(byLag.Transpose()).Transpose());
    }

    /// <summary>Adds, lag by lag, how often a cell fires after these spikes.</summary>
    public void AddPairs(int firedBin, double[] sum)
    {
        for (var spike = First(firedBin); spike < bins.Length && bins[spike] < firedBin; spike++)
        {
            sum[firedBin - 1 - bins[spike]] += counts[spike];
        }
    }

    /// <summary>From sums for each lag (rows) to those for each basis function.</summary>
    public Matrix<double> OnBasis(Matrix<double> byLag) => basis.IsEveryLag ? byLag : basis.Matrix.TransposeThisAndMultiply(byLag);

    // The first spike whose window reaches bin `from`.
    private int First(int from)
    {
        var found = Array.BinarySearch(bins, from - Lags);
        return found < 0 ? ~found : found;
    }
}
