using CompNeuro.Maths;

namespace CompNeuro.Simulation;

/// <summary>What flows into a cell during one step: the current I − G·V, where V is the cell's voltage.</summary>
/// <typeparam name="T">The numbers of one cell or of many side by side.</typeparam>
public interface IInput<T>
    where T : unmanaged, IReal<T>
{
    /// <summary>Whether G is anything but 0. Known to the compiler, so that a branch on it costs nothing.</summary>
    static abstract bool HasConductance { get; }

    /// <summary>The part of the current that does not depend on the voltage, in the model's unit of input.</summary>
    T I { get; }

    /// <summary>The synaptic conductance, in the model's unit of input per mV.</summary>
    T G { get; }

    /// <summary>The whole current at a voltage, I − G·V.</summary>
    T At(T V);
}

/// <summary>The equations of a point neuron and how a step is taken with them, for one cell or for many side by side. It holds the parameters.</summary>
/// <typeparam name="TVariables">A struct of <typeparamref name="T"/>, in the order of the model's state; the voltage comes first.</typeparam>
/// <typeparam name="T">The numbers of one cell or of many side by side.</typeparam>
public interface IEquations<TVariables, T>
    where TVariables : unmanaged
    where T : unmanaged, IReal<T>
{
    /// <summary>Takes the cell one step further in time.</summary>
    void Advance<TInput>(ref TVariables cell, TInput input)
        where TInput : struct, IInput<T>;

    /// <summary>Whether the cell fired in the step in which its voltage went from <paramref name="before"/> to what it is now.</summary>
    T Fired(T before, in TVariables cell);

    /// <summary>What a spike does to the cell, where it fired; nothing for a model that makes its spikes itself.</summary>
    void Reset(ref TVariables cell, T fired);
}
