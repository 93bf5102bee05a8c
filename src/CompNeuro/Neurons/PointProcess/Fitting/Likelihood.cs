using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Neurons.PointProcess.Fitting;

/// <summary>Σ (y ln µ − µ) at some weights, with gradient Xᵀ(y − µ) and information XᵀWX, W = diag(µ), which is minus the Hessian.</summary>
internal sealed record LikelihoodPoint(double Value, double[] Gradient, double[,] Information);

/// <summary>The likelihood over some stretches of time.</summary>
internal sealed class Likelihood
{
    // The sums of each part of the blocks are added in order, so that the result does not depend on which thread computed which.
    private const int MostParts = 32;

    private readonly Design design;
    private readonly (int From, int Length)[] blocks;
    private readonly double[] expected;

    public Likelihood(Design design, IEnumerable<(int From, int To)> ranges, int every = 1)
    {
        this.design = design;
        blocks = [.. ranges.SelectMany(Blocks).Where((_, index) => index % every == 0)];
        expected = new double[design.Spikes.Bins];
        Spikes = blocks.Sum(block => Fired(block).Sum(bin => design.Spikes.Counts[bin]));
    }

    /// <summary>How many blocks.</summary>
    public int Blocked => blocks.Length;

    /// <summary>How many spikes the cell fired in them.</summary>
    public int Spikes { get; }

    /// <summary>How many bins.</summary>
    public int Bins => blocks.Sum(block => block.Length);

    public LikelihoodPoint At(double[] weights, bool withHessian = true)
    {
        double[] filters = [.. design.Terms.Index().Where(term => !term.Item.IsWritten)
            .SelectMany(term => term.Item.Basis.Filter(weights[design.FirstWeight(term.Index)..][..term.Item.Basis.Count]))];
        var parts = new BlockSums[Math.Min(MostParts, blocks.Length)];
        Parallel.For(0, parts.Length, part =>
        {
            var sums = new BlockSums(design, weights, filters, withHessian);
            for (var block = blocks.Length * part / parts.Length; block < blocks.Length * (part + 1) / parts.Length; block++)
            {
                sums.Add(blocks[block].From, blocks[block].Length, expected);
            }

            parts[part] = sums;
        });
        foreach (var part in parts.AsSpan(1))
        {
            parts[0].Add(part);
        }

        return Assembled(parts[0], withHessian);
    }

    /// <summary>The weights whose columns have one sign and are zero at every spike: the likelihood grows with them for ever.</summary>
    public IEnumerable<int> WithoutSpikes()
    {
        int[] fired = [.. blocks.SelectMany(Fired)];
        for (var column = 0; column < design.Starts.Length; column++)
        {
            var values = design.Values.AsSpan(design.Starts[column], design.Spikes.Bins);
            var atSpikes = 0.0;
            foreach (var bin in fired)
            {
                atSpikes += Math.Abs(values[bin]);
            }

            if (atSpikes == 0 && (TensorPrimitives.Min<double>(values) < 0) != (TensorPrimitives.Max<double>(values) > 0))
            {
                yield return 1 + column;
            }
        }

        foreach (var (index, source) in design.Sources.Index().Where(one => one.Item.Any))
        {
            var pairs = new double[source.Lags];
            Array.ForEach(fired, bin => source.AddPairs(bin, pairs));
            foreach (var (function, values) in source.Basis.Matrix.EnumerateColumnsIndexed())
            {
                if (values.PointwiseAbs().DotProduct(Vector<double>.Build.Dense(pairs)) == 0 && (values.Minimum() < 0) != (values.Maximum() > 0))
                {
                    yield return design.FirstSourceWeight(index) + function;
                }
            }
        }
    }

    private int[] Fired((int From, int Length) block) => design.Spikes.FiredBetween(block.From, block.From + block.Length).ToArray();

    private LikelihoodPoint Assembled(BlockSums sums, bool withHessian)
    {
        if (!withHessian)
        {
            return new(sums.Value, sums.Gradient, new double[0, 0]);
        }

        var information = new double[design.Weights, design.Weights];
        void Put(Matrix<double> block, int row, int column)
        {
            foreach (var (i, j, value) in block.EnumerateIndexed())
            {
                information[row + i, column + j] = information[column + j, row + i] = value;
            }
        }

        Put(sums.Products, 0, 0);
        var sources = design.Sources.Select((source, index) => (Source: source, First: design.FirstSourceWeight(index))).ToArray();
        foreach (var (index, (source, first)) in sources.Index())
        {
            Put(source.OnBasis(sums.Windows(index)), first, 0);
        }

        var pairs = (from a in sources from b in sources where a.First <= b.First select (a, b)).ToArray();
        var products = new Matrix<double>[pairs.Length];
        Parallel.For(0, pairs.Length, pair => products[pair] = pairs[pair].a.Source.Product(pairs[pair].b.Source, expected));
        foreach (var (index, (a, b)) in pairs.Index())
        {
            Put(products[index], a.First, b.First);
        }

        return new(sums.Value, sums.Gradient, information);
    }

    private static IEnumerable<(int From, int Length)> Blocks((int From, int To) range)
    {
        for (var from = range.From; from < range.To; from += Design.BlockLength)
        {
            yield return (from, Math.Min(Design.BlockLength, range.To - from));
        }
    }
}
