namespace CompNeuro.Figures;

/// <summary>A branch of solutions, solid where they are stable and dashed where they are not.</summary>
internal static class StabilityCurves
{
    /// <param name="branch">In order.</param>
    /// <param name="x">Along the branch.</param>
    /// <param name="ys">What to draw: one line each, of which only the first has a name.</param>
    public static IEnumerable<Curve> Of<T>(
        IReadOnlyList<T> branch, Func<T, bool> isStable, Func<T, double> x, IReadOnlyList<Func<T, double>> ys, (string Name, int Colour) stable, (string Name, int Colour) unstable)
    {
        // A segment that ends in the other kind still belongs to the curve it leaves, so that the two meet where stability changes.
        bool Belongs(int i, bool kind) => isStable(branch[i]) == kind || (!kind && ((i > 0 && !isStable(branch[i - 1])) || (i < branch.Count - 1 && !isStable(branch[i + 1]))));

        return
            from kind in branch.Select(isStable).Distinct().OrderDescending()
            let look = kind ? stable : unstable
            from y in ys.Index()
            select new Curve(
                y.Index == 0 ? look.Name : "",
                branch.Select(x),
                branch.Select((one, i) => Belongs(i, kind) ? y.Item(one) : double.NaN),
                kind ? CurveStyle.Line : CurveStyle.DashedLine,
                gaps: true)
            { Colour = look.Colour };
    }
}
