using System.Numerics;
using System.Runtime.Intrinsics;
using CompNeuro.Maths;

namespace CompNeuro.Tests.Maths;

public class VectorExponentialTests
{
    [Fact]
    public void TheErrorIsBelowOneAndAHalfUnitsInTheLastPlace()
    {
        var random = new Random(1);
        var worst = Enumerable.Range(0, 20_000).Select(_ => 40 * random.NextDouble() - 20).Max(x => ErrorInUlp(x, Exp(x)));
        Assert.InRange(worst, 0.4, 1.5);
    }

    // Math.Exp is itself good to one unit in the last place.
    [Fact]
    public void TheWholeRangeAgreesWithTheScalarFunction()
    {
        for (var x = -708.0; x <= 709; x += 0.0371)
        {
            Assert.InRange(Math.Abs(Exp(x) - Math.Exp(x)) / (Math.BitIncrement(Math.Exp(x)) - Math.Exp(x)), 0, 2.5);
        }
    }

    [Fact]
    public void BeyondTheRangeItSaturatesAndNaNStaysNaN()
    {
        Assert.Equal(1, Exp(0));
        Assert.Equal(Exp(-708), Exp(double.NegativeInfinity));
        Assert.Equal(Exp(709), Exp(1e300));
        Assert.True(double.IsNaN(Exp(double.NaN)));
    }

    [Fact]
    public void EveryLaneGivesTheSameBits()
    {
        var x = Vector256.Create(-11, 0.37, 5.5, 20.1);
        var (straight, reversed) = (VectorExponential.Exp(x), VectorExponential.Exp(Vector256.Shuffle(x, Vector256.Create(3L, 2, 1, 0))));
        Assert.All(Enumerable.Range(0, 4), lane => Assert.Equal(straight[lane], reversed[3 - lane]));
    }

    private static double Exp(double x) => VectorExponential.Exp(Vector256.Create(x)).ToScalar();

    // eˣ with 300 bits after the point, by Taylor's series.
    private static double ErrorInUlp(double x, double computed)
    {
        static BigInteger Fixed(double value)
        {
            var exponent = Math.ILogB(value) - 52;
            return (BigInteger)Math.ScaleB(value, -exponent) << (300 + exponent);
        }

        var (argument, term, sum) = (Fixed(x), BigInteger.One << 300, BigInteger.One << 300);
        for (var k = 1; k < 150; k++)
        {
            term = (term * argument >> 300) / k;
            sum += term;
        }

        return (double)(BigInteger.Abs(sum - Fixed(computed)) >> 200) / (double)((BigInteger.One << (300 + Math.ILogB(computed) - 52)) >> 200);
    }
}
