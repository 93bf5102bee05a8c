using CompNeuro.Dynamics;

namespace CompNeuro.SpikeTrains;

/// <summary>The times at which one neuron fired, ascending, within a stretch of time.</summary>
public sealed record SpikeTrain
{
    /// <param name="times">Spike times, ms, in any order.</param>
    /// <param name="duration">How long the neuron was observed, from t = 0, ms.</param>
    /// <exception cref="ArgumentOutOfRangeException">The duration is not positive, or a spike lies outside it.</exception>
    public SpikeTrain(IEnumerable<double> times, double duration)
    {
        ArgumentNullException.ThrowIfNull(times);
        if (!(duration > 0) || !double.IsFinite(duration))
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, $"A spike train cannot last {duration} ms: duration must be a positive, finite time.");
        }

        double[] ascending = [.. times.Order()];
        foreach (var time in ascending)
        {
            if (!(time >= 0 && time <= duration))
            {
                throw new ArgumentOutOfRangeException(nameof(times), time, $"A spike at {time} ms lies outside the train, which lasts from 0 to {duration} ms.");
            }
        }

        (Times, Duration) = (ascending, duration);
    }

    /// <summary>Spike times, ms, ascending.</summary>
    [Unit("ms")] public IReadOnlyList<double> Times { get; }

    /// <summary>How long the neuron was observed, ms.</summary>
    [Unit("ms")] public double Duration { get; }

    /// <summary>Number of spikes.</summary>
    public int Count => Times.Count;

    /// <summary>Spikes per second over the whole train.</summary>
    [Unit("Hz")] public double Rate => 1000 * Count / Duration;

    /// <summary>The times between successive spikes, one fewer than spikes, ms.</summary>
    [Unit("ms")] public IReadOnlyList<double> InterspikeIntervals => [.. Times.Skip(1).Zip(Times, (next, spike) => next - spike)];

    /// <summary>The spikes from <paramref name="from"/> up to <paramref name="to"/> (ms, exclusive unless the train ends there), with time counted from <paramref name="from"/>.</summary>
    public SpikeTrain Between(double from, double to) =>
        from >= 0 && to > from && to <= Duration
            ? new(Times.Where(t => t >= from && (t < to || t == to && to == Duration)).Select(t => t - from), to - from)
            : throw new ArgumentOutOfRangeException(nameof(to), to, $"The train lasts from 0 to {Duration} ms: it has no part from {from} to {to} ms.");

    /// <summary>The spikes of a sampled voltage: the times, interpolated linearly, at which it rises through <paramref name="level"/>.</summary>
    /// <param name="time">Sample times, ms, ascending from 0.</param>
    /// <param name="voltage">Voltage at each, mV.</param>
    /// <param name="level">What counts as a spike, mV.</param>
    public static SpikeTrain FromCrossings(IReadOnlyList<double> time, IReadOnlyList<double> voltage, double level = 0)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(voltage);
        if (time.Count != voltage.Count || time.Count < 2)
        {
            throw new ArgumentException($"{time.Count} times for {voltage.Count} voltages: give one voltage for each time, and at least two.", nameof(voltage));
        }

        var crossings = Enumerable.Range(1, time.Count - 1)
            .Where(k => voltage[k - 1] < level && voltage[k] >= level)
            .Select(k => time[k - 1] + (time[k] - time[k - 1]) * (level - voltage[k - 1]) / (voltage[k] - voltage[k - 1]));
        return new(crossings, time[^1]);
    }

    /// <summary>Two trains are equal if they hold the same times over the same duration.</summary>
    public bool Equals(SpikeTrain? other) => other is not null && Duration == other.Duration && Times.SequenceEqual(other.Times);

    /// <inheritdoc/>
    public override int GetHashCode() => Times.Aggregate(Duration.GetHashCode(), HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => $"{Count} spikes in {Duration} ms ({Rate:0.##} Hz)";
}

/// <summary>Spikes of a simulated model.</summary>
public static class SimulationSpikes
{
    /// <summary>
    /// The spikes of a run, to the accuracy of the solver. A model that fires by rule (<see cref="ISpikingModel{TState}"/>) knows them itself;
    /// for any other they are the times at which <paramref name="variable"/> rises through <paramref name="level"/> (mV).
    /// </summary>
    /// <exception cref="KeyNotFoundException">The model has no variable of this name.</exception>
    public static SpikeTrain Spikes<TState>(this Simulation<TState> run, double level = 0, string variable = "V")
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(run);
        return new(run.SpikeTimes(variable, level), run.Duration);
    }
}
