using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using Plotly.NET;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Figures.Tests;

public sealed class RendererTests
{
    private static readonly XNamespace SvgSpace = "http://www.w3.org/2000/svg";
    private static readonly double[] X = [1, 2, 5, 10];

    public static TheoryData<string> Names => [.. Figures.Keys];

    private static Dictionary<string, Figure> Figures { get; } = new()
    {
        ["line"] = Plot.Line(X, X).WithTitle("<b>A & \"B\"</b>").WithCaption("g_Na < 1"),
        ["log"] = Plot.Lines(X, ("E_K", x => Math.Log(x))).WithAxes("[K]ₒ (mM)", "V (mV)").LogX(),
        ["constant"] = Plot.Line(X, [-65, -65, -65, -65]),
        ["one point"] = Plot.Points([3], ("p", [3])),
        ["tiny and huge"] = Plot.LinesAndPoints([1e-12, 2e-12], ("p", [1e15, 2e15])),
        ["as large as can be"] = Plot.Line([0, 1, 2], [-1e280, 1e280, 1e279]),
        ["as small as can be"] = Plot.Line([0, 5e-324, 1e-310], [5e-324, 1e-320, 2e-310]),
        ["all decades"] = Plot.Points([1e-280, 1, 1e280], ("p", [1e-280, 1, 1e280])).LogX().LogY(),
        ["no trains"] = Plot.Raster([]),
        ["steps"] = Plot.Steps(X, ("I", [0, 10, 0, 0])).VerticalLine(5, "off").VerticalLine(5.1, "after"),
        ["overlay"] = Figure.Overlay(Plot.DashedLines(X, ("theory", X)), Plot.Points(X, ("data", X))).Shade(X, [0, 1, 4, 9], [2, 3, 6, 11], "±1 SD").HorizontalLine(5, "E_L").HorizontalLine(5.01, "E_K"),
        ["family"] = Plot.Lines(X, Enumerable.Range(0, 15).Select(k => ($"{k} mV", (IEnumerable<double>)X.Select(x => k * x).ToArray())).ToArray()),
        ["raster"] = Plot.Raster([[1, 2, 3], [], [2.5]]),
        ["gaps"] = Plot.LinesWithGaps(X, ("a", [double.NaN, 1, double.NaN, 2])),
        ["only gaps"] = Plot.LinesWithGaps(X, ("a", [double.NaN, double.NaN, double.NaN, double.NaN])),
        ["grid"] = Figure.Beside(Figure.Stack(Plot.Line(X, X), Plot.Line(X, X)), Figure.Stack(Plot.Line(X, X), Plot.Line(X, X))),
        ["simulation"] = HodgkinHuxley.SquidAxon.Simulate(Step(10, from: 5, to: 45), duration: 60).Plot(),
        ["gates"] = HodgkinHuxley.SquidAxon.Simulate(Step(10, from: 5, to: 45), duration: 60).Plot("V", "m", "h", "n"),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Svg_is_well_formed_scales_and_speaks(string name)
    {
        foreach (var theme in Theme.All)
        {
            var svg = XDocument.Parse(Figures[name].ToSvg(theme)).Root!;
            Assert.Equal("img", svg.Attribute("role")?.Value);
            Assert.Equal($"0 0 {svg.Attribute("width")?.Value} {svg.Attribute("height")?.Value}", svg.Attribute("viewBox")?.Value);
            Assert.Contains("max-width:100%", svg.Attribute("style")?.Value);
            Assert.Equal(Figures[name].AltText, svg.Element(SvgSpace + "desc")?.Value);
            Assert.DoesNotContain("NaN", svg.ToString());
            Assert.DoesNotContain("∞", string.Concat(svg.Descendants(SvgSpace + "path").Attributes("d").Select(d => d.Value)));
        }
    }

    [Fact]
    public void Characters_that_xml_cannot_hold_do_not_break_a_picture()
    {
        var figure = Plot.Lines(X, ("a\u001b[31m", X)).WithTitle("half \ud800 of 🙂\0").WithCaption("\uffff");
        Assert.Equal("half \uFFFD of 🙂\uFFFD", XDocument.Parse(figure.ToSvg()).Root!.Element(SvgSpace + "title")?.Value);
        Assert.Contains("<figcaption>\uFFFD</figcaption>", figure.ToHtml());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_stays_inside_the_picture_and_labels_of_an_axis_stay_apart(string name)
    {
        foreach (var theme in Theme.All)
        {
            var svg = XDocument.Parse(Figures[name].ToSvg(theme)).Root!;
            var (width, height) = ((double)svg.Attribute("width")!, (double)svg.Attribute("height")!);
            var upright = svg.Elements(SvgSpace + "text").Where(text => text.Attribute("transform") is null).Select(text => Extent(text)).ToArray();
            Assert.All(upright, box => Assert.True(box.Left >= 0 && box.Right <= width && box.Baseline <= height && box.Baseline > 0, $"{name}, {theme.Name}: '{box.Text}' leaves the picture"));
            foreach (var row in upright.GroupBy(box => box.Baseline))
            {
                var ordered = row.OrderBy(box => box.Left).ToArray();
                Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.True(pair.First.Right <= pair.Second.Left + 1, $"{name}, {theme.Name}: '{pair.First.Text}' touches '{pair.Second.Text}'"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Plotly_json_names_its_axes_and_holds_only_json_numbers(string name)
    {
        var figure = Figures[name];
        var json = JsonNode.Parse(figure.ToPlotlyJson().ToJsonString())!;
        var layout = json["layout"]!.AsObject();
        Assert.Equal(figure.AltText, (string?)layout["meta"]!["alt"]);
        foreach (var trace in json["data"]!.AsArray())
        {
            Assert.Equal("scatter", (string?)trace!["type"]);
            Assert.Equal(trace["x"]!.AsArray().Count, trace["y"]!.AsArray().Count);
            Assert.All(trace["y"]!.AsArray(), value => Assert.True(value is null || value.GetValueKind() is JsonValueKind.Number));
            var x = layout["xaxis" + ((string)trace["xaxis"]!)[1..]]!;
            Assert.True((double)x["range"]![0]! < (double)x["range"]![1]!);
            Assert.True((double)x["domain"]![0]! >= 0 && (double)x["domain"]![1]! <= 1);
            Assert.NotNull(layout["yaxis" + ((string)trace["yaxis"]!)[1..]]!["title"]!["text"]);
        }
    }

    [Fact]
    public void Panels_side_by_side_begin_at_one_height_and_no_row_of_a_legend_reaches_into_the_next_panel()
    {
        var many = Plot.Lines(X, Enumerable.Range(0, 6).Select(k => ($"sigma = {k} mV", (IEnumerable<double>)X.Select(x => k * x).ToArray())).ToArray());
        var settings = Figure.Beside(many, Plot.Lines(X, ("one", X), ("two", X))).ToPlotlyJson();
        Assert.Equal((double)settings["layout"]!["yaxis"]!["domain"]![1]!, (double)settings["layout"]!["yaxis2"]!["domain"]![1]!, 1e-3);
        var rows = settings["data"]!.AsArray().GroupBy(trace => (string)trace!["legend"]!).ToArray();
        Assert.InRange(rows.Length, 3, 5);
        Assert.All(rows, row => Assert.InRange(row.Count(), 1, 2));
        Assert.All(rows, row => Assert.NotNull(settings["layout"]![row.Key]));
        Assert.Equal(rows.Length, rows.Select(row => ((double)settings["layout"]![row.Key]!["x"]!, (double)settings["layout"]![row.Key]!["y"]!)).Distinct().Count());
    }

    [Fact]
    public void A_reset_is_no_part_of_the_trajectory()
    {
        var run = CompNeuro.Neurons.Izhikevich.RegularSpiking.Simulate(10, duration: 100);
        var (trajectory, reset) = run.PhasePlane("v", "u").Panels.Single().Series.Cast<Curve>().ToArray() is [var first, var second] ? (first, second) : default;
        Assert.Equal(("trajectory", "reset", CurveStyle.DashedLine), (trajectory.Name, reset.Name, reset.Style));
        Assert.Equal(run.Jumps.Count, trajectory.Y.Count(double.IsNaN));
        Assert.All(trajectory.Y.Zip(trajectory.Y.Skip(1)), pair => Assert.False(Math.Abs(pair.First - pair.Second) > 4));
        Assert.Single(HodgkinHuxley.SquidAxon.Simulate(10, duration: 20).PhasePlane("V", "n").Panels.Single().Series);
    }

    [Fact]
    public void A_short_logarithmic_axis_has_two_numbers()
    {
        var axis = Figure.Beside(Plot.Line([2, 1000], [1, 2]).LogX().WithAxes("I (nA)", "f (Hz)"), Plot.Line(X, X), Plot.Line(X, X)).ToSvg();
        Assert.Contains(">10<", axis);
        Assert.Contains(">100<", axis);
    }

    [Fact]
    public void Panels_of_a_column_share_their_time_axis()
    {
        var layout = Figures["simulation"].ToPlotlyJson()["layout"]!;
        Assert.Equal("x", (string?)layout["xaxis2"]!["matches"]);
        Assert.Equal("t (ms)", (string?)layout["xaxis2"]!["title"]!["text"]);
        Assert.False((bool)layout["xaxis"]!["showticklabels"]!);
        Assert.Equal("V (mV)", (string?)layout["yaxis"]!["title"]!["text"]);
        Assert.Equal("I (µA/cm<sup>2</sup>)", (string?)layout["yaxis2"]!["title"]!["text"]);
    }

    [Fact]
    public void Chosen_variables_are_grouped_by_unit()
    {
        Assert.Equal(["V (mV)", "m, h, n"], Figures["gates"].Panels.Select(panel => panel.Y.ToString()));
        var run = HodgkinHuxley.SquidAxon.Simulate(Step(10), duration: 1);
        Assert.Contains("V, m, h, n", Assert.Throws<KeyNotFoundException>(() => run.Plot("v")).Message);
        Assert.Equal(("V (mV)", "n"), (run.PhasePlane("V", "n").Panels.Single().X.ToString(), run.PhasePlane("V", "n").Panels.Single().Y.ToString()));
    }

    [Fact]
    public void Html_is_a_captioned_figure_without_script_or_network()
    {
        var html = XDocument.Parse(Figures["line"].WithId("fig-1").ToHtml()).Root!;
        Assert.Equal(("figure", "fig-1"), (html.Name.LocalName, html.Attribute("id")?.Value));
        Assert.Equal("gNa < 1", html.Element("figcaption")?.Value);
        Assert.DoesNotContain("script", html.ToString());
        Assert.DoesNotContain("http", html.ToString().Replace(SvgSpace.NamespaceName, ""));
    }

    [Fact]
    public void Png_has_the_width_asked_for()
    {
        var png = Figures["overlay"].ToPng(width: 900);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal(900, png[18] * 256 + png[19]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Figures["overlay"].ToPng(width: 0));
    }

    [Fact]
    public void A_Plotly_NET_chart_says_the_same_as_the_json()
    {
        var chart = JsonNode.Parse(GenericChart.toFigureJson(Figures["log"].ToChart()))!;
        var json = Figures["log"].ToPlotlyJson();
        Assert.Equal((string?)json["layout"]!["xaxis"]!["title"]!["text"], (string?)chart["layout"]!["xaxis"]!["title"]!["text"]);
        Assert.Equal(json["data"]![0]!["y"]!.AsArray().Select(value => (double)value!), chart["data"]![0]!["y"]!.AsArray().Select(value => (double)value!));
    }

    [Fact]
    public void The_script_for_offline_pages_is_plotly_js() => Assert.Contains("plotly.js v2", PlotlyScript.Text[..200]);

    private static (double Left, double Right, double Baseline, string Text) Extent(XElement text)
    {
        var content = string.Concat(text.Nodes().Select(node => node is XElement small ? $"_{{{small.Value}}}" : ((XText)node).Value));
        var width = Drawing.TextMeasure.Width(content, (double)text.Attribute("font-size")!) * 0.9;
        var x = (double)text.Attribute("x")!;
        var left = text.Attribute("text-anchor")?.Value switch { "middle" => x - width / 2, "end" => x - width, _ => x };
        return (left, left + width, (double)text.Attribute("y")!, text.Value);
    }
}
