using CompNeuro.Biophysics.Cables;

namespace CompNeuro.Biophysics.Compartments;

/// <summary>The shape of a neuron: a tree of sections. Lengths in µm.</summary>
/// <param name="Sections">The sections; each comes after the one it continues.</param>
public sealed record Morphology(IReadOnlyList<Section> Sections)
{
    private readonly double[] starts = Starts(Sections);

    /// <summary>The middle of the soma; where a tree without soma begins.</summary>
    public Place Origin => new(0, Sections[0].Region == Region.Soma ? 0.5 : 0);

    /// <summary>Area of the whole membrane, µm².</summary>
    public double Area => Sections.Sum(section => section.Area);

    /// <summary>Length of everything but the soma, µm.</summary>
    public double Length => Sections.Where(section => section.Region != Region.Soma).Sum(section => section.Length);

    /// <summary>The ends of the tree, the farthest from the origin first.</summary>
    public IReadOnlyList<Place> Tips => [.. Enumerable.Range(0, Sections.Count)
        .Where(i => Sections[i].Region != Region.Soma && Sections.All(section => section.Parent != i))
        .Select(i => new Place(i, 1))
        .OrderByDescending(Distance)];

    /// <summary>A neuron read from an SWC file: NeuroMorpho.Org's format, with a soma of one point, of three, or traced.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FormatException">The file is not a tree of that format; the message names the line and what to do.</exception>
    public static Morphology LoadSwc(string path) => ParseSwc(File.ReadAllText(path));

    /// <inheritdoc cref="LoadSwc"/>
    /// <param name="text">The text of the file.</param>
    public static Morphology ParseSwc(string text) => new(Swc.Sections(text));

    /// <summary>A tree without soma.</summary>
    public static Morphology Of(Branch tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return new([.. Grown(tree, 0, -1, 1, new(0, 0, 0, 0), Math.PI / 2, 1)]);
    }

    /// <summary>A spherical soma, of which a cylinder of the same area and diameter stands in, and trees that begin at its middle.</summary>
    /// <param name="somaDiameter">µm.</param>
    /// <param name="trees">What grows from it.</param>
    public static Morphology Of(double somaDiameter, params IReadOnlyList<Branch> trees)
    {
        ArgumentNullException.ThrowIfNull(trees);
        if (!(somaDiameter > 0) || !double.IsFinite(somaDiameter))
        {
            throw new ArgumentOutOfRangeException(nameof(somaDiameter), somaDiameter, $"A soma of diameter {somaDiameter} µm is not possible: it must be a positive, finite number.");
        }

        var sections = new List<Section> { Swc.Sphere(new(0, 0, 0, somaDiameter)) };
        for (var k = 0; k < trees.Count; k++)
        {
            sections.AddRange(Grown(trees[k], sections.Count, 0, 0.5, default, Math.PI / 2 + 2 * Math.PI * k / trees.Count, 1));
        }

        return new(sections);
    }

    /// <summary>How far a place is from the origin along the tree, µm.</summary>
    public double Distance(Place place)
    {
        var section = Checked(place);
        return place.Section == Origin.Section ? section.Length * Math.Abs(place.X - Origin.X) : starts[place.Section] + place.X * section.Length;
    }

    /// <summary>The place on the way from the origin to <paramref name="place"/> at a distance in µm along the tree.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The way is shorter than that.</exception>
    public Place Toward(Place place, double distance)
    {
        if (!(distance >= 0 && distance <= Distance(place) * (1 + 1e-12)))
        {
            throw new ArgumentOutOfRangeException(nameof(distance), distance, $"There is no place {distance} µm on the way: it is {Distance(place)} µm long.");
        }

        var i = place.Section;
        while (i != Origin.Section && starts[i] >= distance)
        {
            i = Sections[i].Parent;
        }

        return i == Origin.Section
            ? new(i, Origin.X + Math.Min(distance / Sections[i].Length, 1 - Origin.X))
            : new(i, Math.Min((distance - starts[i]) / Sections[i].Length, 1));
    }

    internal Section Checked(Place place) =>
        place.Section >= 0 && place.Section < Sections.Count && place.X is >= 0 and <= 1
            ? Sections[place.Section]
            : throw new ArgumentOutOfRangeException(nameof(place), place, $"{place} is not on this neuron: Section must be from 0 to {Sections.Count - 1} and X from 0 to 1.");

    private static double[] Starts(IReadOnlyList<Section> sections)
    {
        var starts = new double[sections.Count];
        for (var i = 0; i < starts.Length; i++)
        {
            var (parent, x) = (sections[i].Parent, sections[i].ParentX);
            // From the middle of the soma the way begins at 0.
            starts[i] = parent < 0 || (parent == 0 && sections[0].Region == Region.Soma && x == 0.5) ? 0 : starts[parent] + (parent == 0 && sections[0].Region == Region.Soma ? x - 0.5 : x) * sections[parent].Length;
        }

        return starts;
    }

    // Drawn in a plane, each branching within half the angle of the one before.
    private static IEnumerable<Section> Grown(Branch branch, int index, int parent, double parentX, Point start, double angle, double spread)
    {
        var to = new Point(start.X + branch.Length * Math.Cos(angle), start.Y + branch.Length * Math.Sin(angle), 0, branch.Diameter);
        yield return new(Region.Dendrite, parent, parentX, [start with { Diameter = branch.Diameter }, to]);
        var next = index + 1;
        for (var k = 0; k < branch.Children.Count; k++)
        {
            var turn = branch.Children.Count == 1 ? 0 : spread * (k / (branch.Children.Count - 1.0) - 0.5);
            foreach (var section in Grown(branch.Children[k], next, index, 1, to, angle + turn, spread / 1.5))
            {
                yield return section;
                next++;
            }
        }
    }
}
