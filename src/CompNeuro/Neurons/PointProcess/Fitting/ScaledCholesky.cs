namespace CompNeuro.Neurons.PointProcess.Fitting;

/// <summary>A symmetric matrix, scaled so that its diagonal is one, as a product of triangles. Each pivot is then 1 − R² of a column explained by those before it.</summary>
internal sealed class ScaledCholesky
{
    // Below, rounding decides.
    private const double SmallestPivot = 1e-11;

    private readonly double[,] lower;
    private readonly double[] scale;

    public ScaledCholesky(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        (lower, scale, Bad) = (new double[n, n], new double[n], -1);
        for (var i = 0; i < n; i++)
        {
            scale[i] = 1 / Math.Sqrt(matrix[i, i]);
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[i, j] * scale[i] * scale[j];
                for (var k = 0; k < j; k++)
                {
                    rest -= lower[i, k] * lower[j, k];
                }

                if (i == j && !(rest > SmallestPivot && double.IsFinite(rest)))
                {
                    Bad = i;
                    return;
                }

                lower[i, j] = i == j ? Math.Sqrt(rest) : rest / lower[j, j];
            }
        }
    }

    /// <summary>The first column that is zero or a combination of those before it; −1 if there is none, and only then is the rest valid.</summary>
    public int Bad { get; }

    public double[] Solve(double[] right)
    {
        var n = right.Length;
        var x = new double[n];
        for (var i = 0; i < n; i++)
        {
            x[i] = right[i] * scale[i];
            for (var k = 0; k < i; k++)
            {
                x[i] -= lower[i, k] * x[k];
            }

            x[i] /= lower[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
            {
                x[i] -= lower[k, i] * x[k];
            }

            x[i] /= lower[i, i];
        }

        return [.. x.Zip(scale, (value, factor) => value * factor)];
    }

    public double[,] Inverse()
    {
        var n = scale.Length;
        var inverse = new double[n, n];
        for (var column = 0; column < n; column++)
        {
            var unit = new double[n];
            unit[column] = 1;
            foreach (var (row, value) in Solve(unit).Index())
            {
                inverse[row, column] = value;
            }
        }

        return inverse;
    }
}
