using CompNeuro.Maths;
using CsCheck;

namespace CompNeuro.Tests.Maths;

public class JacobianTests
{
    [Fact]
    public void IsExactForALinearMap() =>
        Gen.Double[-10, 10].Array[9].Sample(a =>
        {
            double[] Map(double[] x) => [a[0] * x[0] + a[1] * x[1] + a[2] * x[2], a[3] * x[0] + a[4] * x[1] + a[5] * x[2], a[6] * x[0] + a[7] * x[1] + a[8] * x[2]];
            var jacobian = Jacobian.At(Map, [1, -60, 0.3]);
            return a.Select((value, k) => Math.Abs(jacobian[k / 3, k % 3] - value)).Max() < 4e-9;
        });

    [Fact]
    public void AgreesWithDerivativesByHand()
    {
        var jacobian = Jacobian.At(x => [Math.Exp(x[0] / 18) * x[1], Math.Sin(x[0] * x[1])], [-65, 0.3]);
        var (e, c) = (Math.Exp(-65.0 / 18), Math.Cos(-65 * 0.3));
        Assert.Equal(e * 0.3 / 18, jacobian[0, 0], 1e-13);
        Assert.Equal(e, jacobian[0, 1], 1e-13);
        Assert.Equal(0.3 * c, jacobian[1, 0], 1e-10);
        Assert.Equal(-65 * c, jacobian[1, 1], 1e-5);
    }
}
