namespace CompNeuro.Maths;

/// <summary>Linear equations whose matrix has entries only on the diagonal and beside it.</summary>
internal static class Tridiagonal
{
    /// <summary>
    /// Solves −beside·x[i−1] + diagonal[i]·x[i] − beside·x[i+1] = right[i] by elimination from one end and substitution back (Thomas). The diagonal must exceed the
    /// sum of its neighbours. Overwrites <paramref name="diagonal"/>; leaves x in <paramref name="right"/>.
    /// </summary>
    public static void Solve(Span<double> diagonal, double beside, Span<double> right)
    {
        for (var i = 1; i < right.Length; i++)
        {
            var factor = beside / diagonal[i - 1];
            diagonal[i] -= factor * beside;
            right[i] += factor * right[i - 1];
        }

        right[^1] /= diagonal[right.Length - 1];
        for (var i = right.Length - 2; i >= 0; i--)
        {
            right[i] = (right[i] + beside * right[i + 1]) / diagonal[i];
        }
    }
}
