using System.Numerics;

namespace CompNeuro.Biophysics.Cables;

/// <summary>A tree at one complex rate s, each of its branches a cable between two loads: what continues from its far end, and the rest of the tree at its near end.</summary>
internal sealed class TreeWaves
{
    private readonly DendriticTree tree;
    private readonly CableWaves[] waves;
    private readonly double[] lambda;

    public TreeWaves(DendriticTree tree, Complex s)
    {
        this.tree = tree;
        waves = [.. Enumerable.Range(0, tree.Branches.Count).Select(b => tree.Cable(b).Waves(s))];
        lambda = [.. Enumerable.Range(0, waves.Length).Select(b => tree.Cable(b).lambda)];
        var beyond = new Complex[waves.Length];
        for (var b = waves.Length - 1; b >= 0; b--)
        {
            var Y = waves[b].Y;
            var load = tree.Branches[b].Children.Count == 0 ? tree.EndOf(b).Admittance(s, Y) : beyond[b];
            waves[b] = waves[b] with { End = CableWaves.Reflection(Y, load) };
            if (b > 0)
            {
                beyond[tree.Parent(b)] += waves[b].Onward;
            }
        }

        waves[0] = waves[0] with { Start = CableWaves.Reflection(waves[0].Y, tree.Soma.Admittance(s, waves[0].Y)) };
        for (var b = 1; b < waves.Length; b++)
        {
            var parent = tree.Parent(b);
            var siblings = beyond[parent] - waves[b].Onward;
            waves[b] = waves[b] with { Start = CableWaves.Reflection(waves[b].Y, waves[parent].Backward + siblings) };
        }
    }

    /// <summary>What the tree admits at the start of its root, µS.</summary>
    public Complex Dendrite => waves[0].Onward;

    public Complex Transfer(TreePlace from, TreePlace to) => from.Branch == to.Branch
        ? waves[from.Branch].Transfer(X(from), X(to))
        : waves[from.Branch].Transfer(X(from), X(from)) * Ratio(from, to);

    /// <summary>Parents have lower numbers than their children, so the way leads through the near end of the branch with the higher number.</summary>
    public Complex Ratio(TreePlace from, TreePlace to) =>
        from.Branch == to.Branch ? waves[from.Branch].Ratio(X(from), X(to))
        : from.Branch < to.Branch ? Ratio(from, Fork(to)) * waves[to.Branch].Ratio(0, X(to))
        : waves[from.Branch].Ratio(X(from), 0) * Ratio(Fork(from), to);

    /// <summary>Where the branch of a place springs from its parent.</summary>
    private TreePlace Fork(TreePlace place) => new(tree.Parent(place.Branch), tree.Branches[tree.Parent(place.Branch)].Length);

    private double X(TreePlace place) => place.At / lambda[place.Branch];
}
