using CompNeuro.Maths;

namespace CompNeuro.Neurons.PointProcess;

/// <summary>
/// A cell that is being simulated. It fires whenever ∫λ dt has grown by a random number of the exponential distribution, the time-rescaling theorem read backwards, so
/// that the count of each bin has exactly the Poisson distribution of mean λ dt.
/// </summary>
/// <param name="model">The cell.</param>
/// <param name="drive">ln λ of each bin, to which spikes add their filters.</param>
/// <param name="random">A stream of its own.</param>
/// <param name="name">What an error calls the cell.</param>
internal sealed class Firing(GeneralizedLinearModel model, double[] drive, RandomNumbers random, string name)
{
    // No neuron comes near: its rate has run away, or the bins are much too wide to say anything about single spikes.
    private const double MostPerBin = 100;

    private readonly int[] counts = new int[drive.Length];
    private double left = random.NextExponential();

    public double[] Drive => drive;

    public BinnedSpikes Spikes => new(counts, model.dt);

    /// <summary>Decides about one bin, and returns how many spikes there are in it.</summary>
    public int Step(int bin)
    {
        var expected = GeneralizedLinearModel.Exp(drive[bin]) * model.dt / 1000;
        if (!(expected <= MostPerBin))
        {
            throw new InvalidOperationException(
                $"{name} ran away: at t = {bin * model.dt} ms its rate would be {1000 * expected / model.dt:G3} Hz, more than {MostPerBin} spikes in a bin. Each spike must not cause more than one other: "
                + "make the post-spike or coupling filters less positive, or the stimulus weaker.");
        }

        for (left -= expected; left < 0; left += random.NextExponential())
        {
            counts[bin]++;
        }

        if (counts[bin] > 0)
        {
            Convolution.AddAfter(drive, bin, model.h, counts[bin]);
        }

        return counts[bin];
    }
}
