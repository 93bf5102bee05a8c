using System.Runtime.CompilerServices;
using MathNet.Numerics;

namespace CompNeuro.Maths;

/// <summary>Functions that .NET lacks or evaluates inaccurately.</summary>
public static class Special
{
    /// <summary>
    /// x / (eˣ − 1), with its limit 1 at x = 0: the voltage dependence of many rate constants and of the GHK current.
    /// Falls from −x at large negative x to 0 at large positive x; x/(1 − e⁻ˣ) is the same function at −x.
    /// </summary>
    /// <remarks>Relative error below 4·10⁻¹⁶: near zero, where eˣ − 1 cancels, its Taylor series 1 − x/2 + Σ B₂ₖ x²ᵏ/(2k)!, with the Bernoulli numbers B₂ₖ, takes over.</remarks>
    public static double XOverExpM1(double x)
    {
        if (Math.Abs(x) > 1)
        {
            return x > 750 ? 0 : x / (Math.Exp(x) - 1);
        }

        var square = x * x;
        var series = Bernoulli[^1];
        for (var k = Bernoulli.Length - 2; k >= 0; k--)
        {
            series = series * square + Bernoulli[k];
        }

        return 1 - x / 2 + square * series;
    }

    /// <summary>The same for numbers side by side, to a few units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T XOverExpM1<T>(T x)
        where T : unmanaged, IReal<T>
    {
        var near = T.Abs(x) < XOverExpM1Near;
        return T.Select(near, XOverExpM1Series(x), x / (T.Select(near, 2.0, T.Exp(x)) - 1.0));
    }

    /// <summary>Below it, in size, the quotient loses digits and <see cref="XOverExpM1Series{T}"/> does not.</summary>
    internal const double XOverExpM1Near = 0.05;

    /// <summary>1 − x/2 + x²/12 − x⁴/720 + x⁶/30240 − …, the series of <see cref="XOverExpM1(double)"/> near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T XOverExpM1Series<T>(T x)
        where T : unmanaged, IReal<T>
    {
        var square = x * x;
        return T.FusedMultiplyAdd(square, T.FusedMultiplyAdd(square, T.FusedMultiplyAdd(square, 1.0 / 30240, -1.0 / 720), 1.0 / 12), T.FusedMultiplyAdd(x, -0.5, 1.0));
    }

    /// <summary>eˣ − 1 to the last digits however small x is; <see cref="double.ExpM1"/> is no more than the difference.</summary>
    internal static double ExpM1(double x) => x / XOverExpM1(x);

    /// <summary>ln(1 + x) to the last digits however small x is; <see cref="double.LogP1"/> is no more than the logarithm of the sum.</summary>
    /// <remarks>The rounding of 1 + x falls out of the quotient: Goldberg, ACM Comput. Surv. 23:5, 1991, Theorem 4.</remarks>
    internal static double LogP1(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : sum == double.PositiveInfinity ? sum : x * (Math.Log(sum) / (sum - 1));
    }

    /// <summary>The derivative of <see cref="XOverExpM1(double)"/>: from −1 at large negative x through −1/2 at 0 to 0 at large positive x.</summary>
    /// <remarks>(1 − f(−x))/(eˣ − 1) with f the function itself; near zero, where both cancel, the derivative of its Taylor series.</remarks>
    public static double XOverExpM1Derivative(double x)
    {
        if (Math.Abs(x) > 1)
        {
            return (1 - XOverExpM1(-x)) / (Math.Exp(x) - 1);
        }

        var square = x * x;
        var series = 0.0;
        for (var k = Bernoulli.Length - 1; k >= 0; k--)
        {
            series = series * square + 2 * (k + 1) * Bernoulli[k];
        }

        return x * series - 0.5;
    }

    /// <summary>The scaled complementary error function e^(x²) erfc x for x ≥ 0: 1 at 0, and 1/(x√π) far out, where erfc itself underflows.</summary>
    /// <remarks>Relative error below 10⁻¹⁴. From x = 5 on, Laplace's continued fraction x + ½/(x + 1/(x + 3⁄2/(x + …))), the inverse of √π times it (Abramowitz &amp; Stegun, 7.1.14).</remarks>
    public static double ScaledErfc(double x)
    {
        if (x < 5)
        {
            return Math.Exp(x * x) * SpecialFunctions.Erfc(x);
        }

        var fraction = x;
        for (var k = 40; k > 0; k--)
        {
            fraction = x + k / 2.0 / fraction;
        }

        return 1 / (Math.Sqrt(Math.PI) * fraction);
    }

    // B₂ₖ/(2k)! for k = 1, 2, …; they fall as 2/(2π)²ᵏ, so eleven reach the precision of a double at |x| = 1.
    private static ReadOnlySpan<double> Bernoulli =>
    [
        1.0 / 12,
        -1.0 / 720,
        1.0 / 30240,
        -1.0 / 1209600,
        1.0 / 47900160,
        -691.0 / 1307674368000,
        1.0 / 74724249600,
        -3617.0 / 10670622842880000,
        43867.0 / 5109094217170944000,
        -174611.0 / 802857662698291200000.0,
        77683.0 / 14101100039391805440000.0,
    ];
}
