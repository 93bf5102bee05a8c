using CompNeuro.Dynamics;

namespace CompNeuro.Figures;

/// <summary>Figures straight from numbers. Values may be arrays, vectors or LINQ results; functions are evaluated at every x.</summary>
public static class Plot
{
    /// <summary>One unnamed line.</summary>
    public static Figure Line(IEnumerable<double> x, IEnumerable<double> y) => Of(CurveStyle.Line, x, [("", y)]);

    /// <summary>Named lines over the same x.</summary>
    public static Figure Lines(IEnumerable<double> x, params IReadOnlyList<(string Name, IEnumerable<double> Y)> series) => Of(CurveStyle.Line, x, series);

    /// <summary>Named functions of x, as lines.</summary>
    public static Figure Lines(IEnumerable<double> x, params IReadOnlyList<(string Name, Func<double, double> F)> functions) => Of(CurveStyle.Line, x, functions);

    /// <summary>Quantities of a run over its time, as in <c>Plot.Lines(run.Time, run.Currents())</c>; the axes carry their units.</summary>
    public static Figure Lines(IEnumerable<double> time, IReadOnlyList<Variable> variables)
    {
        var times = time.ToArray();
        return new(new Panel(
            new Axis("t", "ms"),
            new Axis(string.Join(", ", variables.Select(variable => variable.Name)), variables[0].Unit),
            variables.Select(variable => new Curve(variable.Name, times, variable.Values))));
    }

    /// <summary>Named dashed lines: the convention for theory beside simulation.</summary>
    public static Figure DashedLines(IEnumerable<double> x, params IReadOnlyList<(string Name, IEnumerable<double> Y)> series) => Of(CurveStyle.DashedLine, x, series);

    /// <summary>Named functions of x, as dashed lines.</summary>
    public static Figure DashedLines(IEnumerable<double> x, params IReadOnlyList<(string Name, Func<double, double> F)> functions) => Of(CurveStyle.DashedLine, x, functions);

    /// <summary>Named lines with a mark at each value.</summary>
    public static Figure LinesAndPoints(IEnumerable<double> x, params IReadOnlyList<(string Name, IEnumerable<double> Y)> series) => Of(CurveStyle.LineAndPoints, x, series);

    /// <summary>Named points, not joined.</summary>
    public static Figure Points(IEnumerable<double> x, params IReadOnlyList<(string Name, IEnumerable<double> Y)> series) => Of(CurveStyle.Points, x, series);

    /// <summary>Named steps: each value is held until the next x.</summary>
    public static Figure Steps(IEnumerable<double> x, params IReadOnlyList<(string Name, IEnumerable<double> Y)> series) => Of(CurveStyle.Step, x, series);

    /// <summary>Named lines in which NaN is a gap.</summary>
    public static Figure LinesWithGaps(IEnumerable<double> x, params IReadOnlyList<(string Name, IEnumerable<double> Y)> series) => Of(CurveStyle.Line, x, series, gaps: true);

    /// <summary>Spike times in ms as ticks, one row per train.</summary>
    public static Figure Raster(IEnumerable<IEnumerable<double>> trains) =>
        new(new Panel(new Axis("t", "ms"), new Axis("Train"), [new SpikeRaster("", trains)]));

    private static Figure Of(CurveStyle style, IEnumerable<double> x, IReadOnlyList<(string Name, Func<double, double> F)> functions)
    {
        var values = x.ToArray();
        return Of(style, values, [.. functions.Select(one => (one.Name, values.Select(one.F)))]);
    }

    private static Figure Of(CurveStyle style, IEnumerable<double> x, IReadOnlyList<(string Name, IEnumerable<double> Y)> series, bool gaps = false)
    {
        var values = x.ToArray();
        return new(new Panel(new Axis("x"), new Axis("y"), series.Select(one => new Curve(one.Name, values, one.Y, style, gaps))));
    }
}
