using CompNeuro.Biophysics.Cables;

namespace CompNeuro.Figures.Tests;

public sealed class CablePlotsTests
{
    [Fact]
    public void A_conforming_tree_lies_on_its_cylinder_over_distance_in_length_constants()
    {
        var tree = RallTrees.Symmetric;
        var line = Assert.IsType<Curve>(tree.EquivalentCable().PlotDecay("cylinder", frequency: 30).Panels.Single().Series[0]);
        var points = Assert.IsType<Curve>(tree.PlotDecay("tree", frequency: 30).Panels.Single().Series[0]);
        Assert.Equal((CurveStyle.Line, CurveStyle.Points), (line.Style, points.Style));
        Assert.Equal((101, 15 * 6), (line.X.Length, points.X.Length));
        Assert.Equal((0, 1), (line.X[0], Math.Round(line.X[^1], 12)));
        Assert.Equal(1, line.Y[0], 1e-12);
        var interpolated = MathNet.Numerics.Interpolate.CubicSpline(line.X, line.Y);
        Assert.All(points.X.Zip(points.Y), point => Assert.Equal(interpolated.Interpolate(point.First), point.Second, 1e-5));
    }
}
