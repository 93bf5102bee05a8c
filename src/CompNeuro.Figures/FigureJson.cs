using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompNeuro.Figures;

/// <content>The whole figure as JSON: every number with its name and unit, and the words. A gap in a line is null.</content>
public sealed partial record Figure
{
    public const string JsonMimeType = "application/vnd.compneuro.figure+json";

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["title"] = Title,
        ["caption"] = Caption,
        ["altText"] = AltText,
        ["aspect"] = Aspect,
        ["columns"] = new JsonArray([.. Columns.Select(column => new JsonArray([.. column.Select(panel => new JsonObject
        {
            ["title"] = panel.Title,
            ["x"] = Of(panel.X),
            ["y"] = Of(panel.Y),
            ["height"] = panel.Height,
            ["sharesX"] = panel.SharesX,
            ["series"] = new JsonArray([.. panel.Series.Select(Of)]),
        })]))]),
    };

    /// <summary>The figure that <see cref="ToJson"/> wrote, in no theme of its own.</summary>
    /// <exception cref="JsonException">The JSON is not that of a figure.</exception>
    public static Figure FromJson(JsonNode json)
    {
        try
        {
            return new(json["columns"]!.AsArray().Select(column => column!.AsArray().Select(PanelOf!)))
            {
                Id = Text(json, "id"),
                Title = Text(json, "title"),
                Caption = Text(json, "caption"),
                AltText = Text(json, "altText"),
                Aspect = (double?)json["aspect"],
            };
        }
        catch (Exception exception) when (exception is NullReferenceException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new JsonException($"This is not the JSON of a figure: {exception.Message}", exception);
        }
    }

    private static JsonObject Of(Axis axis) => new()
    {
        ["label"] = axis.Label, ["unit"] = axis.Unit, ["logarithmic"] = axis.IsLogarithmic, ["minimum"] = axis.Minimum, ["maximum"] = axis.Maximum,
    };

    private static JsonObject Of(Series series)
    {
        var json = new JsonObject { ["kind"] = series.GetType().Name, ["name"] = series.Name, ["unit"] = series.Unit, ["colour"] = series.Colour };
        switch (series)
        {
            case Curve curve:
                (json["style"], json["weight"], json["x"], json["y"]) = (curve.Style.ToString(), curve.Weight, Of(curve.X), Of(curve.Y));
                break;
            case Band band:
                (json["x"], json["lower"], json["upper"]) = (Of(band.X), Of(band.Lower), Of(band.Upper));
                break;
            case ReferenceLine line:
                (json["value"], json["vertical"]) = (line.Value, line.IsVertical);
                break;
            case SpikeRaster raster:
                json["trains"] = new JsonArray([.. raster.Trains.Select(train => Of(train))]);
                break;
        }

        return json;
    }

    private static JsonArray Of(ImmutableArray<double> values) => [.. values.Select(value => double.IsNaN(value) ? null : (JsonNode)JsonValue.Create(value))];

    private static Panel PanelOf(JsonNode json) => new(AxisOf(json["x"]!), AxisOf(json["y"]!), json["series"]!.AsArray().Select(SeriesOf!))
    {
        Title = Text(json, "title"), Height = (double)json["height"]!, SharesX = (bool)json["sharesX"]!,
    };

    private static Axis AxisOf(JsonNode json) => new(Text(json, "label"), Text(json, "unit"))
    {
        IsLogarithmic = (bool)json["logarithmic"]!, Minimum = (double?)json["minimum"], Maximum = (double?)json["maximum"],
    };

    private static Series SeriesOf(JsonNode json)
    {
        var name = Text(json, "name");
        Series series = Text(json, "kind") switch
        {
            nameof(Curve) => new Curve(name, Values(json["x"]!), Values(json["y"]!), Enum.Parse<CurveStyle>(Text(json, "style")), gaps: true) { Weight = (double)json["weight"]! },
            nameof(Band) => new Band(name, Values(json["x"]!), Values(json["lower"]!), Values(json["upper"]!)),
            nameof(ReferenceLine) => new ReferenceLine(name, (double)json["value"]!, (bool)json["vertical"]!),
            nameof(SpikeRaster) => new SpikeRaster(name, json["trains"]!.AsArray().Select(train => Values(train!))),
            var kind => throw new FormatException($"there is no series of the kind {kind}"),
        };
        return series with { Unit = Text(json, "unit"), Colour = (int?)json["colour"] };
    }

    private static IEnumerable<double> Values(JsonNode json) => json.AsArray().Select(value => (double?)value ?? double.NaN);

    private static string Text(JsonNode json, string name) => (string)json[name]!;
}
