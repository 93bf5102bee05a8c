namespace CompNeuro.Biophysics.Compartments;

/// <summary>A point on the axis of a neurite, and how thick the neurite is there; all in µm.</summary>
public readonly record struct Point(double X, double Y, double Z, double Diameter)
{
    internal double DistanceTo(Point other) => Math.Sqrt((X - other.X) * (X - other.X) + (Y - other.Y) * (Y - other.Y) + (Z - other.Z) * (Z - other.Z));
}

/// <summary>A place on a neuron.</summary>
/// <param name="Section">Index of a section of the <see cref="Morphology"/>.</param>
/// <param name="X">How far along it, from 0 to 1.</param>
public readonly record struct Place(int Section, double X);

/// <summary>An unbranched piece of a neuron: a row of truncated cones.</summary>
/// <param name="Region">What it is a piece of.</param>
/// <param name="Parent">Index of the section it continues; −1 where the tree begins.</param>
/// <param name="ParentX">Where on the parent it begins: 1 for its end, 0.5 for the middle of the soma.</param>
/// <param name="Points">Its axis, two points at least.</param>
public sealed record Section(Region Region, int Parent, double ParentX, IReadOnlyList<Point> Points)
{
    // Path length up to every point.
    private readonly double[] path = [0, .. Points.Zip(Points.Skip(1), (a, b) => a.DistanceTo(b)).Scan()];

    /// <summary>Length along the axis, µm.</summary>
    public double Length => path[^1];

    /// <summary>Area of the membrane, µm²: the sides of the cones, not their ends.</summary>
    public double Area => AreaBetween(0, Length);

    /// <summary>The axis and diameter at a fraction of the length.</summary>
    public Point At(double x)
    {
        var s = Math.Clamp(x, 0, 1) * Length;
        var k = Math.Clamp(Array.FindIndex(path, at => at >= s) - 1, 0, Points.Count - 2);
        var (a, b, w) = (Points[k], Points[k + 1], path[k + 1] > path[k] ? (s - path[k]) / (path[k + 1] - path[k]) : 0);
        return new(a.X + w * (b.X - a.X), a.Y + w * (b.Y - a.Y), a.Z + w * (b.Z - a.Z), a.Diameter + w * (b.Diameter - a.Diameter));
    }

    /// <summary>The membrane between two distances from the start, µm²: π(d₁ + d₂)/2 times the slant height, cone by cone.</summary>
    internal double AreaBetween(double from, double to) => Sum(from, to, (length, d1, d2) => Math.PI * (d1 + d2) / 2 * Math.Sqrt(length * length + (d1 - d2) * (d1 - d2) / 4));

    /// <summary>∫4 dx/πd² between two distances from the start, 1/µm; times the resistivity it is the resistance of the core. A cone has 4L/(πd₁d₂).</summary>
    internal double ResistanceBetween(double from, double to) => Sum(from, to, (length, d1, d2) => 4 * length / (Math.PI * d1 * d2));

    /// <summary>Length in units of the length constant at a frequency, λ = ½√(d/(πf Ri C)), at which the membrane conducts almost only through its capacitance (Hines &amp; Carnevale 2001).</summary>
    internal double ElectrotonicLength(double Ri, double C, double frequency) =>
        Sum(0, Length, (length, d1, d2) => length / (1e5 * Math.Sqrt((d1 + d2) / 2 / (4 * Math.PI * frequency * Ri * C))));

    private double Sum(double from, double to, Func<double, double, double, double> cone)
    {
        var sum = 0.0;
        for (var k = 0; k < Points.Count - 1; k++)
        {
            var (start, end) = (path[k], path[k + 1]);
            var (low, high) = (Math.Max(start, from), Math.Min(end, to));
            if (high > low)
            {
                double Diameter(double s) => Points[k].Diameter + (s - start) / (end - start) * (Points[k + 1].Diameter - Points[k].Diameter);
                sum += cone(high - low, Diameter(low), Diameter(high));
            }
        }

        return sum;
    }
}

internal static class RunningSums
{
    public static IEnumerable<double> Scan(this IEnumerable<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            yield return sum += value;
        }
    }
}
