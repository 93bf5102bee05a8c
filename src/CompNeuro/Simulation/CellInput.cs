using CompNeuro.Maths;

namespace CompNeuro.Simulation;

/// <summary>An <see cref="IInput{T}"/> as a network makes it.</summary>
internal unsafe interface ICellInput<TSelf, T> : IInput<T>
    where TSelf : struct, ICellInput<TSelf, T>
    where T : unmanaged, IReal<T>
{
    static abstract TSelf Of(T* I, T* G);
}

/// <summary>A current alone.</summary>
internal readonly unsafe struct CurrentInput<T>(T current) : ICellInput<CurrentInput<T>, T>
    where T : unmanaged, IReal<T>
{
    public static bool HasConductance => false;

    public T I => current;

    public T G => 0.0;

    public static CurrentInput<T> Of(T* I, T* G) => new(*I);

    public T At(T V) => current;
}

/// <summary>A current and a conductance.</summary>
internal readonly unsafe struct ConductanceInput<T>(T current, T conductance) : ICellInput<ConductanceInput<T>, T>
    where T : unmanaged, IReal<T>
{
    public static bool HasConductance => true;

    public T I => current;

    public T G => conductance;

    public static ConductanceInput<T> Of(T* I, T* G) => new(*I, *G);

    public T At(T V) => current - conductance * V;
}
