using CompNeuro.Biophysics.Compartments;
using MathNet.Numerics;

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

    /// <summary>The axes of the neurites seen from above, the soma as a sphere of the same area, x and y at the same scale, and marks at chosen places.</summary>
    /// <param name="neuron">The neuron.</param>
    /// <param name="marks">Places to mark, with their names.</param>
    public static Figure Plot(this Morphology neuron, params IReadOnlyList<(string Name, Place At)> marks)
    {
        ArgumentNullException.ThrowIfNull(neuron);
        var regions = neuron.Sections.GroupBy(section => section.Region).OrderBy(group => group.Key).Select(Outline).ToArray();
        var (left, right) = (regions.SelectMany(region => region.AllX).Min(), regions.SelectMany(region => region.AllX).Max());
        var (bottom, top) = (regions.SelectMany(region => region.AllY).Min(), regions.SelectMany(region => region.AllY).Max());
        // The plot is square, so that equal ranges are equal scales.
        var size = 1.1 * Math.Max(right - left, top - bottom);
        var (x, y) = ((left + right - size) / 2, (bottom + top - size) / 2);
        var places = marks.Select(mark => (mark.Name, Point: neuron.Sections[mark.At.Section].At(mark.At.X))).Select(mark => new Curve(mark.Name, [mark.Point.X], [mark.Point.Y], CurveStyle.Points));
        return new Figure(new Panel(new Axis("x", "µm").WithRange(x, x + size), new Axis("y", "µm").WithRange(y, y + size), regions.Concat(places))).WithAspect(1);
    }

    private static Curve Outline(IGrouping<Region, Section> region)
    {
        // A gap follows every section.
        var points = region.Select(section => region.Key == Region.Soma ? Circle(section) : section.Points).SelectMany(line => line.Append(line[^1] with { Y = double.NaN })).ToArray();
        return new($"{region.Key}".ToLowerInvariant(), points.Select(point => point.X), points.Select(point => point.Y), gaps: true);
    }

    // A soma is drawn as the sphere whose membrane it has.
    private static Point[] Circle(Section soma)
    {
        var (centre, radius) = (soma.At(0.5), Math.Sqrt(soma.Area / (4 * Math.PI)));
        return [.. Generate.LinearSpaced(49, 0, 2 * Math.PI).Select(angle => centre with { X = centre.X + radius * Math.Cos(angle), Y = centre.Y + radius * Math.Sin(angle) })];
    }
}
