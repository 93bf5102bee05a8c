using CompNeuro.Maths;

namespace CompNeuro.Dynamics;

/// <summary>Which way a quantity must pass through zero.</summary>
public enum Crossing
{
    Any,
    Rising,
    Falling,
}

/// <summary>Something that happens when <paramref name="Function"/>(t, state) passes through zero; a solver finds the time on its dense output.</summary>
/// <param name="Function">Continuous; zero at the event.</param>
/// <param name="Direction">Which way through zero counts.</param>
/// <param name="Terminal">Whether the solution ends there.</param>
public sealed record Event<TState>(Func<double, TState, double> Function, Crossing Direction = Crossing.Any, bool Terminal = false);

/// <summary>That event number <paramref name="Event"/> of those asked for happened.</summary>
public readonly record struct Occurrence<TState>(int Event, double Time, TState State);

/// <summary>Turns the numbers of the solver into a state.</summary>
internal delegate TState StateReader<TState>(ReadOnlySpan<double> numbers);

internal static class ZeroCrossings
{
    // A quantity that rises and falls back through zero within one step is seen if it does so between these parts of it.
    private const int Parts = 4;

    /// <summary>Adds to <paramref name="times"/> those within one recorded step at which a function of time and state passes through zero, in the order they are met.</summary>
    public static void InStep<TState>(Recording recording, int step, StateReader<TState> read, Func<double, TState, double> function, Crossing direction, List<double> times)
    {
        Span<double> numbers = recording.Dimension <= 16 ? stackalloc double[recording.Dimension] : new double[recording.Dimension];
        var (start, end) = (recording.Times[step], recording.Times[step + 1]);
        var t0 = start;
        recording.At(t0, step, numbers);
        var before = Value(function, t0, read(numbers));
        for (var part = 1; part <= Parts; part++)
        {
            var t1 = part == Parts ? end : start + (end - start) * part / Parts;
            recording.At(t1, step, numbers);
            var after = Value(function, t1, read(numbers));
            // A zero at the very start belongs to the step before (and is where a terminal event left off).
            if (before != 0 && Math.Sign(before) != Math.Sign(after) && (direction == Crossing.Any || (direction == Crossing.Rising) == (before < 0)))
            {
                times.Add(after == 0 ? t1 : Root.Between(OnCurve(recording, step, read, function), Math.Min(t0, t1), Math.Max(t0, t1), 1e-14 * (1 + Math.Abs(t0))));
            }

            (t0, before) = (t1, after);
        }
    }

    private static Func<double, double> OnCurve<TState>(Recording recording, int step, StateReader<TState> read, Func<double, TState, double> function)
    {
        var numbers = new double[recording.Dimension];
        return t =>
        {
            recording.At(t, step, numbers);
            return Value(function, t, read(numbers));
        };
    }

    private static double Value<TState>(Func<double, TState, double> function, double t, TState state) =>
        function(t, state) is var value && !double.IsNaN(value)
            ? value
            : throw new ArgumentException($"The function of an event is NaN at t = {t}: it must be a number wherever the solution goes.");
}

/// <summary>Looks for events after every step.</summary>
internal sealed class EventWatcher<TState>(IReadOnlyList<Event<TState>> events, StateReader<TState> read)
{
    private readonly List<double> times = [];

    public List<Occurrence<TState>> Occurrences { get; } = [];

    /// <summary>Notes the events of the last step; true if one of them ends the run.</summary>
    public bool After(Recording recording)
    {
        var step = recording.Count - 2;
        var numbers = new double[recording.Dimension];
        var direction = Math.Sign(recording.Times[step + 1] - recording.Times[step]);
        var found = new List<(double Time, int Index)>();
        for (var index = 0; index < events.Count; index++)
        {
            times.Clear();
            ZeroCrossings.InStep(recording, step, read, events[index].Function, events[index].Direction, times);
            foreach (var time in times)
            {
                found.Add((time, index));
            }
        }

        foreach (var (time, index) in found.OrderBy(hit => direction * hit.Time))
        {
            recording.At(time, step, numbers);
            Occurrences.Add(new(index, time, read(numbers)));
            if (events[index].Terminal)
            {
                return true;
            }
        }

        return false;
    }
}
