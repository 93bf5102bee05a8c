namespace CompNeuro.Dynamics;

/// <summary>The solution of a differential equation: the steps the solver took, and the curve between them.</summary>
/// <typeparam name="TState">What the equation was written for: <see langword="double"/>, a struct of doubles, or <c>double[]</c>.</typeparam>
public sealed class Trajectory<TState>
{
    private readonly StateReader<TState> read;

    internal Trajectory(Recording recording, StateReader<TState> read, IReadOnlyList<Occurrence<TState>> occurrences, bool ended)
    {
        (Recording, this.read, Occurrences) = (recording, read, occurrences);
        Time = recording.Times.ToArray();
        States = new TState[recording.Count];
        for (var k = 0; k < States.Length; k++)
        {
            States[k] = read(recording.Knot(k));
        }

        if (ended)
        {
            (Time[^1], States[^1]) = (occurrences[^1].Time, occurrences[^1].State);
        }
    }

    /// <summary>The times of the solver's steps, in the order taken.</summary>
    public double[] Time { get; }

    /// <summary>The states at those times.</summary>
    public TState[] States { get; }

    /// <summary>The last state: at the end of the interval, or at the event that ended the run.</summary>
    public TState Final => States[^1];

    /// <summary>The events met, in the order met.</summary>
    public IReadOnlyList<Occurrence<TState>> Occurrences { get; }

    /// <summary>How often the right-hand side was evaluated.</summary>
    public long Evaluations => Recording.Evaluations;

    /// <summary>How many steps were tried and taken back because their error was too large.</summary>
    public int Rejected => Recording.Rejected;

    internal Recording Recording { get; }

    /// <summary>The state at any time between the first and the last, from the solver's own polynomial.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The solution does not reach <paramref name="t"/>.</exception>
    public TState At(double t)
    {
        if (!(t >= Math.Min(Time[0], Time[^1]) && t <= Math.Max(Time[0], Time[^1])))
        {
            throw new ArgumentOutOfRangeException(nameof(t), t, $"The solution is known from t = {Time[0]} to {Time[^1]}, not at {t}.");
        }

        var numbers = new double[Recording.Dimension];
        Recording.At(t, Recording.StepAt(t), numbers);
        return read(numbers);
    }

    /// <summary>The times at which <paramref name="function"/>(t, state) passes through zero.</summary>
    public double[] Crossings(Func<double, TState, double> function, Crossing direction = Crossing.Any)
    {
        ArgumentNullException.ThrowIfNull(function);
        var times = new List<double>();
        for (var step = 0; step < Time.Length - 1; step++)
        {
            ZeroCrossings.InStep(Recording, step, read, function, direction, times);
        }

        // The last step may go on beyond the event that ended the run.
        return [.. times.Where(time => Math.Abs(time - Time[0]) <= Math.Abs(Time[^1] - Time[0]))];
    }
}
