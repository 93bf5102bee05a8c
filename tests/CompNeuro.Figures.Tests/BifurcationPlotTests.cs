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
    public void ATrajectoryHasANameAndAColourUnlikeTheNullclines()
    {
        var over = Figure.Overlay(Model.PhasePlane(35, (-70, 50), (-0.05, 0.6)).Plot(), Model.Simulate(35, duration: 20).PhasePlane("V", "w"));
        var curves = over.Panels.Single().Series.OfType<Curve>().ToLookup(curve => curve.Name, curve => curve.Colour);
        Assert.NotNull(Assert.Single(curves["trajectory"]));
        Assert.DoesNotContain(curves["trajectory"].Single(), curves["V-nullcline"].Concat(curves["w-nullcline"]));
    }

    [Fact]
    public void ASomaIsDrawnAsTheSphereWhoseMembraneItHas()
    {
        var neuron = CompNeuro.Biophysics.Compartments.Morphology.Of(20, new CompNeuro.Biophysics.Cables.Branch(2, 100));
        var soma = neuron.Plot().Panels.Single().Series.OfType<Curve>().Single(curve => curve.Name == "soma");
        var circle = soma.X.Zip(soma.Y).Where(point => double.IsFinite(point.Second)).ToArray();
        var centre = neuron.Sections[0].At(0.5);
        Assert.All(circle, point => Assert.Equal(10, Math.Sqrt(Math.Pow(point.First - centre.X, 2) + Math.Pow(point.Second - centre.Y, 2)), 1e-9));
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
