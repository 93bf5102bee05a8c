namespace CompNeuro.Dynamics;

/// <summary>What every solver is asked for: where from and to, where to restart, and who is listening.</summary>
internal sealed record Run(
    double From,
    double To,
    IReadOnlyList<double> Discontinuities,
    Func<int, string> VariableName,
    Func<Recording, bool>? StopAfterStep,
    IProgress<double>? Progress,
    CancellationToken Cancellation)
{
    private readonly (double From, double To) whole = (From, To);
    private readonly double[] jumps = [.. (Discontinuities ?? []).Distinct().Order()];
    private double reported = double.NegativeInfinity;

    /// <summary>Asked when no step is small enough, with the time and the state: true if the run ends there.</summary>
    public Func<double, double[], bool>? EndsAtOnce { get; init; }

    public double Direction => To >= From ? 1 : -1;

    /// <summary>Throws if the interval or the initial state is not made of finite numbers.</summary>
    public void Check(ReadOnlySpan<double> initial)
    {
        if (!double.IsFinite(From) || !double.IsFinite(To))
        {
            throw new ArgumentException($"A run from t = {From} to {To} is not possible: both must be finite numbers.");
        }

        for (var i = 0; i < initial.Length; i++)
        {
            if (!double.IsFinite(initial[i]))
            {
                throw new ArgumentException($"The initial {VariableName(i)} is {initial[i]}: a run needs a finite state to start from.", nameof(initial));
            }
        }
    }

    /// <summary>The interval cut at the discontinuities inside it, in the direction of integration.</summary>
    public IEnumerable<Segment> Segments()
    {
        var segments = Ascending(Math.Min(From, To), Math.Max(From, To));
        return Direction > 0 ? segments : segments.Reverse();
    }

    // One by one: a run that ends at the next spike does not ask for the rest.
    private IEnumerable<Segment> Ascending(double low, double high)
    {
        for (var next = FirstAfter(low); low < high; next++)
        {
            var cut = next < jumps.Length ? jumps[next] : double.PositiveInfinity;
            var end = Math.Min(cut, high);
            yield return new(low, end, end == cut ? Math.BitDecrement(end) : end, Direction);
            low = end;
        }
    }

    private int FirstAfter(double t)
    {
        var found = Array.BinarySearch(jumps, t);
        return found < 0 ? ~found : found + 1;
    }

    /// <summary>Called after each step: true when an event ended the run.</summary>
    public bool Report(Recording recording)
    {
        Cancellation.ThrowIfCancellationRequested();
        if (Progress is not null && (recording.LastTime - whole.From) / (whole.To - whole.From) is var done && (done >= reported + 0.01 || done >= 1))
        {
            Progress.Report(reported = done);
        }

        return StopAfterStep?.Invoke(recording) ?? false;
    }

    /// <summary>Throws if a variable has left the finite numbers.</summary>
    public void RequireFinite(ReadOnlySpan<double> numbers, double t, string what)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!double.IsFinite(numbers[i]))
            {
                throw new IntegrationException($"{what} {VariableName(i)} became {numbers[i]} at t = {t}. Check the parameters, the input and the initial state, or take smaller steps.", t, VariableName(i));
            }
        }
    }
}

/// <summary>A stretch of time inside which the right-hand side is smooth.</summary>
internal readonly record struct Segment(double Low, double High, double LastInside, double Direction)
{
    public double Start => Direction > 0 ? Low : High;

    public double End => Direction > 0 ? High : Low;

    /// <summary>The time at which to evaluate the right-hand side: at a jump that ends the stretch, the value before it.</summary>
    public double Inside(double t) => Math.Min(Math.Max(t, Low), LastInside);
}
