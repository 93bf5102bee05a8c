namespace CompNeuro.Maths;

/// <summary>
/// A real number in which equations are written once, for one cell or for many side by side: <see cref="Real"/>, or a vector of which each lane is such a number.
/// Every operation acts lane by lane and is rounded as IEEE 754 says, so that a lane gives the same bits whatever the width of the vector.
/// </summary>
/// <remarks>A comparison gives a condition, also of this type, for <see cref="Select"/> and for &amp; and |. A number of type <see langword="double"/> stands for a vector of equal lanes.</remarks>
/// <typeparam name="T">The type itself.</typeparam>
public interface IReal<T>
    where T : unmanaged, IReal<T>
{
    static abstract implicit operator T(double value);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    static abstract T operator -(T a);

    static abstract T operator <(T a, T b);

    static abstract T operator >(T a, T b);

    static abstract T operator <=(T a, T b);

    static abstract T operator >=(T a, T b);

    /// <summary>Both conditions.</summary>
    static abstract T operator &(T a, T b);

    /// <summary>Either condition.</summary>
    static abstract T operator |(T a, T b);

    /// <summary><paramref name="then"/> in the lanes in which the condition holds, <paramref name="otherwise"/> in the others.</summary>
    static abstract T Select(T condition, T then, T otherwise);

    /// <summary>Whether the condition holds in any lane.</summary>
    static abstract bool Any(T condition);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract T FusedMultiplyAdd(T a, T b, T c);

    static abstract T Abs(T x);

    /// <summary>eˣ, within 1.5 units in the last place; beyond the range of the precision its value there.</summary>
    static abstract T Exp(T x);

    /// <summary>eˣ as <see cref="Exp(T)"/> gives it, for numbers that nearly always lie between −⅓ and ⅓: quicker there, slower beyond.</summary>
    static abstract T ExpOfSmall(T x);

    /// <summary>eˣ of four numbers in place, each as <see cref="Exp(T)"/> gives it; quicker where all lie between −⅓ and ⅓.</summary>
    static abstract void Exp(ref T w, ref T x, ref T y, ref T z);
}
