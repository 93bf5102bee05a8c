namespace CompNeuro.Maths;

/// <summary>The quantile of the normal distribution, bit for bit the same on every machine.</summary>
internal static class NormalDistribution
{
    /// <summary>The z below which a standard normal number lies with probability <paramref name="p"/> in (0, 1): algorithm AS 241, routine PPND16, relative error 10⁻¹⁶ (Wichura, Appl. Statist. 37:477, 1988).</summary>
    public static double Quantile(double p)
    {
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            return q * Ratio(0.180625 - q * q, CentreNumerator, CentreDenominator);
        }

        var r = Math.Sqrt(-Log(Math.Min(p, 1 - p)));
        var z = r <= 5 ? Ratio(r - 1.6, MiddleNumerator, MiddleDenominator) : Ratio(r - 5, TailNumerator, TailDenominator);
        return q < 0 ? -z : z;
    }

    /// <summary>The natural logarithm of a normal positive number, from exactly rounded operations only: x = m·2ᵉ, ln m = 2 artanh((m − 1)/(m + 1)).</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & 0xF_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (m > 1.4142135623730951)
        {
            (m, exponent) = (m / 2, exponent + 1);
        }

        var s = (m - 1) / (m + 1);
        var square = s * s;
        var series = 0.0;
        for (var k = 23; k >= 3; k -= 2)
        {
            series = (series + 1.0 / k) * square;
        }

        // ln 2 in two parts, the first short enough that its product with the exponent is exact.
        return exponent * 0.693147180369123816490 + (exponent * 1.90821492927058770002e-10 + 2 * s * series + 2 * s);
    }

    private static double Ratio(double x, ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator) => Polynomial(x, numerator) / Polynomial(x, denominator);

    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        var value = coefficients[^1];
        for (var k = coefficients.Length - 2; k >= 0; k--)
        {
            value = value * x + coefficients[k];
        }

        return value;
    }

    private static ReadOnlySpan<double> CentreNumerator =>
    [
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
        4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
    ];

    private static ReadOnlySpan<double> CentreDenominator =>
    [
        1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
        2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
    ];

    private static ReadOnlySpan<double> MiddleNumerator =>
    [
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ];

    private static ReadOnlySpan<double> MiddleDenominator =>
    [
        1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ];

    private static ReadOnlySpan<double> TailNumerator =>
    [
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ];

    private static ReadOnlySpan<double> TailDenominator =>
    [
        1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ];
}
