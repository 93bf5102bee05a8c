namespace CompNeuro.Dynamics;

/// <summary>The solution of a differential equation: the steps the solver took, and the curve between them.</summary>
/// <typeparam name="TState">What the equation was written for: <see langword="double"/>, a struct of doubles, or <c>double[]</c>.</typeparam>
public sealed class Trajectory<TState>
{
    private readonly StateReader<TState> read;
    private readonly bool ended;

    internal Trajectory(Recording recording, StateReader<TState> read, IReadOnlyList<Occurrence<TState>> occurrences, bool ended) =>
        (Recording, this.read, Occurrences, this.ended) = (recording, read, occurrences, ended);

    /// <summary>The times of the solver's steps, in the order taken.</summary>
    public double[] Time => field ??= [.. Recording.Times[..^1], End];

    /// <summary>The states at those times.</summary>
    public TState[] States => field ??= [.. Enumerable.Range(0, Recording.Count - 1).Select(k => read(Recording.Knot(k))), Final];

    /// <summary>The last state: at the end of the interval, or at the event that ended the run.</summary>
    public TState Final => ended ? Occurrences[^1].State : read(Recording.Knot(Recording.Count - 1));

    /// <summary>The events met, in the order met.</summary>
    public IReadOnlyList<Occurrence<TState>> Occurrences { get; }

    /// <summary>How often the right-hand side was evaluated.</summary>
    public long Evaluations => Recording.Evaluations;

    /// <summary>How many steps were tried and taken back because their error was too large.</summary>
    public int Rejected => Recording.Rejected;

    internal Recording Recording { get; }

    /// <summary>The last time.</summary>
    internal double End => ended ? Occurrences[^1].Time : Recording.LastTime;

    private double Start => Recording.Times[0];

    /// <summary>The state at any time between the first and the last, from the solver's own polynomial.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The solution does not reach <paramref name="t"/>.</exception>
    public TState At(double t)
    {
        if (!(t >= Math.Min(Start, End) && t <= Math.Max(Start, End)))
        {
            throw new ArgumentOutOfRangeException(nameof(t), t, $"The solution is known from t = {Start} to {End}, not at {t}.");
        }

        var numbers = new double[Recording.Dimension];
        Recording.At(t, Recording.StepAt(t), numbers);
        return read(numbers);
    }

    /// <summary>The times at which <paramref name="function"/>(t, state) passes through zero.</summary>
    public double[] Crossings(Func<double, TState, double> function, Crossing direction = Crossing.Any)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Crossings(function, direction, Enumerable.Range(0, Recording.Count - 1));
    }

    /// <summary>The same, looking into some of the steps only.</summary>
    internal double[] Crossings(Func<double, TState, double> function, Crossing direction, IEnumerable<int> steps)
    {
        var times = new List<double>();
        foreach (var step in steps)
        {
            ZeroCrossings.InStep(Recording, step, read, function, direction, times);
        }

        // The last step may go on beyond the event that ended the run.
        return [.. times.Where(time => Math.Abs(time - Start) <= Math.Abs(End - Start))];
    }
}
