using CompNeuro.Maths;
using CsCheck;

namespace CompNeuro.Tests.Maths;

public class SymmetricTridiagonalTests
{
    [Fact]
    public void TheSolutionSatisfiesTheEquations() => Gen.Select(Gen.Double[0, 5].Array[1, 40], Gen.Double[-3, 3].Array[41], Gen.Double[0.1, 2].Array[41]).Sample((beside, right, excess) =>
    {
        var n = beside.Length + 1;
        var diagonal = Enumerable.Range(0, n).Select(i => (i > 0 ? beside[i - 1] : 0) + (i < n - 1 ? beside[i] : 0) + excess[i]).ToArray();
        var x = right[..n];
        new SymmetricTridiagonal(diagonal, beside).Solve(x);
        Assert.All(Enumerable.Range(0, n), i => Assert.Equal(right[i], diagonal[i] * x[i] - (i > 0 ? beside[i - 1] * x[i - 1] : 0) - (i < n - 1 ? beside[i] * x[i + 1] : 0), 1e-10));
    });

    [Fact]
    public void AnInfiniteDiagonalHoldsItsUnknownAtZero()
    {
        double[] x = [3, 5, 7];
        new SymmetricTridiagonal([2, double.PositiveInfinity, 4], [1, 1]).Solve(x);
        Assert.Equal([1.5, 0, 1.75], x);
    }
}
