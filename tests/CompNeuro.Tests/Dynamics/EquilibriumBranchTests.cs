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

    // The analytic search of the membrane knows nothing of the continuation.
    [Fact]
    public void TheSquidAxonsBranchHasTheHopfPointsOfItsClosedForm()
    {
        var axon = HodgkinHuxley.SquidAxon;
        var branch = axon.EquilibriumBranch(-20, 200);
        Assert.Empty(branch.SaddleNodes);
        Assert.Equal(2, branch.HopfPoints.Count);
        Assert.All(branch.HopfPoints.Zip(axon.HopfCurrents()), pair =>
        {
            Assert.Equal(pair.Second.Current, pair.First.Input, 1e-8 * pair.Second.Current);
            Assert.Equal(pair.Second.Frequency, pair.First.Frequency, 1e-6);
            Assert.Equal(pair.Second.FirstLyapunovCoefficient, pair.First.FirstLyapunovCoefficient, 1e-6 * Math.Abs(pair.Second.FirstLyapunovCoefficient));
        });
        Assert.All(branch.Points, point => Assert.Equal(axon.Equilibrium(point.Input).State.V, point.State.V, 1e-5));
    }

    [Fact]
    public void ARangeMustBeOne() =>
        Assert.Contains("from 3 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => new Cubic().EquilibriumBranch(3, 1)).Message);
}
