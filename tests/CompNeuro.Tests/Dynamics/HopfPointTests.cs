using CompNeuro.Dynamics;
using CsCheck;

namespace CompNeuro.Tests.Dynamics;

public class HopfPointTests
{
    /// <summary>r' = μr + ar³, θ' = ω + cr², and a third variable on which r³ may also hang: z' = −z + x² + y², with kz in r'/r.</summary>
    private sealed record NormalForm(double a, double c, double omega, double k) : IModel<NormalForm.State>
    {
        public readonly record struct State(double x, double y, double z);

        public State Rest => default;

        public State Derivative(State s, double mu)
        {
            var square = s.x * s.x + s.y * s.y;
            var (growth, turn) = (mu + a * square + k * s.z, omega + c * square);
            return new(growth * s.x - turn * s.y, turn * s.x + growth * s.y, square - s.z);
        }
    }

    // On the centre manifold z = r² to lowest order, so r' = (a + k)r³; for the eigenvector (1, −i)/√2 that makes l₁ = 2(a + k)/ω (Kuznetsov, §3.5 and §5.4).
    [Fact]
    public void TheCoefficientOfANormalFormIsExact() =>
        Gen.Select(Gen.Double[-3, 3], Gen.Double[-3, 3], Gen.Double[0.2, 10], Gen.Double[-2, 2]).Sample((a, c, omega, k) =>
            Math.Abs(2 * (a + k) / omega - new NormalForm(a, c, omega, k).FirstLyapunovCoefficient(default)) < 1e-6 * (1 + Math.Abs(a) + Math.Abs(c) + Math.Abs(k)) / omega);

    /// <summary>x'' = (μ − x²)x' − x, whose averaged amplitude obeys r' = ½μr − r³/8.</summary>
    private sealed record VanDerPol : IModel<VanDerPol.State>
    {
        public readonly record struct State(double x, double y);

        public State Rest => default;

        public State Derivative(State s, double mu) => new(s.y, (mu - s.x * s.x) * s.y - s.x);
    }

    [Fact]
    public void VanDerPolsOscillationGrowsFromNothing()
    {
        var hopf = Assert.Single(new VanDerPol().EquilibriumBranch(-1, 1.5).HopfPoints);
        Assert.Equal(0, hopf.Input, 1e-9);
        Assert.Equal(1000 / (2 * Math.PI), hopf.Frequency, 1e-6);
        Assert.Equal(-0.25, hopf.FirstLyapunovCoefficient, 1e-8);
        Assert.False(hopf.IsSubcritical);
    }

    [Fact]
    public void RealEigenvaluesAreRefused() =>
        Assert.Contains("no Hopf point", Assert.Throws<ArgumentException>(() => new Saddle().FirstLyapunovCoefficient(default)).Message);

    private sealed record Saddle : IModel<VanDerPol.State>
    {
        public VanDerPol.State Rest => default;

        public VanDerPol.State Derivative(VanDerPol.State s, double input) => new(s.x, -s.y);
    }
}
