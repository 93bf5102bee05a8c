using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Cables;
using CompNeuro.Dynamics;
using CsCheck;

namespace CompNeuro.Tests.Biophysics.Cables;

public class DendriticTreeTests
{
    private static readonly Gen<Branch> AnyBranch = Gen.Recursive<Branch>((depth, branch) =>
        Gen.Select(Gen.Double[0.3, 5], Gen.Double[10, 400], depth > 2 ? Gen.Const(Array.Empty<Branch>()) : branch.Array[0, 3]).Select((d, length, children) => new Branch(d, length, children)));

    private static readonly Gen<(DendriticTree Tree, TreePlace A, TreePlace B)> AnyTree = Gen.Select(AnyBranch, AnyCable.FiniteEnd, AnyCable.FiniteEnd, AnyCable.Fraction.Array[4])
        .Select((root, soma, terminal, f) =>
        {
            var tree = new DendriticTree(root) { Soma = soma, Terminal = terminal };
            TreePlace Place(double which, double where) => (int)(which * tree.Branches.Count * 0.999999) is var b ? new(b, where * tree.Branches[b].Length) : default;
            return (tree, Place(f[0], 0.01 + 0.98 * f[1]), Place(f[2], f[3]));
        });

    public static TheoryData<DendriticTree> Conforming =>
    [
        RallTrees.Symmetric,
        RallTrees.Asymmetric,
        RallTrees.Asymmetric with { Terminal = CableEnd.Killed },
        RallTrees.Symmetric with { Terminal = CableEnd.Loaded(0.3, 2), Soma = CableEnd.Soma(new PassiveMembrane(), 20) },
        RallTrees.Asymmetric with { Soma = CableEnd.Loaded(4, 30) },
    ];

    [Theory, MemberData(nameof(Conforming))]
    public void AConformingTreeIsItsCylinderAtEveryFrequencyAndEverywhere(DendriticTree tree)
    {
        var cylinder = tree.EquivalentCable();
        Assert.Equal(1, cylinder.L, 1e-12);
        Assert.Equal(4, cylinder.Diameter);
        foreach (var frequency in new[] { 0, 1, 10, 100, 1000, 10_000 })
        {
            Assert.Equal(0, (tree.InputImpedance(frequency) / cylinder.InputImpedance(frequency) - 1).Magnitude, 1e-12);
            foreach (var place in tree.Places(5))
            {
                var x = Math.Min(tree.ElectrotonicDistance(place) * cylinder.lambda, cylinder.Length);
                Assert.Equal(0, (tree.VoltageRatio(default, place, frequency) - cylinder.VoltageRatio(0, x, frequency)).Magnitude, 1e-12);
                // By reciprocity also what a current anywhere does at the soma.
                Assert.Equal(0, (tree.TransferImpedance(frequency, place, default) - cylinder.TransferImpedance(frequency, x, 0)).Magnitude, 1e-12 * cylinder.Rinf);
            }
        }
    }

    [Theory, MemberData(nameof(Conforming))]
    public void AndInTime(DendriticTree tree)
    {
        var cylinder = tree.EquivalentCable();
        var place = tree.Tips[^1];
        Assert.All([0.3, 2, 20], t => Assert.Equal(cylinder.ImpulseResponse(t, 0, cylinder.Length), tree.ImpulseResponse(t, default, place), 1e-11));
        Assert.Equal(cylinder.Response(Stimulus.Alpha(1, 0, 1), 5, 0, cylinder.Length), tree.Response(Stimulus.Alpha(1, 0, 1), 5, default, place), 1e-9);
    }

    // All tips driven together, each in proportion to its d^(3/2), is what the far end of the cylinder stands for.
    [Fact]
    public void ATipSeesMuchMoreResistanceThanTheCylinderButAllTipsTogetherAreItsEnd()
    {
        var tree = RallTrees.Symmetric;
        var cylinder = tree.EquivalentCable();
        var average = tree.Tips.Average(tip => tree.TransferResistance(tip, tree.Tips[0]));
        Assert.Equal(cylinder.InputResistance(cylinder.Length), average, 1e-10);
        // Rall & Rinzel, Biophys. J. 13:648, 1973, input to one branch: M orders of N = 2 branches, R_tip/R∞ of the trunk = Σ over the ways in which currents at the tips can differ.
        var expected = (1 / Math.Tanh(1) + new[] { (1, 0.75), (2, 0.5), (4, 0.25) }.Sum(term => term.Item1 * Math.Tanh(term.Item2))) * tree.Cable(0).Rinf;
        Assert.Equal(expected, tree.InputResistance(tree.Tips[0]), 1e-9);
    }

