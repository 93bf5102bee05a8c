using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Neurons.PointProcess.Fitting;

/// <summary>The sums over some blocks of bins that make the likelihood and its derivatives. A block stays in the cache until all is done with it.</summary>
internal sealed unsafe class BlockSums
{
    // Not a power of two, so that columns do not compete for the same lines of the cache.
    private const int Stride = Design.BlockLength + 32, Tile = WeightedProducts.Tile;

    private readonly Design design;
    private readonly double[] weights, filters, gradient, products, residualWindows, windows;
    private readonly double[] scratch = GC.AllocateArray<double>((4 + Tile) * Stride + 8, pinned: true);
    private readonly List<Window>[] found;
    private readonly int columns, padded, lags;
    private readonly double logBin;

    /// <param name="design">The data.</param>
    /// <param name="weights">At which to evaluate.</param>
    /// <param name="filters">Those of all sources of spikes, one after the other, as the weights make them.</param>
    /// <param name="withHessian">Whether the second derivatives are needed.</param>
    public BlockSums(Design design, double[] weights, double[] filters, bool withHessian)
    {
        (this.design, this.weights, this.filters, logBin) = (design, weights, filters, Math.Log(design.Spikes.dt / 1000));
        (columns, lags) = (1 + design.Starts.Length, filters.Length);
        padded = (columns + Tile - 1) / Tile * Tile;
        found = [.. design.Sources.Select(_ => new List<Window>())];
        (gradient, residualWindows) = (new double[padded], new double[lags]);
        (products, windows) = withHessian ? (new double[padded * padded], new double[padded * lags]) : ([], []);
    }

    /// <summary>Σ (y ln µ − µ).</summary>
    public double Value { get; private set; }

    /// <summary>Xᵀ(y − µ).</summary>
    public double[] Gradient =>
    [
        .. gradient.AsSpan(0, columns),
        .. design.Sources.Zip(design.LagStarts, (source, start) => source.OnBasis(Matrix<double>.Build.Dense(source.Lags, 1, residualWindows[start..(start + source.Lags)])).ToColumnMajorArray()).SelectMany(one => one),
    ];

    /// <summary>The part of XᵀWX that belongs to the offset and the written columns.</summary>
    public Matrix<double> Products => Matrix<double>.Build.Dense(columns, columns, (i, j) => products[Math.Min(i, j) * padded + Math.Max(i, j)]);

    /// <summary>The part between a source of spikes, lag by lag, and the offset and the written columns.</summary>
    public Matrix<double> Windows(int source) => Matrix<double>.Build.Dense(design.Sources[source].Lags, columns, (lag, column) => windows[column * lags + design.LagStarts[source] + lag]);

    /// <summary>Adds the bins <paramref name="from"/> up to <paramref name="from"/> + <paramref name="n"/>, and leaves their µ in <paramref name="expected"/>.</summary>
    public void Add(int from, int n, double[] expected)
    {
        var µ = (double*)(((nint)Unsafe.AsPointer(ref scratch[0]) + 63) & ~63);
        double* residual = µ + Stride, ones = µ + 2 * Stride, zeros = µ + 3 * Stride, weighted = µ + 4 * Stride;
        new Span<double>(ones, Stride).Fill(1);
        var x = stackalloc double*[padded];
        for (var column = 0; column < padded; column++)
        {
            x[column] = column == 0 ? ones : column < columns ? (double*)Unsafe.AsPointer(ref design.Values[design.Starts[column - 1]]) + from : zeros;
        }

        fixed (double* w = weights, f = filters, g = gradient, h = products, r = residualWindows, c = windows)
        {
            WeightedProducts.Combine(x, w, columns, logBin, n, µ);
            for (var source = 0; source < found.Length; source++)
            {
                design.Sources[source].FindWindows(from, n, found[source]);
                Window.AddFilter(found[source], f + design.LagStarts[source], µ);
            }

            Residuals(from, n, µ, residual);
            WeightedProducts.AddDots(x, residual, columns, n, g);
            for (var source = 0; source < found.Length; source++)
            {
                Window.AddValues(found[source], residual, r + design.LagStarts[source]);
            }

            if (products.Length > 0)
            {
                AddSecondDerivatives(x, µ, weighted, n, h, c);
                new ReadOnlySpan<double>(µ, n).CopyTo(expected.AsSpan(from));
            }
        }
    }

    public void Add(BlockSums other)
    {
        Value += other.Value;
        TensorPrimitives.Add(gradient, other.gradient, gradient);
        TensorPrimitives.Add(residualWindows, other.residualWindows, residualWindows);
        TensorPrimitives.Add(products, other.products, products);
        TensorPrimitives.Add(windows, other.windows, windows);
    }

    /// <summary>Turns ln µ into µ, and writes y − µ; both are zero from bin n on.</summary>
    private void Residuals(int from, int n, double* µ, double* residual)
    {
        foreach (var bin in design.Spikes.FiredBetween(from, from + n))
        {
            Value += design.Spikes.Counts[bin] * µ[bin - from];
        }

        Value -= WeightedProducts.Exponentials(µ, n, residual);
        foreach (var bin in design.Spikes.FiredBetween(from, from + n))
        {
            residual[bin - from] += design.Spikes.Counts[bin];
        }
    }

    private void AddSecondDerivatives(double** x, double* µ, double* weighted, int n, double* products, double* windows)
    {
        for (var row = 0; row < padded; row += Tile)
        {
            WeightedProducts.Weigh(x + row, µ, n, weighted, Stride);
            for (var column = row; column < padded; column += Tile)
            {
                WeightedProducts.AddTile(weighted, Stride, x + column, n, products + row * padded + column, padded);
            }

            for (var source = 0; source < found.Length; source++)
            {
                Window.AddFourRows(found[source], weighted, Stride, windows + row * lags + design.LagStarts[source], lags);
            }
        }
    }
}
