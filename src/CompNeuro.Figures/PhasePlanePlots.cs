using CompNeuro.Dynamics;

namespace CompNeuro.Figures;

/// <summary>Figures of a phase plane.</summary>
public static class PhasePlanePlots
{
    // The first colours are left to what is drawn over the plane. A trajectory has the second, which is unlike both nullclines.
    internal const int Trajectory = 1;
    private const int Stable = 2, Unstable = 3, XNullcline = 4, YNullcline = 5;
    private const int Arrows = 14;

    /// <summary>
    /// The nullclines, equilibria and separatrices (stable manifolds of saddles, unstable cycles) of a plane, and arrows in the direction of motion, all of one length.
    /// Trajectories go over it: <c>Figure.Overlay(plane.Plot(), run.PhasePlane("V", "w"))</c>.
    /// </summary>
    public static Figure Plot<TState>(this PhasePlane<TState> plane)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(plane);
        var names = plane.Variables;
        IEnumerable<Curve> Lines(IEnumerable<PlaneCurve> lines, string name, int colour, CurveStyle style = CurveStyle.Line) =>
            lines.Select(line => new Curve(name, line.X, line.Y, style) { Colour = colour });

        IEnumerable<Curve> Marks(string name, int colour, Func<Equilibrium<TState>, bool> kind) => plane.EquilibriumPoints(kind) is { Count: > 0 } found
            ? [new Curve(name, found.Select(place => place.X), found.Select(place => place.Y), CurveStyle.Points) { Colour = colour }]
            : [];

        return new Figure(new Panel(
            new Axis(names[0].Name, names[0].Unit).WithRange(plane.X.Low, plane.X.High),
            new Axis(names[1].Name, names[1].Unit).WithRange(plane.Y.Low, plane.Y.High),
            [
                Field(plane),
                .. Lines(plane.XNullcline, $"{names[0].Name}-nullcline", XNullcline),
                .. Lines(plane.YNullcline, $"{names[1].Name}-nullcline", YNullcline),
                .. Lines(plane.BasinBorders, "separatrix", Theme.Neutral, CurveStyle.DashedLine),
                .. Marks("stable equilibrium", Stable, one => one.IsStable),
                .. Marks("unstable equilibrium", Unstable, one => !one.IsStable),
            ])).WithAspect(0.75);
    }

    private static Curve Field<TState>(PhasePlane<TState> plane)
        where TState : unmanaged
    {
        var (width, height) = (plane.X.High - plane.X.Low, plane.Y.High - plane.Y.Low);
        var strokes = plane.Field(Arrows).Where(at => at.XRate != 0 || at.YRate != 0).SelectMany(at =>
        {
            var (across, up) = (at.XRate / width, at.YRate / height);
            var scale = 0.3 / Arrows / Math.Sqrt(across * across + up * up);
            (across, up) = (across * scale, up * scale);
            (double X, double Y) Point(double along, double aside) => (at.X + width * (along * across - aside * up), at.Y + height * (along * up + aside * across));
            return new[] { Point(-1, 0), Point(1, 0), (at.X, double.NaN), Point(0.3, 0.4), Point(1, 0), Point(0.3, -0.4), (at.X, double.NaN) };
        }).ToArray();
        return new Curve("", strokes.Select(point => point.Item1), strokes.Select(point => point.Item2), gaps: true) { Colour = Theme.Neutral, Weight = 0.35 };
    }
}
