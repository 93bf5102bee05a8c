namespace CompNeuro.Neurons.PointProcess;

/// <summary>How well models with different ridges predicted what they had not seen.</summary>
public sealed class RidgeCrossValidation
{
    private readonly Func<double, PointProcessFit> fit;

    /// <param name="ridges">Ascending.</param>
    /// <param name="gained">For each ridge and fold the held-out log-likelihood, minus that of the mean rate of the training data, nats.</param>
    /// <param name="spikes">Held-out spikes in each fold.</param>
    /// <param name="fit">To all data.</param>
    internal RidgeCrossValidation(double[] ridges, double[,] gained, int[] spikes, Func<double, PointProcessFit> fit)
    {
        var bits = spikes.Sum() * Math.Log(2);
        Ridges = ridges;
        BitsPerSpike = [.. Enumerable.Range(0, ridges.Length).Select(index => Enumerable.Range(0, spikes.Length).Sum(fold => gained[index, fold]) / bits)];
        Best = ridges[Array.IndexOf([.. BitsPerSpike], BitsPerSpike.Max())];
        this.fit = fit;
    }

    /// <summary>The ridges, ascending.</summary>
    public IReadOnlyList<double> Ridges { get; }

    /// <summary>For each, the held-out log-likelihood over that of a constant rate fitted to the same training data, in bits for each held-out spike.</summary>
    public IReadOnlyList<double> BitsPerSpike { get; }

    /// <summary>The ridge that predicts best.</summary>
    public double Best { get; }

    /// <summary>The fit to all data with the best ridge.</summary>
    public PointProcessFit BestFit => fit(Best);
}
