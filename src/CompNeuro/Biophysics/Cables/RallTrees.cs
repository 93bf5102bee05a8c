namespace CompNeuro.Biophysics.Cables;

/// <summary>Trees to try Rall's theory on, of the default membrane and cytoplasm, with a trunk of 4 µm; all tips of the first two are one λ from the soma.</summary>
public static class RallTrees
{
    private const double Trunk = 4;

    /// <summary>Every branch forks into two equal ones of 2^(−2/3) of its diameter, so that d^(3/2) is kept: from 4 µm to 1 µm in the fourth and last order.</summary>
    public static DendriticTree Symmetric { get; } = Forking(Math.Pow(2, -2.0 / 3));

    /// <summary>No two paths are alike, and still all three conditions hold.</summary>
    public static DendriticTree Asymmetric { get; } = new(Piece(Trunk, 0.2,
        Piece(3, 0.3, Piece(2.5, 0.5), Piece(Rest(3, 2.5), 0.1, Piece(1, 0.4), Piece(Rest(Rest(3, 2.5), 1), 0.4))),
        Piece(Rest(Trunk, 3), 0.6, Piece(1.2, 0.2), Piece(Rest(Rest(Trunk, 3), 1.2), 0.2))));

    /// <summary>Four orders of branches, each a quarter of its own λ long; each forks into two.</summary>
    /// <param name="ratio">Diameter of a child over the parent's; the tree acts as a cylinder if it is 2^(−2/3) = 0.63.</param>
    public static DendriticTree Forking(double ratio)
    {
        Branch Grow(double diameter, int orders) => orders == 1
            ? Piece(diameter, 0.25)
            : Piece(diameter, 0.25, Grow(ratio * diameter, orders - 1), Grow(ratio * diameter, orders - 1));
        return new(Grow(Trunk, orders: 4));
    }

    private static Branch Piece(double diameter, double L, params Branch[] children) => new(diameter, L * new Cable { Diameter = diameter }.lambda, children);

    /// <summary>The diameter that is left for the second child.</summary>
    private static double Rest(double parent, double child) => Math.Pow(Math.Pow(parent, 1.5) - Math.Pow(child, 1.5), 2.0 / 3);
}
