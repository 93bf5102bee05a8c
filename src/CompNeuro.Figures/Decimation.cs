namespace CompNeuro.Figures;

/// <summary>Chooses the points that a drawing needs, so that a trace of a million values looks the same and stays small.</summary>
/// <remarks>
/// Within each pixel column the first, the lowest, the highest and the last point are kept, which draws the same pixels as all
/// of them: the M4 aggregation of Jugel, Jerzak, Hackenbroich and Markl, PVLDB 7:797 (2014).
/// </remarks>
internal static class Decimation
{
    /// <summary>Indices, in order, of the points to draw as a line. Positions are in pixels; NaN in <paramref name="y"/> is a gap.</summary>
    public static List<int> Line(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => IsAscending(x) ? ByColumn(x, y) : ByDistance(x, y);

    /// <summary>Indices of the points to draw as separate marks: one for each half pixel in both directions.</summary>
    public static List<int> Marks(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var kept = new List<int>();
        var taken = new HashSet<(long, long)>();
        for (var i = 0; i < x.Length; i++)
        {
            if (!double.IsNaN(y[i]) && taken.Add(((long)Math.Round(2 * x[i]), (long)Math.Round(2 * y[i]))))
            {
                kept.Add(i);
            }
        }

        return kept;
    }

    private static bool IsAscending(ReadOnlySpan<double> x)
    {
        for (var i = 1; i < x.Length; i++)
        {
            if (x[i] < x[i - 1])
            {
                return false;
            }
        }

        return true;
    }

    private static List<int> ByColumn(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var kept = new List<int>();
        for (var i = 0; i < x.Length;)
        {
            var column = Math.Floor(x[i]);
            var (first, lowest, highest) = (i, i, i);
            for (; i < x.Length && Math.Floor(x[i]) == column && double.IsNaN(y[i]) == double.IsNaN(y[first]); i++)
            {
                lowest = y[i] < y[lowest] ? i : lowest;
                highest = y[i] > y[highest] ? i : highest;
            }

            AddOnce(kept, first);
            AddOnce(kept, Math.Min(lowest, highest));
            AddOnce(kept, Math.Max(lowest, highest));
            AddOnce(kept, i - 1);
        }

        return kept;
    }

    // A curve that turns back, as in a phase plane: drop what lies within half a pixel of the last point kept, but no extremum and no end.
    private static List<int> ByDistance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var extrema = new HashSet<int> { 0, x.Length - 1, Extremum(x, 1), Extremum(x, -1), Extremum(y, 1), Extremum(y, -1) };
        var kept = new List<int>();
        for (var i = 0; i < x.Length; i++)
        {
            if (extrema.Contains(i) || double.IsNaN(y[i]) || double.IsNaN(y[kept[^1]]) || Math.Abs(x[i] - x[kept[^1]]) + Math.Abs(y[i] - y[kept[^1]]) > 0.5)
            {
                kept.Add(i);
            }
        }

        return kept;
    }

    private static int Extremum(ReadOnlySpan<double> values, int sign)
    {
        var best = 0;
        for (var i = 0; i < values.Length; i++)
        {
            best = double.IsNaN(values[best]) || sign * values[i] > sign * values[best] ? i : best;
        }

        return best;
    }

    private static void AddOnce(List<int> kept, int index)
    {
        if (kept.Count == 0 || kept[^1] < index)
        {
            kept.Add(index);
        }
    }
}
