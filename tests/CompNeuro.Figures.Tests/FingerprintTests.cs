using System.Text.Json.Nodes;
using CsCheck;

namespace CompNeuro.Figures.Tests;

public sealed class FingerprintTests
{
    private static readonly double[] X = [0, 1, 2, 3];

    private static Figure Voltages(params double[] values) => Plot.Lines(X, ("V", values)).WithAxes("t (ms)", "V (mV)");

    [Fact]
    public void A_series_is_summed_up_by_its_count_ends_extremes_mean_and_root_mean_square()
    {
        var series = Assert.Single(Fingerprint.Of(Voltages(1, -7, 5, 3)).Series, series => series.Name == "V");
        Assert.Equal(new("V", "mV", 4, 1, 3, -7, 5, 0.5, Math.Round(Math.Sqrt(21), 6)), series);
    }

    [Fact]
    public void Series_over_the_same_x_have_it_once_and_names_are_unique()
    {
        var figure = Figure.Stack(Plot.Lines(X, ("a", X), ("b", X)).HorizontalLine(1).HorizontalLine(2), Plot.Raster([[1, 2], [3]]));
        Assert.Equal(
            ["panel 1, along x", "panel 1, a", "panel 1, b", "panel 1, line at y", "panel 1, line at y 2", "panel 2, Train: spikes of each", "panel 2, along t"],
            Fingerprint.Of(figure).Series.Select(series => series.Name));
    }

    [Fact]
    public void Names_are_unique_although_one_looks_like_the_second_of_another() =>
        Assert.Equal(["along x", "a", "a 2", "a 2 2"], Fingerprint.Of(Plot.Lines(X, ("a", [1, 2, 3, 4]), ("a", [2, 2, 3, 4]), ("a 2", [3, 2, 3, 4]))).Series.Select(series => series.Name));

    [Theory]
    [InlineData(3e279)]
    [InlineData(-1e200)]
    [InlineData(2e-200)]
    [InlineData(5e-281)]
    [InlineData(5e-324)]
    public void Numbers_of_any_size_have_one(double value)
    {
        var series = Fingerprint.Of(Voltages(value, 0, value / 2, -value)).Series[^1];
        var tolerance = 1e-6 * Math.Abs(value) + 1e-280;
        Assert.InRange(series.Mean, value / 8 - tolerance, value / 8 + tolerance);
        Assert.InRange(series.Rms, 0.75 * Math.Abs(value) - tolerance, 0.75 * Math.Abs(value) + tolerance);
    }

    [Fact]
    public void It_is_the_same_after_a_file() =>
        Gen.Double[-1e6, 1e6].Array[4].Sample(values =>
        {
            var fingerprint = Fingerprint.Of(Voltages(values));
            Assert.Equal(fingerprint.Series, Fingerprint.FromJson(JsonNode.Parse(fingerprint.ToJson().ToJsonString())!).Series);
        });

    [Fact]
    public void What_machines_differ_in_moves_nothing_whatever_the_numbers() =>
        Gen.Select(Gen.Double[-100, 100].Array[4], Gen.Int[-12, 12], Gen.Double[-1, 1].Array[4]).Sample((mantissas, power, noise) =>
        {
            var values = mantissas.Select(value => value * Math.Pow(10, power)).ToArray();
            var largest = values.Max(Math.Abs);
            var elsewhere = values.Zip(noise, (value, one) => value + 1e-9 * largest * one).ToArray();
            Assert.Empty(Fingerprint.Of(Voltages(elsewhere)).MovedFrom(Fingerprint.Of(Voltages(values))));
        });

    [Fact]
    public void A_change_of_one_part_in_ten_thousand_of_the_largest_is_found_wherever_it_is() =>
        Gen.Select(Gen.Double[-1, 1].Array[4], Gen.Int[0, 3]).Sample((values, at) =>
        {
            values[(at + 1) % 4] = 1;
            var changed = values.ToArray();
            changed[at] -= 1e-4;
            Assert.NotEmpty(Fingerprint.Of(Voltages(changed)).MovedFrom(Fingerprint.Of(Voltages(values))));
        });

    [Fact]
    public void A_movement_says_what_moved_by_how_much_in_which_unit()
    {
        var moved = Fingerprint.Of(Voltages(0, 0, 37.5, 0)).MovedFrom(Fingerprint.Of(Voltages(0, 0, 40, 0)));
        Assert.Equal("V: maximum 40 → 37.5 mV (−2.5)", Assert.Single(moved, movement => movement.Quantity == "maximum").ToString());
        Assert.Equal(["mean", "root mean square", "maximum"], moved.Select(movement => movement.Quantity));
    }

    [Fact]
    public void A_movement_too_small_for_four_digits_shows_more() =>
        Assert.Equal("V: mean 40 → 40.0005 mV", new Movement("V", "mean", "mV", 40, 40.0005).ToString());

    [Fact]
    public void New_and_missing_series_are_named()
    {
        var (one, two) = (Fingerprint.Of(Plot.Lines(X, ("a", X))), Fingerprint.Of(Plot.Lines(X, ("b", X))));
        Assert.Equal(["b: number of values 0 → 4 (+4)", "a: number of values 4 → 0 (−4)"], two.MovedFrom(one).Select(movement => movement.ToString()));
    }

    [Fact]
    public void The_interactive_figure_carries_it() =>
        Assert.Equal(Fingerprint.Of(Voltages(X)).ToJson().ToJsonString(), Voltages(X).ToPlotlyJson()["layout"]!["meta"]!["fingerprint"]!.ToJsonString());
}
