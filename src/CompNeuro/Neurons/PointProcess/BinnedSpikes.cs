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
        Check(dt);
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
        Check(dt);
        var bins = Math.Max(1, Math.Ceiling(train.Duration / dt - 1e-9));
        var counts = bins <= Array.MaxLength
            ? new int[(int)bins]
            : throw new ArgumentOutOfRangeException(nameof(dt), dt, $"A train of {train.Duration} ms in bins of {dt} ms would have {bins}, more than fit in memory: give wider bins.");
        foreach (var time in train.Times)
        {
            // 0.3/0.1 is 2.999…: a spike where a bin begins, up to rounding, lies in that bin.
            counts[Math.Min((int)(time / dt * (1 + 1e-12)), counts.Length - 1)]++;
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
        if (!double.IsFinite(delay))
        {
            throw new ArgumentOutOfRangeException(nameof(delay), delay, $"A delay of {delay} ms is not possible: it must be a finite time.");
        }

        if (other.Bins != Bins || other.dt != dt || other.Count == 0)
        {
            throw new ArgumentException($"{other} cannot be compared with {this}: the bins must be the same, and there must be spikes.", nameof(other));
        }

        var shift = (int)Math.Round(delay / dt);
        return 1000 / dt * other.Fired.Sum(bin => (double)other.Counts[bin] * Counts.ElementAtOrDefault(bin + shift)) / other.Count;
    }

    private static void Check(double dt)
    {
        if (!(dt > 0) || !double.IsFinite(dt))
        {
            throw new ArgumentOutOfRangeException(nameof(dt), dt, $"Bins of {dt} ms are not possible: dt must be positive.");
        }
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