    [Fact]
    public void TheConditionThatFailsAndThePlaceAreNamed()
    {
        Assert.Empty(RallTrees.Symmetric.BrokenConditions());
        var thin = RallTrees.Forking(0.5).BrokenConditions();
        Assert.Equal(7, thin.Count);
        Assert.All(thin, broken => Assert.Equal(CollapseCondition.ThreeHalvesPower, broken.Condition));
        Assert.All(thin, broken => Assert.Equal(2 * Math.Pow(0.5, 1.5), broken.Found, 1e-12));
        var tree = RallTrees.Asymmetric;
        var trunk = tree with { Root = tree.Root with { Diameter = 5 } };
        Assert.Equal([(CollapseCondition.ThreeHalvesPower, 0)], trunk.BrokenConditions().Select(broken => (broken.Condition, broken.Branch)));
        var longer = tree with { Root = tree.Root with { Children = [tree.Root.Children[0], tree.Root.Children[1] with { Length = 700 }] } };
        Assert.Equal([CollapseCondition.ElectrotonicLength, CollapseCondition.ElectrotonicLength], longer.BrokenConditions().Select(broken => broken.Condition));
        var tip = tree.Tips[1].Branch;
        var cut = tree.WithTip(tip, CableEnd.Killed);
        Assert.Equal([(CollapseCondition.Terminal, tip)], cut.BrokenConditions().Select(broken => (broken.Condition, broken.Branch)));
        Assert.Contains($"The tip of branch {tip} is loaded with ∞ times its G∞", Assert.Throws<InvalidOperationException>(() => cut.EquivalentCable()).Message);
        Assert.Empty((tree with { Root = tree.Root with { Diameter = 4.01 } }).BrokenConditions(tolerance: 0.05));
    }

    // Each broken condition is also seen in the impedance: no cylinder of the trunk's diameter with that length fits.
    [Fact]
    public void ATreeThatBreaksTheRuleIsNotTheCylinder()
    {
        var cylinder = RallTrees.Symmetric.EquivalentCable();
        var tree = RallTrees.Forking(0.5);
        Assert.True(Math.Abs(tree.InputResistance() / cylinder.InputResistance() - 1) > 0.1);
        Assert.True(Math.Abs(tree.VoltageRatio(default, tree.Tips[0]).Real / cylinder.VoltageRatio(0, cylinder.Length).Real - 1) > 0.02);
    }

    [Fact]
    public void AnUnbranchedTreeIsACableHoweverItIsCut()
    {
        var cable = AnyCable.Of(1.3, CableEnd.Loaded(3, 10), CableEnd.Loaded(1));
        var cut = new DendriticTree(new Branch(2, 0.3 * cable.Length, new Branch(2, 0.5 * cable.Length, new Branch(2, 0.2 * cable.Length)))) { Soma = cable.Start, Terminal = cable.End };
        TreePlace middle = new(1, 0.25 * cable.Length);
        Assert.All([0.0, 30, 300], f =>
        {
            Assert.Equal(0, (cable.TransferImpedance(f, 0.1 * cable.Length, 0.55 * cable.Length) - cut.TransferImpedance(f, new(0, 0.1 * cable.Length), middle)).Magnitude, 1e-10);
            Assert.Equal(0, (cable.InputImpedance(f, cable.Length) - cut.InputImpedance(f, cut.Tips[0])).Magnitude, 1e-10);
        });
    }

