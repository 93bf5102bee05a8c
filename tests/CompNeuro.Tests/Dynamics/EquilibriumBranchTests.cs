using CompNeuro.Biophysics;
using CompNeuro.Dynamics;

namespace CompNeuro.Tests.Dynamics;

public class EquilibriumBranchTests
{
    /// <summary>x' = input + x − x³/3: folds where x = ∓1, at input ±2/3.</summary>
    private sealed record Cubic : IModel<double>
    {
        public double Rest => this.Equilibrium(0, near: -2).State;

        public double Derivative(double x, double input) => input + x - x * x * x / 3;
    }

    [Fact]
    public void FoldsArePassedAndLocated()
    {
        var branch = new Cubic().EquilibriumBranch(-3, 3);
        Assert.Equal([2.0 / 3, -2.0 / 3], branch.SaddleNodes.Select(fold => fold.Input), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([-1, 1], branch.SaddleNodes.Select(fold => fold.State), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Empty(branch.HopfPoints);
        Assert.All(branch.Points, point => Assert.Equal(Math.Abs(point.State) > 1, point.IsStable));
        Assert.All(branch.Points, point => Assert.Equal(0, new Cubic().Derivative(point.State, point.Input), 1e-7));
        Assert.Equal([-Math.Sqrt(3), 0, Math.Sqrt(3)], branch.At(0).Select(one => one.State), (a, b) => Math.Abs(a - b) < 1e-10);
        Assert.True(branch.Points[0].Input <= -3 && branch.Points[^1].Input >= 3);
    }

    // The roots of the steady current and the Jacobian in closed form know nothing of the continuation.
    [Fact]
    public void TheSquidAxonsBranchLosesStabilityWhereItsJacobianInClosedFormSays()
    {
        var axon = HodgkinHuxley.SquidAxon;
        var branch = axon.EquilibriumBranch(-20, 200);
        Assert.Empty(branch.SaddleNodes);
        Assert.Equal(2, branch.HopfPoints.Count);
        Assert.All(branch.HopfPoints, hopf =>
        {
            var leading = axon.Equilibrium(hopf.Input).Eigenvalues[0];
            Assert.Equal(0, leading.Real, 1e-8);
            Assert.Equal(1000 * leading.Imaginary / (2 * Math.PI), hopf.Frequency, 1e-6);
        });
        Assert.All(branch.Points, point => Assert.Equal(axon.Equilibrium(point.Input).State.V, point.State.V, 1e-5));
    }

    [Fact]
    public void ARangeMustBeOne() =>
        Assert.Contains("from 3 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => new Cubic().EquilibriumBranch(3, 1)).Message);
}
