using System.Collections;

namespace CompNeuro.Dynamics;

/// <summary>Why a branch of cycles goes no further.</summary>
public enum CycleEndKind
{
    /// <summary>It leaves the range of inputs asked for.</summary>
    OutOfRange,

    /// <summary>The cycle shrinks to an equilibrium, at a finite frequency.</summary>
    Hopf,

    /// <summary>A saddle and a node are born on the cycle: the period grows as the inverse root of the distance (SNIC).</summary>
    SaddleNodeOnInvariantCircle,

    /// <summary>The cycle runs into a saddle that stands beside it: the period grows as the logarithm of the distance.</summary>
    Homoclinic,

    /// <summary>The method could not follow it further, for none of these reasons.</summary>
    Lost,
}

/// <summary>The end of a branch of cycles, and the input there.</summary>
public readonly record struct CycleEnd(CycleEndKind Kind, double Input);

/// <summary>Cycles in order along a branch, from its <see cref="Start"/> to its <see cref="End"/>.</summary>
public sealed class LimitCycleBranch<TState>(IReadOnlyList<LimitCycle<TState>> cycles, CycleEnd start, CycleEnd end) : IReadOnlyList<LimitCycle<TState>>
    where TState : unmanaged
{
    /// <summary>The end that the input leaves downwards from where the branch was found.</summary>
    public CycleEnd Start => start;

    /// <summary>The end that the input leaves upwards.</summary>
    public CycleEnd End => end;

    /// <summary>Where the branch turns back and two cycles meet.</summary>
    public IReadOnlyList<LimitCycle<TState>> Folds => [.. cycles.Where(cycle => cycle.IsFold)];

    public int Count => cycles.Count;

    public LimitCycle<TState> this[int index] => cycles[index];

    public IEnumerator<LimitCycle<TState>> GetEnumerator() => cycles.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
