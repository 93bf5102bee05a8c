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

    /// <summary>One state variable against another, as in <c>run.PhasePlane("V", "n")</c>.</summary>
    /// <exception cref="KeyNotFoundException">The model has no variable of that name.</exception>
    public static Figure PhasePlane<TState>(this Simulation<TState> run, string x, string y)
        where TState : unmanaged
    {
        var (across, up) = (Named(run, x), Named(run, y));
        var trajectory = new Curve("trajectory", run.Line(x).Values, run.Line(y).Values) { Colour = PhasePlanePlots.Trajectory };
        return new Figure(new Panel(new Axis(x, across.Unit), new Axis(y, up.Unit), [trajectory])).WithAspect(0.75);
    }

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
