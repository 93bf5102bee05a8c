using CompNeuro.Neurons.PointProcess;

namespace CompNeuro.Figures.Tests;

public sealed class PointProcessPlotsTests
{
    private static readonly BinnedSpikes Spikes = new GeneralizedLinearModel { b = 4 }.Simulate(new double[5000], seed: 1);
    private static readonly PointProcessRegression Regression = new PointProcessRegression(Spikes).OnHistory(RaisedCosineBasis.Linear(3, 5, 20));

    [Fact]
    public void A_filter_lies_in_the_middle_of_its_band_and_the_truth_ends_in_zeros()
    {
        var filter = Regression.Fit()["history"];
        var panel = filter.Plot(truth: [1, 2]).Panels.Single();
        var (band, fitted, truth) = ((Band)panel.Series[0], (Curve)panel.Series[1], (Curve)panel.Series[2]);
        Assert.Equal(("history", "change of ln λ"), (panel.Title, panel.Y.Label));
        Assert.Equal(filter.Values, fitted.Y);
        Assert.All(band.Upper.Zip(band.Lower, filter.StandardErrors), one => Assert.Equal(4 * one.Third, one.First - one.Second, 1e-12));
        Assert.Equal([1.0, 2, 0], truth.Y.Take(3));
        Assert.All(filter.Plot(legend: false).Panels.Single().Series, series => Assert.Equal("", series.Name));
    }

    [Fact]
    public void The_distance_from_uniform_is_drawn_and_its_largest_is_the_statistic()
    {
        var rescaled = ConditionalIntensity.Homogeneous(Spikes).Rescaled(seed: 1);
        var panel = rescaled.Plot("once", ("twice", rescaled)).Panels.Single();
        Assert.Equal(["95 % of right models", "once", "twice"], panel.Series.Select(series => series.Name));
        Assert.Equal(rescaled.Statistic, ((Curve)panel.Series[1]).Y.Max(Math.Abs), 0.5 / rescaled.Values.Count + 1e-12);
        Assert.Equal(rescaled.Band, ((Band)panel.Series[0]).Upper[0]);
    }

    [Fact]
    public void Bases_and_cross_validations_have_their_axes()
    {
        Assert.Equal(3, RaisedCosineBasis.Linear(3, 5, 20).Sample(1).Plot().Panels.Single().Series.Length);
        var panel = Regression.CrossValidate([1, 10], folds: 2).Plot().Panels.Single();
        Assert.Equal((true, "held-out bits/spike"), (panel.X.IsLogarithmic, panel.Y.Label));
    }
}
