using CompNeuro.Dynamics;

namespace CompNeuro.Biophysics.Reduced;

/// <summary>
/// The squid axon in two variables: m follows the voltage at once and h mirrors n,
/// C dV/dt = I − gNa m∞(V)³ (h0 − n)(V − ENa) − gK n⁴ (V − EK) − gL (V − EL), dn/dt = αₙ(1 − n) − βₙn.
/// </summary>
/// <remarks>After Krinskii &amp; Kokoz, Biofizika 18:506, 1973, and Rinzel, Fed. Proc. 44:2944, 1985.</remarks>
public sealed record ReducedHodgkinHuxley : IModel<ReducedHodgkinHuxley.State>
{
    /// <summary>Voltage and potassium activation.</summary>
    public readonly record struct State([property: Unit("mV")] double V, [property: Unit("1")] double n);

    /// <summary>The membrane that is reduced.</summary>
    public HodgkinHuxley Membrane { get; init; } = HodgkinHuxley.SquidAxon;

    /// <summary>The constant that h + n is taken to be.</summary>
    [Unit("1", Above = 0, AtMost = 2)] public double h0 { get; init => field = Parameter.Checked<ReducedHodgkinHuxley>(value); } = 0.85;

    /// <summary>The equilibrium without input, near that of the membrane.</summary>
    public State Rest => this.Equilibrium(0, near: new(Membrane.Rest.V, Membrane.Rest.n)).State;

    /// <summary>The rate of change of the state, per ms.</summary>
    public State Derivative(State s, [Unit("µA/cm²")] double I)
    {
        var full = new HodgkinHuxley.State(s.V, Membrane.Gates(s.V).m.inf, h0 - s.n, s.n);
        var rate = Membrane.Derivative(full, I);
        return new(rate.V, rate.n);
    }
}
