using CompNeuro.Maths;

namespace CompNeuro.Tests.Maths;

public class RandomNumbersTests
{
    private const int Many = 1_000_000;

    // Known answers of Philox4x32-10 from Random123 (kat_vectors), Salmon et al. 2011.
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x85a308d3243f6a88UL, 0x0370734413198a2eUL, 0x299f31d0a4093822UL, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void BlocksAreThePublishedOnes(ulong low, ulong high, ulong key, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal((x0, x1, x2, x3), RandomNumbers.Philox(low, high, key));

    // ndtri of SciPy 1.10 (Cephes).
    [Theory]
    [InlineData(1e-15, -7.941345326170998)]
    [InlineData(1e-10, -6.361340902404056)]
    [InlineData(1e-05, -4.264890793922825)]
    [InlineData(0.01, -2.3263478740408408)]
    [InlineData(0.07, -1.4757910281791706)]
    [InlineData(0.25, -0.6744897501960817)]
    [InlineData(0.4, -0.2533471031357997)]
    [InlineData(0.5, 0)]
    [InlineData(0.95, 1.6448536269514722)]
    [InlineData(0.999999, 4.753424308817087)]
    public void TheNormalQuantileIsThePublishedOne(double p, double z) => Assert.Equal(z, NormalDistribution.Quantile(p), 2e-15 * (1 + Math.Abs(z)));

    [Fact]
    public void TheLogarithmAgreesWithThatOfTheMachine()
    {
        for (var x = 1e-16; x < 1e16; x *= 1.0372)
        {
            Assert.Equal(Math.Log(x), NormalDistribution.Log(x), 3e-16 * (1 + Math.Abs(Math.Log(x))));
        }
    }

    // The seed of a figure in the course must never come to mean another figure.
    [Fact]
    public void TheSequenceOfASeedIsFixedForEver()
    {
        var numbers = new RandomNumbers(seed: 2026);
        Assert.Equal(
            [9635379227685234915UL, 4599013527555732398UL, 13824040328784892953UL],
            new[] { numbers.NextBits(), BitConverter.DoubleToUInt64Bits(numbers.NextUniform()), BitConverter.DoubleToUInt64Bits(numbers.NextNormal()) });
    }

    [Fact]
    public void NormalNumbersHaveTheMomentsAndTailOfTheNormalDistribution()
    {
        var numbers = new RandomNumbers(seed: 1);
        var (sum, square, fourth, beyond) = (0.0, 0.0, 0.0, 0);
        for (var k = 0; k < Many; k++)
        {
            var z = numbers.NextNormal();
            (sum, square, fourth) = (sum + z, square + z * z, fourth + z * z * z * z);
            beyond += Math.Abs(z) > 3 ? 1 : 0;
        }

        // Four standard errors each.
        Assert.Equal(0, sum / Many, 4e-3);
        Assert.Equal(1, square / Many, 4 * Math.Sqrt(2.0 / Many));
        Assert.Equal(3, fourth / Many, 4 * Math.Sqrt(96.0 / Many));
        Assert.Equal(0.0026998, beyond / (double)Many, 4 * Math.Sqrt(0.0027 / Many));
    }

    [Fact]
    public void ExponentialNumbersHaveMeanAndDeviationOne()
    {
        var numbers = new RandomNumbers(seed: 2);
        var values = Enumerable.Range(0, Many).Select(_ => numbers.NextExponential()).ToArray();
        Assert.Equal(1, values.Average(), 4e-3);
        Assert.Equal(2, values.Average(value => value * value), 4 * Math.Sqrt(20.0 / Many));
        Assert.True(values.Min() > 0);
    }

    [Fact]
    public void StreamsAndSeedsAreUncorrelated()
    {
        double Correlation(RandomNumbers a, RandomNumbers b) => Enumerable.Range(0, Many / 10).Average(_ => a.NextNormal() * b.NextNormal());
        var limit = 4 / Math.Sqrt(Many / 10.0);
        Assert.Equal(0, Correlation(new(seed: 1), new(seed: 2)), limit);
        Assert.Equal(0, Correlation(new(seed: 1, stream: 1), new(seed: 1, stream: 2)), limit);
        Assert.Equal(1, Correlation(new(seed: -5, stream: 7), new(seed: -5, stream: 7)), 4 * Math.Sqrt(2) / Math.Sqrt(Many / 10.0));
    }
}
