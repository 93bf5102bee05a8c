using System.Text.Json.Nodes;
using CompNeuro.Figures.Drawing;

namespace CompNeuro.Figures.Interactive;

/// <summary>A figure in the JSON that plotly.js draws (data, layout, config), laid out like the static picture.</summary>
internal sealed class PlotlyFigure(Figure figure, Theme theme)
{
    private readonly FigureLayout layout = FigureLayout.Of(figure, theme);
    private readonly JsonArray data = [];
    private readonly JsonArray shapes = [];
    private readonly JsonArray annotations = [];
    private int legends;

    public JsonObject ToJson()
    {
        var settings = new JsonObject
        {
            ["height"] = Math.Round(layout.Height),
            ["autosize"] = true,
            ["margin"] = new JsonObject { ["l"] = 0, ["r"] = 0, ["t"] = 0, ["b"] = 0 },
            ["paper_bgcolor"] = theme.Background,
            ["plot_bgcolor"] = theme.Background,
            ["font"] = new JsonObject { ["color"] = theme.Foreground, ["size"] = theme.FontSize },
            ["hovermode"] = "closest",
            ["meta"] = new JsonObject { ["id"] = figure.Id, ["alt"] = figure.AltText, ["caption"] = figure.Caption, ["fingerprint"] = Fingerprint.Of(figure).ToJson() },
        };
        if (layout.TitleLines.Count > 0)
        {
            var text = string.Join("<br>", layout.TitleLines.Select(Text));
            settings["title"] = new JsonObject { ["text"] = text, ["x"] = 0.5, ["y"] = 1 - 10 / layout.Height, ["yanchor"] = "top", ["font"] = new JsonObject { ["size"] = 1.15 * theme.FontSize } };
        }

        for (var i = 0; i < layout.Panels.Count; i++)
        {
            Add(layout.Panels[i], i, settings);
        }

        settings["shapes"] = shapes;
        settings["annotations"] = annotations;
        return new JsonObject { ["data"] = data, ["layout"] = settings, ["config"] = Configuration() };
    }

    private static JsonObject Configuration() => new()
    {
        ["responsive"] = true,
        ["displaylogo"] = false,
        ["modeBarButtonsToRemove"] = new JsonArray("select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d"),
    };

    internal static string Text(string text) => Symbol.Html(text);

    private void Add(PanelLayout panel, int index, JsonObject settings)
    {
        var number = index == 0 ? "" : $"{index + 1}";
        var sharer = Enumerable.Range(0, index).FirstOrDefault(i => layout.Panels[i].Plot.Left == panel.Plot.Left && layout.Panels[i].Panel.SharesXWith(panel.Panel), index);
        var x = Axis(panel.Panel.X, panel.X, 4, $"y{number}", panel.Plot.Left / FigureLayout.Width, panel.Plot.Right / FigureLayout.Width);
        if (!panel.ShowsXAxis)
        {
            x["showticklabels"] = false;
            x.Remove("title");
        }

        if (sharer != index)
        {
            x["matches"] = sharer == 0 ? "x" : $"x{sharer + 1}";
        }

        settings["xaxis" + number] = x;
        var y = Axis(panel.Panel.Y, panel.Y, 3, $"x{number}", 1 - panel.Plot.Bottom / layout.Height, 1 - panel.Plot.Top / layout.Height);
        if (panel.Panel.Series.All(series => series is SpikeRaster))
        {
            y["nticks"] = panel.YTicks.Count + 1;
        }

        settings["yaxis" + number] = y;
        var legends = Legends(panel, settings);
        var styles = SeriesStyle.Of(panel.Panel, theme);
        var traces = new PlotlyTraces(panel, number, legends, theme);
        for (var i = 0; i < styles.Count; i++)
        {
            foreach (var trace in traces.Of(i, styles[i]))
            {
                data.Add(trace);
            }

            if (panel.Panel.Series[i] is ReferenceLine line)
            {
                AddLine(line, number, styles[i]);
            }
        }

        foreach (var label in ReferenceLabel.Of(panel, theme.FontSize))
        {
            AddLabel(label, panel, number);
        }

        if (panel.Panel.Title is not "")
        {
            annotations.Add(new JsonObject
            {
                ["text"] = $"<b>{Text(panel.Panel.Title)}</b>", ["showarrow"] = false, ["xref"] = $"x{number} domain", ["x"] = (panel.LabelLeft - theme.FontSize - panel.Plot.Left) / (panel.Plot.Right - panel.Plot.Left), ["xanchor"] = "left",
                ["yref"] = "paper", ["y"] = 1 - (panel.Plot.Top - PanelLayout.Above(panel.Panel, panel.Legend, theme.FontSize)) / layout.Height, ["yanchor"] = "top",
            });
        }
    }

