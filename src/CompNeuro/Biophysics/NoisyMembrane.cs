using CompNeuro.Dynamics;

namespace CompNeuro.Biophysics;

/// <summary>
/// A passive membrane under white noise, the Ornstein–Uhlenbeck process: τ dV = −(V − EL − I/gL) dt + σ √(2τ) dW
/// (Uhlenbeck &amp; Ornstein, Phys. Rev. 36:823, 1930). σ is the standard deviation of V itself, whatever the time constant.
/// </summary>
/// <remarks>
/// <see cref="ExponentialEulerMaruyama"/> is exact for it, with any step: <c>noisy.Simulate(0, duration: 1000, method: new ExponentialEulerMaruyama(Step: 1, Seed: 1))</c>.
/// <see cref="EulerMaruyama"/> with step h gives a variance of σ²/(1 − h/2τ) instead. A method without noise gives the mean.
/// </remarks>
public sealed record NoisyMembrane : IConditionallyLinear<PassiveMembrane.State>, INoisyModel<PassiveMembrane.State>
{
    public PassiveMembrane Membrane { get; init; } = new();

    /// <summary>Stationary standard deviation of the voltage.</summary>
    [Unit("mV", AtLeast = 0)] public double sigma { get; init => field = Parameter.Checked<NoisyMembrane>(value); } = 3;

    public PassiveMembrane.State Rest => Membrane.Rest;

    public PassiveMembrane.State Derivative(PassiveMembrane.State s, [Unit("µA/cm²")] double I) => Membrane.Derivative(s, I);

    public (PassiveMembrane.State Drive, PassiveMembrane.State Decay) Linear(PassiveMembrane.State s, double I) => Membrane.Linear(s, I);

    public PassiveMembrane.State Diffusion(PassiveMembrane.State s, double I) => new(sigma * Math.Sqrt(2 / Membrane.tau));

    /// <summary>Correlation of the stationary voltage with itself <paramref name="lag"/> ms later: e^(−|lag|/τ).</summary>
    public double Autocorrelation(double lag) => Math.Exp(-Math.Abs(lag) / Membrane.tau);
}
