using CompNeuro.Maths;
using CsCheck;
using MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Tests.Maths;

public class TreeMatrixTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(60, 3)]
    [InlineData(200, 4)]
    public void EliminationAlongATreeEqualsADenseSolver(int count, int seed)
    {
        var random = new Random(seed);
        int[] parents = [-1, .. Enumerable.Range(1, count - 1).Select(i => random.Next(3) == 0 ? random.Next(i) : i - 1)];
        double[] beside = [.. parents.Select(_ => Math.Pow(10, 4 * random.NextDouble() - 2))];
        var dense = Matrix<double>.Build.Dense(count, count);
        for (var i = 1; i < count; i++)
        {
            dense[i, parents[i]] = dense[parents[i], i] = -beside[i];
            dense[i, i] += beside[i];
            dense[parents[i], parents[i]] += beside[i];
        }

        dense += Matrix<double>.Build.DenseOfDiagonalArray([.. parents.Select(_ => 0.1 + random.NextDouble())]);
        double[] right = [.. parents.Select(_ => random.NextDouble() - 0.5)];
        var expected = dense.Solve(Vector<double>.Build.Dense(right));
        var tree = new TreeMatrix(parents, beside);
        double[] together = [.. right], factored = [.. right];
        tree.Solve(dense.Diagonal().ToArray(), together);
        tree.Factor(dense.Diagonal().ToArray());
        tree.Solve(factored);
        Assert.All(expected.Zip(together), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * expected.AbsoluteMaximum()));
        Assert.All(expected.Zip(factored), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * expected.AbsoluteMaximum()));
    }

    [Fact]
    public void TheSolutionAlongAChainSatisfiesTheEquations() => Gen.Select(Gen.Double[0, 5].Array[1, 40], Gen.Double[-3, 3].Array[41], Gen.Double[0.1, 2].Array[41]).Sample((beside, right, excess) =>
    {
        var n = beside.Length + 1;
        var diagonal = Enumerable.Range(0, n).Select(i => (i > 0 ? beside[i - 1] : 0) + (i < n - 1 ? beside[i] : 0) + excess[i]).ToArray();
        var x = right[..n];
        SolveChain(diagonal, beside, x);
        Assert.All(Enumerable.Range(0, n), i => Assert.Equal(right[i], diagonal[i] * x[i] - (i > 0 ? beside[i - 1] * x[i - 1] : 0) - (i < n - 1 ? beside[i] * x[i + 1] : 0), 1e-10));
    });

    [Fact]
    public void AnInfiniteDiagonalHoldsItsUnknownAtZero()
    {
        double[] x = [3, 5, 7];
        SolveChain([2, double.PositiveInfinity, 4], [1, 1], x);
        Assert.Equal([1.5, 0, 1.75], x);
    }

    private static void SolveChain(double[] diagonal, double[] beside, double[] x)
    {
        var chain = new TreeMatrix([.. Enumerable.Range(-1, x.Length)], [0, .. beside]);
        chain.Factor(diagonal);
        chain.Solve(x);
    }

    // Its determinant, about 10⁴ to the power of the length, is far beyond the range of a double.
    [Fact]
    public void ALongChainNeitherOverflowsNorLosesDigits()
    {
        const int Count = 20_000;
        double[] diagonal = [.. Enumerable.Repeat(2e4 + 1, Count)], solved = [.. Enumerable.Repeat(1.0, Count)];
        diagonal[0] = diagonal[^1] = 1e4 + 1;
        new TreeMatrix([.. Enumerable.Range(-1, Count)], [.. Enumerable.Repeat(1e4, Count)]).Solve(diagonal, solved);
        Assert.All(solved, x => Assert.Equal(1, x, 1e-9));
    }
}
