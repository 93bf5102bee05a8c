using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace CompNeuro.Maths;

/// <summary>Vectors of 512 bits.</summary>
/// <typeparam name="E"><see langword="double"/> or <see langword="float"/>.</typeparam>
internal readonly struct Lanes512<E>(Vector512<E> value) : ILanes<Lanes512<E>>
    where E : unmanaged, INumberBase<E>
{
    public readonly Vector512<E> Value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<E>.Count;
    }

    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(E) == typeof(float);
    }

    public static Lanes512<E> Create(ReadOnlySpan<double> values)
    {
        Span<E> converted = stackalloc E[Count];
        for (var i = 0; i < Count; i++)
        {
            converted[i] = E.CreateChecked(values[i]);
        }

        return new(Vector512.Create<E>(converted));
    }

    public static double At(Lanes512<E> x, int lane) => double.CreateChecked(x.Value[lane]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes512<E> Load(float* singles) => typeof(E) == typeof(float)
        ? new(Vector512.Load(singles).As<float, E>())
        : new(WidenLower(Vector512.Load(singles)).As<double, E>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes512<E>(double value) => typeof(E) == typeof(float) ? new(Vector512.Create((float)value).As<float, E>()) : new(Vector512.Create(value).As<double, E>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<E> operator +(Lanes512<E> a, Lanes512<E> b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<E> operator -(Lanes512<E> a, Lanes512<E> b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<E> operator *(Lanes512<E> a, Lanes512<E> b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<E> operator /(Lanes512<E> a, Lanes512<E> b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<E> operator -(Lanes512<E> a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<E> operator <(Lanes512<E> a, Lanes512<E> b) => new(LessThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<E> operator >(Lanes512<E> a, Lanes512<E> b) => new(GreaterThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<E> operator <=(Lanes512<E> a, Lanes512<E> b) => new(LessThanOrEqual(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<E> operator >=(Lanes512<E> a, Lanes512<E> b) => new(GreaterThanOrEqual(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<E> operator &(Lanes512<E> a, Lanes512<E> b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<E> operator |(Lanes512<E> a, Lanes512<E> b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<E> Select(Lanes512<E> condition, Lanes512<E> then, Lanes512<E> otherwise) => new(ConditionalSelect(condition.Value, then.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes512<E> condition) => Bits(condition) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Lanes512<E> condition) => condition.Value.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<E> FusedMultiplyAdd(Lanes512<E> a, Lanes512<E> b, Lanes512<E> c) => typeof(E) == typeof(float)
        ? new(Vector512.FusedMultiplyAdd(a.Value.As<E, float>(), b.Value.As<E, float>(), c.Value.As<E, float>()).As<float, E>())
        : new(Vector512.FusedMultiplyAdd(a.Value.As<E, double>(), b.Value.As<E, double>(), c.Value.As<E, double>()).As<double, E>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<E> Abs(Lanes512<E> x) => new(Vector512.Abs(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<E> Exp(Lanes512<E> x) => typeof(E) == typeof(float) ? new(Single(x.Value.As<E, float>()).As<float, E>()) : new(Double(x.Value.As<E, double>()).As<double, E>());

    // The method of VectorExponential, written out: through the operators above it is more than the compiler is willing to inline.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Double(Vector512<double> x)
    {
        x = MinNative(Vector512.Create(709.0), MaxNative(Vector512.Create(-708.0), x));
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.4426950408889634), Vector512.Create(6755399441055744.0));
        var k = shifted - Vector512.Create(6755399441055744.0);
        var r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-1.90821492927058770002e-10), Vector512.FusedMultiplyAdd(k, Vector512.Create(-6.93147180369123816490e-01), x));
        var square = r * r;
        var low = Vector512.FusedMultiplyAdd(square, Vector512.FusedMultiplyAdd(r, Vector512.Create(0.16666666666666669), Vector512.Create(0.5)), r);
        var middle = Vector512.FusedMultiplyAdd(
            square,
            Vector512.FusedMultiplyAdd(r, Vector512.Create(0.00019841269863050506), Vector512.Create(0.001388888891720967)),
            Vector512.FusedMultiplyAdd(r, Vector512.Create(0.008333333333330063), Vector512.Create(0.041666666666624136)));
        var high = Vector512.FusedMultiplyAdd(
            square,
            Vector512.FusedMultiplyAdd(r, Vector512.Create(2.510038319586702e-08), Vector512.Create(2.7620085455018414e-07)),
            Vector512.FusedMultiplyAdd(r, Vector512.Create(2.7557268464831627e-06), Vector512.Create(2.4801521302241082e-05)));
        var power = Vector512.Create(1.0) + Vector512.FusedMultiplyAdd(square * square, Vector512.FusedMultiplyAdd(square * square, high, middle), low);
        return (power.AsInt64() + ShiftLeft(shifted.AsInt64(), 52)).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Single(Vector512<float> x)
    {
        x = MinNative(Vector512.Create(88f), MaxNative(Vector512.Create(-87f), x));
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.44269504f), Vector512.Create(12582912f));
        var k = shifted - Vector512.Create(12582912f);
        var r = Vector512.FusedMultiplyAdd(k, Vector512.Create(2.12194440e-4f), Vector512.FusedMultiplyAdd(k, Vector512.Create(-0.693359375f), x));
        var square = r * r;
        var high = Vector512.FusedMultiplyAdd(square, Vector512.Create(0.0013926184f), Vector512.FusedMultiplyAdd(r, Vector512.Create(0.008363179f), Vector512.Create(0.041666556f)));
        var power = Vector512.Create(1f) + Vector512.FusedMultiplyAdd(square, Vector512.FusedMultiplyAdd(square, high, Vector512.FusedMultiplyAdd(r, Vector512.Create(0.16666576f), Vector512.Create(0.5f))), r);
        return (power.AsInt32() + ShiftLeft(shifted.AsInt32(), 23)).AsSingle();
    }
}
