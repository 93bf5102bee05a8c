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
    public static Lanes512<E> IsNegative(Lanes512<E> x) => typeof(E) == typeof(float)
        ? new(ShiftRightArithmetic(x.Value.AsInt32(), 31).As<int, E>())
        : new(ShiftRightArithmetic(x.Value.AsInt64(), 63).As<long, E>());

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<E> ExpOfSmall(Lanes512<E> x)
    {
        if (GreaterThanAny(Vector512.Abs(x.Value), ((Lanes512<E>)(1.0 / 3)).Value))
        {
            return Exp(x);
        }

        return typeof(E) == typeof(float) ? new(Near(x.Value.As<E, float>()).As<float, E>()) : new(Near(x.Value.As<E, double>()).As<double, E>());
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exp(ref Lanes512<E> w, ref Lanes512<E> x, ref Lanes512<E> y, ref Lanes512<E> z)
    {
        var largest = Vector512.MaxNative(Vector512.MaxNative(Vector512.Abs(w.Value), Vector512.Abs(x.Value)), Vector512.MaxNative(Vector512.Abs(y.Value), Vector512.Abs(z.Value)));
        if (GreaterThanAny(largest, ((Lanes512<E>)(1.0 / 3)).Value))
        {
            var (far0, far1, far2, far3) = (w, x, y, z);
            Far(ref far0, ref far1, ref far2, ref far3);
            (w, x, y, z) = (far0, far1, far2, far3);
        }
        else if (typeof(E) == typeof(float))
        {
            var (a, b, c, d) = (w.Value.As<E, float>(), x.Value.As<E, float>(), y.Value.As<E, float>(), z.Value.As<E, float>());
            Near(ref a, ref b, ref c, ref d);
            (w, x, y, z) = (new(a.As<float, E>()), new(b.As<float, E>()), new(c.As<float, E>()), new(d.As<float, E>()));
        }
        else
        {
            var (a, b, c, d) = (w.Value.As<E, double>(), x.Value.As<E, double>(), y.Value.As<E, double>(), z.Value.As<E, double>());
            Near(ref a, ref b, ref c, ref d);
            (w, x, y, z) = (new(a.As<double, E>()), new(b.As<double, E>()), new(c.As<double, E>()), new(d.As<double, E>()));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Far(ref Lanes512<E> w, ref Lanes512<E> x, ref Lanes512<E> y, ref Lanes512<E> z) => (w, x, y, z) = (Exp(w), Exp(x), Exp(y), Exp(z));

    // The polynomial of Exp where k is 0, in step for four numbers. It is written in 2x, with coefficients halved as often as is due: that rounds alike, but keeps the compiler from
    // holding one set of constants in registers from the last Exp to here, which drives what is at work out of them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Near(ref Vector512<double> a, ref Vector512<double> b, ref Vector512<double> c, ref Vector512<double> d)
    {
        var (w, x, y, z) = (a + a, b + b, c + c, d + d);
        var (w2, x2, y2, z2) = (w * w, x * x, y * y, z * z);
        var c11 = Vector512.Create(2.510038319586702e-08 / 2048);
        var c10 = Vector512.Create(2.7620085455018414e-07 / 1024);
        var (hw, hx, hy, hz) = (Fma(w, c11, c10), Fma(x, c11, c10), Fma(y, c11, c10), Fma(z, c11, c10));
        var c9 = Vector512.Create(2.7557268464831627e-06 / 512);
        var c8 = Vector512.Create(2.4801521302241082e-05 / 256);
        (hw, hx, hy, hz) = (Fma(w2, hw, Fma(w, c9, c8)), Fma(x2, hx, Fma(x, c9, c8)), Fma(y2, hy, Fma(y, c9, c8)), Fma(z2, hz, Fma(z, c9, c8)));
        var c7 = Vector512.Create(0.00019841269863050506 / 128);
        var c6 = Vector512.Create(0.001388888891720967 / 64);
        var (mw, mx, my, mz) = (Fma(w, c7, c6), Fma(x, c7, c6), Fma(y, c7, c6), Fma(z, c7, c6));
        var c5 = Vector512.Create(0.008333333333330063 / 32);
        var c4 = Vector512.Create(0.041666666666624136 / 16);
        (mw, mx, my, mz) = (Fma(w2, mw, Fma(w, c5, c4)), Fma(x2, mx, Fma(x, c5, c4)), Fma(y2, my, Fma(y, c5, c4)), Fma(z2, mz, Fma(z, c5, c4)));
        (hw, hx, hy, hz) = (Fma(w2 * w2, hw, mw), Fma(x2 * x2, hx, mx), Fma(y2 * y2, hy, my), Fma(z2 * z2, hz, mz));
        var c3 = Vector512.Create(0.16666666666666669 / 8);
        var c2 = Vector512.Create(0.5 / 4);
        (mw, mx, my, mz) = (Fma(w2, Fma(w, c3, c2), a), Fma(x2, Fma(x, c3, c2), b), Fma(y2, Fma(y, c3, c2), c), Fma(z2, Fma(z, c3, c2), d));
        var one = Vector512.Create(1.0);
        a = one + Fma(w2 * w2, hw, mw);
        b = one + Fma(x2 * x2, hx, mx);
        c = one + Fma(y2 * y2, hy, my);
        d = one + Fma(z2 * z2, hz, mz);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Near(ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        var (w, x, y, z) = (a + a, b + b, c + c, d + d);
        var (w2, x2, y2, z2) = (w * w, x * x, y * y, z * z);
        var (c5, c4) = (Vector512.Create(0.008363179f / 32), Vector512.Create(0.041666556f / 16));
        var (hw, hx, hy, hz) = (Fma(w, c5, c4), Fma(x, c5, c4), Fma(y, c5, c4), Fma(z, c5, c4));
        var c6 = Vector512.Create(0.0013926184f / 64);
        (hw, hx, hy, hz) = (Fma(w2, c6, hw), Fma(x2, c6, hx), Fma(y2, c6, hy), Fma(z2, c6, hz));
        var (c3, c2) = (Vector512.Create(0.16666576f / 8), Vector512.Create(0.5f / 4));
        (hw, hx, hy, hz) = (Fma(w2, hw, Fma(w, c3, c2)), Fma(x2, hx, Fma(x, c3, c2)), Fma(y2, hy, Fma(y, c3, c2)), Fma(z2, hz, Fma(z, c3, c2)));
        var one = Vector512.Create(1f);
        (a, b, c, d) = (one + Fma(w2, hw, a), one + Fma(x2, hx, b), one + Fma(y2, hy, c), one + Fma(z2, hz, d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Fma(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fma(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Vector512.FusedMultiplyAdd(a, b, c);

    // The method of VectorExponential, written out: through the operators above it is more than the compiler is willing to inline.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Double(Vector512<double> x)
    {
        x = MinNative(Vector512.Create(709.0), MaxNative(Vector512.Create(-708.0), x));
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.4426950408889634), Vector512.Create(6755399441055744.0));
        var k = shifted - Vector512.Create(6755399441055744.0);
        var r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-1.90821492927058770002e-10), Vector512.FusedMultiplyAdd(k, Vector512.Create(-6.93147180369123816490e-01), x));
        return (Near(r).AsInt64() + ShiftLeft(shifted.AsInt64(), 52)).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Near(Vector512<double> r)
    {
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
        return Vector512.Create(1.0) + Vector512.FusedMultiplyAdd(square * square, Vector512.FusedMultiplyAdd(square * square, high, middle), low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Single(Vector512<float> x)
    {
        x = MinNative(Vector512.Create(88f), MaxNative(Vector512.Create(-87f), x));
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.44269504f), Vector512.Create(12582912f));
        var k = shifted - Vector512.Create(12582912f);
        var r = Vector512.FusedMultiplyAdd(k, Vector512.Create(2.12194440e-4f), Vector512.FusedMultiplyAdd(k, Vector512.Create(-0.693359375f), x));
        return (Near(r).AsInt32() + ShiftLeft(shifted.AsInt32(), 23)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Near(Vector512<float> r)
    {
        var square = r * r;
        var high = Vector512.FusedMultiplyAdd(square, Vector512.Create(0.0013926184f), Vector512.FusedMultiplyAdd(r, Vector512.Create(0.008363179f), Vector512.Create(0.041666556f)));
        return Vector512.Create(1f) + Vector512.FusedMultiplyAdd(square, Vector512.FusedMultiplyAdd(square, high, Vector512.FusedMultiplyAdd(r, Vector512.Create(0.16666576f), Vector512.Create(0.5f))), r);
    }
}
