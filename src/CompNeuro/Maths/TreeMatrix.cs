using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompNeuro.Maths;

/// <summary>
/// A symmetric matrix whose entries off the diagonal lie along the edges of a tree. Eliminated from the tips towards one node nothing fills in, so factoring and
/// solving take time in proportion to the number of nodes (Hines, Int. J. Bio-Med. Comput. 15:69, 1984). That node is the middle of the first stretch, whose two halves are
/// worked off side by side, because each of their steps has to wait for the one before.
/// </summary>
internal sealed class TreeMatrix
{
    private readonly int[] parents;
    private readonly double[] beside;
    private readonly int middle;
    private readonly int end;
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
        stretches = [.. firsts.Zip(firsts.Skip(1).Append(parents.Length), (first, next) => (first, next - 1)).Skip(1)];
        end = (firsts.Length > 1 ? firsts[1] : parents.Length) - 1;
        middle = end / 2;
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
        diagonal[..parents.Length].CopyTo(this.pivots);
        // The loops run in registers if they need not fetch the arrays again.
        var (pivots, beside, squares, minors, determinants) = (this.pivots, this.beside, this.squares, this.minors, this.determinants);
        for (var s = stretches.Length - 1; s >= 0; s--)
        {
            var (first, last) = stretches[s];
            var part = new Part(1, pivots[last], right[last]);
            for (var i = last; i > first; i--)
            {
                Keep(part, i, minors, determinants, right);
                part = Next(part, i - 1, i, pivots, beside, squares, right);
                part = (i & 7) == 0 ? part.Scaled : part;
            }

            Keep(part, first, minors, determinants, right);
            Join(part, parents[first], first, right);
        }

        if (end > 0)
        {
            var (down, up, below) = (new Part(1, pivots[0], right[0]), new Part(1, pivots[end], right[end]), end);
            for (var above = 0; above < middle - 1; above++, below--)
            {
                Keep(down, above, minors, determinants, right);
                Keep(up, below, minors, determinants, right);
                (down, up) = (Next(down, above + 1, above + 1, pivots, beside, squares, right), Next(up, below - 1, below, pivots, beside, squares, right));
                (down, up) = (above & 7) == 7 ? (down.Scaled, up.Scaled) : (down, up);
            }

            for (; below > middle + 1; below--)
            {
                Keep(up, below, minors, determinants, right);
                up = Next(up, below - 1, below, pivots, beside, squares, right);
            }

            Keep(up, middle + 1, minors, determinants, right);
            Join(up, middle, middle + 1, right);
            if (middle > 0)
            {
                Keep(down, middle - 1, minors, determinants, right);
                Join(down, middle, middle, right);
            }
        }

        var (over, under) = (right[middle] /= pivots[middle], right[middle]);
        for (int i = middle - 1, j = middle + 1; j <= end; i--, j++)
        {
            under = At(right, j) = Back(j, j, under, minors, determinants, beside, right);
            if (i >= 0)
            {
                over = At(right, i) = Back(i, i + 1, over, minors, determinants, beside, right);
            }
        }

        foreach (var (first, last) in stretches)
        {
            var above = right[parents[first]];
            for (var i = first; i <= last; i++)
            {
                above = At(right, i) = Back(i, i, above, minors, determinants, beside, right);
            }
        }
    }

    /// <summary>Determinants of the part of a stretch from its tip to a node, without that node and with it, and the right side times the first. Only their ratios count.</summary>
    private readonly record struct Part(double Minor, double Determinant, double Numerator)
    {
        // They grow without bound.
        public Part Scaled => new(Minor / Determinant, 1, Numerator / Determinant);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(Part part, int i, double[] minors, double[] determinants, Span<double> right) => (At(minors, i), At(determinants, i), At(right, i)) = (part.Minor, part.Determinant, part.Numerator);

    // One node more, joined to the part by an edge.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Part Next(Part part, int node, int edge, double[] pivots, double[] beside, double[] squares, Span<double> right) => new(
        part.Determinant,
        Math.FusedMultiplyAdd(At(pivots, node), part.Determinant, -At(squares, edge) * part.Minor),
        Math.FusedMultiplyAdd(At(right, node), part.Determinant, At(beside, edge) * part.Numerator));

    private void Join(Part part, int node, int edge, Span<double> right)
    {
        pivots[node] -= squares[edge] * part.Minor / part.Determinant;
        right[node] += beside[edge] * part.Numerator / part.Determinant;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Back(int i, int edge, double neighbour, double[] minors, double[] determinants, double[] beside, Span<double> right)
    {
        var inverse = 1 / At(determinants, i);
        return Math.FusedMultiplyAdd(At(beside, edge) * At(minors, i) * inverse, neighbour, At(right, i) * inverse);
    }

    /// <summary>Eliminates once for many right sides. An entry of the diagonal may be infinite, which makes the unknown there zero.</summary>
    public void Factor(ReadOnlySpan<double> diagonal)
    {
        diagonal[..parents.Length].CopyTo(pivots);
        for (var i = parents.Length - 1; i > middle; i--)
        {
            Eliminate(i, parents[i], i);
        }

        for (var i = 0; i < middle; i++)
        {
            Eliminate(i, i + 1, i + 1);
        }

        inverses[middle] = 1 / pivots[middle];
    }

    private void Eliminate(int i, int next, int edge)
    {
        inverses[i] = 1 / pivots[i];
        factors[i] = beside[edge] * inverses[i];
        pivots[next] -= beside[edge] * factors[i];
    }

    /// <summary>Solves for the diagonal last factored; leaves the solution in <paramref name="right"/>.</summary>
    public void Solve(Span<double> right)
    {
        var (inverses, factors) = (this.inverses, this.factors);
        for (var s = stretches.Length - 1; s >= 0; s--)
        {
            var (first, last) = stretches[s];
            var carried = right[last];
            for (var i = last; i > first; i--)
            {
                carried = Carry(carried, i, i - 1, inverses, factors, right);
            }

            right[first] = carried * inverses[first];
            right[parents[first]] += factors[first] * carried;
        }

        var (down, up) = (right[0], right[end]);
        for (int i = 0, j = end; j > middle; i++, j--)
        {
            up = Carry(up, j, j - 1, inverses, factors, right);
            if (i < middle)
            {
                down = Carry(down, i, i + 1, inverses, factors, right);
            }
        }

        // Both carry the right side of the middle.
        var (over, under) = (right[middle] = (up + down - right[middle]) * inverses[middle], right[middle]);
        for (int i = middle - 1, j = middle + 1; j <= end; i--, j++)
        {
            under = At(right, j) = Math.FusedMultiplyAdd(At(factors, j), under, At(right, j));
            if (i >= 0)
            {
                over = At(right, i) = Math.FusedMultiplyAdd(At(factors, i), over, At(right, i));
            }
        }

        foreach (var (first, last) in stretches)
        {
            var above = right[parents[first]];
            for (var i = first; i <= last; i++)
            {
                above = At(right, i) = Math.FusedMultiplyAdd(At(factors, i), above, At(right, i));
            }
        }
    }

    // What is left of a node's right side, and what it adds to that of the next.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Carry(double carried, int i, int next, double[] inverses, double[] factors, Span<double> right)
    {
        At(right, i) = carried * At(inverses, i);
        return Math.FusedMultiplyAdd(At(factors, i), carried, At(right, next));
    }

    // All arrays are as long as the tree has nodes, which the constructor knows and the loops need not ask again.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref double At(double[] values, int i) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref double At(Span<double> values, int i) => ref Unsafe.Add(ref MemoryMarshal.GetReference(values), i);
}
