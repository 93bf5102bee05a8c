using System.Numerics;
using CompNeuro.Maths;

namespace CompNeuro.Tests.Maths;

public class LaplaceTransformTests
{
    [Theory]
    [InlineData(1e-3)]
    [InlineData(1)]
    [InlineData(50)]
    public void KnownTransformsAreInverted(double t)
    {
        Assert.Equal(Math.Exp(-t), LaplaceTransform.Invert(s => 1 / (s + 1), t), 1e-13);
        Assert.Equal(1, LaplaceTransform.Invert(s => 1 / s, t), 1e-13);
        Assert.Equal(1, Math.Sqrt(Math.PI * t) * LaplaceTransform.Invert(s => 1 / Complex.Sqrt(s), t), 1e-13);
        Assert.Equal(t * Math.Exp(-3 * t), LaplaceTransform.Invert(s => 1 / ((s + 3) * (s + 3)), t), 1e-13);
        Assert.Equal(MathNet.Numerics.SpecialFunctions.Erfc(0.5 / Math.Sqrt(t)), LaplaceTransform.Invert(s => Complex.Exp(-Complex.Sqrt(s)) / s, t), 1e-13);
    }
}
