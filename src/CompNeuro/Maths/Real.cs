using System.Runtime.CompilerServices;

namespace CompNeuro.Maths;

/// <summary>One number of type <see langword="double"/>, as <see cref="IReal{T}"/>.</summary>
public readonly record struct Real(double Value) : IReal<Real>
{
    public static implicit operator Real(double value) => new(value);

    public static implicit operator double(Real x) => x.Value;

    public static Real operator +(Real a, Real b) => new(a.Value + b.Value);

    public static Real operator -(Real a, Real b) => new(a.Value - b.Value);

    public static Real operator *(Real a, Real b) => new(a.Value * b.Value);

    public static Real operator /(Real a, Real b) => new(a.Value / b.Value);

    public static Real operator -(Real a) => new(-a.Value);

    public static Real operator <(Real a, Real b) => Condition(a.Value < b.Value);

    public static Real operator >(Real a, Real b) => Condition(a.Value > b.Value);

    public static Real operator <=(Real a, Real b) => Condition(a.Value <= b.Value);

    public static Real operator >=(Real a, Real b) => Condition(a.Value >= b.Value);

    public static Real operator &(Real a, Real b) => Condition(Holds(a) && Holds(b));

    public static Real operator |(Real a, Real b) => Condition(Holds(a) || Holds(b));

    public static Real Select(Real condition, Real then, Real otherwise) => Holds(condition) ? then : otherwise;

    public static bool Any(Real condition) => Holds(condition);

    public static Real FusedMultiplyAdd(Real a, Real b, Real c) => new(Math.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static Real Abs(Real x) => new(Math.Abs(x.Value));

    public static Real Exp(Real x) => Math.Exp(x.Value);

    public static Real ExpOfSmall(Real x) => Exp(x);

    public static void Exp(ref Real w, ref Real x, ref Real y, ref Real z) => (w, x, y, z) = (Exp(w), Exp(x), Exp(y), Exp(z));

    private static long Bits64(Real x) => BitConverter.DoubleToInt64Bits(x.Value);

    private static bool Holds(Real condition) => Bits64(condition) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Real Condition(bool holds) => BitConverter.Int64BitsToDouble(holds ? -1 : 0);
}
