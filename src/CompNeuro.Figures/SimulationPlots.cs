using CompNeuro.Dynamics;

namespace CompNeuro.Figures;

/// <summary>Figures of a simulation, with names and units taken from the model.</summary>
public static class SimulationPlots
{
    /// <summary>The first state variable over time, with the input below it.</summary>
    public static Figure Plot<TState>(this Simulation<TState> run)
        where TState : unmanaged
    {
        var input = new Curve(run.InputName, run.Time, run.Input) { Colour = Theme.Neutral };
        var below = new Panel(TimeAxis(run), new Axis(run.InputName, run.InputUnit), [input]) { Height = 0.4 };
        return new([[Over(run, [Named(run, run.Variables[0].Name)]), below]]);
    }

    /// <summary>Chosen state variables over time: one panel for each unit, in the order given.</summary>
    /// <param name="run">What to draw.</param>
    /// <param name="variables">Names of state variables, as in <c>run.Plot("m", "h", "n")</c>.</param>
    /// <exception cref="KeyNotFoundException">The model has no variable of that name.</exception>
    public static Figure Plot<TState>(this Simulation<TState> run, params IReadOnlyList<string> variables)
        where TState : unmanaged
    {
        var chosen = variables.Select(name => Named(run, name)).GroupBy(variable => variable.Unit);
        return variables.Count == 0 ? run.Plot() : new([chosen.Select(unit => Over(run, [.. unit]))]);
    }

    /// <summary>One state variable against another, as in <c>run.PhasePlane("V", "n")</c>; where the model jumps, a thin dashed line leads to where it goes on.</summary>
    /// <exception cref="KeyNotFoundException">The model has no variable of that name.</exception>
    public static Figure PhasePlane<TState>(this Simulation<TState> run, string x, string y)
        where TState : unmanaged
    {
        var (across, up) = (Named(run, x), Named(run, y));
        var (time, along) = run.Line(x);
        (double X, double Y)[] path = [.. along.Zip(run.Line(y).Values)];
        bool IsJump(int k) => k > 0 && time[k] == time[k - 1] && path[k] != path[k - 1];
        (double, double) Gap(int k) => (path[k].X, double.NaN);
        var resets = Enumerable.Range(0, path.Length).Where(IsJump).SelectMany(k => new[] { path[k - 1], path[k], Gap(k) }).ToArray();
        return new Figure(new Panel(
            new Axis(x, across.Unit),
            new Axis(y, up.Unit),
            [
                Path("trajectory", path.SelectMany((point, k) => IsJump(k) ? new[] { Gap(k), point } : [point])),
                .. resets.Length > 0 ? [Path("reset", resets) with { Style = CurveStyle.DashedLine, Weight = 0.5 }] : Array.Empty<Curve>(),
            ])).WithAspect(0.75);
    }

    private static Curve Path(string name, IEnumerable<(double X, double Y)> points) =>
        new(name, points.Select(point => point.X), points.Select(point => point.Y), gaps: true) { Colour = PhasePlanePlots.Trajectory };

    private static Axis TimeAxis<TState>(Simulation<TState> run)
        where TState : unmanaged => new("t", run.TimeUnit);

    private static Panel Over<TState>(Simulation<TState> run, IReadOnlyList<(string Name, string Unit, double[] Values)> variables)
        where TState : unmanaged => new(
        TimeAxis(run),
        new Axis(string.Join(", ", variables.Select(variable => variable.Name)), variables[0].Unit),
        variables.Select(variable => Line(run, variable.Name)));

    private static Curve Line<TState>(Simulation<TState> run, string name)
        where TState : unmanaged
    {
        var (time, values) = run.Line(name);
        return new(name, time, values);
    }

    private static (string Name, string Unit, double[] Values) Named<TState>(Simulation<TState> run, string name)
        where TState : unmanaged
    {
        var values = run[name];
        return (name, run.Variables.First(variable => variable.Name == name).Unit, values);
    }
}
