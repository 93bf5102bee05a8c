using CompNeuro.SpikeTrains;

namespace CompNeuro.Neurons.PointProcess;

/// <summary>How often a cell fired in each of many short bins of time: y in the equations of a point process in discrete time.</summary>
public sealed class BinnedSpikes
{
    /// <param name="counts">Spikes in each bin, from t = 0.</param>
    /// <param name="dt">Width of a bin, ms.</param>
    /// <exception cref="ArgumentException">No bins, or a negative count.</exception>
    public BinnedSpikes(IEnumerable<int> counts, [Unit("ms")] double dt)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (!(dt > 0) || !double.IsFinite(dt))
        {
            throw new ArgumentOutOfRangeException(nameof(dt), dt, $"Bins of {dt} ms are not possible: dt must be positive.");
        }

        (Counts, this.dt) = ([.. counts], dt);
        if (Counts.Count == 0 || Counts.Any(count => count < 0))
        {
            throw new ArgumentException(Counts.Count == 0 ? "There are no bins." : "A bin holds a negative number of spikes: counts start at zero.", nameof(counts));
        }

        Fired = [.. Enumerable.Range(0, Counts.Count).Where(bin => Counts[bin] > 0)];
    }

    /// <summary>A spike train in bins of <paramref name="dt"/> ms; a last bin that the train fills only in part counts as a whole one.</summary>
    public static BinnedSpikes Of(SpikeTrain train, [Unit("ms")] double dt)
    {
        ArgumentNullException.ThrowIfNull(train);
        var counts = new int[dt > 0 ? Math.Max(1, (int)Math.Ceiling(train.Duration / dt - 1e-9)) : 0];
        foreach (var time in train.Times)
        {
            counts[Math.Min((int)(time / dt), counts.Length - 1)]++;
        }

        return new(counts, dt);
    }

    /// <summary>Spikes in each bin.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>Width of a bin.</summary>
    [Unit("ms", Above = 0)] public double dt { get; }

    /// <summary>Number of bins.</summary>
    public int Bins => Counts.Count;

    /// <summary>Number of spikes.</summary>
    public int Count => Fired.Sum(bin => Counts[bin]);

    /// <summary>Spikes per second.</summary>
    [Unit("Hz")] public double Rate => 1000 * Count / (Bins * dt);

    /// <summary>The spikes as times, each in the middle of its bin.</summary>
    public SpikeTrain Train => new(Fired.SelectMany(bin => Enumerable.Repeat((bin + 0.5) * dt, Counts[bin])), Bins * dt);

    /// <summary>The rate of this cell <paramref name="delay"/> ms after the spikes of another, before them if it is negative: a cross-correlogram when plotted over the delay.</summary>
    /// <exception cref="ArgumentException">The other cell has other bins, or never fired.</exception>
    [return: Unit("Hz")]
    public double RateAfter(BinnedSpikes other, [Unit("ms")] double delay)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Bins != Bins || other.dt != dt || other.Count == 0)
        {
            throw new ArgumentException($"{other} cannot be compared with {this}: the bins must be the same, and there must be spikes.", nameof(other));
        }

        var shift = (int)Math.Round(delay / dt);
        return 1000 / dt * other.Fired.Sum(bin => (double)other.Counts[bin] * Counts.ElementAtOrDefault(bin + shift)) / other.Count;
    }

    /// <summary>The bins that hold spikes, ascending.</summary>
    internal int[] Fired { get; }

    /// <summary>Those from bin <paramref name="from"/> up to, not including, bin <paramref name="to"/>.</summary>
    internal ReadOnlySpan<int> FiredBetween(int from, int to) => Fired.AsSpan(FirstFrom(from)..FirstFrom(to));

    private int FirstFrom(int bin)
    {
        var found = Array.BinarySearch(Fired, bin);
        return found < 0 ? ~found : found;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Count} spikes in {Bins} bins of {dt} ms ({Rate:0.##} Hz)";
}
