using CompNeuro.Dynamics;
using CsCheck;

namespace CompNeuro.Figures.Tests;

public sealed class FigureTests
{
    private static readonly double[] X = [1, 2, 4];

    [Theory]
    [InlineData("V (mV)", "V", "mV")]
    [InlineData("[K]ₒ (mM)", "[K]ₒ", "mM")]
    [InlineData("f(V)", "f(V)", "")]
    [InlineData("1 − h", "1 − h", "")]
    public void An_axis_reads_its_unit_from_the_end(string text, string label, string unit)
    {
        var axis = Axis.Parse(text);
        Assert.Equal((label, unit), (axis.Label, axis.Unit));
        Assert.Equal(text, axis.ToString());
    }

    [Fact]
    public void Different_lengths_are_refused_and_counted()
    {
        var error = Assert.Throws<ArgumentException>(() => Plot.Lines(X, ("E_K", new double[] { 1, 2 })));
        Assert.Contains("Series 'E_K' has 3 values of x but 2 of y", error.Message);
    }

    [Fact]
    public void Nothing_to_draw_is_refused()
    {
        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => Plot.Line([], [])).Message);
        Assert.Throws<ArgumentException>(() => Figure.Stack());
        Assert.Throws<ArgumentException>(() => new Panel(new Axis("x"), new Axis("y"), []));
    }

    [Fact]
    public void A_number_that_cannot_be_drawn_is_named_with_its_place()
    {
        var error = Assert.Throws<ArgumentException>(() => Plot.Line(X, [0, double.NaN, 1]));
        Assert.Contains("y is NaN at index 1 (x = 2)", error.Message);
        Assert.Contains("LinesWithGaps", error.Message);
        Assert.Contains("y is Infinity at index 1", Assert.Throws<ArgumentException>(() => Plot.LinesWithGaps(X, ("a", [0, double.PositiveInfinity, 1]))).Message);
        Assert.Throws<ArgumentException>(() => Plot.LinesWithGaps([0, double.NaN, 1], ("a", [0, 1, 2])));
    }

    [Fact]
    public void What_ran_away_is_refused_before_its_axis_would_leave_the_numbers()
    {
        Assert.Contains("y is 1.7E+308 at index 2 (x = 3)", Assert.Throws<ArgumentException>(() => Plot.Line([1, 2, 3], [0, 1e300 * 1e-30, 1.7e308])).Message);
        Assert.Throws<ArgumentException>(() => Plot.Line([1, 2], [1e-300, 1]).LogY());
        Assert.Contains("cannot start at 0", Assert.Throws<ArgumentException>(() => Plot.Line([1, 2], [1, 2]).WithYRange(0, 1).LogY()).Message);
        Assert.Throws<ArgumentException>(() => Plot.Line(X, X).WithXRange(0, 1e300));
        Assert.Throws<ArgumentException>(() => Plot.Line(X, X).WithXRange(1, 1.0000000000000002));
    }

    [Fact]
    public void A_gap_is_kept_where_it_is_asked_for()
    {
        var figure = Plot.LinesWithGaps(X, ("a", [0, double.NaN, 1]));
        Assert.True(double.IsNaN(((Curve)figure.Panels.Single().Series[0]).Y[1]));
        Assert.Null(figure.ToPlotlyJson()["data"]![0]!["y"]![1]);
        Assert.DoesNotContain("NaN", figure.ToSvg());
    }

    [Fact]
    public void A_logarithm_of_zero_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Plot.Lines([0, 1, 10], ("E_K", [1, 2, 3])).WithAxes("[K]ₒ (mM)", "V (mV)").LogX());
        Assert.Contains("[K]ₒ (mM) is logarithmic, but series 'E_K' holds 0", error.Message);
    }

    [Fact]
    public void A_range_must_run_upwards() =>
        Assert.Throws<ArgumentException>(() => Plot.Line(X, X).WithXRange(3, 3));

    [Fact]
    public void Ids_are_lower_case_words()
    {
        Assert.Equal("fig-1-4-action-potential", Plot.Line(X, X).WithId("fig-1-4-action-potential").Id);
        Assert.Throws<ArgumentException>(() => Plot.Line(X, X).WithId("Figure 1"));
    }

    [Fact]
    public void Changing_a_figure_leaves_the_original_as_it_was()
    {
        var figure = Plot.Line(X, X);
        var changed = figure.WithTitle("T").WithAxes("t (ms)", "V (mV)").HorizontalLine(0, "zero").LogX();
        Assert.Equal(("", "x", 1), (figure.Title, figure.Panels.Single().X.Label, figure.Panels.Single().Series.Length));
        Assert.Equal(("T", "t", 2), (changed.Title, changed.Panels.Single().X.Label, changed.Panels.Single().Series.Length));
    }

    [Fact]
    public void Changing_the_array_afterwards_leaves_the_figure_as_it_was()
    {
        double[] y = [1, 2, 3];
        var figure = Plot.Line(X, y);
        y[0] = 99;
        Assert.Equal([1, 2, 3], ((Curve)figure.Panels.Single().Series[0]).Y);
    }

    [Fact]
    public void Figures_stack_stand_beside_and_lie_over_each_other()
    {
        Figure a = Plot.Line(X, X).WithTitle("A"), b = Plot.Line(X, [0, 0, 0]).WithId("b");
        Assert.Equal([2], Figure.Stack(a, b).Columns.Select(column => column.Length));
        Assert.Equal([1, 1], Figure.Beside(a, b).Columns.Select(column => column.Length));
        Assert.Equal([2, 2], Figure.Beside(Figure.Stack(a, b), Figure.Stack(b, a)).Columns.Select(column => column.Length));
        Assert.Equal(2, Figure.Overlay(a, b).Panels.Single().Series.Length);
        Assert.Equal(("A", "b"), (Figure.Stack(a, b).Title, Figure.Stack(a, b).Id));
        Assert.Throws<ArgumentException>(() => Figure.Stack(Figure.Beside(a, b), a));
        Assert.Throws<ArgumentException>(() => Figure.Overlay(Figure.Stack(a, b), a));
        Assert.Contains("before Stack or Beside", Assert.Throws<InvalidOperationException>(() => Figure.Stack(a, b).LogY()).Message);
    }

    [Fact]
    public void Every_figure_has_words_and_the_author_s_come_first()
    {
        var figure = Plot.Lines(X, ("gNa", [3, -5, 7])).WithAxes("t (ms)", "g (mS/cm²)");
        Assert.Contains("lowest −5 at 2, highest 7 at 4", figure.AltText);
        Assert.Equal("A spike.", figure.WithAltText("A spike.").AltText);
        Assert.Equal(figure.AltText, figure.WithAltText("  ").AltText);
        var family = Plot.Lines(X, Enumerable.Range(0, 9).Select(k => ($"{k} mV", (IEnumerable<double>)X.Select(x => k * x).ToArray())).ToArray());
        Assert.Equal("y against x, from 1 to 4: 9 curves, 0 mV to 8 mV, with values from 0 to 32.", family.AltText);
    }

    [Fact]
    public void The_table_holds_every_number_once() =>
        Gen.Double[-1e3, 1e3].Array[1, 50].Sample(y =>
        {
            var x = Enumerable.Range(0, y.Length).Select(i => (double)i).ToArray();
            var figure = Figure.Stack(Plot.Lines(x, ("a", y)), Plot.Lines(x, ("b", y))).ToFrame();
            Assert.Equal(["x", "a", "b"], figure.ColumnKeys);
            Assert.Equal(y, figure.GetColumn<double>("b").Values);
        });

    [Fact]
    public void Csv_quotes_names_with_commas_and_leaves_missing_values_empty()
    {
        var csv = Figure.Stack(Plot.Lines([0, 1], ("a, b", [1, 2])), Plot.Lines([5], ("c", [0.1]))).ToCsv();
        Assert.Equal("x,\"a, b\",x 2,c\n0,1,5,0.1\n1,2,,\n", csv);
    }

    [Fact]
    public void In_the_table_the_x_of_a_series_is_the_last_one_left_of_it()
    {
        var figure = Figure.Overlay(Plot.Lines([0, 1], ("a", [3, 4])), Plot.Lines([0, 0.5], ("b", [5, 6])), Plot.Lines([0, 1], ("c", [7, 8]), ("d", [9, 10])));
        Assert.Equal("x,a,x 2,b,x 3,c,d\n0,3,0,5,0,7,9\n1,4,0.5,6,1,8,10\n", figure.ToCsv());
        Assert.Equal("n,n 2,m\n0,0,2\n1,1,3\n", Plot.Lines([0, 1], ("n", [0, 1]), ("m", [2, 3])).WithAxes("n", "n").ToCsv());
    }

    [Fact]
    public void A_grid_is_filled_row_by_row_and_keeps_its_rows_aligned()
    {
        Figure Of(string title, double end) => Plot.Line([0, end], [0, 1]).WithTitle(title).WithXRange(0, end);
        var grid = Figure.Grid(2, Of("a", 1), Of("b", 2), Of("c", 1), Of("d", 2));
        Assert.Equal(["a", "c", "b", "d"], grid.Panels.Select(panel => panel.Title));
        Assert.All(grid.Panels, panel => Assert.False(panel.SharesX));
        Assert.All(Figure.Grid(2, Of("a", 1), Of("b", 1), Of("c", 1), Of("d", 1)).Panels, panel => Assert.True(panel.SharesX));
        Assert.Throws<ArgumentException>(() => Figure.Grid(3, Of("a", 1)));
        Assert.Throws<ArgumentException>(() => Figure.Grid(1, grid));
    }

    [Fact]
    public void A_spike_by_rule_is_drawn_as_a_vertical_line()
    {
        var run = new CompNeuro.Neurons.LeakyIntegrateAndFire().Simulate(3, duration: 50, dt: 1);
        var line = (Curve)run.Plot().Panels.First().Series.Single();
        var jump = line.X.IndexOf(run.Jumps[0].Time);
        Assert.Equal((line.X[jump], -50, -60), (line.X[jump + 1], line.Y[jump], line.Y[jump + 1]));
    }
}
