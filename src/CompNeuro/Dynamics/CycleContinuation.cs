using System.Runtime.ExceptionServices;

namespace CompNeuro.Dynamics;

/// <summary>Follows the periodic solutions of a model as its input changes, through folds, whether stable or not.</summary>
public static class CycleContinuation
{
    private const int Intervals = 60;

    /// <summary>
    /// The branch of cycles through the one the model settles on under the input <paramref name="at"/>, followed both ways until it leaves the
    /// range of inputs, shrinks to an equilibrium (Hopf) or grows without bound in period (homoclinic): <c>hh.LimitCycles(at: 20, from: 0, to: 200)</c>.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="at">A constant input under which the model ends up oscillating.</param>
    /// <param name="from">Lowest input of interest.</param>
    /// <param name="to">Highest input of interest.</param>
    /// <param name="settle">How long to let the model settle, in its unit of time, ms for most.</param>
    /// <param name="spacing">The largest distance between neighbouring cycles, in units of the size and input of the first.</param>
    /// <param name="initial">Where to let it start; its rest if not given. Where rest and oscillation coexist, a state from which it oscillates.</param>
    /// <returns>In order along the branch, from the end that the input leaves downwards; folds are among them. It says how each of its ends came about.</returns>
    /// <exception cref="ArgumentException">The model does not oscillate at <paramref name="at"/>.</exception>
    /// <remarks>Orthogonal collocation on a mesh that adapts to every cycle, pseudo-arclength continuation (Keller 1977), orthogonal phase condition: the method of AUTO (Doedel).</remarks>
    public static LimitCycleBranch<TState> LimitCycles<TState>(this IModel<TState> model, double at, double from, double to, double settle = 500, double spacing = 0.2, TState? initial = null)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!(from <= at && at <= to))
        {
            throw new ArgumentOutOfRangeException(nameof(at), at, $"The branch starts at the input {at}, which lies outside the range asked for, {from} to {to}.");
        }

        Positive(settle, nameof(settle));
        Positive(spacing, nameof(spacing));
        var collocation = new CycleCollocation<TState>(model);
        var first = collocation.Settle(initial ?? model.Rest, at, settle, Intervals);
        var ways = new (List<LimitCycle<TState>> Cycles, CycleEnd End)[2];
        try
        {
            Parallel.For(0, 2, way => ways[way] = new CycleBranch<TState>(collocation, first, from, to, spacing).Follow(way == 0 ? -1 : 1));
        }
        catch (AggregateException failure)
        {
            ExceptionDispatchInfo.Throw(failure.Flatten().InnerExceptions[0]);
        }

        return new([.. ways[0].Cycles.AsEnumerable().Reverse(), .. ways[1].Cycles.Skip(1)], ways[0].End, ways[1].End);
    }

    private static void Positive(double value, string name)
    {
        if (!(value > 0) || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} = {value} is not possible: it must be a positive, finite number.");
        }
    }
}
