using System.Text.Json.Nodes;

namespace CompNeuro.Figures;

/// <summary>The numbers of a figure in brief, by which two runs of it can be compared.</summary>
public sealed record Fingerprint(IReadOnlyList<SeriesFingerprint> Series)
{
    public static Fingerprint Of(Figure figure)
    {
        var panels = figure.Panels.ToArray();
        var series = panels.SelectMany((panel, i) => panel.Series.SelectMany(series => Of(panel, series, panels.Length == 1 ? "" : $"panel {i + 1}, ")));
        // Series over the same x, as most of a panel are, have it once.
        return new(series.Distinct().GroupBy(one => one.Name).SelectMany(alike => alike).Aggregate(
            new List<SeriesFingerprint>(), (named, one) => [.. named, one with { Name = Data.Unique(one.Name, taken => named.Exists(other => other.Name == taken)) }]));
    }

    /// <exception cref="FormatException">Two series have one name.</exception>
    public static Fingerprint FromJson(JsonNode json)
    {
        var series = json.AsArray().Select(one => SeriesFingerprint.FromJson(one!)).ToList();
        return series.Select(one => one.Name).Distinct().Count() == series.Count ? new(series) : throw new FormatException("two series have one name");
    }

    public JsonArray ToJson() => [.. Series.Select(series => series.ToJson())];

    /// <summary>Every number that is another than it was; a series that is new or gone had or has no values.</summary>
    public IReadOnlyList<Movement> MovedFrom(Fingerprint was)
    {
        var (now, before) = (Series.ToDictionary(series => series.Name), was.Series.ToDictionary(series => series.Name));
        return [.. now.Keys.Union(before.Keys).SelectMany(name => SeriesFingerprint.Moved(before.GetValueOrDefault(name), now.GetValueOrDefault(name)))];
    }

    private static IEnumerable<SeriesFingerprint> Of(Panel panel, Series series, string place)
    {
        var name = place + (series.Name is "" ? panel.Y.Label : series.Name);
        var along = $"{place}along {panel.X.Label}";
        var unit = series.Unit is "" ? panel.Y.Unit : series.Unit;
        return series switch
        {
            Curve curve => [SeriesFingerprint.Of(along, panel.X.Unit, curve.X), SeriesFingerprint.Of(name, unit, curve.Y)],
            Band band => [SeriesFingerprint.Of(along, panel.X.Unit, band.X), SeriesFingerprint.Of($"{name}, lower", unit, band.Lower), SeriesFingerprint.Of($"{name}, upper", unit, band.Upper)],
            ReferenceLine { IsVertical: true } line => [SeriesFingerprint.Of($"{place}line at {panel.X.Label}", panel.X.Unit, [line.Value])],
            ReferenceLine line => [SeriesFingerprint.Of($"{place}line at {panel.Y.Label}", panel.Y.Unit, [line.Value])],
            SpikeRaster raster => [SeriesFingerprint.Of($"{name}: spikes of each", "", raster.Trains.Select(train => (double)train.Length)), SeriesFingerprint.Of(along, panel.X.Unit, raster.Trains.SelectMany(train => train))],
            _ => [],
        };
    }
}

/// <summary>A number of a figure that is another than it was.</summary>
/// <param name="Series">Which series, and in which panel where there are several.</param>
/// <param name="Quantity">Which of its numbers: mean, maximum, …</param>
public sealed record Movement(string Series, string Quantity, string Unit, double Was, double Is)
{
    public override string ToString() => Description.Number(Was) == Description.Number(Is)
        ? $"{Series}: {Quantity} {Was:G7} → {Is:G7}{InUnit}"
        : $"{Series}: {Quantity} {Description.Number(Was)} → {Description.Number(Is)}{InUnit} ({(Is > Was ? "+" : "")}{Description.Number(Is - Was)})";

    private string InUnit => Unit is "" or "1" ? "" : " " + Unit;
}
