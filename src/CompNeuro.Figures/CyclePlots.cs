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

        return new(new Panel(new Axis("Input"), new Axis("Variable"), StabilityCurves.Of(
            cycles,
            cycle => cycle.IsStable,
            cycle => cycle.Input,
            [cycle => variable(cycle.Highest), cycle => variable(cycle.Lowest)],
            ("stable cycle, highest and lowest", 1),
            ("unstable cycle", 2))));
    }

    /// <summary>
    /// A variable along a branch of equilibria against the input, solid where they are stable, with the points at which stability changes. Cycles go over it:
    /// <c>Figure.Overlay(branch.Plot(s => s.V), cycles.Plot(s => s.V))</c>.
    /// </summary>
    /// <param name="branch">A branch, as from <see cref="EquilibriumContinuation.EquilibriumBranch"/>.</param>
    /// <param name="variable">The variable, as in <c>branch.Plot(s => s.V)</c>.</param>
    public static Figure Plot<TState>(this EquilibriumBranch<TState> branch, Func<TState, double> variable)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(branch);
        ArgumentNullException.ThrowIfNull(variable);
        Curve Marks(string name, IEnumerable<(double Input, TState State)> points, int colour) =>
            new(name, points.Select(point => point.Input), points.Select(point => variable(point.State)), CurveStyle.Points) { Colour = colour };

        return new(new Panel(new Axis("Input"), new Axis("Variable"),
        [
            .. StabilityCurves.Of(branch.Points, point => point.IsStable, point => point.Input, [point => variable(point.State)], ("stable equilibrium", 0), ("unstable equilibrium", 0)),
            .. branch.SaddleNodes is { Count: > 0 } folds ? [Marks("saddle-node", folds.Select(point => (point.Input, point.State)), 4)] : Array.Empty<Curve>(),
            .. branch.HopfPoints is { Count: > 0 } hopfs ? [Marks("Hopf", hopfs.Select(point => (point.Input, point.State)), 3)] : Array.Empty<Curve>(),
        ]));
    }
}
