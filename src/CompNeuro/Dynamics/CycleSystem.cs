using MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Dynamics;

/// <summary>
/// The linearised equations of a cycle with two more, one that keeps it from being found again later in its turn, one along the branch. Intervals are joined to groups, so
/// that only the states between groups remain to be solved for: over a fifteenth of a turn even a strongly unstable cycle multiplies deviations only a little.
/// </summary>
/// <param name="blocks">From <see cref="CycleCollocation{TState}.Linearize"/>.</param>
/// <param name="dimension">Of the state.</param>
internal sealed class CycleSystem(double[][] blocks, int dimension)
{
    private const int Degree = CycleCurve.Degree;

    private readonly int groups = Math.Min(15, blocks.Length);

    // (state at the start of the group, logarithm of the period, input, 1).
    private int Given => dimension + 3;

    private int Period => groups * dimension;

    /// <summary>The changes that make <c>phase·change</c> and <c>axis·change</c> what they are given to be and cancel what remains of the other equations; and the direction in which only <c>axis·change</c> grows, by 1.</summary>
    public (Vector<double> Change, Vector<double> Tangent) Solve(Vector<double> phase, double phaseResidual, Vector<double> axis, double axisResidual)
    {
        var matrix = Matrix<double>.Build.Dense(Period + 2, Period + 2);
        var right = Vector<double>.Build.Dense(Period + 2);
        var unit = Vector<double>.Build.Dense(Period + 2);
        (right[Period], right[Period + 1], unit[Period + 1]) = (phaseResidual, axisResidual, 1);
        for (var g = 0; g < groups; g++)
        {
            var map = Identity();
            for (var j = First(g); j < First(g + 1); j++)
            {
                Reduce(matrix, right, Period, g, j, map, phase);
                Reduce(matrix, right, Period + 1, g, j, map, axis);
                map = Compose(blocks[j], map);
            }

            for (var i = 0; i < dimension; i++)
            {
                var row = g * dimension + i;
                Add(matrix, right, row, g, map.AsSpan(i * Given, Given));
                matrix[row, (g + 1) % groups * dimension + i] -= 1;
            }
        }

        foreach (var (row, vector) in new[] { (Period, phase), (Period + 1, axis) })
        {
            matrix[row, Period] += vector[^2];
            matrix[row, Period + 1] += vector[^1];
        }

        var factors = matrix.LU();
        return (Expand(factors.Solve(right), 1), Expand(factors.Solve(unit), 0));
    }

    private int First(int group) => group * blocks.Length / groups;

    private double[] Identity()
    {
        var map = new double[dimension * Given];
        for (var i = 0; i < dimension; i++)
        {
            map[i * Given + i] = 1;
        }

        return map;
    }

    // The state at the end of an interval by that at the start of its group.
    private double[] Compose(double[] block, double[] map)
    {
        var next = new double[map.Length];
        for (var i = 0; i < dimension; i++)
        {
            Follow(block.AsSpan(((Degree - 1) * dimension + i) * Given, Given), map, next.AsSpan(i * Given, Given));
        }

        return next;
    }

    // A sum over the state at the start of an interval becomes one over that at the start of its group.
    private void Follow(ReadOnlySpan<double> sum, double[] map, Span<double> result)
    {
        sum[dimension..].CopyTo(result[dimension..]);
        for (var l = 0; l < dimension; l++)
        {
            for (var c = 0; c < Given; c++)
            {
                result[c] += sum[l] * map[l * Given + c];
            }
        }
    }

    // Adds what one interval contributes to the product of a vector with all changes.
    private void Reduce(Matrix<double> matrix, Vector<double> right, int row, int group, int j, double[] map, Vector<double> vector)
    {
        Span<double> sum = stackalloc double[Given], reduced = stackalloc double[Given];
        sum.Clear();
        reduced.Clear();
        var first = j * Degree * dimension;
        for (var l = 0; l < dimension; l++)
        {
            sum[l] = vector[first + l];
        }

        for (var r = 0; r < (Degree - 1) * dimension; r++)
        {
            for (var c = 0; c < Given; c++)
            {
                sum[c] += vector[first + dimension + r] * blocks[j][r * Given + c];
            }
        }

        Follow(sum, map, reduced);
        Add(matrix, right, row, group, reduced);
    }

    private void Add(Matrix<double> matrix, Vector<double> right, int row, int group, ReadOnlySpan<double> sum)
    {
        for (var l = 0; l < dimension; l++)
        {
            matrix[row, group * dimension + l] += sum[l];
        }

        matrix[row, Period] += sum[dimension];
        matrix[row, Period + 1] += sum[dimension + 1];
        right[row] -= sum[dimension + 2];
    }

    // The changes at all nodes by those between groups; "one" is 0 to leave out what remains of the equations.
    private Vector<double> Expand(Vector<double> solution, double one)
    {
        var all = Vector<double>.Build.Dense(blocks.Length * Degree * dimension + 2);
        (all[^2], all[^1]) = (solution[Period], solution[Period + 1]);
        for (var g = 0; g < groups; g++)
        {
            double[] given = [.. solution.SubVector(g * dimension, dimension), all[^2], all[^1], one];
            for (var j = First(g); j < First(g + 1); j++)
            {
                var first = j * Degree * dimension;
                for (var l = 0; l < dimension; l++)
                {
                    all[first + l] = given[l];
                }

                var nodes = new double[Degree * dimension];
                for (var r = 0; r < nodes.Length; r++)
                {
                    for (var c = 0; c < Given; c++)
                    {
                        nodes[r] += blocks[j][r * Given + c] * given[c];
                    }
                }

                for (var r = 0; r < (Degree - 1) * dimension; r++)
                {
                    all[first + dimension + r] = nodes[r];
                }

                // The last node is the first of the next interval.
                nodes.AsSpan((Degree - 1) * dimension).CopyTo(given);
            }
        }

        return all;
    }
}
