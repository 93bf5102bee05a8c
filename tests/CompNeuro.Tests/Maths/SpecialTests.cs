using CompNeuro.Maths;
using CsCheck;

namespace CompNeuro.Tests.Maths;

public class SpecialTests
{
    [Fact]
    public void XOverExpM1IsAccurateToAFewUnitsOfTheLastPlace()
    {
        var worst = 0.0;
        // Multiples of 1/128 are exact decimals, so the reference, computed with 28 digits, is for the same x.
        for (var x = -30.0; x <= 30; x += 1.0 / 128)
        {
            worst = Math.Max(worst, Math.Abs(Special.XOverExpM1(x) / Reference(x) - 1));
        }

        Assert.InRange(worst, 0, 4e-16);
    }

    [Fact]
    public void XOverExpM1IsAccurateAsXVanishes()
    {
        for (var k = 1; k < 1074; k++)
        {
            var x = Math.ScaleB(1, -k);
            Assert.Equal(Reference(x), Special.XOverExpM1(x), 2.3e-16);
            Assert.Equal(Reference(-x), Special.XOverExpM1(-x), 2.3e-16);
        }
    }

    // Beside the first terms of the series where they are enough, and each beside the inverse of the other elsewhere.
    [Fact]
    public void SmallExponentialsAndLogarithmsKeepTheirDigits()
    {
        for (var x = 1e-300; x < 1e-5; x *= 7)
        {
            Assert.All([x, -x], x => Assert.Equal(1, Special.ExpM1(x) / (x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4)))), 1e-15));
            Assert.All([x, -x], x => Assert.Equal(1, Special.LogP1(x) / (x * (1 - x * (0.5 - x * (1.0 / 3 - x / 4)))), 1e-15));
        }

        Assert.All([-30, -2, -0.6, -1e-3, 1e-4, 0.3, 1, 20.0], x => Assert.Equal(1, Special.LogP1(Special.ExpM1(x)) / x, x < -10 ? 1e-2 : 1e-15));
        Assert.Equal([0, double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity], [Special.LogP1(0), Special.LogP1(double.PositiveInfinity), Special.LogP1(-1), Special.ExpM1(1000)]);
    }

    [Fact]
    public void XOverExpM1HasItsLimits()
    {
        Assert.Equal(1, Special.XOverExpM1(0));
        Assert.Equal(0, Special.XOverExpM1(double.PositiveInfinity));
        Assert.Equal(double.PositiveInfinity, Special.XOverExpM1(double.NegativeInfinity));
        Assert.Equal(0, Special.XOverExpM1(1e300));
        Assert.Equal(800, Special.XOverExpM1(-800));
        Assert.True(double.IsNaN(Special.XOverExpM1(double.NaN)));
    }

    [Fact]
    public void XOverExpM1OfMinusXExceedsThatOfXByX() =>
        Gen.Double[-700, 700].Sample(x => Math.Abs(Special.XOverExpM1(-x) - Special.XOverExpM1(x) - x) <= 4e-16 * (1 + Math.Abs(x)));

    [Fact]
    public void XOverExpM1Falls() =>
        Gen.Select(Gen.Double[-50, 50], Gen.Double[1e-9, 10]).Sample((x, step) => Special.XOverExpM1(x + step) < Special.XOverExpM1(x));

    /// <summary>x/(eˣ − 1) from the Taylor series of eˣ in decimal arithmetic.</summary>
    private static double Reference(double x)
    {
        var exact = (decimal)Math.Abs(x);
        var (term, sum) = (1m, 0m);
        for (var k = 1; k < 200; k++)
        {
            // Divided by x: Σ xᵏ⁻¹/k!
            sum += term / k;
            term *= exact / k;
        }

        // x/(e⁻ˣ − 1)·(−1) = eˣ·x/(eˣ − 1)
        return (double)(x < 0 ? (1 + exact * sum) / sum : 1 / sum);
    }

    // x, d/dx x/(e^x - 1) from 60-digit decimals, rounded.
    [Theory]
    [InlineData(0, -0.5)]
    [InlineData(-300.0, -1.0)]
    [InlineData(-20.0, -0.999999960838081)]
    [InlineData(-1.0000001, -0.6613031277562919)]
    [InlineData(-0.9999999, -0.6613030975667761)]
    [InlineData(-1E-09, -0.5000000001666667)]
    [InlineData(0.001, -0.4998333333388889)]
    [InlineData(1.0, -0.33869688733846587)]
    [InlineData(1.5, -0.2673487943289896)]
    [InlineData(40.0, -1.6568581595637197E-16)]
    [InlineData(600.0, -1.587587535249582E-258)]
    public void XOverExpM1DerivativeIsAccurateNearAndFarFromZero(double x, double value) => Assert.Equal(value, Special.XOverExpM1Derivative(x), 2e-15 * Math.Abs(value));

    // scipy.special.erfcx.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.3, 0.7345993345676554)]
    [InlineData(1, 0.427583576155807)]
    [InlineData(2.5, 0.2108063640611436)]
    [InlineData(4.9, 0.11287909055975874)]
    [InlineData(5, 0.11070463773306861)]
    [InlineData(7, 0.07980005432915295)]
    [InlineData(30, 0.018795888861416754)]
    [InlineData(1e4, 5.641895807268084e-05)]
    public void TheScaledErrorFunctionIsThatOfScipy(double x, double expected) => Assert.Equal(1, Special.ScaledErfc(x) / expected, 2e-14);
}
