using CompNeuro.Dynamics;

namespace CompNeuro.Figures;

/// <summary>Bifurcation diagrams.</summary>
public static class CyclePlots
{
    /// <summary>The highest and lowest value of a variable along a branch of cycles against the input: solid where the cycle is stable, dashed where it is not.</summary>
    /// <param name="cycles">A branch, as from <see cref="CycleContinuation.LimitCycles"/>.</param>
    /// <param name="variable">The variable, as in <c>cycles.Plot(s => s.V)</c>.</param>
    public static Figure Plot<TState>(this IReadOnlyList<LimitCycle<TState>> cycles, Func<TState, double> variable)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(cycles);
        ArgumentNullException.ThrowIfNull(variable);
        if (cycles.Count == 0)
        {
            throw new ArgumentException("There are no cycles to draw.", nameof(cycles));
        }

        Curve Envelope(bool stable, Func<LimitCycle<TState>, TState> end, string name) => new(
            name,
            cycles.Select(cycle => cycle.Input),
            cycles.Select((cycle, i) => Belongs(i, stable) ? variable(end(cycle)) : double.NaN),
            stable ? CurveStyle.Line : CurveStyle.DashedLine,
            gaps: true)
        { Colour = stable ? 1 : 2 };

        // A segment that ends in the other kind still belongs to the curve it leaves, so that the two meet at a fold.
        bool Belongs(int i, bool stable) => cycles[i].IsStable == stable || (!stable && ((i > 0 && !cycles[i - 1].IsStable) || (i < cycles.Count - 1 && !cycles[i + 1].IsStable)));

        IEnumerable<Curve> Both(bool stable, string name) => cycles.Any(cycle => cycle.IsStable == stable)
            ? [Envelope(stable, cycle => cycle.Highest, name), Envelope(stable, cycle => cycle.Lowest, "")]
            : [];

        return new(new Panel(new Axis("Input"), new Axis("Variable"), Both(true, "stable cycle, highest and lowest").Concat(Both(false, "unstable cycle"))));
    }
}
