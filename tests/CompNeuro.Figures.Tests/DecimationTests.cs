using CsCheck;

namespace CompNeuro.Figures.Tests;

public sealed class DecimationTests
{
    [Fact]
    public void A_thinned_line_keeps_its_ends_and_every_column_s_extrema() =>
        (from x in Gen.Double[0, 50].Array[1, 2000] from y in Gen.Double[-100, 100].Array[x.Length] select (x: x.Order().ToArray(), y)).Sample(line =>
        {
            var kept = Decimation.Line(line.x, line.y);
            Assert.Equal(kept.Distinct().Order(), kept);
            Assert.Equal((0, line.x.Length - 1), (kept[0], kept[^1]));
            foreach (var column in Enumerable.Range(0, line.x.Length).GroupBy(i => Math.Floor(line.x[i])))
            {
                var drawn = column.Intersect(kept).ToArray();
                Assert.InRange(drawn.Length, 1, 4);
                Assert.Equal(column.Max(i => line.y[i]), drawn.Max(i => line.y[i]));
                Assert.Equal(column.Min(i => line.y[i]), drawn.Min(i => line.y[i]));
            }
        });

    [Fact]
    public void A_curve_that_turns_back_keeps_its_extrema_and_strays_less_than_a_pixel() =>
        (from x in Gen.Double[0, 20].Array[2, 500] from y in Gen.Double[0, 20].Array[x.Length] select (x, y)).Sample(curve =>
        {
            var kept = Decimation.Line(curve.x, curve.y);
            Assert.Equal((curve.x.Max(), curve.x.Min(), curve.y.Max(), curve.y.Min()), (kept.Max(i => curve.x[i]), kept.Min(i => curve.x[i]), kept.Max(i => curve.y[i]), kept.Min(i => curve.y[i])));
            Assert.All(Enumerable.Range(0, curve.x.Length), i => Assert.Contains(kept, k => Math.Abs(curve.x[k] - curve.x[i]) + Math.Abs(curve.y[k] - curve.y[i]) < 1));
        });

    [Fact]
    public void A_gap_stays_a_gap()
    {
        double[] x = [0, 0.1, 0.2, 0.3, 0.4], y = [1, 2, double.NaN, 3, 4];
        Assert.Equal([0, 1, 2, 3, 4], Decimation.Line(x, y));
    }

    [Fact]
    public void A_million_values_become_a_picture_of_a_few_kilobytes_and_stay_whole()
    {
        var x = Enumerable.Range(0, 1_000_000).Select(i => i * 0.001).ToArray();
        var figure = Plot.Line(x, x.Select(t => Math.Sin(t / 20) + (t == 123.456 ? 9 : 0)));
        Assert.InRange(figure.ToSvg().Length, 1000, 40_000);
        Assert.InRange(figure.ToPlotlyJson()["data"]![0]!["x"]!.AsArray().Count, 1000, 10_000);
        Assert.Contains(figure.ToPlotlyJson()["data"]![0]!["y"]!.AsArray(), value => (double)value! > 8);
        Assert.Equal(1_000_000, figure.ToFrame().RowCount);
    }
}
