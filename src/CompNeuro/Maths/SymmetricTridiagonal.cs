namespace CompNeuro.Maths;

/// <summary>A symmetric matrix with <c>diagonal[i]</c> on and −<c>beside[i]</c> below and above the diagonal, factored once to be solved often. The diagonal must exceed the sum of its neighbours; it may be infinite, which makes x zero there.</summary>
internal sealed class SymmetricTridiagonal
{
    private readonly double[] inverse;
    private readonly double[] factor;

    public SymmetricTridiagonal(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> beside)
    {
        (inverse, factor) = (new double[diagonal.Length], new double[diagonal.Length]);
        inverse[0] = 1 / diagonal[0];
        for (var i = 1; i < diagonal.Length; i++)
        {
            factor[i] = beside[i - 1] * inverse[i - 1];
            inverse[i] = 1 / (diagonal[i] - factor[i] * beside[i - 1]);
        }
    }

    /// <summary>Replaces the right-hand side by the solution.</summary>
    public void Solve(Span<double> right)
    {
        for (var i = 1; i < right.Length; i++)
        {
            right[i] = Math.FusedMultiplyAdd(factor[i], right[i - 1], right[i]);
        }

        right[^1] *= inverse[right.Length - 1];
        for (var i = right.Length - 2; i >= 0; i--)
        {
            right[i] = Math.FusedMultiplyAdd(factor[i + 1], right[i + 1], right[i] * inverse[i]);
        }
    }
}
