namespace CompNeuro.Biophysics.Compartments;

/// <summary>A morphology divided into compartments: nodes at their middles, joined into a tree, with a node without area where branches meet.</summary>
/// <param name="Parents">The parent of every node; −1 for the first.</param>
/// <param name="Area">µm².</param>
/// <param name="Resistance">∫4 dx/πd² to the parent, 1/µm.</param>
/// <param name="Section">The section of every node.</param>
/// <param name="First">The first compartment of every section.</param>
/// <param name="Counts">The number of compartments of every section.</param>
internal sealed record Division(int[] Parents, double[] Area, double[] Resistance, int[] Section, int[] First, int[] Counts)
{
    /// <summary>Divides every section into an odd number of compartments of equal length, so that it has one in the middle.</summary>
    /// <param name="morphology">What to divide.</param>
    /// <param name="count">How many compartments a section needs at least.</param>
    public static Division Of(Morphology morphology, Func<Section, int> count)
    {
        var sections = morphology.Sections;
        var (parents, area, resistance, owner) = (new List<int>(), new List<double>(), new List<double>(), new List<int>());
        var (first, counts, ends) = (new int[sections.Count], new int[sections.Count], new int[sections.Count]);
        void Add(int section, int parent, double a, double r)
        {
            parents.Add(parent);
            area.Add(a);
            resistance.Add(r);
            owner.Add(section);
        }

        var branched = sections.Where(section => section is { Parent: >= 0, ParentX: 1 }).Select(section => section.Parent).ToHashSet();
        var severalRoots = sections.Count(section => section.Parent < 0) > 1;
        if (severalRoots)
        {
            Add(0, -1, 0, 0);
        }

        for (var s = 0; s < sections.Count; s++)
        {
            var (section, n) = (sections[s], count(sections[s]) | 1);
            var dx = section.Length / n;
            (first[s], counts[s]) = (parents.Count, n);
            var above = section switch
            {
                { Parent: < 0 } => severalRoots ? 0 : -1,
                { ParentX: 1 } => ends[section.Parent],
                _ => first[section.Parent] + (int)(section.ParentX * counts[section.Parent]),
            };
            for (var i = 0; i < n; i++)
            {
                Add(s, i == 0 ? above : parents.Count - 1, section.AreaBetween(i * dx, (i + 1) * dx), section.ResistanceBetween(Math.Max(0, i - 0.5) * dx, (i + 0.5) * dx));
            }

            if (branched.Contains(s))
            {
                ends[s] = parents.Count;
                Add(s, parents.Count - 1, 0, section.ResistanceBetween((n - 0.5) * dx, n * dx));
            }
        }

        return new([.. parents], [.. area], [.. resistance], [.. owner], first, counts);
    }

    /// <summary>The compartment in which a place lies.</summary>
    public int Node(Place place) => First[place.Section] + Math.Min((int)(place.X * Counts[place.Section]), Counts[place.Section] - 1);
}
