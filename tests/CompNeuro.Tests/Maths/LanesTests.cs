using System.Numerics;
using CompNeuro.Maths;

namespace CompNeuro.Tests.Maths;

public class LanesTests
{
    [Fact]
    public void TheDoubleExponentialIsWithinOneAndAHalfUnitsInTheLastPlaceOverItsWholeRange()
    {
        var random = new RandomNumbers(1);
        double[] arguments = [.. Enumerable.Range(0, 200).Select(_ => 1417 * random.NextUniform() - 708), .. Enumerable.Range(0, 200).Select(_ => 2 * random.NextUniform() - 1), -708, 709, 0];
        Assert.InRange(arguments.Max(x => ErrorInUlp(x, Each<Lanes<double>>(Lanes<double>.Exp, x))), 0.4, 1.5);
    }

    [Fact]
    public void TheSingleExponentialIsWithinOneAndAHalfUnitsInTheLastPlaceOverItsWholeRange()
    {
        var worst = 0.0;
        for (var x = -87f; x <= 88f; x += 0.0031f)
        {
            var truth = Math.Exp(x);
            worst = Math.Max(worst, Math.Abs(Each<Lanes<float>>(Lanes<float>.Exp, x) - truth) / (MathF.BitIncrement((float)truth) - (float)truth));
        }

        Assert.InRange(worst, 0.4, 1.5);
    }

    [Fact]
    public void BeyondTheRangeTheExponentialStaysAndNoNumberStaysNone()
    {
        Assert.Equal(Math.Exp(-708), Each<Lanes<double>>(Lanes<double>.Exp, double.NegativeInfinity), 1e-320);
        Assert.Equal(Each<Lanes<double>>(Lanes<double>.Exp, 709), Each<Lanes<double>>(Lanes<double>.Exp, 1e300));
        Assert.Equal(Each<Lanes<float>>(Lanes<float>.Exp, 88), Each<Lanes<float>>(Lanes<float>.Exp, 1e30));
        Assert.True(double.IsNaN(Each<Lanes<double>>(Lanes<double>.Exp, double.NaN)));
        Assert.True(double.IsNaN(Each<Lanes<float>>(Lanes<float>.Exp, double.NaN)));
    }

    [Fact]
    public void EveryWidthGivesTheSameBits()
    {
        var random = new RandomNumbers(2);
        for (var k = 0; k < 2000; k++)
        {
            var (a, b, c) = (40 * random.NextNormal(), random.NextNormal(), random.NextNormal());
            Assert.Equal(Formula<Lanes<double>>(a, b, c), Formula<Lanes512<double>>(a, b, c));
            Assert.Equal(Formula<Lanes<float>>(a, b, c), Formula<Lanes512<float>>(a, b, c));
        }
    }

    // Small numbers, and four together that all are small, take a shorter way.
    [Fact]
    public void TheExponentialOfFourAndThatOfSmallNumbersIsThatOfEach()
    {
        var random = new RandomNumbers(4);
        double[][] fours =
        [
            .. Enumerable.Range(0, 3000).Select(k => Enumerable.Range(0, 4).Select(_ => Math.Pow(10, 1.5 * random.NextUniform() - 1.5) * random.NextNormal()).ToArray()),
            [0, -0.0, 1.0 / 3, -1.0 / 3],
            [0.33, 1e-300, -1e-20, 0.3333333333333334],
            [-708, 709, 1e9, -1e9],
        ];
        foreach (var four in fours)
        {
            Check<Lanes<double>>(four);
            Check<Lanes512<double>>(four);
            Check<Lanes<float>>(four);
            Check<Lanes512<float>>(four);
        }

        static void Check<T>(double[] four)
            where T : unmanaged, ILanes<T>, IReal<T>
        {
            T w = four[0], x = four[1], y = four[2], z = four[3];
            T[] each = [T.Exp(w), T.Exp(x), T.Exp(y), T.Exp(z)];
            Assert.Equal(each.Select(one => T.At(one, 0)), from number in four select T.At(T.ExpOfSmall(number), 0));
            T.Exp(ref w, ref x, ref y, ref z);
            Assert.Equal(each.Select(one => T.At(one, 0)), [T.At(w, 0), T.At(x, 0), T.At(y, 0), T.At(z, 0)]);
        }
    }

    [Fact]
    public void ALaneIsTheOneNumberButForTheRoundingOfItsExponential()
    {
        var random = new RandomNumbers(3);
        for (var k = 0; k < 2000; k++)
        {
            var (a, b, c) = (5 * random.NextNormal(), random.NextNormal(), random.NextNormal());
            double one = Formula<Real>((Real)a, (Real)b, (Real)c);
            Assert.Equal(one, Formula<Lanes<double>>(a, b, c), 1e-13 * (1 + Math.Abs(one)));
        }
    }

    // Every operation, in one formula.
    private static T Formula<T>(T a, T b, T c)
        where T : unmanaged, IReal<T>
    {
        var condition = ((a < b) | (a >= c)) & ((b <= c) | (b > a));
        var chosen = T.Select(condition, T.Exp(a * 0.1) - b / (T.Abs(c) + 0.5), -T.FusedMultiplyAdd(a, b, c));
        return T.Any(chosen > 1e9) ? 0.0 : chosen;
    }

    private static double Formula<T>(double a, double b, double c)
        where T : unmanaged, ILanes<T>, IReal<T> => T.At(Formula<T>((T)a, (T)b, (T)c), T.Count - 1);

    private static double Each<T>(Func<T, T> function, double x)
        where T : unmanaged, ILanes<T>, IReal<T> => T.At(function(x), T.Count / 2);

    // eˣ with 2,000 bits after the point, by Taylor's series of e^(x/1024).
    private static double ErrorInUlp(double x, double computed)
    {
        const int Bits = 2200;
        static BigInteger Fixed(double value)
        {
            var exponent = Math.ILogB(value) - 52;
            return (BigInteger)Math.ScaleB(value, -exponent) << (Bits + exponent);
        }

        if (x == 0)
        {
            return Math.Abs(computed - 1) / double.Epsilon;
        }

        var (argument, term, sum) = (Fixed(x) >> 10, BigInteger.One << Bits, BigInteger.One << Bits);
        for (var k = 1; k < 60; k++)
        {
            term = (term * argument >> Bits) / k;
            sum += term;
        }

        for (var doubling = 0; doubling < 10; doubling++)
        {
            sum = sum * sum >> Bits;
        }

        return (double)(BigInteger.Abs(sum - Fixed(computed)) * 1000 / (BigInteger.One << (Bits + Math.ILogB(computed) - 52))) / 1000;
    }
}
