using CompNeuro.Dynamics;

namespace CompNeuro.Biophysics.Channels;

/// <summary>A membrane with one channel more: C dV/dt gains −I of the channel, and the state gains the channel's gates.</summary>
/// <typeparam name="TState">The state of the membrane: it has a variable V in mV, and its input is a current in µA/cm².</typeparam>
/// <param name="Membrane">The membrane without the channel.</param>
/// <param name="Channel">The channel.</param>
public sealed record WithChannel<TState>(IModel<TState> Membrane, IonChannel Channel) : IModel<WithChannel<TState>.State>, INamedVariables
    where TState : unmanaged
{
    private readonly int voltage = StateLayout<TState>.IndexOf("V")
        ?? throw new ArgumentException($"{Membrane.GetType().Name} has no state variable V, so a voltage-gated channel cannot be plugged into it.");

    /// <summary>The state of the membrane, and the gates of the channel.</summary>
    public readonly record struct State(TState Membrane, [property: Unit("1")] double m, [property: Unit("1")] double h);

    /// <summary>The equilibrium of the whole to which the rest of the membrane alone leads.</summary>
    public State Rest
    {
        get
        {
            var membrane = Membrane.Rest;
            var V = Voltage(membrane);
            var start = new State(membrane, Channel.Activation.SteadyState(V), Channel.Inactivation?.SteadyState(V) ?? 1);
            try
            {
                return this.Equilibrium(0, start).State;
            }
            catch (IntegrationException)
            {
                // Far from the membrane's own rest: let the cell go there by itself for a second.
                return this.Equilibrium(0, this.Simulate(0, duration: 1000, initial: start).Final).State;
            }
        }
    }

    IEnumerable<string> INamedVariables.VariableNames =>
        [
            .. Membrane is INamedVariables named ? named.VariableNames : StateLayout<TState>.Variables.Select(variable => variable.Name),
            Channel.Activation.TimeConstant is null ? "" : $"m_{Channel.Name}",
            Channel.Inactivation is null ? "" : $"h_{Channel.Name}",
        ];

    /// <summary>The rate of change of the state, per ms; the current of the channel acts on the membrane like a negative input.</summary>
    public State Derivative(State s, [Unit("µA/cm²")] double I)
    {
        var V = Voltage(s.Membrane);
        return new(
            Membrane.Derivative(s.Membrane, I - Channel.Current(V, s.m, s.h)),
            Channel.Activation.Rate(s.m, V),
            Channel.Inactivation?.Rate(s.h, V) ?? 1 - s.h);
    }

    /// <summary>The current of the channel in a state, µA/cm², outward positive.</summary>
    public double Current(State s) => Channel.Current(Voltage(s.Membrane), s.m, s.h);

    private double Voltage(TState state) => StateLayout<TState>.Numbers(ref state)[voltage];
}

/// <summary>Plugs channels into membranes.</summary>
public static class ChannelExtensions
{
    /// <summary>The membrane with a channel more, as in <c>HodgkinHuxley.SquidAxon.With(IonChannels.MCurrent)</c>; can be repeated.</summary>
    public static WithChannel<TState> With<TState>(this IModel<TState> membrane, IonChannel channel)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(membrane);
        ArgumentNullException.ThrowIfNull(channel);
        return new(membrane, channel);
    }
}
