namespace CompNeuro.Figures;

/// <summary>Words for a figure, made from its data.</summary>
internal static class Description
{
    // More curves than this are described together.
    private const int MostCurves = 6;

    public static string Of(Figure figure)
    {
        var panels = figure.Panels.ToArray();
        var opening = figure.Title is "" ? "" : figure.Title.TrimEnd('.') + ". ";
        return panels.Length == 1
            ? opening + Of(panels[0])
            : opening + $"{panels.Length} panels. " + string.Join(" ", panels.Select((panel, i) => $"Panel {i + 1}: {Of(panel)}"));
    }

    private static string Of(Panel panel)
    {
        var x = panel.Series.SelectMany(series => series.AllX).ToArray();
        var range = x.Length == 0 ? "" : $", from {Number(x.Min())} to {Number(x.Max())}";
        var curves = panel.Series.OfType<Curve>().ToArray();
        var texts = curves.Length > MostCurves
            ? panel.Series.Where(series => series is not Curve).Select(Of).Prepend(Of(curves))
            : panel.Series.Select(Of);
        return $"{panel.Y} against {panel.X}{(panel.X.IsLogarithmic ? " (logarithmic)" : "")}{range}: {string.Join("; ", texts)}.";
    }

    private static string Of(Curve[] family)
    {
        var y = family.SelectMany(curve => curve.AllY).ToArray();
        var names = family.Select(curve => curve.Name).Where(name => name is not "").ToArray();
        var between = y.Length == 0 ? "no values" : $"values from {Number(y.Min())} to {Number(y.Max())}";
        return $"{family.Length} curves{(names.Length > 1 ? $", {names[0]} to {names[^1]}" : "")}, with {between}";
    }

    private static string Of(Series series) => series switch
    {
        Curve curve => Of(curve),
        Band band => $"{Named(band, "a shaded band")} between {Number(band.Lower.Min())} and {Number(band.Upper.Max())}",
        ReferenceLine line => $"{Named(line, "a")} {(line.IsVertical ? "vertical" : "horizontal")} line at {Number(line.Value)}",
        SpikeRaster raster => $"{raster.Trains.Sum(train => train.Length)} spikes in {raster.Trains.Length} trains",
        _ => series.Name,
    };

    private static string Of(Curve curve)
    {
        var drawn = Enumerable.Range(0, curve.Y.Length).Where(i => double.IsFinite(curve.Y[i])).ToArray();
        if (drawn.Length == 0)
        {
            return $"{Named(curve, "the line")} has no values";
        }

        var low = drawn.MinBy(i => curve.Y[i]);
        var high = drawn.MaxBy(i => curve.Y[i]);
        var name = Named(curve, curve.Style is CurveStyle.Points ? "the points" : "the line");
        return curve.Y[low] == curve.Y[high]
            ? $"{name}: constant at {Number(curve.Y[low])}"
            : $"{name}: from {Number(curve.Y[drawn[0]])} to {Number(curve.Y[drawn[^1]])}, lowest {Number(curve.Y[low])} at {Number(curve.X[low])}, highest {Number(curve.Y[high])} at {Number(curve.X[high])}";
    }

    private static string Named(Series series, string otherwise) => series.Name is "" ? otherwise : series.Name;

    public static string Number(double value) => value.ToString(Math.Abs(value) is 0 or (>= 1e-3 and < 1e6) ? "G4" : "0.###E0").Replace('-', '−');
}
