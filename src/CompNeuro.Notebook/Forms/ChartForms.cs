using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompNeuro.Figures;
using Plotly.NET;

namespace CompNeuro.Notebook.Forms;

/// <summary>A chart made directly with Plotly.NET: its JSON for hosts that draw it, and a still picture of its lines and points for those that do not.</summary>
internal static class ChartForms
{
    // Plotly.NET needs 100 to 250 ms to write a chart, and one display asks for three forms.
    private static readonly ConditionalWeakTable<GenericChart, string> written = [];

    public static string Json(GenericChart chart) => written.GetValue(chart, GenericChart.toFigureJson);

    public static Shown Of(GenericChart chart)
    {
        var json = JsonNode.Parse(Json(chart))!;
        var traces = json["data"]!.AsArray();
        var kinds = string.Join(", ", traces.Select(trace => $"{trace!["type"]}").Distinct());
        return Still(traces, json["layout"]!) is { } figure
            ? new(figure.ToString(), figure.ToHtml())
            : new($"Plotly.NET chart ({kinds}).", $"<p>A Plotly.NET chart ({Figures.Symbol.Escape(kinds)}), drawn only by front ends that show application/vnd.plotly.v1+json, such as VS Code.</p>");
    }

    private static Figures.Figure? Still(JsonArray traces, JsonNode layout)
    {
        var curves = new List<Curve>();
        foreach (var trace in traces)
        {
            if ($"{trace!["type"]}" is not ("scatter" or "scattergl") || Numeric(trace["x"]) is not { Length: > 0 } x || Numeric(trace["y"]) is not { } y || x.Length != y.Length)
            {
                return null;
            }

            var mode = $"{trace["mode"]}";
            var style = !mode.Contains("lines", StringComparison.Ordinal) ? CurveStyle.Points : mode.Contains("markers", StringComparison.Ordinal) ? CurveStyle.LineAndPoints : CurveStyle.Line;
            curves.Add(new Curve($"{trace["name"]}", x, y, style, gaps: true));
        }

        return curves.Count == 0 ? null : new Figures.Figure(new Panel(Axis(layout["xaxis"], "x"), Axis(layout["yaxis"], "y"), curves)).WithTitle(Title(layout["title"]));
    }

    private static double[]? Numeric(JsonNode? values) => values is JsonArray array && array.All(value => value is null || value.GetValueKind() is JsonValueKind.Number)
        ? [.. array.Select(value => value is null ? double.NaN : value.GetValue<double>())]
        : null;

    private static Figures.Axis Axis(JsonNode? axis, string otherwise) =>
        Figures.Axis.Parse(Title(axis?["title"]) is { Length: > 0 } title ? title : otherwise) with { IsLogarithmic = $"{axis?["type"]}" is "log" };

    private static string Title(JsonNode? title) => title is JsonObject full ? $"{full["text"]}" : $"{title}";
}
