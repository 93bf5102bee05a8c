using CompNeuro.Dynamics;
using static CompNeuro.Maths.Special;
using static System.Math;

namespace CompNeuro.Biophysics.Channels;

/// <summary>
/// The Connor–Stevens neuron: sodium and potassium currents like the squid's, and a transient potassium current that makes it start firing at an arbitrarily
/// low rate (class I). C dV/dt = I − gL (V − EL) − gNa m³h (V − ENa) − gK n⁴ (V − EK) − gA a³b (V − EA).
/// </summary>
/// <remarks>
/// Connor &amp; Stevens, J. Physiol. 213:31, 1971; Connor, Walter &amp; McKown, Biophys. J. 18:81, 1977; in the form and with the parameters of Dayan &amp; Abbott,
/// Theoretical Neuroscience, 2001, §6.2 and appendix A of chapter 6.
/// </remarks>
public sealed record ConnorStevens : IModel<ConnorStevens.State>
{
    /// <summary>Voltage; sodium gates m and h; potassium gate n; gates a and b of the A-current.</summary>
    public readonly record struct State(
        [property: Unit("mV")] double V,
        [property: Unit("1")] double m,
        [property: Unit("1")] double h,
        [property: Unit("1")] double n,
        [property: Unit("1")] double a,
        [property: Unit("1")] double b);

    private static readonly Gate sodiumActivation = Gate.FromRates(3, V => 3.8 * XOverExpM1(-0.1 * (V + 29.7)), V => 15.2 * Exp(-0.0556 * (V + 54.7)));
    private static readonly Gate sodiumInactivation = Gate.FromRates(1, V => 0.266 * Exp(-0.05 * (V + 48)), V => 3.8 / (1 + Exp(-0.1 * (V + 18))));
    private static readonly Gate potassiumActivation = Gate.FromRates(4, V => 0.2 * XOverExpM1(-0.1 * (V + 45.7)), V => 0.25 * Exp(-0.0125 * (V + 55.7)));

    /// <summary>Membrane capacitance.</summary>
    [Unit("µF/cm²", Above = 0)] public double C { get; init => field = Parameter.Checked<ConnorStevens>(value); } = 1;

    /// <summary>Leak conductance.</summary>
    [Unit("mS/cm²", Above = 0)] public double gL { get; init => field = Parameter.Checked<ConnorStevens>(value); } = 0.3;

    /// <summary>Leak reversal potential.</summary>
    [Unit("mV", AtLeast = -200, AtMost = 200)] public double EL { get; init => field = Parameter.Checked<ConnorStevens>(value); } = -17;

    /// <summary>The sodium channel.</summary>
    public IonChannel Sodium { get; init => field = Inactivating(value); } = new() { Name = "Na", g = 120, E = 55, Activation = sodiumActivation, Inactivation = sodiumInactivation };

    /// <summary>The potassium channel.</summary>
    public IonChannel Potassium { get; init => field = Lasting(value); } = new() { Name = "K", g = 20, E = -72, Activation = potassiumActivation };

    /// <summary>The transient potassium channel. Without it (<c>g = 0</c>) the neuron is of class II.</summary>
    public IonChannel Transient { get; init => field = Inactivating(value); } = IonChannels.ACurrent;

    /// <summary>The equilibrium without input, near −68 mV.</summary>
    public State Rest => this.Equilibrium(0, Settled(-68)).State;

    /// <summary>The state in which every gate has settled at voltage <paramref name="V"/> (mV).</summary>
    public State Settled(double V) => new(
        V,
        Sodium.Activation.SteadyState(V),
        Sodium.Inactivation!.SteadyState(V),
        Potassium.Activation.SteadyState(V),
        Transient.Activation.SteadyState(V),
        Transient.Inactivation!.SteadyState(V));

    /// <summary>The rate of change of the state, per ms.</summary>
    public State Derivative(State s, [Unit("µA/cm²")] double I) => new(
        (I - gL * (s.V - EL) - Sodium.Current(s.V, s.m, s.h) - Potassium.Current(s.V, s.n) - Transient.Current(s.V, s.a, s.b)) / C,
        Sodium.Activation.Rate(s.m, s.V),
        Sodium.Inactivation!.Rate(s.h, s.V),
        Potassium.Activation.Rate(s.n, s.V),
        Transient.Activation.Rate(s.a, s.V),
        Transient.Inactivation!.Rate(s.b, s.V));

    private static IonChannel Inactivating(IonChannel channel) =>
        channel is { Inactivation: not null }
            ? channel
            : throw new ArgumentException($"The sodium and the transient channel of a Connor–Stevens neuron inactivate, and {channel?.Name ?? "no channel"} does not: set g to 0 to remove one.", nameof(channel));

    private static IonChannel Lasting(IonChannel channel) =>
        channel is { Inactivation: null }
            ? channel
            : throw new ArgumentException($"The potassium channel of a Connor–Stevens neuron does not inactivate, so {channel?.Name ?? "no channel"} cannot stand in for it: set g to 0 to remove it.", nameof(channel));
}
