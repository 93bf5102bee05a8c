using System.Text.Json.Nodes;
using CompNeuro.Figures.Drawing;

namespace CompNeuro.Figures.Interactive;

/// <summary>The traces of one panel.</summary>
/// <param name="panel">Where it lies.</param>
/// <param name="number">Of its axes.</param>
/// <param name="legends">The legend of each series that is in one.</param>
/// <param name="theme">Colours and sizes.</param>
internal sealed class PlotlyTraces(PanelLayout panel, string number, IReadOnlyDictionary<int, string> legends, Theme theme)
{
    // How much finer than the static picture a line is kept, so that it can be zoomed into.
    private const double Zoom = 2;

    public IEnumerable<JsonObject> Of(int index, SeriesStyle style) => panel.Panel.Series[index] switch
    {
        Curve curve => [Curve(curve, index, style)],
        Band band => Band(band, index, style),
        SpikeRaster raster => [Raster(raster, index, style)],
        _ => [],
    };

    private JsonObject Curve(Curve curve, int index, SeriesStyle style)
    {
        var (x, y) = (curve.X.Select(value => Zoom * panel.X[value]).ToArray(), curve.Y.Select(value => Zoom * panel.Y[value]).ToArray());
        var kept = curve.Style is CurveStyle.Points ? Decimation.Marks(x, y) : Decimation.Line(x, y);
        var mode = curve.Style switch { CurveStyle.Points => "markers", CurveStyle.LineAndPoints => "lines+markers", _ => "lines" };
        var trace = Trace(index, mode, kept.Select(i => curve.X[i]), kept.Select(i => curve.Y[i]));
        trace["line"] = new JsonObject
        {
            ["color"] = style.Colour,
            ["width"] = curve.Weight * theme.LineWidth,
            ["dash"] = style.Dashes is "" ? "solid" : string.Join(",", style.Dashes.Split(' ').Select(length => length + "px")),
            ["simplify"] = false,
            ["shape"] = curve.Style is CurveStyle.Step ? "hv" : "linear",
        };
        trace["marker"] = new JsonObject { ["color"] = style.Colour, ["size"] = 3.2 * theme.LineWidth };
        trace["hovertemplate"] = $"{Hover("x", panel.Panel.X.Unit)}, {Hover("y", curve.Unit is "" ? panel.Panel.Y.Unit : curve.Unit)}";
        return trace;
    }

    private IEnumerable<JsonObject> Band(Band band, int index, SeriesStyle style)
    {
        var lower = Trace(index, "lines", band.X, band.Lower);
        var upper = Trace(index, "lines", band.X, band.Upper);
        lower["showlegend"] = false;
        upper["fill"] = "tonexty";
        upper["fillcolor"] = style.Colour + "38";
        foreach (var edge in new[] { lower, upper })
        {
            edge["line"] = new JsonObject { ["color"] = style.Colour, ["width"] = 0 };
            edge["hoverinfo"] = "skip";
            yield return edge;
        }
    }

    private JsonObject Raster(SpikeRaster raster, int index, SeriesStyle style)
    {
        var spikes = raster.Trains.SelectMany((train, row) => train.Select(t => (t, Row: row + 1))).ToArray();
        var trace = Trace(index, "lines", spikes.SelectMany(spike => new[] { spike.t, spike.t, double.NaN }), spikes.SelectMany(spike => new[] { spike.Row - raster.Reach, spike.Row + raster.Reach, double.NaN }));
        trace["line"] = new JsonObject { ["color"] = style.Colour, ["width"] = 1.3 };
        trace["hovertemplate"] = Hover("x", panel.Panel.X.Unit);
        return trace;
    }

    private JsonObject Trace(int index, string mode, IEnumerable<double> x, IEnumerable<double> y) => new()
    {
        ["type"] = "scatter",
        ["mode"] = mode,
        ["name"] = PlotlyFigure.Text(panel.Panel.Series[index].Name),
        ["showlegend"] = legends.ContainsKey(index),
        ["legend"] = legends.GetValueOrDefault(index, "legend"),
        ["xaxis"] = "x" + number,
        ["yaxis"] = "y" + number,
        ["x"] = Numbers(x),
        ["y"] = Numbers(y),
    };

    // Seven digits are more than a screen can show and half the size of all seventeen. JSON has no NaN: null is plotly's gap.
    private static JsonArray Numbers(IEnumerable<double> values) =>
        [.. values.Select(value => double.IsNaN(value) ? null : (JsonNode)JsonValue.Create(double.Parse(value.ToString("G7"))))];

    private static string Hover(string axis, string unit) => $"%{{{axis}:.4~g}}{(unit is "" or "1" ? "" : " " + unit)}";
}
