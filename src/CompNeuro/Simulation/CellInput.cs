using CompNeuro.Maths;

namespace CompNeuro.Simulation;

/// <summary>A current alone.</summary>
internal readonly struct CurrentInput<T>(T current) : IInput<T>
    where T : unmanaged, IReal<T>
{
    public static bool HasConductance => false;

    public T I => current;

    public T G => 0.0;

    public T At(T V) => current;
}

/// <summary>A current and a conductance.</summary>
internal readonly struct ConductanceInput<T>(T current, T conductance) : IInput<T>
    where T : unmanaged, IReal<T>
{
    public static bool HasConductance => true;

    public T I => current;

    public T G => conductance;

    public T At(T V) => current - conductance * V;
}
