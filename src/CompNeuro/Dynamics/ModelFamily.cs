namespace CompNeuro.Dynamics;

/// <summary>
/// Models that differ in one parameter, as one model whose input is that parameter: so every tool that varies the input varies the parameter instead.
/// <c>new ModelFamily&lt;MorrisLecar.State&gt;(phi => ml with { phi = phi }, input: 40, ml.Rest).LimitCycles(at: 0.1, from: 0.05, to: 0.3)</c>.
/// </summary>
/// <param name="member">The model for each value of the parameter.</param>
/// <param name="input">The constant input of all of them.</param>
/// <param name="rest">Where to start.</param>
public sealed class ModelFamily<TState>(Func<double, IModel<TState>> member, double input, TState rest) : IModel<TState>
    where TState : unmanaged
{
    public TState Rest => rest;

    /// <summary>The rate of change of the state of the member with that value of the parameter.</summary>
    public TState Derivative(TState state, double parameter) => member(parameter).Derivative(state, input);
}
