using System.Globalization;

namespace CompNeuro.Biophysics.Compartments;

/// <summary>
/// The SWC format: one point a line, <c>id type x y z radius parent</c>, in µm, parent −1 for the root (Cannon et al., J. Neurosci. Methods 84:49, 1998; soma as on
/// NeuroMorpho.Org).
/// </summary>
internal static class Swc
{
    private sealed record Sample(int Line, int Id, Region Region, Point Point, int Parent)
    {
        public List<Sample> Children { get; } = [];
    }

    /// <summary>The sections of the neuron: chains of points of one region between branchings.</summary>
    /// <remarks>
    /// A soma of one point is a cylinder as long as it is thick, which has the area of the sphere; of three, the cylinder from the second through the first to the
    /// third. Both are a single section, and what grows from them begins at its middle. A soma of more points is taken as traced. A neurite on a soma begins at its
    /// own first point, as in NEURON: the way there is inside the soma.
    /// </remarks>
    public static List<Section> Sections(string text)
    {
        var root = Tree(text);
        var sections = new List<Section>();
        var soma = Chain(root).Where(sample => sample.Region == Region.Soma).ToArray();
        if (root.Region == Region.Soma && (soma.Length == 1 || (soma.Length == 3 && soma.Skip(1).All(sample => root.Children.Contains(sample)))))
        {
            sections.Add(soma.Length == 1 ? Sphere(root.Point) : new(Region.Soma, -1, 0, [soma[1].Point, root.Point, soma[2].Point]));
            foreach (var child in soma.SelectMany(sample => sample.Children).Where(child => child.Region != Region.Soma))
            {
                Grow(child, sections, 0, 0.5, soma[0]);
            }
        }
        else if (root.Children.Count == 0)
        {
            throw new FormatException($"Line {root.Line}: a neuron of one point must be a soma (type 1), and this is of type {(int)root.Region}: add points, or change the type.");
        }
        else
        {
            foreach (var child in root.Children)
            {
                Grow(child, sections, -1, 0, root);
            }
        }

        return sections;
    }

    /// <summary>A cylinder with the diameter and the area of a sphere.</summary>
    public static Section Sphere(Point centre) => new(Region.Soma, -1, 0, [centre with { Y = centre.Y - centre.Diameter / 2 }, centre, centre with { Y = centre.Y + centre.Diameter / 2 }]);

    private static void Grow(Sample first, List<Section> sections, int parent, double parentX, Sample before)
    {
        // On a stack of its own: a traced axon can be a hundred thousand points deep.
        var open = new Stack<(Sample First, int Parent, double X, Sample Before)>([(first, parent, parentX, before)]);
        while (open.TryPop(out var next))
        {
            List<Sample> chain = [next.First];
            while (chain[^1].Children is [var only] && only.Region == chain[0].Region)
            {
                chain.Add(only);
            }

            var onSoma = next.Before.Region == Region.Soma && chain[0].Region != Region.Soma;
            var points = chain.Select(sample => sample.Point);
            if (!onSoma)
            {
                points = points.Prepend(next.Before.Point);
            }
            else if (chain.Count == 1)
            {
                points = points.Prepend(next.Before.Point with { Diameter = chain[0].Point.Diameter });
            }

            sections.Add(new(chain[0].Region, next.Parent, next.X, [.. points]));
            if (sections[^1].Length == 0)
            {
                throw new FormatException($"Line {chain[^1].Line}: the section that ends here has no length: move the point, or remove it.");
            }

            var index = sections.Count - 1;
            foreach (var child in Enumerable.Reverse(chain[^1].Children))
            {
                open.Push((child, index, 1, chain[^1]));
            }
        }
    }

    private static Sample Tree(string text)
    {
        var samples = new Dictionary<int, Sample>();
        Sample? root = null;
        foreach (var (line, content) in text.Split('\n').Select((content, i) => (i + 1, content.Split('#')[0].Trim())).Where(line => line.Item2 != ""))
        {
            var sample = Read(line, content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (!samples.TryAdd(sample.Id, sample))
            {
                throw new FormatException($"Line {line}: id {sample.Id} stands on line {samples[sample.Id].Line} already: give every point an id of its own.");
            }

            if (sample.Parent == -1)
            {
                root = root is null ? sample : throw new FormatException($"Line {line}: a second root (parent −1); the first is on line {root.Line}. Keep one neuron in a file, and join its pieces.");
            }
        }

        if (root is null)
        {
            throw new FormatException(samples.Count == 0 ? "There are no points here: every line is empty or a comment." : "There is no root here: one point, the soma's first, must have −1 as its parent.");
        }

        foreach (var sample in samples.Values.Where(sample => sample != root))
        {
            var parent = samples.GetValueOrDefault(sample.Parent) ?? throw new FormatException($"Line {sample.Line}: the parent of point {sample.Id} is {sample.Parent}, and there is no such point: add it, or name another.");
            parent.Children.Add(sample);
        }

        var reached = Chain(root).ToHashSet();
        return samples.Values.FirstOrDefault(sample => !reached.Contains(sample)) is { } lost
            ? throw new FormatException($"Line {lost.Line}: the parents of point {lost.Id} lead round in a circle and never to the root: correct the parent of one of them.")
            : root;
    }

    private static IEnumerable<Sample> Chain(Sample root)
    {
        var open = new Stack<Sample>([root]);
        while (open.TryPop(out var sample))
        {
            yield return sample;
            foreach (var child in Enumerable.Reverse(sample.Children))
            {
                open.Push(child);
            }
        }
    }

    private static Sample Read(int line, string[] words)
    {
        if (words.Length < 7)
        {
            throw new FormatException($"Line {line}: {words.Length} numbers where SWC has seven (id, type, x, y, z, radius, parent): complete the line, or put # before it.");
        }

        int Whole(int column, string name) => int.TryParse(words[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"Line {line}: {name} is \"{words[column]}\": it must be a whole number.");
        double Number(int column, string name) => double.TryParse(words[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new FormatException($"Line {line}: {name} is \"{words[column]}\": it must be a number.");
        var (id, type, parent, radius) = (Whole(0, "the id"), Whole(1, "the type"), Whole(6, "the parent"), Number(5, "the radius"));
        if (id < 0 || type < 0 || parent == id || parent < -1)
        {
            throw new FormatException($"Line {line}: id {id}, type {type} and parent {parent} are not possible together: id and type are 0 or more, and the parent is another point or −1.");
        }

        return radius > 0
            ? new(line, id, type is >= 1 and <= 4 ? (Region)type : Region.Other, new(Number(2, "x"), Number(3, "y"), Number(4, "z"), 2 * radius), parent)
            : throw new FormatException($"Line {line}: the radius of point {id} is {radius} µm: give it the thickness it has there, above 0.");
    }
}
