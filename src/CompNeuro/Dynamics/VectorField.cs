namespace CompNeuro.Dynamics;

/// <summary>The right-hand side of dy/dt = f(t, y) for a vector y: writes f into <paramref name="dydt"/>, allocating nothing.</summary>
public delegate void VectorField(double t, ReadOnlySpan<double> y, Span<double> dydt);

/// <summary>The same as a struct, so that a solver compiled for it calls it directly.</summary>
internal interface IVectorField
{
    void Evaluate(double t, ReadOnlySpan<double> y, Span<double> dydt);
}

internal readonly struct SpanField(VectorField f) : IVectorField
{
    public void Evaluate(double t, ReadOnlySpan<double> y, Span<double> dydt) => f(t, y, dydt);
}

internal readonly struct StateField<TState>(Func<double, TState, TState> f) : IVectorField
    where TState : unmanaged
{
    public void Evaluate(double t, ReadOnlySpan<double> y, Span<double> dydt)
    {
        var rate = f(t, StateLayout<TState>.State(y));
        StateLayout<TState>.Numbers(ref rate).CopyTo(dydt);
    }
}

internal readonly struct ModelField<TState>(IModel<TState> model, Stimulus input) : IVectorField
    where TState : unmanaged
{
    public void Evaluate(double t, ReadOnlySpan<double> y, Span<double> dydt)
    {
        var rate = model.Derivative(StateLayout<TState>.State(y), InputAt(input, t));
        StateLayout<TState>.Numbers(ref rate).CopyTo(dydt);
    }

    public static double InputAt(Stimulus input, double t) =>
        input.At(t) is var value && double.IsFinite(value)
            ? value
            : throw new ArgumentException($"The input is {value} at t = {t}: a stimulus must be finite at every time of the run.");
}
