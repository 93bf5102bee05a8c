using MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Neurons.PointProcess;

/// <summary>Basis functions in bins of time: a matrix with a row for each lag and a column for each function.</summary>
public sealed class SampledBasis
{
    internal SampledBasis(double dt, int firstLag, double[,] values)
        : this([.. Enumerable.Range(firstLag, values.GetLength(0)).Select(lag => lag * dt)], Matrix<double>.Build.DenseOfArray(values))
    {
        for (var function = 0; function < Count; function++)
        {
            if (Matrix.Column(function).ForAll(value => value == 0))
            {
                throw new ArgumentException($"Basis function {function + 1} of {Count} is zero in every bin: take fewer functions, smaller bins, or a longer basis.");
            }
        }
    }

    /// <summary>How far back each row lies, ms.</summary>
    [Unit("ms")] public IReadOnlyList<double> Times { get; }

    /// <summary>Number of bins.</summary>
    public int Lags => Matrix.RowCount;

    /// <summary>Number of functions.</summary>
    public int Count => Matrix.ColumnCount;

    /// <summary>The functions, one a list, over <see cref="Times"/>.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Functions { get; }

    /// <summary>Whether column j is 1 at lag j and 0 elsewhere.</summary>
    internal bool IsEveryLag { get; init; }

    internal Matrix<double> Matrix { get; }

    /// <summary>The filter with these weights, over <see cref="Times"/>.</summary>
    /// <exception cref="ArgumentException">Not one weight for each function.</exception>
    public double[] Filter(params IReadOnlyList<double> weights) => weights.Count == Count
        ? (Matrix * Vector<double>.Build.DenseOfEnumerable(weights)).ToArray()
        : throw new ArgumentException($"{weights.Count} weights for {Count} basis functions: give one for each.", nameof(weights));

    internal SampledBasis Orthogonalised()
    {
        var columns = new List<Vector<double>>();
        foreach (var column in Matrix.EnumerateColumns())
        {
            // Twice is enough (Giraud et al., Numer. Math. 101:87, 2005).
            var rest = columns.Aggregate(column, (left, unit) => left - (unit * left) * unit);
            rest = columns.Aggregate(rest, (left, unit) => left - (unit * left) * unit);
            columns.Add(rest.L2Norm() > 1e-10 * column.L2Norm()
                ? rest / rest.L2Norm()
                : throw new ArgumentException($"Basis function {columns.Count + 1} is a combination of those before it in these bins: take fewer functions or smaller bins."));
        }

        return new(Times, Matrix<double>.Build.DenseOfColumnVectors(columns));
    }

    private SampledBasis(IReadOnlyList<double> times, Matrix<double> matrix) => (Times, Matrix, Functions) = (times, matrix, [.. matrix.EnumerateColumns().Select(column => column.ToArray())]);
}
