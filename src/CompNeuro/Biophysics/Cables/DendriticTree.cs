using System.Collections.Immutable;
using System.Numerics;

namespace CompNeuro.Biophysics.Cables;

/// <summary>
/// A passive tree of cables of one membrane and one cytoplasm, solved exactly: the load at the end of a branch is the sum of what its children admit, from the tips to the
/// root and back (W. Rall, Exp. Neurol. 1:491, 1959).
/// </summary>
/// <param name="Root">The branch that starts at the soma, and with it the whole tree.</param>
public sealed record DendriticTree(Branch Root) : IPassiveNeurite<TreePlace>
{
    private readonly Layout layout = new(Root);

    /// <summary>The branch that starts at the soma, and with it the whole tree.</summary>
    public Branch Root { get; init => (field, layout) = (value, new(value)); } = Root;

    /// <summary>Resistivity of the cytoplasm.</summary>
    [Unit("Ω·cm", Above = 0)] public double Ri { get; init => field = Parameter.Checked<DendriticTree>(value); } = 150;

    /// <summary>The membrane; its resting potential plays no part.</summary>
    public PassiveMembrane Membrane { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = new();

    /// <summary>What stands where the root starts: sealed for the dendrite alone.</summary>
    public CableEnd Soma { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = CableEnd.Sealed;

    /// <summary>What stands at every tip that <see cref="WithTip"/> has not changed.</summary>
    public CableEnd Terminal { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = CableEnd.Sealed;

    /// <summary>All branches, each before its children; the root is number 0.</summary>
    public IReadOnlyList<Branch> Branches => layout.Branches;

    /// <summary>The far ends of the branches without children.</summary>
    public IReadOnlyList<TreePlace> Tips => [.. Enumerable.Range(0, Branches.Count).Where(b => Branches[b].Children.Count == 0).Select(FarEnd)];

    /// <summary>The dendritic to somatic conductance ratio ρ: what the dendrite admits over what the soma does, for constant current (Rall 1959).</summary>
    [Unit("1")] public double rho => 1000 * new TreeWaves(this, 0).Dendrite.Real / Soma.Conductance;

    private ImmutableDictionary<int, CableEnd> Tipped { get; init; } = ImmutableDictionary<int, CableEnd>.Empty;

    /// <summary>The same tree with something else at one tip.</summary>
    public DendriticTree WithTip(int branch, CableEnd end) =>
        this with { Tipped = Tips.Any(tip => tip.Branch == branch) ? Tipped.SetItem(branch, end) : throw new ArgumentException($"Branch {branch} does not end in a tip: the tips are those of branches {string.Join(", ", Tips.Select(tip => tip.Branch))}.") };

    /// <summary>The branch as a cable of its own, sealed at both ends.</summary>
    public Cable Cable(int branch) => new() { Membrane = Membrane, Ri = Ri, Diameter = Branches[branch].Diameter, Length = Branches[branch].Length };

    /// <summary>The distance from the root's start in units of the length constant of each branch on the way.</summary>
    public double ElectrotonicDistance(TreePlace place)
    {
        var X = Checked(place).At / Cable(place.Branch).lambda;
        for (var b = Parent(place.Branch); b >= 0; b = Parent(b))
        {
            X += Cable(b).L;
        }

        return X;
    }

    /// <summary>Evenly spaced places on every branch, both ends included.</summary>
    public IReadOnlyList<TreePlace> Places(int perBranch) =>
        [.. Branches.SelectMany((branch, b) => Enumerable.Range(0, perBranch).Select(i => new TreePlace(b, branch.Length * i / Math.Max(1, perBranch - 1))))];

    Complex IPassiveNeurite<TreePlace>.Transfer(Complex s, TreePlace from, TreePlace to) => new TreeWaves(this, s).Transfer(Checked(from), Checked(to));

    Complex IPassiveNeurite<TreePlace>.Ratio(Complex s, TreePlace from, TreePlace to) => new TreeWaves(this, s).Ratio(Checked(from), Checked(to));

    internal int Parent(int branch) => layout.Parents[branch];

    internal CableEnd EndOf(int tip) => Tipped.GetValueOrDefault(tip, Terminal);

    private TreePlace Checked(TreePlace place) =>
        place.Branch < 0 || place.Branch >= Branches.Count ? throw new ArgumentOutOfRangeException(nameof(place), place.Branch, $"There is no branch {place.Branch}: they are numbered from 0 to {Branches.Count - 1}.")
        : !(place.At >= 0 && place.At <= Branches[place.Branch].Length) ? throw new ArgumentOutOfRangeException(nameof(place), place.At, $"{place.At} µm is not on branch {place.Branch}: it reaches from 0 to {Branches[place.Branch].Length} µm.")
        : place;

    private TreePlace FarEnd(int branch) => new(branch, Branches[branch].Length);

    /// <summary>The branches in a row, each before its children, with the number of each one's parent; −1 for the root.</summary>
    private sealed class Layout
    {
        public Layout(Branch root)
        {
            ArgumentNullException.ThrowIfNull(root);
            var waiting = new Stack<(Branch Branch, int Parent)>([(root, -1)]);
            while (waiting.TryPop(out var next))
            {
                Branches.Add(next.Branch);
                Parents.Add(next.Parent);
                foreach (var child in next.Branch.Children.Reverse())
                {
                    waiting.Push((child, Branches.Count - 1));
                }
            }
        }

        public List<Branch> Branches { get; } = [];

        public List<int> Parents { get; } = [];
    }
}
