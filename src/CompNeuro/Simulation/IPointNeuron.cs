using CompNeuro.Dynamics;
using CompNeuro.Maths;

namespace CompNeuro.Simulation;

/// <summary>What a population asks of each model.</summary>
/// <typeparam name="TModel">The model itself.</typeparam>
/// <typeparam name="TState">Its state, whose first number is the voltage.</typeparam>
public interface ICellModel<TModel, TState> : IModel<TState>
    where TState : unmanaged
{
    /// <summary>A step of the population may not be longer than this; no limit if the model needs none.</summary>
    [Unit("ms")] double ShortestTimeConstant => double.PositiveInfinity;

    /// <summary>
    /// The constant input that does in one step what a current does that starts at 1 and decays exponentially. Its mean, unless the model knows better; with it a step is of second order in
    /// the current.
    /// </summary>
    /// <param name="tau">The time constant of the decay, ms.</param>
    /// <param name="step">ms.</param>
    double EquivalentCurrent(double tau, double step) => Decay.Mean(tau, step);
}

/// <summary>A model of which a population can be made.</summary>
/// <typeparam name="TModel">The model itself.</typeparam>
/// <typeparam name="TState">Its state, whose first number is the voltage.</typeparam>
public interface IPointNeuron<TModel, TState> : ICellModel<TModel, TState>
    where TModel : IPointNeuron<TModel, TState>
    where TState : unmanaged
{
    /// <summary>
    /// The equations for many cells side by side, as in
    /// <c>cells.Follow&lt;Variables&lt;T&gt;, Equations&lt;T&gt;&gt;(of => new(of(model => model.tau), …))</c>.
    /// </summary>
    static abstract Cells Cells<T>(CellsOf<TModel, T> cells)
        where T : unmanaged, IReal<T>;
}

/// <summary>The cells of a population, about to be given their equations.</summary>
/// <typeparam name="TModel">The model.</typeparam>
/// <typeparam name="T">Numbers of several cells side by side.</typeparam>
public abstract class CellsOf<TModel, T>
    where T : unmanaged, IReal<T>
{
    private protected CellsOf(double step) => Step = step;

    /// <summary>The length of a step.</summary>
    [Unit("ms")] public double Step { get; }

    /// <summary>Gives the cells their equations.</summary>
    /// <param name="equations">Makes the equations, given what turns a number of the model into that number for several cells side by side.</param>
    public abstract Cells Follow<TVariables, TEquations>(Func<Func<Func<TModel, double>, T>, TEquations> equations)
        where TVariables : unmanaged
        where TEquations : unmanaged, IEquations<TVariables, T>;
}
