using System.Reflection;

namespace CompNeuro.Dynamics;

/// <summary>One state variable over time.</summary>
public sealed record Variable(string Name, string Unit, double[] Values);

/// <summary>A spike of a model that fires by rule: its time, and the state before and after.</summary>
public readonly record struct Jump<TState>(double Time, TState Before, TState After);

/// <summary>What a model did: its state, sampled at even intervals, and the curve between the samples.</summary>
/// <typeparam name="TState">The state of the model.</typeparam>
public sealed class Simulation<TState>
    where TState : unmanaged
{
    private readonly Lazy<Variable[]> variables;
    private readonly Trajectory<TState> trajectory;

    private readonly int samples;
    private readonly double interval;

    internal Simulation(IModel<TState> model, Stimulus stimulus, Recording recording, int samples, double interval)
    {
        (Model, Stimulus, this.samples, this.interval) = (model, stimulus, samples, interval);
        trajectory = new(recording, StateLayout<TState>.State, [], false);
        variables = new(() => [.. StateLayout<TState>.Named(model).Select((variable, i) => new Variable(variable.Name, variable.Unit, Column(i)))]);
        TimeUnit = model.GetType().GetCustomAttribute<UnitAttribute>()?.Symbol ?? "ms";
        var parameter = model.GetType().GetMethod(nameof(IModel<>.Derivative), [typeof(TState), typeof(double)])?.GetParameters()[1];
        InputName = parameter?.Name ?? "input";
        InputUnit = parameter?.GetCustomAttribute<UnitAttribute>()?.Symbol ?? "";
    }

    public IModel<TState> Model { get; }

    public Stimulus Stimulus { get; }

    /// <summary>The times of the samples, in <see cref="TimeUnit"/>.</summary>
    public double[] Time => field ??= [.. Enumerable.Range(0, samples).Select(k => Math.Min(k * interval, Duration))];

    /// <summary>The model's unit of time: ms, unless the model says otherwise.</summary>
    public string TimeUnit { get; }

    /// <summary>How long the run lasted; the last sample comes before that if no whole number of sampling intervals fits.</summary>
    internal double Duration => trajectory.End;

    /// <summary>The state at each sample.</summary>
    public TState[] States => field ??= Sampled();

    /// <summary>The input at each sample.</summary>
    public double[] Input => field ??= [.. Time.Select(Stimulus.At)];

    /// <summary>The name the model gives its input, for the axis of a figure.</summary>
    public string InputName { get; }

    /// <summary>The unit of the input.</summary>
    public string InputUnit { get; }

    /// <summary>Every state variable over time, in the order of the state.</summary>
    public IReadOnlyList<Variable> Variables => [.. variables.Value.Where(variable => variable.Name != "")];

    /// <summary>The state at the end of the run, from which another may start.</summary>
    public TState Final => trajectory.Final;

    /// <summary>The samples of one state variable, as in <c>run["V"]</c>.</summary>
    /// <exception cref="KeyNotFoundException">The model has no variable of this name; the message lists those it has.</exception>
    public double[] this[string variable] => variables.Value[IndexOf(variable)].Values;

    /// <summary>The spikes of a model that fires by rule, in the order of time; none for any other.</summary>
    public IReadOnlyList<Jump<TState>> Jumps => field ??= [.. trajectory.Recording.Jumps.Select(step =>
        new Jump<TState>(trajectory.Recording.Times[step], StateLayout<TState>.State(trajectory.Recording.Knot(step)), StateLayout<TState>.State(trajectory.Recording.Knot(step + 1))))];

    /// <summary>One state variable as a line to draw: its samples, and at each jump the value before and the value after.</summary>
    /// <exception cref="KeyNotFoundException">The model has no variable of this name.</exception>
    public (double[] Time, double[] Values) Line(string variable)
    {
        var (index, sampled) = (IndexOf(variable), this[variable]);
        double Value(TState state) => StateLayout<TState>.Numbers(ref state)[index];
        var (times, values, k) = (new List<double>(samples), new List<double>(samples), 0);
        foreach (var jump in Jumps)
        {
            for (; k < samples && Time[k] < jump.Time; k++)
            {
                times.Add(Time[k]);
                values.Add(sampled[k]);
            }

            times.AddRange([jump.Time, jump.Time]);
            values.AddRange([Value(jump.Before), Value(jump.After)]);
        }

        return ([.. times, .. Time[k..]], [.. values, .. sampled[k..]]);
    }

    /// <summary>The state at any time of the run, on the solver's own curve rather than between samples; at a jump, the state after it.</summary>
    public TState At(double t) => trajectory.At(t);

    /// <summary>
    /// The times at which a variable passes through <paramref name="level"/>, as in <c>run.Crossings("V", 0)</c> for the spikes of a run.
    /// They are found on the solver's curve, so their accuracy is that of the solver, not of the sampling.
    /// </summary>
    public double[] Crossings(string variable, double level, Crossing direction = Crossing.Rising)
    {
        var index = IndexOf(variable);
        return trajectory.Crossings((_, state) => StateLayout<TState>.Numbers(ref state)[index] - level, direction, trajectory.Recording.StepsThrough(index, level));
    }

    /// <summary>What the model itself calls spikes, or else the times at which a variable rises through <paramref name="level"/>.</summary>
    internal double[] SpikeTimes(string variable, double level) => Model is ISpikingModel<TState> ? [.. Jumps.Select(jump => jump.Time)] : Crossings(variable, level);

    private TState[] Sampled()
    {
        var (states, recording, step) = (new TState[samples], trajectory.Recording, 0);
        for (var k = 0; k < samples; k++)
        {
            while (step < recording.Count - 2 && Time[k] >= recording.Times[step + 1])
            {
                step++;
            }

            recording.At(Time[k], step, StateLayout<TState>.Numbers(ref states[k]));
        }

        return states;
    }

    private int IndexOf(string variable)
    {
        var names = StateLayout<TState>.Named(Model).Select(candidate => candidate.Name).ToArray();
        return Array.IndexOf(names, variable) is var index and >= 0 && variable != ""
            ? index
            : throw new KeyNotFoundException($"{Model.GetType().Name} has no state variable \"{variable}\". It has {string.Join(", ", names.Where(name => name != ""))}.");
    }

    private double[] Column(int variable)
    {
        var column = new double[States.Length];
        for (var k = 0; k < column.Length; k++)
        {
            column[k] = StateLayout<TState>.Numbers(ref States[k])[variable];
        }

        return column;
    }
}
