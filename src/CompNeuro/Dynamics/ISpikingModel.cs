namespace CompNeuro.Dynamics;

/// <summary>
/// A model that fires by rule: when its first variable rises to <see cref="SpikeLevel"/> there is a spike, and <see cref="Reset"/> says from which state it goes on.
/// For <see cref="RefractoryPeriod"/> after it the first variable is held at the value the reset gave it, while all others go on following their equations.
/// </summary>
public interface ISpikingModel<TState> : IModel<TState>
    where TState : unmanaged
{
    /// <summary>The value of the first variable, in its unit, at which there is a spike.</summary>
    double SpikeLevel { get; }

    /// <summary>How long the first variable is held after a spike, in the model's unit of time; 0 for not at all.</summary>
    double RefractoryPeriod { get; }

    /// <summary>The state just after a spike, given the one just before it. Its first variable lies below <see cref="SpikeLevel"/>.</summary>
    TState Reset(TState state);
}