    /// <param name="apart">Least distance of the numbers on the axis, in heights of the font.</param>
    private JsonObject Axis(Axis axis, Scale scale, double apart, string anchor, double from, double to) => new()
    {
        ["type"] = axis.IsLogarithmic ? "log" : "linear",
        ["range"] = new JsonArray(OnAxis(scale, scale.Minimum), OnAxis(scale, scale.Maximum)),
        ["domain"] = new JsonArray(Math.Round(from, 4), Math.Round(to, 4)),
        ["anchor"] = anchor,
        ["title"] = new JsonObject { ["text"] = Text(axis.ToString()), ["standoff"] = 6, ["font"] = new JsonObject { ["size"] = theme.FontSize } },
        ["gridcolor"] = theme.Grid,
        ["linecolor"] = theme.Foreground,
        ["showline"] = true,
        ["zeroline"] = false,
        ["ticks"] = "outside",
        ["exponentformat"] = Decades(scale) is > 0 and < 2 ? "none" : "power",
        ["minexponent"] = 5,
        ["dtick"] = Decades(scale) switch { 0 => null, < 2 => "D2", < 6 => 1, _ => null },
        ["nticks"] = Math.Max(3, (int)(Math.Abs(scale.End - scale.Start) / (apart * theme.FontSize))),
        // plotly.js writes powers of ten a quarter larger.
        ["tickfont"] = new JsonObject { ["size"] = 0.92 * theme.FontSize / (Decades(scale) >= 2 ? 1.25 : 1) },
    };

    private static double Decades(Scale scale) => scale.IsLogarithmic ? Math.Log10(scale.Maximum) - Math.Log10(scale.Minimum) : 0;

    /// <summary>A legend of its own for each row, so that plotly.js breaks the rows where the layout does, and not at the edge of the whole figure.</summary>
    /// <returns>Of each series in a legend, which.</returns>
    private Dictionary<int, string> Legends(PanelLayout panel, JsonObject settings)
    {
        var names = new Dictionary<int, string>();
        foreach (var row in panel.Legend.Entries.GroupBy(entry => entry.Y))
        {
            var name = legends++ == 0 ? "legend" : $"legend{legends}";
            var bottom = panel.Plot.Top - PanelLayout.LabelRow(panel.Panel, theme.FontSize) - panel.Legend.Height + row.Key + 1.5 * theme.FontSize;
            settings[name] = new JsonObject
            {
                ["orientation"] = "h",
                ["traceorder"] = "normal",
                ["x"] = Math.Round(panel.Plot.Left / FigureLayout.Width, 4),
                ["xanchor"] = "left",
                ["y"] = Math.Round(1 - bottom / layout.Height, 4),
                ["yanchor"] = "bottom",
                ["bgcolor"] = "rgba(0,0,0,0)",
            };
            foreach (var entry in row)
            {
                names[entry.Series] = name;
            }
        }

        return names;
    }

    private void AddLine(ReferenceLine line, string number, SeriesStyle style)
    {
        var (along, across) = line.IsVertical ? ("y", "x") : ("x", "y");
        shapes.Add(new JsonObject
        {
            ["type"] = "line", [across + "ref"] = across + number, [across + "0"] = line.Value, [across + "1"] = line.Value,
            [along + "ref"] = $"{along}{number} domain", [along + "0"] = 0, [along + "1"] = 1,
            ["line"] = new JsonObject { ["color"] = style.Colour, ["width"] = 1.2, ["dash"] = "4px,3px" },
        });
    }

    private void AddLabel(ReferenceLabel label, PanelLayout panel, string number)
    {
        var isVertical = label.Line.IsVertical;
        var (along, across) = isVertical ? ("y", "x") : ("x", "y");
        annotations.Add(new JsonObject
        {
            ["text"] = Text(label.Line.Name), ["showarrow"] = false, ["borderpad"] = isVertical ? 0 : 4,
            [across + "ref"] = across + number, [across] = OnAxis(isVertical ? panel.X : panel.Y, label.Line.Value), [across + "shift"] = Math.Round(isVertical ? label.Moved : -label.Moved, 1),
            [along + "ref"] = $"{along}{number} domain", [along] = 1, [isVertical ? "yanchor" : "xanchor"] = isVertical ? "bottom" : "left",
        });
    }

    // plotly.js wants ranges and annotations of a logarithmic axis as exponents of ten, but shapes as values.
    private static double OnAxis(Scale scale, double value) => scale.IsLogarithmic ? Math.Log10(value) : value;
}
