using CompNeuro.Dynamics;

namespace CompNeuro.Neurons;

/// <summary>
/// A leaky integrate-and-fire neuron under white noise: τ dV = −(V − EL − R I) dt + σ √τ dW. In this convention, Brunel's, the potential would have a standard deviation
/// of σ/√2 if there were no threshold.
/// </summary>
/// <remarks>
/// Brunel, J. Comput. Neurosci. 8:183, 2000; the rate: Siegert, Phys. Rev. 81:617, 1951; Ricciardi, Diffusion Processes, 1977. Run it with <see cref="ExponentialEulerMaruyama"/>: its
/// steps are exact, and the passage of the threshold between them is drawn from the law of Brownian motion. A method without noise gives the neuron without noise.
/// </remarks>
public sealed record NoisyLeakyIntegrateAndFire
    : ISpikingModel<LeakyIntegrateAndFire.State>, INoisyModel<LeakyIntegrateAndFire.State>, IConditionallyLinear<LeakyIntegrateAndFire.State>
{
    /// <summary>The neuron without noise.</summary>
    public LeakyIntegrateAndFire Neuron { get; init; } = new();

    /// <summary>Strength of the noise.</summary>
    [Unit("mV", AtLeast = 0)] public double sigma { get; init => field = Parameter.Checked<NoisyLeakyIntegrateAndFire>(value); } = 5;

    public LeakyIntegrateAndFire.State Rest => Neuron.Rest;

    public double SpikeLevel => Neuron.SpikeLevel;

    public double RefractoryPeriod => Neuron.RefractoryPeriod;

    public LeakyIntegrateAndFire.State Derivative(LeakyIntegrateAndFire.State s, [Unit("nA")] double I) => Neuron.Derivative(s, I);

    public (LeakyIntegrateAndFire.State Drive, LeakyIntegrateAndFire.State Decay) Linear(LeakyIntegrateAndFire.State s, double I) => Neuron.Linear(s, I);

    public LeakyIntegrateAndFire.State Diffusion(LeakyIntegrateAndFire.State s, double I) => new(sigma / Math.Sqrt(Neuron.tau));

    public LeakyIntegrateAndFire.State Reset(LeakyIntegrateAndFire.State s) => Neuron.Reset(s);

    /// <summary>The mean rate under constant current, Hz: 1/ν = tref + τ √π ∫ e^(u²)(1 + erf u) du, from (Vreset − EL − R I)/σ to (Vth − EL − R I)/σ.</summary>
    /// <param name="I">nA.</param>
    public double SteadyRate(double I) => sigma > 0 ? 1000 / Intervals(I).Mean : Neuron.SteadyRate(I);

    /// <summary>The coefficient of variation of the intervals between spikes under constant current: CV² = 2π ν² τ² ∫ e^(x²) dx ∫₋∞ˣ e^(u²)(1 + erf u)² du over the same bounds.</summary>
    /// <param name="I">nA.</param>
    public double CoefficientOfVariation(double I) => sigma > 0 ? Intervals(I).CoefficientOfVariation : 0;

    private DiffusionIntervals Intervals(double I)
    {
        Spiking.RequireLowReset(this);
        var mean = Neuron.EL + Neuron.R * I;
        return new((Neuron.Vreset - mean) / sigma, (Neuron.Vth - mean) / sigma, Neuron.tau, Neuron.tref);
    }
}
