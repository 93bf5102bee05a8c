using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompNeuro.Maths;

/// <summary>
/// A symmetric matrix whose entries off the diagonal lie along the edges of a tree. Eliminated from the tips towards the root nothing fills in, so factoring and
/// solving take time in proportion to the number of nodes (Hines, Int. J. Bio-Med. Comput. 15:69, 1984).
/// </summary>
internal sealed class TreeMatrix
{
    private readonly int[] parents;
    private readonly double[] beside;
    private readonly (int First, int Last)[] stretches;
    private readonly double[] squares;
    private readonly double[] pivots;
    private readonly double[] minors;
    private readonly double[] determinants;
    private readonly double[] inverses;
    private readonly double[] factors;

    /// <param name="parents">The parent of every node: it comes earlier; −1 for the root, which comes first.</param>
    /// <param name="beside">Minus the entry between every node and its parent, positive; any number for the root.</param>
    public TreeMatrix(int[] parents, double[] beside)
    {
        (this.parents, this.beside) = (parents, beside);
        // Along a stretch the parent of a node is the one before it, and the elimination can stay in registers.
        var firsts = Enumerable.Range(0, parents.Length).Where(i => parents[i] != i - 1 || i == 0).ToArray();
        stretches = [.. firsts.Zip(firsts.Skip(1).Append(parents.Length), (first, next) => (first, next - 1))];
        squares = Array.ConvertAll(beside, value => value * value);
        (pivots, minors, determinants, inverses, factors) = (new double[parents.Length], new double[parents.Length], new double[parents.Length], new double[parents.Length], new double[parents.Length]);
    }

    /// <summary>Solves for a diagonal each of whose entries exceeds the sum of those beside it; leaves the solution in <paramref name="right"/>.</summary>
    /// <remarks>
    /// Along a stretch every pivot is the ratio of two determinants of the part towards the tip, P[i] = diagonal[i]·P[i + 1] − beside[i + 1]²·P[i + 2], and
    /// the right side the ratio of Q[i] = right[i]·P[i + 1] + beside[i + 1]·Q[i + 1] to the same, so that no division waits for the one before.
    /// </remarks>
    public void Solve(ReadOnlySpan<double> diagonal, Span<double> right)
    {
        diagonal[..parents.Length].CopyTo(pivots);
        for (var s = stretches.Length - 1; s >= 0; s--)
        {
            var (first, last) = stretches[s];
            var (minor, determinant, numerator) = (1.0, pivots[last], right[last]);
            for (var i = last; i > first; i--)
            {
                (At(minors, i), At(determinants, i), At(right, i)) = (minor, determinant, numerator);
                (minor, determinant, numerator) = (
                    determinant,
                    Math.FusedMultiplyAdd(At(pivots, i - 1), determinant, -At(squares, i) * minor),
                    Math.FusedMultiplyAdd(At(right, i - 1), determinant, At(beside, i) * numerator));
                if ((i & 7) == 0)
                {
                    // Only ratios count, and determinants grow without bound.
                    var scale = 1 / determinant;
                    (minor, determinant, numerator) = (minor * scale, 1, numerator * scale);
                }
            }

            (minors[first], determinants[first], right[first]) = (minor, determinant, numerator);
            if (first > 0)
            {
                pivots[parents[first]] -= squares[first] * minor / determinant;
                right[parents[first]] += beside[first] * numerator / determinant;
            }
        }

        foreach (var (first, last) in stretches)
        {
            var above = first > 0 ? right[parents[first]] : 0;
            for (var i = first; i <= last; i++)
            {
                var inverse = 1 / At(determinants, i);
                above = At(right, i) = Math.FusedMultiplyAdd(At(beside, i) * At(minors, i) * inverse, above, At(right, i) * inverse);
            }
        }
    }

    /// <summary>Eliminates once for many right sides. An entry of the diagonal may be infinite, which makes the unknown there zero.</summary>
    public void Factor(ReadOnlySpan<double> diagonal)
    {
        diagonal[..parents.Length].CopyTo(pivots);
        for (var i = parents.Length - 1; i >= 0; i--)
        {
            inverses[i] = 1 / pivots[i];
            factors[i] = beside[i] * inverses[i];
            if (i > 0)
            {
                pivots[parents[i]] -= beside[i] * factors[i];
            }
        }
    }

    /// <summary>Solves for the diagonal last factored; leaves the solution in <paramref name="right"/>.</summary>
    public void Solve(Span<double> right)
    {
        for (var s = stretches.Length - 1; s >= 0; s--)
        {
            var (first, last) = stretches[s];
            var carried = right[last];
            for (var i = last; i > first; i--)
            {
                At(right, i) = carried * At(inverses, i);
                carried = Math.FusedMultiplyAdd(At(factors, i), carried, At(right, i - 1));
            }

            right[first] = carried * inverses[first];
            if (first > 0)
            {
                right[parents[first]] += factors[first] * carried;
            }
        }

        foreach (var (first, last) in stretches)
        {
            var above = first > 0 ? right[parents[first]] : 0;
            for (var i = first; i <= last; i++)
            {
                above = At(right, i) = Math.FusedMultiplyAdd(At(factors, i), above, At(right, i));
            }
        }
    }

    // All arrays are as long as the tree has nodes, which the constructor knows and the loops need not ask again.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref double At(Span<double> values, int i) => ref Unsafe.Add(ref MemoryMarshal.GetReference(values), i);
}
