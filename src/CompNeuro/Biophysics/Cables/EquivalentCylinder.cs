namespace CompNeuro.Biophysics.Cables;

/// <summary>What a tree needs to act as one cylinder, besides one membrane and one cytoplasm throughout. Symmetry is not among it.</summary>
public enum CollapseCondition
{
    /// <summary>At every branch point d^(3/2) of the parent is the sum of d^(3/2) of its children.</summary>
    ThreeHalvesPower,

    /// <summary>All tips are equally far from the root in units of λ.</summary>
    ElectrotonicLength,

    /// <summary>The loads at the tips are in proportion to d^(3/2) there: all sealed, say, or all killed.</summary>
    Terminal,
}

/// <summary>A condition that a tree breaks, and where.</summary>
/// <param name="Condition">Which one.</param>
/// <param name="Branch">The branch at whose far end it is broken.</param>
/// <param name="Found">Σ d^(3/2) of the children over the parent's; the tip's distance in λ; the load over G∞ there.</param>
/// <param name="Expected">1; the distance of the first tip; its load over G∞.</param>
public sealed record BrokenCondition(CollapseCondition Condition, int Branch, double Found, double Expected)
{
    public override string ToString() => Condition switch
    {
        CollapseCondition.ThreeHalvesPower => $"At the far end of branch {Branch} the children's d^(3/2) add up to {Found:G4} times the parent's.",
        CollapseCondition.ElectrotonicLength => $"The tip of branch {Branch} is {Found:G4} λ from the root, the first tip {Expected:G4} λ.",
        _ => $"The tip of branch {Branch} is loaded with {Text(Found)} times its G∞, the first tip with {Text(Expected)} times.",
    };

    private static string Text(double load) => double.IsInfinity(load) ? "∞" : $"{load:G4}";
}

/// <summary>Rall's equivalent cylinder (W. Rall, Exp. Neurol. 1:491, 1959; Ann. N.Y. Acad. Sci. 96:1071, 1962).</summary>
public static class EquivalentCylinder
{
    /// <summary>Everything that keeps the tree from acting as one cylinder; nothing if it does.</summary>
    /// <param name="tolerance">The relative deviation that still counts as none; 0.05, say, for a measured tree.</param>
    public static IReadOnlyList<BrokenCondition> BrokenConditions(this DendriticTree tree, double tolerance = 1e-9)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var first = tree.Tips[0];
        var forks = Enumerable.Range(0, tree.Branches.Count).Where(b => tree.Branches[b].Children.Count > 0)
            .Select(b => new BrokenCondition(CollapseCondition.ThreeHalvesPower, b, tree.Branches[b].Children.Sum(child => Math.Pow(child.Diameter / tree.Branches[b].Diameter, 1.5)), 1));
        var lengths = tree.Tips.Select(tip => new BrokenCondition(CollapseCondition.ElectrotonicLength, tip.Branch, tree.ElectrotonicDistance(tip), tree.ElectrotonicDistance(first)));
        var conductances = tree.Tips.Select(tip => new BrokenCondition(CollapseCondition.Terminal, tip.Branch, Load(tip, end => end.Conductance), Load(first, end => end.Conductance)));
        var capacitances = tree.Tips.Select(tip => new BrokenCondition(CollapseCondition.Terminal, tip.Branch, Load(tip, end => end.Capacitance / tree.Membrane.tau), Load(first, end => end.Capacitance / tree.Membrane.tau)));
        return [.. forks.Concat(lengths).Concat(conductances).Concat(capacitances).Where(condition => !Agree(condition.Found, condition.Expected))];

        double Load(TreePlace tip, Func<CableEnd, double> of) => of(tree.EndOf(tip.Branch)) / tree.Cable(tip.Branch).Ginf;

        bool Agree(double found, double expected) => found.Equals(expected) || Math.Abs(found - expected) <= tolerance * Math.Abs(expected);
    }

    /// <summary>The cylinder that answers at its start, and at every X = x/λ, as the tree does to currents at its root, at any frequency and in time.</summary>
    /// <inheritdoc cref="BrokenConditions"/>
    /// <exception cref="InvalidOperationException">The tree breaks a condition; the message says which, and where.</exception>
    public static Cable EquivalentCable(this DendriticTree tree, double tolerance = 1e-9)
    {
        var broken = tree.BrokenConditions(tolerance);
        if (broken.Count > 0)
        {
            throw new InvalidOperationException($"The tree does not act as a cylinder. {string.Join(" ", broken.Take(5))}{(broken.Count > 5 ? $" And {broken.Count - 5} more." : "")}");
        }

        var trunk = tree.Cable(0);
        var ends = tree.Tips.Select(tip => tree.EndOf(tip.Branch)).ToArray();
        return trunk with
        {
            Length = trunk.lambda * tree.ElectrotonicDistance(tree.Tips[0]),
            Start = tree.Soma,
            End = double.IsFinite(ends[0].Conductance) ? CableEnd.Loaded(ends.Sum(end => end.Conductance), ends.Sum(end => end.Capacitance)) : ends[0],
        };
    }
}
