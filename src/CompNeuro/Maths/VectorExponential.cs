using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector256;

namespace CompNeuro.Maths;

/// <summary>The exponential function of many numbers at once.</summary>
internal static class VectorExponential
{
    private const double Lowest = -708;
    private const double Highest = 709;

    /// <summary>
    /// eˣ, within 1.5 units in the last place of the true value from −708 to 709; beyond, its value there (3·10⁻³⁰⁸ or 8·10³⁰⁷). NaN gives NaN.
    /// </summary>
    /// <remarks>
    /// x = k ln 2 + r with |r| ≤ ½ ln 2; eʳ by the polynomial of degree 11 that interpolates it at Chebyshev's nodes (relative error 1.7·10⁻¹⁷); 2ᵏ added to the
    /// exponent. Every operation is rounded as IEEE 754 says, so the bits are the same on every machine and in every lane.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp(Vector256<double> x)
    {
        x = MinNative(Create(Highest), MaxNative(Create(Lowest), x));
        // Adding 1.5·2⁵² rounds to a whole number and leaves it in the last bits.
        var shifted = FusedMultiplyAdd(x, Create(1.4426950408889634), Create(6755399441055744.0));
        var k = shifted - Create(6755399441055744.0);
        var r = FusedMultiplyAdd(k, Create(-6.93147180369123816490e-01), x);
        r = FusedMultiplyAdd(k, Create(-1.90821492927058770002e-10), r);
        var square = r * r;
        var fourth = square * square;
        var low = FusedMultiplyAdd(square, FusedMultiplyAdd(r, Create(0.16666666666666669), Create(0.5)), r);
        var middle = FusedMultiplyAdd(
            square,
            FusedMultiplyAdd(r, Create(0.00019841269863050506), Create(0.001388888891720967)),
            FusedMultiplyAdd(r, Create(0.008333333333330063), Create(0.041666666666624136)));
        var high = FusedMultiplyAdd(
            square,
            FusedMultiplyAdd(r, Create(2.510038319586702e-08), Create(2.7620085455018414e-07)),
            FusedMultiplyAdd(r, Create(2.7557268464831627e-06), Create(2.4801521302241082e-05)));
        var power = Create(1.0) + FusedMultiplyAdd(fourth, FusedMultiplyAdd(fourth, high, middle), low);
        return (power.AsInt64() + ShiftLeft(shifted.AsInt64(), 52)).AsDouble();
    }
}
