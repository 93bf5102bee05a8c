using CompNeuro.Biophysics.Reduced;
using CompNeuro.Dynamics;

namespace CompNeuro.Figures.Tests;

public class BifurcationPlotTests
{
    private static readonly MorrisLecar Model = MorrisLecar.SaddleNodeOnInvariantCircle;

    [Fact]
    public void APhasePlaneNamesItsAxesAndWhatItShows()
    {
        var panel = Assert.Single(Model.PhasePlane(35, (-70, 50), (-0.05, 0.6)).Plot().Panels);
        Assert.Equal(("V (mV)", "w"), (panel.X.ToString(), panel.Y.ToString()));
        Assert.Equal((-70, 50, -0.05, 0.6), (panel.X.Minimum, panel.X.Maximum, panel.Y.Minimum, panel.Y.Maximum));
        Assert.Equal(
            ["V-nullcline", "separatrix", "stable equilibrium", "unstable equilibrium", "w-nullcline"],
            panel.Series.Select(series => series.Name).Where(name => name != "").Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(2, panel.Series.OfType<Curve>().Single(curve => curve.Name == "unstable equilibrium").X.Length);
    }

    [Fact]
    public void TheArrowsPointWhereTheStateGoes()
    {
        var arrows = Assert.Single(Model.PhasePlane(35, (-70, 50), (-0.05, 0.6)).Plot().Panels).Series.OfType<Curve>().First();
        for (var k = 0; k + 1 < arrows.X.Length; k += 7)
        {
            var rate = Model.Derivative(new((arrows.X[k] + arrows.X[k + 1]) / 2, (arrows.Y[k] + arrows.Y[k + 1]) / 2), 35);
            var (across, up) = ((arrows.X[k + 1] - arrows.X[k]) / 120, (arrows.Y[k + 1] - arrows.Y[k]) / 0.65);
            Assert.True(across * rate.V / 120 + up * rate.w / 0.65 > 0);
        }
    }

    [Fact]
    public void ABranchIsDashedWhereItIsUnstable()
    {
        var panel = Assert.Single(Model.EquilibriumBranch(-20, 150).Plot(s => s.V).Panels);
        var curves = panel.Series.OfType<Curve>().ToDictionary(curve => curve.Name);
        Assert.Equal(CurveStyle.DashedLine, curves["unstable equilibrium"].Style);
        Assert.Equal(-29.39, curves["saddle-node"].Y[0], 0.01);
        Assert.Equal(97.65, Assert.Single(curves["Hopf"].X), 0.01);
        Assert.All(curves["stable equilibrium"].AllY, V => Assert.True(V is < -29.3 or > 8.3));
        Assert.All(curves["unstable equilibrium"].AllY, V => Assert.InRange(V, -32, 10));
    }
}
