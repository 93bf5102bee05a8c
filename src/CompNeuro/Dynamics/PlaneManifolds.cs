namespace CompNeuro.Dynamics;

/// <summary>Lines in the phase plane that part the states with different futures.</summary>
internal static class PlaneManifolds
{
    // In units of the rectangle: how far from an equilibrium a line starts, and ends.
    private const double Offset = 1e-6, Arrival = 1e-4;

    // In units of the time in which a deviation grows e-fold at the equilibrium; fourteen of them lead from the offset into the plane.
    private const double Patience = 40;

    public static IReadOnlyList<PlaneCurve> OfSaddles<TState>(PhasePlane<TState> plane, bool stable)
        where TState : unmanaged =>
        [.. from saddle in plane.Equilibria where saddle.Kind == EquilibriumKind.Saddle from side in new[] { -1, 1 } select Manifold(plane, saddle, stable, side)];

    private static PlaneCurve Manifold<TState>(PhasePlane<TState> plane, Equilibrium<TState> saddle, bool stable, int side)
        where TState : unmanaged
    {
        var lambda = saddle.Eigenvalues[stable ? 1 : 0].Real;
        var J = plane.Model.Jacobian(saddle.State, plane.Input);
        var (a, b) = ((X: J[0, 1], Y: lambda - J[0, 0]), (X: lambda - J[1, 1], Y: J[1, 0]));
        var direction = plane.Distance(default, a) > plane.Distance(default, b) ? a : b;
        var step = side * Math.Sign(direction.X != 0 ? direction.X : direction.Y) * Offset / plane.Distance(default, direction);
        var origin = PhasePlane<TState>.Place(saddle.State);
        Event<TState>[] arrivals =
        [
            .. plane.Equilibria.Where(other => other != saddle).Select(other => PhasePlane<TState>.Place(other.State))
                .Select(place => new Event<TState>((_, s) => plane.Distance(PhasePlane<TState>.Place(s), place) - Arrival, Crossing.Falling, Terminal: true)),
        ];
        var path = Follow(plane, (origin.X + step * direction.X, origin.Y + step * direction.Y), (stable ? -1 : 1) * Patience / Math.Abs(lambda), arrivals);
        return Curve([saddle.State, .. path.States]);
    }

    public static IReadOnlyList<PlaneCurve> UnstableCycles<TState>(PhasePlane<TState> plane)
        where TState : unmanaged =>
        [.. plane.Equilibria.Where(equilibrium => equilibrium.IsStable).Select(equilibrium => CycleAround(plane, equilibrium)).OfType<PlaneCurve>()];

    /// <summary>With time reversed, states leave the equilibrium: out of the rectangle, or towards a cycle that bounds its basin.</summary>
    private static PlaneCurve? CycleAround<TState>(PhasePlane<TState> plane, Equilibrium<TState> equilibrium)
        where TState : unmanaged
    {
        var centre = PhasePlane<TState>.Place(equilibrium.State);
        var turn = new Event<TState>((_, s) => PhasePlane<TState>.Place(s).Y - centre.Y, Crossing.Rising);
        var path = Follow(plane, (centre.X + Offset * (plane.X.High - plane.X.Low), centre.Y), -Patience / Math.Abs(equilibrium.Eigenvalues[0].Real), turn);
        Occurrence<TState>[] turns = [.. path.Occurrences.Where(occurrence => occurrence.Event == 1)];
        if (path.Occurrences.Any(occurrence => occurrence.Event == 0) || turns.Length < 3)
        {
            return null;
        }

        // Still growing, the line has not come to a cycle (but winds, say, towards a saddle's manifold).
        double Radius(Occurrence<TState> at) => plane.Distance(PhasePlane<TState>.Place(at.State), centre);
        var (start, end) = (turns[^2], turns[^1]);
        return Math.Abs(Radius(end) - Radius(start)) < 1e-3 * Radius(end)
            ? Curve([.. Enumerable.Range(0, 401).Select(k => path.At(start.Time + (end.Time - start.Time) * k / 400))])
            : null;
    }

    /// <summary>Follows a state, forwards or backwards, until it leaves the rectangle (event 0, which ends the run) or another event does.</summary>
    private static Trajectory<TState> Follow<TState>(PhasePlane<TState> plane, (double X, double Y) from, double duration, params Event<TState>[] events)
        where TState : unmanaged
    {
        ReadOnlySpan<double> start = [from.X, from.Y];
        double Inside(TState s) => PhasePlane<TState>.Place(s) is var (x, y) ? plane.Inside(x, y) : default;
        return new DormandPrince().Solve((_, s) => plane.Model.Derivative(s, plane.Input), StateLayout<TState>.State(start), 0, duration, [new((_, s) => Inside(s), Crossing.Falling, Terminal: true), .. events]);
    }

    private static PlaneCurve Curve<TState>(TState[] states)
        where TState : unmanaged => new([.. states.Select(state => PhasePlane<TState>.Place(state).X)], [.. states.Select(state => PhasePlane<TState>.Place(state).Y)]);
}
