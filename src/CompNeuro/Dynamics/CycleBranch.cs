using MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Dynamics;

/// <summary>Pseudo-arclength continuation of a cycle: predicts along the branch's tangent, corrects at right angles to it.</summary>
internal sealed class CycleBranch<TState>
    where TState : unmanaged
{
    private const int MostCycles = 2000;
    private const double SmallestStep = 1e-6;
    private const int Knots = CycleShooting<TState>.Knots;

    private static readonly int N = StateLayout<TState>.Count;
    private static readonly int Period = N * Knots, Input = Period + 1, Unknowns = Period + 2;

    private readonly CycleShooting<TState> shooting;
    private readonly CyclePoint first;
    private readonly double lowest, highest, spacing;

    // Unknowns are (knots, period, input), each in units of its size on the first cycle; knots share one unit of length between them.
    private readonly double[] scale;

    public CycleBranch(CycleShooting<TState> shooting, CyclePoint first, double lowest, double highest, double spacing)
    {
        (this.shooting, this.first, this.lowest, this.highest, this.spacing) = (shooting, first, lowest, highest, spacing);
        var flows = shooting.Advance(first);
        double[] range = [.. CycleShooting<TState>.Lowest(flows).Zip(CycleShooting<TState>.Highest(flows), (low, high) => Math.Max(high - low, 1e-9))];
        scale = [.. Enumerable.Repeat(range, Knots).SelectMany(sizes => sizes.Select(size => size * Math.Sqrt(Knots))), first.Period, Math.Max(Math.Abs(first.Input), 1)];
    }

    private sealed record Solution(Vector<double> Unknowns, Flow[] Flows, Vector<double> Tangent, int Iterations)
    {
        /// <summary>Peak to peak of the first variable.</summary>
        public double Size => Flows.Max(flow => flow.Highest[0]) - Flows.Min(flow => flow.Lowest[0]);
    }

    public IEnumerable<LimitCycle<TState>> Follow(int direction)
    {
        var start = Vector<double>.Build.DenseOfEnumerable([.. first.Knots.SelectMany(knot => knot), first.Period, first.Input]).PointwiseDivide(Vector<double>.Build.DenseOfArray(scale));
        var along = Vector<double>.Build.Dense(Unknowns);
        along[Input] = direction;
        var current = Correct(start, along, start)
            ?? throw new ArgumentException($"No cycle was found near the one seen at the input {first.Input}: let the model settle for longer.");
        var size = current.Size;
        yield return Cycle(current);
        var step = spacing / 10;
        for (var count = 0; count < MostCycles && step > SmallestStep; count++)
        {
            var next = Step(current, step);
            // A branch that turns sharply between two cycles has been left, or has a fold in between.
            if (next is null || next.Tangent * current.Tangent < 0.9)
            {
                step /= 2;
                continue;
            }

            if (next.Tangent[Input] * current.Tangent[Input] < 0)
            {
                var fold = Fold(current, next, step);
                if (fold is null || fold.Size < 0.05 * size)
                {
                    // Not a fold: the cycle has shrunk to a point and comes out mirrored. Go as near to that point as the steps allow.
                    step /= 4;
                    continue;
                }

                yield return Cycle(fold) with { IsFold = true };
            }

            current = next;
            var point = Point(current.Unknowns);
            if (point.Input < lowest || point.Input > highest || point.Period > 100 * first.Period || current.Size < 0.01 * size)
            {
                yield break;
            }

            yield return Cycle(current);
            step = current.Iterations <= 3 ? Math.Min(1.4 * step, spacing) : current.Iterations > 4 ? step / 1.4 : step;
        }
    }

    private LimitCycle<TState> Cycle(Solution solution) => CycleShooting<TState>.Describe(Point(solution.Unknowns), solution.Flows);

    private CyclePoint Point(Vector<double> u) =>
        new([.. Enumerable.Range(0, Knots).Select(k => Enumerable.Range(k * N, N).Select(i => u[i] * scale[i]).ToArray())], u[Period] * scale[Period], u[Input] * scale[Input]);

    private Solution? Step(Solution from, double step) => Correct(from.Unknowns + step * from.Tangent, from.Tangent, from.Unknowns);

    /// <summary>The cycle within one step at which the input stops rising or falling (false position, Illinois).</summary>
    private Solution? Fold(Solution from, Solution to, double step)
    {
        var (low, high, atLow, atHigh) = (0.0, step, from.Tangent[Input], to.Tangent[Input]);
        for (var iteration = 0; ; iteration++)
        {
            var middle = (low * atHigh - high * atLow) / (atHigh - atLow);
            if (Step(from, middle) is not { } found)
            {
                return null;
            }

            var slope = found.Tangent[Input];
            if (Math.Abs(slope) < 1e-6 || iteration == 30)
            {
                return found;
            }

            (low, atLow, high, atHigh) = slope * atHigh < 0
                ? (high, atHigh, middle, slope)
                : (low, atLow / 2, middle, slope);
        }
    }

    /// <summary>Newton's method from a guess, for the cycle in the plane through the guess at right angles to the tangent.</summary>
    private Solution? Correct(Vector<double> guess, Vector<double> tangent, Vector<double> reference)
    {
        var u = guess.Clone();
        var phase = Phase(Point(reference));
        for (var iteration = 1; iteration <= 8; iteration++)
        {
            var point = Point(u);
            if (!(point.Period > 0))
            {
                return null;
            }

            Flow[] flows;
            try
            {
                flows = shooting.Advance(point);
            }
            catch (AggregateException failure) when (failure.InnerException is IntegrationException)
            {
                return null;
            }

            var (matrix, residual) = Equations(point, flows);
            matrix.SetRow(Period, phase);
            matrix.SetRow(Input, tangent);
            residual[Period] = phase * (u - reference);
            residual[Input] = tangent * (u - guess);
            var factors = matrix.LU();
            var change = factors.Solve(residual);
            if (!change.All(double.IsFinite) || change.L2Norm() > 1)
            {
                return null;
            }

            u -= change;
            if (change.L2Norm() < 1e-8)
            {
                var end = Vector<double>.Build.Dense(Unknowns);
                end[Input] = 1;
                return new(u, flows, factors.Solve(end).Normalize(2), iteration);
            }
        }

        return null;
    }

    /// <summary>The direction in which all knots move along the cycle: no step may go that way, or the cycle would be found again, later in its turn.</summary>
    private Vector<double> Phase(CyclePoint reference)
    {
        var phase = Vector<double>.Build.Dense(Unknowns);
        double[] rates = [.. reference.Knots.SelectMany(knot => shooting.Rate(knot, reference.Input))];
        for (var i = 0; i < rates.Length; i++)
        {
            phase[i] = rates[i] / scale[i];
        }

        return phase.Normalize(2);
    }

    /// <summary>Every knot must flow into the next, the last into the first.</summary>
    private (Matrix<double> Matrix, Vector<double> Residual) Equations(CyclePoint point, Flow[] flows)
    {
        var matrix = Matrix<double>.Build.Dense(Unknowns, Unknowns);
        var residual = Vector<double>.Build.Dense(Unknowns);
        for (var k = 0; k < Knots; k++)
        {
            var next = (k + 1) % Knots;
            for (var i = 0; i < N; i++)
            {
                var row = k * N + i;
                for (var j = 0; j < N; j++)
                {
                    matrix[row, k * N + j] = flows[k].ByState[i, j] * scale[j] / scale[i];
                }

                matrix[row, next * N + i] -= 1;
                matrix[row, Period] = flows[k].EndRate[i] / Knots * scale[Period] / scale[i];
                matrix[row, Input] = flows[k].ByInput[i] * scale[Input] / scale[i];
                residual[row] = (flows[k].End[i] - point.Knots[next][i]) / scale[i];
            }
        }

        return (matrix, residual);
    }
}
