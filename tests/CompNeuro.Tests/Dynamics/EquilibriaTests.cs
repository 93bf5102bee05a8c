using System.Numerics;
using CompNeuro.Dynamics;
using CsCheck;

namespace CompNeuro.Tests.Dynamics;

public class EquilibriaTests
{
    // The classes of the plane by trace and determinant (Strogatz, Nonlinear Dynamics and Chaos, §5.2).
    [Fact]
    public void PlanarKindsFollowTraceAndDeterminant() =>
        Gen.Double[-5, 5].Array[4].Where(a => Math.Abs(a[0] + a[3]) > 0.01 && Math.Abs(a[0] * a[3] - a[1] * a[2]) > 0.01).Sample(a =>
        {
            var (trace, determinant) = (a[0] + a[3], a[0] * a[3] - a[1] * a[2]);
            var square = trace * trace - 4 * determinant;
            var expected = determinant < 0 ? EquilibriumKind.Saddle
                : (trace < 0, square < 0) switch
                {
                    (true, true) => EquilibriumKind.StableFocus,
                    (true, false) => EquilibriumKind.StableNode,
                    (false, true) => EquilibriumKind.UnstableFocus,
                    (false, false) => EquilibriumKind.UnstableNode,
                };
            var found = new Linear(a[0], a[1], a[2], a[3]).Equilibrium(input: 1, near: new Pair(3, -2));
            var product = found.Eigenvalues[0] * found.Eigenvalues[1];
            return Math.Abs(square) < 1e-3 || (found.Kind == expected && Math.Abs(product.Real - determinant) < 1e-6 && found.OscillatingMode.HasValue == square < 0);
        });

    [Fact]
    public void TheThreeEquilibriaOfACubicAreFoundFromNearby()
    {
        var model = new Cubic();
        Assert.Equal([-1, 0, 1], new[] { -0.8, 0.1, 2 }.Select(near => model.Equilibrium(near: near).State), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.True(model.Equilibrium(near: -1.5).IsStable);
        Assert.Equal(EquilibriumKind.UnstableNode, model.Equilibrium(near: 0.1).Kind);
        Assert.Equal(1, model.Equilibrium(near: 0.1).Eigenvalues[0].Real, 1e-9);
    }

    [Fact]
    public void ACentreIsMarginal() => Assert.Equal(EquilibriumKind.Marginal, Equilibria.Classify([new Complex(0, 1), new Complex(0, -1)]));

    // Near a singular matrix rounding moves the equilibrium far along one direction, in which the rates hardly change: they must vanish to their own rounding.
    [Fact]
    public void AnIllConditionedEquilibriumIsFound() =>
        Gen.Select(Gen.Double[1, 5], Gen.Double[-5, 5], Gen.Double[-5, 5], Gen.Double[-6, -3]).Sample((a, b, c, exponent) =>
        {
            var model = new Linear(a, b, c, (Math.Pow(10, exponent) + b * c) / a);
            var found = model.Equilibrium(input: 1, near: new Pair(3, -2)).State;
            var rate = model.Derivative(found, 1);
            return Math.Abs(rate.X) + Math.Abs(rate.Y) < 1e-12 * (1 + Math.Abs(found.X) + Math.Abs(found.Y));
        });

    // x' = input − x² has its fold at 0, where the equilibria ±√input meet.
    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-10)]
    [InlineData(1e-14)]
    public void EquilibriaAreFoundCloseToAFold(double input) =>
        Assert.Equal(Math.Sqrt(input), new Fold().Equilibrium(input, near: 1.0).State, 1e-8);

    [Fact]
    public void AnInputThatIsNotANumberIsRefused() =>
        Assert.Contains("input = NaN", Assert.Throws<ArgumentOutOfRangeException>(() => new Cubic().Equilibrium(input: double.NaN)).Message);

    [Fact]
    public void WhereThereIsNoneTheMessageSaysSo() =>
        Assert.Contains("No equilibrium", Assert.Throws<IntegrationException>(() => new Runaway().Equilibrium()).Message);

    private sealed record Linear(double A, double B, double C, double D) : IModel<Pair>
    {
        public Pair Rest => default;

        public Pair Derivative(Pair s, double input) => new(A * s.X + B * s.Y + input, C * s.X + D * s.Y);
    }

    private sealed record Cubic : IModel<double>
    {
        public double Rest => -1;

        public double Derivative(double x, double input) => x - x * x * x + input;
    }

    private sealed record Fold : IModel<double>
    {
        public double Rest => 1;

        public double Derivative(double x, double input) => input - x * x;
    }

    private sealed record Runaway : IModel<double>
    {
        public double Rest => 0;

        public double Derivative(double x, double input) => 1 + x * x;
    }
}
