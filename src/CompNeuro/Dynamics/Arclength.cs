using MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Dynamics;

/// <summary>
/// Solves the linearised equations of a branch with one more: the change that removes their residual and makes <c>axis·change</c> equal to <paramref name="residual"/>, and the
/// direction in which the branch goes on.
/// </summary>
internal delegate (Vector<double> Change, Vector<double> Tangent) BranchSolver(Vector<double> axis, double residual);

/// <summary>The equations of a branch at a guess, and whatever else their evaluation brought to light.</summary>
internal readonly record struct BranchEquations<TData>(BranchSolver Solve, TData Data);

/// <summary>A point of a branch. The last of its unknowns is the input.</summary>
internal sealed record BranchSolution<TData>(Vector<double> Unknowns, TData Data, Vector<double> Tangent, int Iterations)
{
    /// <summary>How fast the input rises along the branch; zero at a fold.</summary>
    public double Slope => Tangent[Tangent.Count - 1];
}

/// <summary>Pseudo-arclength continuation (Keller 1977): predicts along the branch's tangent, corrects at right angles to it, and so passes folds.</summary>
/// <param name="equations">Their value and derivatives at a guess, given also the point they started from; null where they cannot be evaluated.</param>
internal sealed class Arclength<TData>(Func<Vector<double>, Vector<double>, BranchEquations<TData>?> equations)
{
    /// <summary>The point of the branch nearest to a guess, searched at right angles to an axis; null if Newton's method does not find it.</summary>
    public BranchSolution<TData>? Correct(Vector<double> guess, Vector<double> axis, Vector<double> reference)
    {
        var u = guess.Clone();
        for (var iteration = 1; iteration <= 8; iteration++)
        {
            if (equations(u, reference) is not var (solve, data))
            {
                return null;
            }

            var (change, tangent) = solve(axis, axis * (u - guess));
            if (!change.All(double.IsFinite) || change.L2Norm() > 1)
            {
                return null;
            }

            u -= change;
            if (change.L2Norm() < 1e-8)
            {
                return new(u, data, tangent.Normalize(2), iteration);
            }
        }

        return null;
    }

    public BranchSolution<TData>? Step(BranchSolution<TData> from, double step) => Correct(from.Unknowns + step * from.Tangent, from.Tangent, from.Unknowns);

    /// <summary>The step length to try next: longer after an easy step, shorter after a hard one.</summary>
    public static double Paced(double step, BranchSolution<TData> taken, double longest) =>
        taken.Iterations <= 3 ? Math.Min(1.4 * step, longest) : taken.Iterations > 4 ? step / 1.4 : step;

    /// <summary>The point within one step at which a test changes sign (false position, Illinois), to <paramref name="accuracy"/> of the test.</summary>
    public BranchSolution<TData>? Where(Func<BranchSolution<TData>, double> test, BranchSolution<TData> from, BranchSolution<TData> to, double step, double accuracy)
    {
        var (low, high, atLow, atHigh, last) = (0.0, step, test(from), test(to), 0.0);
        for (var iteration = 0; ; iteration++)
        {
            var middle = (low * atHigh - high * atLow) / (atHigh - atLow);
            if (Step(from, middle) is not { } found)
            {
                return null;
            }

            var value = test(found);
            if (Math.Abs(value) <= accuracy || Math.Abs(middle - last) < 1e-12 * step || iteration == 60)
            {
                return found;
            }

            last = middle;

            (low, atLow, high, atHigh) = value * atHigh < 0
                ? (high, atHigh, middle, value)
                : (low, atLow / 2, middle, value);
        }
    }
}
