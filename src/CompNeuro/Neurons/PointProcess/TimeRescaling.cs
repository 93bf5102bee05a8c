namespace CompNeuro.Neurons.PointProcess;

/// <summary>The times between spikes on the clock of a model, as probabilities: evenly distributed on (0, 1) if the model is right (Brown, Barbieri, Ventura, Kass &amp; Frank, Neural Comput. 14:325, 2002).</summary>
public sealed record TimeRescaling
{
    /// <param name="z">One value for each interval, in order of time.</param>
    /// <exception cref="ArgumentException">No interval, or a value that is no probability.</exception>
    public TimeRescaling(IEnumerable<double> z)
    {
        Values = [.. z];
        foreach (var value in Values)
        {
            if (!(value >= 0 && value <= 1))
            {
                throw new ArgumentException($"A rescaled interval of {value} is not possible: z = 1 − e^(−ξ) lies between 0 and 1.", nameof(z));
            }
        }

        Sorted = Values.Count > 0 ? [.. Values.Order()] : throw new ArgumentException("There is no spike, and so no interval to rescale.", nameof(z));
        Uniform = [.. Enumerable.Range(0, Values.Count).Select(k => (k + 0.5) / Values.Count)];
    }

    /// <summary>z of each interval, in order of time; the first runs from the start to the first spike.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>The same, ascending.</summary>
    public IReadOnlyList<double> Sorted { get; }

    /// <summary>What each of <see cref="Sorted"/> should be near: (k − ½)/n.</summary>
    public IReadOnlyList<double> Uniform { get; }

    /// <summary>The statistic of Kolmogorov and Smirnov: the largest distance between the distribution of z and the uniform one.</summary>
    public double Statistic => Sorted.Index().Max(one => Math.Max((one.Index + 1.0) / Values.Count - one.Item, one.Item - (double)one.Index / Values.Count));

    /// <summary>The distance that a right model exceeds in 5 % of experiments: 1.358/(√n + 0.12 + 0.11/√n) (Stephens, J. Am. Stat. Assoc. 69:730, 1974).</summary>
    /// <remarks>For a model that was not fitted to these spikes. One that was comes closer, and exceeds it less often.</remarks>
    public double Band => 1.358 / (Math.Sqrt(Values.Count) + 0.12 + 0.11 / Math.Sqrt(Values.Count));

    /// <summary>Whether the statistic stays within <see cref="Band"/>.</summary>
    public bool IsWithinBand => Statistic <= Band;
}
