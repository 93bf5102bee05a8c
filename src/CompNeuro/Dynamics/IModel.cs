namespace CompNeuro.Dynamics;

/// <summary>A neuron or membrane model: a state that changes at a rate set by itself and by one input.</summary>
/// <typeparam name="TState">
/// A <c>readonly record struct State([property: Unit("mV")] double V, …)</c> whose fields are all <see langword="double"/> (or such structs),
/// or <see langword="double"/> itself.
/// </typeparam>
/// <remarks>The unit and name of the input are those of the second parameter: <c>Derivative(State s, [Unit("µA/cm²")] double I)</c>.</remarks>
public interface IModel<TState>
    where TState : unmanaged
{
    /// <summary>The state the model settles to without input.</summary>
    TState Rest { get; }

    /// <summary>The rate of change of every state variable, per unit of the model's time, under <paramref name="input"/>.</summary>
    TState Derivative(TState state, double input);
}

/// <summary>
/// A model each of whose variables obeys dx/dt = Drive − Decay·x, where neither depends on x itself, only on the other variables: a voltage
/// with its gates frozen, a gate (α − (α + β)x) at fixed voltage. <see cref="ExponentialEuler"/> steps it by the exact solution of that line.
/// </summary>
public interface IConditionallyLinear<TState> : IModel<TState>
    where TState : unmanaged
{
    /// <summary>Drive and decay of every variable: <c>Derivative = Drive − Decay·state</c>, component by component.</summary>
    (TState Drive, TState Decay) Linear(TState state, double input);
}

/// <summary>A model driven by white noise: dx = Derivative dt + Diffusion dW, in the sense of Itô, with an independent Wiener process for each variable.</summary>
public interface INoisyModel<TState> : IModel<TState>
    where TState : unmanaged
{
    /// <summary>The amplitude of the noise on every variable, in units of the variable per square root of time.</summary>
    TState Diffusion(TState state, double input);
}
