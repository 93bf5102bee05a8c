using System.Text.Json;
using System.Text.Json.Nodes;
using Plotly.NET;

namespace CompNeuro.Figures.Interactive;

/// <summary>Turns the JSON of a figure into a chart of Plotly.NET, for those who want to go on with that library.</summary>
internal static class PlotlyChart
{
    public static GenericChart Of(JsonObject figure)
    {
        var traces = figure["data"]!.AsArray().Select(trace => Filled(new Trace("scatter"), trace!.AsObject())).ToArray();
        var chart = GenericChart.ofTraceObjects(false, Microsoft.FSharp.Collections.ListModule.OfSeq(traces));
        var settings = Filled(new Layout(), figure["layout"]!.AsObject());
        return GenericChart.setConfig(Filled(new Config(), figure["config"]!.AsObject()), GenericChart.setLayout(settings, chart));
    }

    private static T Filled<T>(T target, JsonObject source)
        where T : DynamicObj.DynamicObj
    {
        foreach (var (name, value) in source)
        {
            target.SetProperty(name, Value(value));
        }

        return target;
    }

    private static object? Value(JsonNode? node) => node switch
    {
        JsonObject inner => Filled(new DynamicObj.DynamicObj(), inner),
        JsonArray array => array.Select(Value).ToArray(),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.Number => double.Parse(value.ToJsonString()),
            JsonValueKind.String => value.GetValue<string>(),
            _ => value.GetValue<bool>(),
        },
        _ => null,
    };
}
