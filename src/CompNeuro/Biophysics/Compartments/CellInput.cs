using CompNeuro.Dynamics;
using static System.Math;

namespace CompNeuro.Biophysics.Compartments;

/// <summary>Something that acts on a neuron at one place: a <see cref="CurrentClamp"/> or a <see cref="SynapticConductance"/>.</summary>
/// <param name="At">Where.</param>
public abstract record CellInput(Place At)
{
    internal abstract NodeInput Sampled(int node, int steps, double dt);
}

/// <summary>An electrode.</summary>
/// <param name="At">Where its tip is.</param>
/// <param name="Current">What it injects, nA.</param>
public sealed record CurrentClamp(Place At, Stimulus Current) : CellInput(At)
{
    internal override NodeInput Sampled(int node, int steps, double dt) => new(node, [.. Enumerable.Range(0, steps).Select(k => 1000 * Current.Mean(k * dt, (k + 1) * dt))]);
}

/// <summary>
/// A conductance that spikes open: I = g s(t) B(V) (V − E), where each spike adds to s a difference of exponentials with a peak of one, and B is 1 or the block by
/// magnesium.
/// </summary>
/// <param name="At">Where it is.</param>
/// <param name="Spikes">When spikes arrive, ms.</param>
public sealed record SynapticConductance(Place At, params IReadOnlyList<double> Spikes) : CellInput(At)
{
    /// <summary>Peak conductance after one spike.</summary>
    [Unit("nS", AtLeast = 0)] public double g { get; init => field = Parameter.Checked<SynapticConductance>(value); } = 1;

    /// <summary>Time constant of the rise; 0 for a jump, and equal to <see cref="Decay"/> for the alpha function t e^(−t/τ).</summary>
    [Unit("ms", AtLeast = 0)] public double Rise { get; init => field = Parameter.Checked<SynapticConductance>(value); } = 0.2;

    /// <summary>Time constant of the decay.</summary>
    [Unit("ms", Above = 0)] public double Decay { get; init => field = Parameter.Checked<SynapticConductance>(value); } = 2;

    /// <summary>Reversal potential.</summary>
    [Unit("mV", AtLeast = -200, AtMost = 200)] public double E { get; init => field = Parameter.Checked<SynapticConductance>(value); } = 0;

    /// <summary>Magnesium outside that blocks the open channel; 0 for a channel without block.</summary>
    [Unit("mM", AtLeast = 0)] public double Magnesium { get; init => field = Parameter.Checked<SynapticConductance>(value); } = 0;

    /// <summary>A fast excitatory synapse: AMPA receptors, one exponential of 5.26 ms (Dayan &amp; Abbott, Theoretical Neuroscience, 2001, fig. 5.15).</summary>
    public static SynapticConductance Ampa(Place at, double g, params IReadOnlyList<double> spikes) => new(at, spikes) { g = g, Rise = 0, Decay = 5.26 };

    /// <summary>NMDA receptors: 1.5 ms rise and 152 ms decay (Dayan &amp; Abbott 2001, fig. 5.15), blocked by 1 mM of magnesium (Jahr &amp; Stevens, J. Neurosci. 10:3178, 1990).</summary>
    /// <remarks>Dayan &amp; Abbott give the rise time τ₁τ₂/(τ₁ − τ₂), so that the second exponential has 152·1.5/153.5 ms.</remarks>
    public static SynapticConductance Nmda(Place at, double g, params IReadOnlyList<double> spikes) => new(at, spikes) { g = g, Rise = 152 * 1.5 / 153.5, Decay = 152, Magnesium = 1 };

    /// <summary>B = 1/(1 + [Mg]/3.57 mM · e^(−0.062 V)), the fraction of open channels not blocked at a voltage in mV (Jahr &amp; Stevens 1990, as in Dayan &amp; Abbott 2001, §5.8).</summary>
    public double Unblocked(double V) => 1 / (1 + Magnesium / 3.57 * Exp(-0.062 * V));

    /// <summary>The conductance at a time in ms, without block, nS.</summary>
    public double Conductance(double t) => g * Spikes.Where(spike => t >= spike).Sum(spike => Rate(t - spike));

    internal override NodeInput Sampled(int node, int steps, double dt)
    {
        var means = new double[steps];
        foreach (var spike in Spikes)
        {
            for (var k = Max(0, (int)((spike - dt) / dt)); k < steps; k++)
            {
                means[k] += g * (Opened((k + 1) * dt - spike) - Opened(k * dt - spike)) / dt;
            }
        }

        return new(node, Array.ConvertAll(means, mean => mean * E), means, Magnesium > 0 ? Unblocked : null);
    }

    // The time course after a spike, with a peak of one …
    private double Rate(double t) => Rise == Decay ? t / Decay * Exp(1 - t / Decay) : (Exp(-t / Decay) - (Rise > 0 ? Exp(-t / Rise) : 0)) / Peak;

    // … and its integral from the spike.
    private double Opened(double t) =>
        t <= 0 ? 0
        : Rise == Decay ? E1 * Decay * (1 - (1 + t / Decay) * Exp(-t / Decay))
        : (Decay * (1 - Exp(-t / Decay)) - (Rise > 0 ? Rise * (1 - Exp(-t / Rise)) : 0)) / Peak;

    private double Peak
    {
        get
        {
            // At the peak e^(−t/Decay)/Decay = e^(−t/Rise)/Rise.
            var t = Rise > 0 ? Log(Decay / Rise) * Decay * Rise / (Decay - Rise) : 0;
            return Rise > 0 ? Exp(-t / Decay) - Exp(-t / Rise) : 1;
        }
    }

    private const double E1 = Math.E;
}
