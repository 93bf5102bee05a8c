using CompNeuro.Biophysics.Compartments;

namespace CompNeuro.Figures;

/// <summary>Figures of neurons with a shape.</summary>
public static class CellPlots
{
    /// <summary>The recorded voltages over time.</summary>
    public static Figure Plot(this CellRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new(new Panel(new Axis("t", "ms"), new Axis("V", "mV"), run.Traces.Select(trace => new Curve(trace.Name, run.Time, trace.V))));
    }

    /// <summary>The axes of the neurites seen from above, x and y at the same scale, and marks at chosen places.</summary>
    /// <param name="neuron">The neuron.</param>
    /// <param name="marks">Places to mark, with their names.</param>
    public static Figure Plot(this Morphology neuron, params IReadOnlyList<(string Name, Place At)> marks)
    {
        ArgumentNullException.ThrowIfNull(neuron);
        var points = neuron.Sections.SelectMany(section => section.Points).ToArray();
        var (left, bottom) = (points.Min(point => point.X), points.Min(point => point.Y));
        // The plot is square, so that equal ranges are equal scales.
        var size = 1.1 * Math.Max(points.Max(point => point.X) - left, points.Max(point => point.Y) - bottom);
        var (x, y) = ((points.Max(point => point.X) + left - size) / 2, (points.Max(point => point.Y) + bottom - size) / 2);
        var regions = neuron.Sections.GroupBy(section => section.Region).OrderBy(group => group.Key).Select(Outline);
        var places = marks.Select(mark => (mark.Name, Point: neuron.Sections[mark.At.Section].At(mark.At.X))).Select(mark => new Curve(mark.Name, [mark.Point.X], [mark.Point.Y], CurveStyle.Points));
        return new Figure(new Panel(new Axis("x", "µm").WithRange(x, x + size), new Axis("y", "µm").WithRange(y, y + size), regions.Concat(places))).WithAspect(1);
    }

    private static Curve Outline(IGrouping<Region, Section> region)
    {
        // A gap follows every section.
        var points = region.SelectMany(section => section.Points.Append(section.Points[^1] with { Y = double.NaN })).ToArray();
        return new($"{region.Key}".ToLowerInvariant(), points.Select(point => point.X), points.Select(point => point.Y), gaps: true);
    }
}
