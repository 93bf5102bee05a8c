using MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Dynamics;

/// <summary>Pseudo-arclength continuation of a cycle.</summary>
internal sealed class CycleBranch<TState>
    where TState : unmanaged
{
    private const int MostCycles = 2000;
    private const int MostStill = 1000;
    private const double LongestPeriod = 50;
    private const double Still = 1e-7;
    private const double SameFold = 1e-6;
    private const double SmallestStep = 1e-6;

    private static readonly int N = StateLayout<TState>.Count;

    private readonly CycleCollocation<TState> collocation;
    private readonly Arclength<Turn> arclength;
    private readonly CyclePoint first;
    private readonly double lowest, highest, spacing;

    // Unknowns are (states at the nodes, logarithm of the period, input), each in units of its size on the first cycle; nodes share one unit of length between them.
    private readonly double[] units;
    private readonly double inputUnit;

    private double[] mesh;
    private Vector<double>? phaseOf;
    private Vector<double> phase;

    public CycleBranch(CycleCollocation<TState> collocation, CyclePoint first, double lowest, double highest, double spacing)
    {
        (this.collocation, this.first, this.lowest, this.highest, this.spacing) = (collocation, first, lowest, highest, spacing);
        arclength = new(Equations);
        mesh = first.Curve.Mesh;
        units = [.. CycleCollocation<TState>.Ranges(first.Curve).Select(range => Math.Max(range.Highest - range.Lowest, 1e-9) * Math.Sqrt(first.Curve.States.Length / N))];
        inputUnit = Math.Max(Math.Abs(first.Input), 1);
        phase = Vector<double>.Build.Dense(first.Curve.States.Length + 2);
    }

    private sealed record Turn(CyclePoint Point, double[][] Blocks)
    {
        /// <summary>Peak to peak of the first variable.</summary>
        public double Size { get; } = Point.Curve.Range(0) is var (low, high) ? high - low : 0;
    }

    /// <summary>The cycles in one direction, the first among them, and why there are no more.</summary>
    public (List<LimitCycle<TState>> Cycles, CycleEnd End) Follow(int direction)
    {
        var start = Unknowns(first);
        var along = Vector<double>.Build.Dense(start.Count);
        along[^1] = direction;
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

            // Near a homoclinic orbit the period goes on growing while the input no longer changes; in a canard explosion the size changes, and the branch goes on after it.
            still = Math.Max(Math.Abs(current.Slope), Math.Abs(next.Slope)) < Still ? still + 1 : 0;
            if (still > MostStill || (still > 0 && End(next, size).Kind != CycleEndKind.Lost))
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
                if (!cycles.Exists(cycle => cycle.IsFold && Math.Abs(cycle.Input - turning.Input) < SameFold * (1 + Math.Abs(turning.Input))))
                {
                    cycles.Add(turning);
                }
            }

            current = next;
            var point = current.Data.Point;
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
            current = Adapted(current);
        }

        return (cycles, End(current, size));
    }

    private CycleEnd End(BranchSolution<Turn> last, double firstSize) => CycleEnds.Of(collocation, last.Data.Point, first.Period, firstSize);

    private static LimitCycle<TState> Cycle(BranchSolution<Turn> solution) => CycleCollocation<TState>.Describe(solution.Data.Point, solution.Data.Blocks);

    private Vector<double> Unknowns(CyclePoint point) =>
        Vector<double>.Build.DenseOfEnumerable([.. point.Curve.States.Select((x, s) => x / units[s % N]), Math.Log(point.Period), point.Input / inputUnit]);

    private CyclePoint Point(Vector<double> u) => new(Curve(u), Math.Exp(u[^2]), u[^1] * inputUnit);

    private CycleCurve Curve(Vector<double> u) => new(mesh, [.. u.Take(u.Count - 2).Select((value, s) => value * units[s % N])]);

    /// <summary>The same cycle, and the same direction onwards, on the mesh that suits it best.</summary>
    private BranchSolution<Turn> Adapted(BranchSolution<Turn> solution)
    {
        var (point, tangent) = (solution.Data.Point, Curve(solution.Tangent));
        mesh = point.Curve.AdaptedMesh(units);
        var direction = Unknowns(new(tangent.On(mesh), 1, 0));
        (direction[^2], direction[^1]) = (solution.Tangent[^2], solution.Tangent[^1]);
        return solution with { Unknowns = Unknowns(point with { Curve = point.Curve.On(mesh) }), Tangent = direction.Normalize(2) };
    }

    private BranchEquations<Turn>? Equations(Vector<double> u, Vector<double> reference)
    {
        var point = Point(u);
        if (!ReferenceEquals(phaseOf, reference))
        {
            // The direction in which all nodes move along the cycle: no step may go that way, or the cycle would be found again, later in its turn.
            (phaseOf, phase) = (reference, Unknowns(new(new(mesh, Curve(reference).Slopes()), 1, 0)).Normalize(2));
        }

        var blocks = collocation.Linearize(point, units, inputUnit);
        return blocks[^1].All(double.IsFinite)
            ? new((axis, along) => new CycleSystem(blocks, N).Solve(phase, phase * (u - reference), axis, along), new(point, blocks))
            : null;
    }
}
