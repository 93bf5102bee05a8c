using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Numerics.Vector;

namespace CompNeuro.Maths;

/// <summary>Vectors of the width the machine prefers: 256 bits with AVX2, else 128.</summary>
/// <typeparam name="E"><see langword="double"/> or <see langword="float"/>.</typeparam>
internal readonly struct Lanes<E>(Vector<E> value) : ILanes<Lanes<E>>
    where E : unmanaged, INumberBase<E>
{
    public readonly Vector<E> Value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<E>.Count;
    }

    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(E) == typeof(float);
    }

    public static Lanes<E> Create(ReadOnlySpan<double> values)
    {
        Span<E> converted = stackalloc E[Count];
        for (var i = 0; i < Count; i++)
        {
            converted[i] = E.CreateChecked(values[i]);
        }

        return new(Vector.Create<E>(converted));
    }

    public static double At(Lanes<E> x, int lane) => double.CreateChecked(x.Value[lane]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<E> Load(float* singles) => typeof(E) == typeof(float)
        ? new(Vector.Load(singles).As<float, E>())
        : new(WidenLower(Vector.Load(singles)).As<double, E>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes<E>(double value) => typeof(E) == typeof(float) ? new(Vector.Create((float)value).As<float, E>()) : new(Vector.Create(value).As<double, E>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> operator +(Lanes<E> a, Lanes<E> b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> operator -(Lanes<E> a, Lanes<E> b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> operator *(Lanes<E> a, Lanes<E> b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> operator /(Lanes<E> a, Lanes<E> b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> operator -(Lanes<E> a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> operator <(Lanes<E> a, Lanes<E> b) => new(LessThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> operator >(Lanes<E> a, Lanes<E> b) => new(GreaterThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> operator <=(Lanes<E> a, Lanes<E> b) => new(LessThanOrEqual(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> operator >=(Lanes<E> a, Lanes<E> b) => new(GreaterThanOrEqual(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> operator &(Lanes<E> a, Lanes<E> b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> operator |(Lanes<E> a, Lanes<E> b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> Select(Lanes<E> condition, Lanes<E> then, Lanes<E> otherwise) => new(ConditionalSelect(condition.Value, then.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> IsNegative(Lanes<E> x) => typeof(E) == typeof(float)
        ? new(ShiftRightArithmetic(x.Value.As<E, int>(), 31).As<int, E>())
        : new(ShiftRightArithmetic(x.Value.As<E, long>(), 63).As<long, E>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes<E> condition) => condition.Value != Vector<E>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Lanes<E> condition) => Vector<E>.Count * Unsafe.SizeOf<E>() == 32 ? condition.Value.AsVector256().ExtractMostSignificantBits() : condition.Value.AsVector128().ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> FusedMultiplyAdd(Lanes<E> a, Lanes<E> b, Lanes<E> c) => typeof(E) == typeof(float)
        ? new(Vector.FusedMultiplyAdd(a.Value.As<E, float>(), b.Value.As<E, float>(), c.Value.As<E, float>()).As<float, E>())
        : new(Vector.FusedMultiplyAdd(a.Value.As<E, double>(), b.Value.As<E, double>(), c.Value.As<E, double>()).As<double, E>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> Abs(Lanes<E> x) => new(Vector.Abs(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> Exp(Lanes<E> x) => typeof(E) == typeof(float) ? new(Single(x.Value.As<E, float>()).As<float, E>()) : new(Double(x.Value.As<E, double>()).As<double, E>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<E> ExpOfSmall(Lanes<E> x) => Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exp(ref Lanes<E> w, ref Lanes<E> x, ref Lanes<E> y, ref Lanes<E> z) => (w, x, y, z) = (Exp(w), Exp(x), Exp(y), Exp(z));

    // The method of VectorExponential, written out: through the operators above it is more than the compiler is willing to inline.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Double(Vector<double> x)
    {
        x = MinNative(Vector.Create(709.0), MaxNative(Vector.Create(-708.0), x));
        var shifted = Vector.FusedMultiplyAdd(x, Vector.Create(1.4426950408889634), Vector.Create(6755399441055744.0));
        var k = shifted - Vector.Create(6755399441055744.0);
        var r = Vector.FusedMultiplyAdd(k, Vector.Create(-1.90821492927058770002e-10), Vector.FusedMultiplyAdd(k, Vector.Create(-6.93147180369123816490e-01), x));
        var square = r * r;
        var low = Vector.FusedMultiplyAdd(square, Vector.FusedMultiplyAdd(r, Vector.Create(0.16666666666666669), Vector.Create(0.5)), r);
        var middle = Vector.FusedMultiplyAdd(
            square,
            Vector.FusedMultiplyAdd(r, Vector.Create(0.00019841269863050506), Vector.Create(0.001388888891720967)),
            Vector.FusedMultiplyAdd(r, Vector.Create(0.008333333333330063), Vector.Create(0.041666666666624136)));
        var high = Vector.FusedMultiplyAdd(
            square,
            Vector.FusedMultiplyAdd(r, Vector.Create(2.510038319586702e-08), Vector.Create(2.7620085455018414e-07)),
            Vector.FusedMultiplyAdd(r, Vector.Create(2.7557268464831627e-06), Vector.Create(2.4801521302241082e-05)));
        var power = Vector.Create(1.0) + Vector.FusedMultiplyAdd(square * square, Vector.FusedMultiplyAdd(square * square, high, middle), low);
        return (power.As<double, long>() + ShiftLeft(shifted.As<double, long>(), 52)).As<long, double>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Single(Vector<float> x)
    {
        x = MinNative(Vector.Create(88f), MaxNative(Vector.Create(-87f), x));
        var shifted = Vector.FusedMultiplyAdd(x, Vector.Create(1.44269504f), Vector.Create(12582912f));
        var k = shifted - Vector.Create(12582912f);
        var r = Vector.FusedMultiplyAdd(k, Vector.Create(2.12194440e-4f), Vector.FusedMultiplyAdd(k, Vector.Create(-0.693359375f), x));
        var square = r * r;
        var high = Vector.FusedMultiplyAdd(square, Vector.Create(0.0013926184f), Vector.FusedMultiplyAdd(r, Vector.Create(0.008363179f), Vector.Create(0.041666556f)));
        var power = Vector.Create(1f) + Vector.FusedMultiplyAdd(square, Vector.FusedMultiplyAdd(square, high, Vector.FusedMultiplyAdd(r, Vector.Create(0.16666576f), Vector.Create(0.5f))), r);
        return (power.As<float, int>() + ShiftLeft(shifted.As<float, int>(), 23)).As<int, float>();
    }
}
