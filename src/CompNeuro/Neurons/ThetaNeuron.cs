using CompNeuro.Dynamics;

namespace CompNeuro.Neurons;

/// <summary>
/// The theta neuron: τ dθ/dt = 1 − cos θ + (1 + cos θ) η, which fires when θ passes π. With x = tan(θ/2) it is the quadratic integrate-and-fire neuron
/// τ dx/dt = x² + η whose spikes reach +∞ and whose reset is −∞: the two are the same point of the circle.
/// </summary>
/// <remarks>Ermentrout &amp; Kopell, SIAM J. Appl. Math. 46:233, 1986; Ermentrout, Neural Comput. 8:979, 1996.</remarks>
public sealed record ThetaNeuron : ISpikingModel<ThetaNeuron.State>
{
    /// <summary>The angle, between −π and π.</summary>
    public readonly record struct State([property: Unit("rad")] double theta);

    /// <summary>Time constant.</summary>
    [Unit("ms", Above = 0)] public double tau { get; init => field = Parameter.Checked<ThetaNeuron>(value); } = 10;

    /// <summary>The half-stable equilibrium without input, θ = 0.</summary>
    public State Rest => new(0);

    public double SpikeLevel => Math.PI;

    public double RefractoryPeriod => 0;

    /// <summary>The rate of change of the angle, rad per ms.</summary>
    public State Derivative(State s, [Unit("1")] double eta)
    {
        var cos = Math.Cos(s.theta);
        return new((1 - cos + (1 + cos) * eta) / tau);
    }

    /// <summary>The same angle, counted from −π.</summary>
    public State Reset(State s) => new(s.theta - 2 * Math.PI);

    /// <summary>The stable equilibrium, −2 arctan √−η, under an input that does not make it fire.</summary>
    /// <param name="eta">Zero or less.</param>
    public static State RestUnder(double eta) => eta <= 0
        ? new(-2 * Math.Atan(Math.Sqrt(-eta)))
        : throw new ArgumentOutOfRangeException(nameof(eta), eta, $"Under η = {eta} the neuron fires and has no equilibrium: give an input of zero or less.");

    /// <summary>The time between spikes under constant input, ms: π τ/√η; infinite for an input of zero or less.</summary>
    public double Period(double eta) => eta <= 0 ? double.PositiveInfinity : Math.PI * tau / Math.Sqrt(eta);

    /// <summary>The rate of firing under constant input, Hz: it grows as √η from zero.</summary>
    public double SteadyRate(double eta) => 1000 / Period(eta);
}
