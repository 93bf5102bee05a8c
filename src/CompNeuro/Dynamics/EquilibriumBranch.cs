namespace CompNeuro.Dynamics;

/// <summary>One point of a branch of equilibria.</summary>
public sealed record BranchPoint<TState>(double Input, Equilibrium<TState> Equilibrium)
{
    public TState State => Equilibrium.State;

    public bool IsStable => Equilibrium.IsStable;
}

/// <summary>An input at which two equilibria meet and vanish: a fold of the branch, where an eigenvalue is zero.</summary>
public sealed record SaddleNodePoint<TState>(double Input, TState State);

/// <summary>Equilibria in order along a branch, as the input changes, and where their stability does.</summary>
public sealed class EquilibriumBranch<TState>
    where TState : unmanaged
{
    private readonly IModel<TState> model;

    internal EquilibriumBranch(IModel<TState> model, IReadOnlyList<BranchPoint<TState>> points, IReadOnlyList<SaddleNodePoint<TState>> saddleNodes, IReadOnlyList<HopfPoint<TState>> hopfPoints) =>
        (this.model, Points, SaddleNodes, HopfPoints) = (model, points, saddleNodes, hopfPoints);

    /// <summary>From the end found with the input falling to the end found with it rising.</summary>
    public IReadOnlyList<BranchPoint<TState>> Points { get; }

    /// <summary>Folds, in order along the branch.</summary>
    public IReadOnlyList<SaddleNodePoint<TState>> SaddleNodes { get; }

    /// <summary>In order along the branch.</summary>
    public IReadOnlyList<HopfPoint<TState>> HopfPoints { get; }

    /// <summary>Every equilibrium of the branch under one input, in order along the branch.</summary>
    public IReadOnlyList<Equilibrium<TState>> At(double input) =>
    [
        .. Points.Zip(Points.Skip(1))
            .Where(pair => pair.First.Input < input != pair.Second.Input < input)
            .Select(pair => model.Equilibrium(input, Between(pair.First, pair.Second, input))),
    ];

    private static TState Between(BranchPoint<TState> a, BranchPoint<TState> b, double input)
    {
        var (from, to, part) = (a.State, b.State, (input - a.Input) / (b.Input - a.Input));
        double[] state = [.. StateLayout<TState>.Numbers(ref from).ToArray().Zip(StateLayout<TState>.Numbers(ref to).ToArray(), (x, y) => x + part * (y - x))];
        return StateLayout<TState>.State(state);
    }
}
