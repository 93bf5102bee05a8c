using CompNeuro.Dynamics;
using CsCheck;

namespace CompNeuro.Tests.Dynamics;

public class ExponentialEulerTests
{
    [Fact]
    public void IsExactForConstantCoefficientsHoweverLongTheStep() =>
        Gen.Select(Gen.Double[-100, 100], Gen.Double[0, 1000], Gen.Double[-100, 100], Gen.Double[0.01, 5]).Sample((drive, decay, start, step) =>
        {
            var end = new ExponentialEuler(step).Solve((_, _) => (drive, decay), start, 0, 3).Final;
            // 3·drive·(1 − e^{−z})/z, where the quotient cancels for small z = 3·decay and its Taylor series serves instead.
            var z = 3 * decay;
            var exact = start * Math.Exp(-z) + 3 * drive * (z < 3e-3 ? 1 - z / 2 + z * z / 6 : (1 - Math.Exp(-z)) / z);
            return Math.Abs(end - exact) < 1e-7 * (1 + Math.Abs(exact));
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void IsOfFirstOrder(bool struc)
    {
        double Error(double h) => struc
            ? Math.Abs(new ExponentialEuler(h).Solve((t, s) => (new Pair(Math.Cos(t), s.X), new Pair(1 + s.Y * s.Y, 2)), new Pair(0, 1), 0, 2).Final.X
                - new DormandPrince { RelativeTolerance = 1e-12 }.Solve((t, s) => new Pair(Math.Cos(t) - (1 + s.Y * s.Y) * s.X, s.X - 2 * s.Y), new Pair(0, 1), 0, 2).Final.X)
            : Math.Abs(new ExponentialEuler(h).Solve((t, y) => (0, -Math.Cos(t)), 1.0, 0, 2).Final - Math.Exp(Math.Sin(2)));
        Assert.InRange(Order.Of(Error, 0.02, halvings: 4), 0.95, 1.1);
    }

    // An explicit method would need steps below 2/decay.
    [Fact]
    public void AFastVariableNeedsNoShortSteps()
    {
        var end = new ExponentialEuler(0.1).Solve((t, _) => (1e6 * Math.Sin(t), 1e6), 0.0, 0, 1).Final;
        Assert.Equal(Math.Sin(0.9), end, 1e-6);
    }

    // α, β ≥ 0: a gate can never leave [0, 1], whatever the step.
    [Fact]
    public void AGateStaysBetweenClosedAndOpen() =>
        Gen.Select(Gen.Double[0, 1e4], Gen.Double[0, 1e4], Gen.Double[0, 1], Gen.Double[0.01, 100]).Sample((alpha, beta, start, step) =>
            new ExponentialEuler(step).Solve((_, _) => (alpha, alpha + beta), start, 0, 200).States.All(gate => gate is >= -1e-12 and <= 1 + 1e-12));
}
