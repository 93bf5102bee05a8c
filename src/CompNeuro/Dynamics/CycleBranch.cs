using MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Dynamics;

/// <summary>Pseudo-arclength continuation of a cycle.</summary>
internal sealed class CycleBranch<TState>
    where TState : unmanaged
{
    private const int MostCycles = 2000;
    private const int MostStill = 150;
    private const double LongestPeriod = 50;
    private const double Still = 1e-7;
    private const double SmallestStep = 1e-6;
    private const int Knots = CycleShooting<TState>.Knots;

    private static readonly int N = StateLayout<TState>.Count;
    private static readonly int Period = N * Knots, Input = Period + 1, Unknowns = Period + 2;

    private readonly CycleShooting<TState> shooting;
    private readonly Arclength<Turn> arclength;
    private readonly CyclePoint first;
    private readonly double lowest, highest, spacing;

    // Unknowns are (knots, logarithm of the period, input), each in units of its size on the first cycle; knots share one unit of length between them.
    private readonly double[] scale;

    public CycleBranch(CycleShooting<TState> shooting, CyclePoint first, double lowest, double highest, double spacing)
    {
        (this.shooting, this.first, this.lowest, this.highest, this.spacing) = (shooting, first, lowest, highest, spacing);
        arclength = new(Equations);
        var flows = shooting.Advance(first);
        double[] range = [.. CycleShooting<TState>.Lowest(flows).Zip(CycleShooting<TState>.Highest(flows), (low, high) => Math.Max(high - low, 1e-9))];
        scale = [.. Enumerable.Repeat(range, Knots).SelectMany(sizes => sizes.Select(size => size * Math.Sqrt(Knots))), 1, Math.Max(Math.Abs(first.Input), 1)];
    }

    private sealed record Turn(Flow[] Flows)
    {
        /// <summary>Peak to peak of the first variable.</summary>
        public double Size => Flows.Max(flow => flow.Highest[0]) - Flows.Min(flow => flow.Lowest[0]);
    }

    /// <summary>The cycles in one direction, the first among them, and why there are no more.</summary>
    public (List<LimitCycle<TState>> Cycles, CycleEnd End) Follow(int direction)
    {
        var start = Vector<double>.Build.DenseOfEnumerable([.. first.Knots.SelectMany(knot => knot), Math.Log(first.Period), first.Input]).PointwiseDivide(Vector<double>.Build.DenseOfArray(scale));
        var along = Vector<double>.Build.Dense(Unknowns);
        along[Input] = direction;
        var current = arclength.Correct(start, along, start)
            ?? throw new ArgumentException($"No cycle was found near the one seen at the input {first.Input}: let the model settle for longer.");
        var size = current.Data.Size;
        List<LimitCycle<TState>> cycles = [Cycle(current)];
        var (step, still) = (spacing / 10, 0);
        for (var count = 0; count < MostCycles && step > SmallestStep; count++)
        {
            var next = arclength.Step(current, step);
            // A branch that turns sharply between two cycles has been left, or has a fold in between.
            if (next is null || next.Tangent * current.Tangent < 0.9)
            {
                step /= 2;
                continue;
            }

            // Near a homoclinic orbit the period goes on growing while the input no longer changes; in a canard explosion the size does.
            still = Math.Max(Math.Abs(current.Slope), Math.Abs(next.Slope)) < Still ? still + 1 : 0;
            if (still > 0 && (next.Unknowns[Period] > Math.Log(CycleEnds.Slow * first.Period) || still > MostStill))
            {
                break;
            }

            if (next.Slope * current.Slope < 0)
            {
                var fold = arclength.Where(cycle => cycle.Slope, current, next, step, 1e-6);
                if (fold is null || fold.Data.Size < 0.05 * size)
                {
                    // Not a fold: the cycle has shrunk to a point and comes out mirrored. Go as near to that point as the steps allow.
                    step /= 4;
                    continue;
                }

                // Where the input hardly changes, whether it rises or falls is rounding after the first fold.
                var turning = Cycle(fold) with { IsFold = true };
                if (cycles.FindLast(cycle => cycle.IsFold) is not { } earlier || Math.Abs(earlier.Input - turning.Input) > 1e-8 * (1 + Math.Abs(turning.Input)))
                {
                    cycles.Add(turning);
                }
            }

            current = next;
            var point = Point(current.Unknowns);
            if (point.Input < lowest || point.Input > highest)
            {
                return (cycles, new(CycleEndKind.OutOfRange, point.Input < lowest ? lowest : highest));
            }

            if (point.Period > LongestPeriod * first.Period || current.Data.Size < 0.01 * size)
            {
                break;
            }

            cycles.Add(Cycle(current));
            step = Arclength<Turn>.Paced(step, current, spacing);
        }

        return (cycles, CycleEnds.Of(shooting, Point(current.Unknowns), current.Data.Flows, first.Period, size));
    }

    private LimitCycle<TState> Cycle(BranchSolution<Turn> solution) => CycleShooting<TState>.Describe(Point(solution.Unknowns), solution.Data.Flows);

    private CyclePoint Point(Vector<double> u) =>
        new([.. Enumerable.Range(0, Knots).Select(k => Enumerable.Range(k * N, N).Select(i => u[i] * scale[i]).ToArray())], Math.Exp(u[Period]), u[Input] * scale[Input]);

    private BranchEquations<Turn>? Equations(Vector<double> u, Vector<double> reference)
    {
        var point = Point(u);
        try
        {
            var flows = shooting.Advance(point);
            var (matrix, residual) = Equations(point, flows);
            var phase = Phase(Point(reference));
            matrix.SetRow(Period, phase);
            residual[Period] = phase * (u - reference);
            return new(matrix, residual, new(flows));
        }
        catch (AggregateException failure) when (failure.InnerException is IntegrationException)
        {
            return null;
        }
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
                matrix[row, Period] = flows[k].EndRate[i] / Knots * point.Period / scale[i];
                matrix[row, Input] = flows[k].ByInput[i] * scale[Input] / scale[i];
                residual[row] = (flows[k].End[i] - point.Knots[next][i]) / scale[i];
            }
        }

        return (matrix, residual);
    }
}
