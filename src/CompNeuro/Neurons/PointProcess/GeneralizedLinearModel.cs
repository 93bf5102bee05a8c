using System.Runtime.Intrinsics;
using CompNeuro.Maths;

namespace CompNeuro.Neurons.PointProcess;

/// <summary>
/// A cell as a point process: <c>λ = exp(k∗s + h∗y + b)</c> spikes per second, with a filter k of the stimulus s, a filter h of its own past spikes y, and
/// filters of the spikes of other cells (Truccolo, Eden, Fellows, Donoghue &amp; Brown, J. Neurophysiol. 93:1074, 2005; Pillow et al., Nature 454:995, 2008).
/// </summary>
/// <remarks>
/// In discrete time: the count of each bin has a Poisson distribution of mean µ = λ dt, where λ depends on the bins before it (and, of the stimulus, on the bin
/// itself). Before t = 0 there is neither stimulus nor spike. Filters are lists, one value for each bin back.
/// </remarks>
public sealed record GeneralizedLinearModel
{
    /// <summary>Width of a bin.</summary>
    [Unit("ms", Above = 0)] public double dt { get; init => field = Parameter.Checked<GeneralizedLinearModel>(value); } = 1;

    /// <summary>The logarithm of the rate in Hz without stimulus and spikes.</summary>
    [Unit("1")] public double b { get; init => field = Parameter.Checked<GeneralizedLinearModel>(value); } = Math.Log(10);

    /// <summary>Stimulus filter: how a stimulus of 1, now, one bin ago, two bins ago … changes ln λ.</summary>
    public IReadOnlyList<double> k { get; init => field = Finite(value, "k"); } = [];

    /// <summary>Post-spike filter: how an own spike one bin ago, two bins ago … changes ln λ.</summary>
    public IReadOnlyList<double> h { get; init => field = Finite(value, "h"); } = [];

    /// <summary>Coupling filters, one for each other cell in their order: how its spike one bin ago, two bins ago … changes ln λ.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Coupling { get; init => field = [.. value.Select(filter => Finite(filter, nameof(Coupling)))]; } = [];

    /// <summary>Spikes of the cell. The same seed gives the same spikes, on any machine.</summary>
    /// <param name="stimulus">One value for each bin.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="others">The spikes of the other cells, in the order of <see cref="Coupling"/>.</param>
    /// <exception cref="InvalidOperationException">The rate ran away: the message says when.</exception>
    public BinnedSpikes Simulate(IReadOnlyList<double> stimulus, long seed, params IReadOnlyList<BinnedSpikes> others)
    {
        var drive = Drive(stimulus, others);
        var cell = new Firing(this, drive, new RandomNumbers(seed), "The cell");
        for (var bin = 0; bin < drive.Length; bin++)
        {
            cell.Step(bin);
        }

        return cell.Spikes;
    }

    /// <summary>λ in each bin, given the spikes that the cell and the others fired before it.</summary>
    /// <param name="stimulus">One value for each bin.</param>
    /// <param name="spikes">What the cell did.</param>
    /// <param name="others">The spikes of the other cells, in the order of <see cref="Coupling"/>.</param>
    public ConditionalIntensity Intensity(IReadOnlyList<double> stimulus, BinnedSpikes spikes, params IReadOnlyList<BinnedSpikes> others)
    {
        var drive = Drive(stimulus, others);
        AddSpikes(drive, h, Matching(spikes, drive.Length));
        return new(Array.ConvertAll(drive, logRate => Exp(logRate)), spikes);
    }

    /// <summary>ln λ without the cell's own spikes.</summary>
    internal double[] Drive(IReadOnlyList<double> stimulus, IReadOnlyList<BinnedSpikes> others)
    {
        ArgumentNullException.ThrowIfNull(stimulus);
        if (others.Count != Coupling.Count)
        {
            throw new ArgumentException($"The model is coupled to {Coupling.Count} other cells, but the spikes of {others.Count} are given: give those of each.", nameof(others));
        }

        var drive = Convolution.Of([.. Finite(stimulus, nameof(stimulus))], [.. k]);
        foreach (var (filter, cell) in Coupling.Zip(others))
        {
            AddSpikes(drive, filter, Matching(cell, drive.Length));
        }

        System.Numerics.Tensors.TensorPrimitives.Add(drive, b, drive);
        return drive;
    }

    /// <summary>e to the power x, the same bits on every machine.</summary>
    internal static double Exp(double x) => VectorExponential.Exp(Vector256.Create(x)).ToScalar();

    private BinnedSpikes Matching(BinnedSpikes spikes, int bins) => spikes.Bins == bins && spikes.dt == dt
        ? spikes
        : throw new ArgumentException($"Spikes in {spikes.Bins} bins of {spikes.dt} ms do not fit a stimulus of {bins} bins and a model with dt = {dt} ms: they must be the same bins.", nameof(spikes));

    private static void AddSpikes(double[] drive, IReadOnlyList<double> filter, BinnedSpikes spikes)
    {
        foreach (var bin in spikes.Fired)
        {
            Convolution.AddAfter(drive, bin, filter, spikes.Counts[bin]);
        }
    }

    private static IReadOnlyList<double> Finite(IReadOnlyList<double> values, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        for (var i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException($"{name}[{i}] is {values[i]}: every value must be a finite number.", name);
            }
        }

        return values;
    }
}
