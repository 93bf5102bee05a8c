using System.Numerics;

namespace CompNeuro.Dynamics;

/// <summary>A periodic solution of a model under constant input, stable or not.</summary>
/// <param name="Input">The constant input, in the model's unit.</param>
/// <param name="Period">In the model's unit of time, ms.</param>
/// <param name="State">One state on the cycle.</param>
/// <param name="Lowest">The lowest value of each variable.</param>
/// <param name="Highest">The highest value of each variable.</param>
/// <param name="Multipliers">
/// Floquet multipliers, largest first: the factors by which small deviations grow in one period, without the one that is 1 (along the cycle).
/// </param>
public sealed record LimitCycle<TState>(double Input, double Period, TState State, TState Lowest, TState Highest, Complex[] Multipliers)
    where TState : unmanaged
{
    /// <summary>Cycles per second, for a period in ms; of a model with another unit of time, take 1/<see cref="Period"/> instead.</summary>
    [Unit("Hz")] public double Frequency => 1000 / Period;

    /// <summary>Whether deviations die out.</summary>
    public bool IsStable => Multipliers.All(factor => factor.Magnitude < 1);

    /// <summary>Whether the branch turns back here: two cycles on one side of this input, none on the other.</summary>
    public bool IsFold { get; init; }
}