    [Fact]
    public void TransferIsTheSameInBothDirectionsInAnyTree() => Gen.Select(AnyTree, Gen.Double[0, 500]).Sample((any, frequency) =>
    {
        var (tree, a, b) = any;
        var scale = Math.Sqrt(tree.InputImpedance(frequency, a).Magnitude * tree.InputImpedance(frequency, b).Magnitude);
        Assert.Equal(0, (tree.TransferImpedance(frequency, a, b) - tree.TransferImpedance(frequency, b, a)).Magnitude, 1e-9 * scale);
    });

    // Independent of the recursion over admittances: the same tree as conductances between many small pieces, solved as one system of equations.
    [Fact]
    public void TheRecursionAgreesWithTheWholeSystemOfEquations() => AnyTree.Sample(
        any =>
        {
            var (tree, place, _) = any;
            var from = new TreePlace(place.Branch, tree.Branches[place.Branch].Length);
            double Z(int pieces) => Discretised(tree, pieces, from.Branch);
            var extrapolated = (4 * Z(12) - Z(6)) / 3;
            Assert.Equal(tree.TransferResistance(from, default), extrapolated, 2e-4 * tree.Cable(0).Rinf);
        },
        iter: 10);

    [Fact]
    public void TheConductanceRatioIsDendriteOverSoma()
    {
        var tree = RallTrees.Symmetric with { Soma = CableEnd.Loaded(2) };
        var cylinder = RallTrees.Symmetric.EquivalentCable();
        Assert.Equal(cylinder.Ginf * Math.Tanh(1) / 2, tree.rho, 1e-10);
        Assert.Equal(1000 / (2 * (1 + tree.rho)), tree.InputResistance(), 1e-9);
    }

    [Fact]
    public void BranchesAreNumberedFromTheRootAndPlacesChecked()
    {
        var tree = RallTrees.Symmetric;
        Assert.Equal(15, tree.Branches.Count);
        Assert.Equal(8, tree.Tips.Count);
        Assert.Equal([4, 2.51984, 1.5874, 1], tree.Branches.Take(4).Select(branch => Math.Round(branch.Diameter, 5)));
        Assert.Equal(1, tree.ElectrotonicDistance(tree.Tips[3]), 1e-12);
        Assert.Contains("There is no branch 15: they are numbered from 0 to 14", Assert.Throws<ArgumentOutOfRangeException>(() => tree.InputResistance(new TreePlace(15, 0))).Message);
        Assert.Contains("999 µm is not on branch 1", Assert.Throws<ArgumentOutOfRangeException>(() => tree.InputResistance(new TreePlace(1, 999))).Message);
        Assert.Contains("does not end in a tip", Assert.Throws<ArgumentException>(() => tree.WithTip(0, CableEnd.Killed)).Message);
    }

    private static double Discretised(DendriticTree tree, int pieces, int fromBranch)
    {
        var nodes = tree.Branches.Count * pieces + 1;
        var G = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(nodes, nodes);
        int End(int branch) => (branch + 1) * pieces;
        var parents = new int[tree.Branches.Count];
        var next = 0;
        void Number(Branch branch, int parent)
        {
            var self = next++;
            parents[self] = parent;
            foreach (var child in branch.Children)
            {
                Number(child, self);
            }
        }

        Number(tree.Root, -1);
        for (var b = 0; b < parents.Length; b++)
        {
            var (cable, killed) = (tree.Cable(b), tree.Branches[b].Children.Count == 0 && tree.Terminal == CableEnd.Killed);
            var width = cable.L / pieces;
            for (var i = 0; i < pieces; i++)
            {
                var (near, far) = (i > 0 ? b * pieces + i : b == 0 ? 0 : End(parents[b]), b * pieces + i + 1);
                G[near, near] += cable.Ginf * (width / 2 + 1 / width);
                G[far, far] += cable.Ginf * (width / 2 + 1 / width);
                G[near, far] -= cable.Ginf / width;
                G[far, near] -= cable.Ginf / width;
            }

            if (tree.Branches[b].Children.Count == 0)
            {
                G[End(b), End(b)] += killed ? 1e12 : tree.Terminal.Conductance;
            }
        }

        G[0, 0] += tree.Soma == CableEnd.Killed ? 1e12 : tree.Soma.Conductance;
        var current = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(nodes);
        current[End(fromBranch)] = 1000;
        return G.Solve(current)[0];
    }
}
