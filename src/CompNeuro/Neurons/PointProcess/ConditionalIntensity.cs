namespace CompNeuro.Neurons.PointProcess;

/// <summary>What a model expected of a cell, bin by bin and knowing the past, beside what the cell did: here it shows how good the model is.</summary>
public sealed class ConditionalIntensity
{
    /// <param name="rate">λ in each bin, given everything before it, Hz.</param>
    /// <param name="spikes">What the cell did.</param>
    /// <exception cref="ArgumentException">Not one rate for each bin, or a rate that is negative or no number.</exception>
    public ConditionalIntensity(IReadOnlyList<double> rate, BinnedSpikes spikes)
    {
        ArgumentNullException.ThrowIfNull(rate);
        ArgumentNullException.ThrowIfNull(spikes);
        (Rate, Spikes) = rate.Count == spikes.Bins
            ? (rate, spikes)
            : throw new ArgumentException($"{rate.Count} rates for {spikes.Bins} bins: give one for each.", nameof(rate));
        for (var bin = 0; bin < rate.Count; bin++)
        {
            if (!(rate[bin] >= 0))
            {
                throw new ArgumentException($"The rate in bin {bin} is {rate[bin]} Hz: rates are 0 or positive.", nameof(rate));
            }
        }
    }

    /// <summary>A cell that fires at its mean rate whatever happens: a homogeneous Poisson process.</summary>
    public static ConditionalIntensity Homogeneous(BinnedSpikes spikes)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        var rate = new double[spikes.Bins];
        Array.Fill(rate, spikes.Rate);
        return new(rate, spikes);
    }

    /// <summary>λ in each bin, Hz.</summary>
    [Unit("Hz")] public IReadOnlyList<double> Rate { get; }

    /// <summary>What the cell did.</summary>
    public BinnedSpikes Spikes { get; }

    /// <summary>The logarithm of the probability of all counts, Σ (y ln µ − µ − ln y!) with µ = λ dt, nats.</summary>
    public double LogLikelihood =>
        Spikes.Fired.Sum(bin => Spikes.Counts[bin] * Math.Log(Expected(bin)) - LogFactorial(Spikes.Counts[bin])) - Enumerable.Range(0, Spikes.Bins).Sum(Expected);

    /// <summary>By how much better than <see cref="Homogeneous"/> the model predicts, in bits for each spike; negative if it does so worse, no number if there is no spike.</summary>
    public double BitsPerSpike => Spikes.Count == 0 ? double.NaN : (LogLikelihood - Homogeneous(Spikes).LogLikelihood) / (Spikes.Count * Math.Log(2));

    /// <summary>
    /// The times between spikes on the clock of the model, corrected for the bins: <c>z = 1 − exp(−ξ)</c>, where ξ sums µ over the bins between two spikes and, of the bin
    /// with the spike, only what comes before it: −ln(1 − r(1 − e^(−µ))) with r random on (0, 1), because the bin does not say when (Haslinger, Pipa &amp; Brown, Neural
    /// Comput. 22:2477, 2010). If the model is right they are independent and evenly distributed on (0, 1), however large the bins.
    /// </summary>
    /// <remarks>A bin with several spikes counts as one event, which has probability 1 − e^(−µ).</remarks>
    public TimeRescaling Rescaled(long seed)
    {
        var random = new Maths.RandomNumbers(seed);
        return Rescale(expected => -Math.Log(1 - random.NextUniform() * (1 - Math.Exp(-expected))));
    }

    /// <summary>The same without the correction, as if ∫λ dt could be taken up to the end of the bin with the spike: biased as soon as µ is not small.</summary>
    public TimeRescaling RescaledNaively() => Rescale(expected => expected);

    private TimeRescaling Rescale(Func<double, double> inSpikeBin)
    {
        var (z, sum, bin) = (new List<double>(Spikes.Fired.Length), 0.0, 0);
        foreach (var fired in Spikes.Fired)
        {
            for (; bin < fired; bin++)
            {
                sum += Expected(bin);
            }

            z.Add(1 - Math.Exp(-(sum + inSpikeBin(Expected(bin++)))));
            sum = 0;
        }

        return new(z);
    }

    private double Expected(int bin) => Rate[bin] * Spikes.dt / 1000;

    private static double LogFactorial(int count) => MathNet.Numerics.SpecialFunctions.FactorialLn(count);
}
