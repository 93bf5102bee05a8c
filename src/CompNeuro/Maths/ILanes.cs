namespace CompNeuro.Maths;

/// <summary>What the machinery needs of a vector and the equations of models do not.</summary>
internal interface ILanes<T> : IReal<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>How many numbers it holds.</summary>
    static abstract int Count { get; }

    /// <summary>Whether they are of single precision.</summary>
    static abstract bool IsSingle { get; }

    /// <summary>So many given numbers.</summary>
    static abstract T Create(ReadOnlySpan<double> values);

    /// <summary>So many numbers of single precision, from memory that goes on for 64 bytes after them.</summary>
    static abstract unsafe T Load(float* singles);

    /// <summary>The number in one lane.</summary>
    static abstract double At(T x, int lane);

    /// <summary>The condition that a number is negative, from its sign alone: unlike a comparison it never leaves the vector registers.</summary>
    static abstract T IsNegative(T x);

    /// <summary>The condition, one bit for each lane, the first lane lowest.</summary>
    static abstract ulong Bits(T condition);
}
