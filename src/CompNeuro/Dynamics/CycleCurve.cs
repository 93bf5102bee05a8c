namespace CompNeuro.Dynamics;

/// <summary>
/// A closed curve in state space. On each interval of a mesh it is the polynomial of degree four through five states evenly spaced in time; the last of them is the first of the
/// next interval.
/// </summary>
/// <param name="mesh">Where the intervals begin and end, as fractions of a turn: 0, …, 1.</param>
/// <param name="states">The numbers of every state, one state after the other.</param>
internal sealed class CycleCurve(double[] mesh, double[] states)
{
    public const int Degree = 4;

    private readonly int dimension = states.Length / (Degree * (mesh.Length - 1));

    public double[] Mesh => mesh;

    public int Intervals => mesh.Length - 1;

    public double[] States => states;

    public double Width(int interval) => mesh[interval + 1] - mesh[interval];

    /// <summary>Number <paramref name="i"/> of the state at node 0, …, <see cref="Degree"/> of an interval.</summary>
    public double this[int interval, int node, int i] => states[(interval * Degree + node) * dimension % states.Length + i];

    /// <summary>The polynomial that is 1 at node <paramref name="k"/> of an interval and 0 at the others, at a fraction <paramref name="x"/> of it.</summary>
    public static double Basis(int k, double x)
    {
        var product = 1.0;
        for (var node = 0; node <= Degree; node++)
        {
            product *= node == k ? 1 : (Degree * x - node) / (k - node);
        }

        return product;
    }

    /// <summary>Its slope.</summary>
    public static double BasisSlope(int k, double x)
    {
        var sum = 0.0;
        for (var left = 0; left <= Degree; left++)
        {
            var product = left == k ? 0 : (double)Degree / (k - left);
            for (var node = 0; node <= Degree; node++)
            {
                product *= node == k || node == left ? 1 : (Degree * x - node) / (k - node);
            }

            sum += product;
        }

        return sum;
    }

    /// <summary>The same curve with other intervals.</summary>
    public CycleCurve On(double[] newMesh) => Sampled(newMesh, At);

    /// <summary>A curve through given states.</summary>
    public static CycleCurve Sampled(double[] mesh, Func<double, double[]> at) =>
        new(mesh, [.. Enumerable.Range(0, Degree * (mesh.Length - 1)).SelectMany(s => at(mesh[s / Degree] + s % Degree * (mesh[s / Degree + 1] - mesh[s / Degree]) / Degree))]);

    public double[] At(double fraction)
    {
        var found = Array.BinarySearch(mesh, fraction);
        var interval = Math.Clamp(found >= 0 ? found : ~found - 1, 0, Intervals - 1);
        return Within(interval, (fraction - mesh[interval]) / Width(interval), Basis);
    }

    /// <summary>How fast the state changes at every node, per turn, one state after the other.</summary>
    public double[] Slopes() =>
        [.. Enumerable.Range(0, Degree * Intervals).SelectMany(s => Within(s / Degree, s % Degree / (double)Degree, BasisSlope).Select(slope => slope / Width(s / Degree)))];

    /// <summary>A mesh of as many intervals on which the error is spread evenly (de Boor, Lect. Notes Math. 363:12, 1974).</summary>
    /// <param name="units">The size of each variable.</param>
    public double[] AdaptedMesh(double[] units)
    {
        // The fifth derivative, which the polynomials lack, by the jumps of the fourth between them.
        double Fourth(int j, int i) => (this[j, 0, i] - 4 * this[j, 1, i] + 6 * this[j, 2, i] - 4 * this[j, 3, i] + this[j, 4, i]) / Math.Pow(Width(j) / Degree, 4) / units[i];
        double Jump(int j) => Math.Sqrt(Enumerable.Range(0, dimension).Sum(i => Math.Pow(Fourth((j + 1) % Intervals, i) - Fourth(j, i), 2))) / (Width(j) + Width((j + 1) % Intervals));
        double[] jumps = [.. Enumerable.Range(0, Intervals).Select(Jump)];
        double[] density = [.. jumps.Select((jump, j) => Math.Pow(jump + jumps[(j + Intervals - 1) % Intervals], 0.2))];
        var mean = density.Select((value, j) => value * Width(j)).Sum();
        var sums = new double[mesh.Length];
        for (var j = 0; j < Intervals; j++)
        {
            sums[j + 1] = sums[j] + (density[j] + 0.1 * mean) * Width(j);
        }

        var adapted = new double[mesh.Length];
        for (var (k, j) = (1, 0); k < Intervals; k++)
        {
            var target = sums[^1] * k / Intervals;
            while (sums[j + 1] < target)
            {
                j++;
            }

            adapted[k] = mesh[j] + Width(j) * (target - sums[j]) / (sums[j + 1] - sums[j]);
        }

        adapted[^1] = 1;
        return adapted;
    }

    /// <summary>The lowest and the highest value of a variable.</summary>
    public (double Lowest, double Highest) Range(int i)
    {
        const int Fine = 2 * Degree;
        var count = Fine * Intervals;
        var values = new double[count];
        for (var s = 0; s < count; s++)
        {
            for (var k = 0; k <= Degree; k++)
            {
                values[s] += FineBasis[s % Fine * (Degree + 1) + k] * this[s / Fine, k, i];
            }
        }

        var (lowest, highest) = (values.Min(), values.Max());
        for (var s = 0; s < count; s++)
        {
            var (before, here, after) = (values[(s + count - 1) % count], values[s], values[(s + 1) % count]);
            if ((here - before) * (after - here) < 0)
            {
                // The parabola through three points, unevenly spaced, turns back.
                var (left, right) = (Width((s + count - 1) % count / Fine) / Fine, Width(s / Fine) / Fine);
                var (first, second) = ((here - before) / left, (after - here) / right);
                var bend = (second - first) / (left + right);
                var slope = (first * right + second * left) / (left + right);
                var turn = here - slope * slope / (4 * bend);
                (lowest, highest) = (Math.Min(lowest, turn), Math.Max(highest, turn));
            }
        }

        return (lowest, highest);
    }

    private static readonly double[] FineBasis = [.. Enumerable.Range(0, 2 * Degree).SelectMany(s => Enumerable.Range(0, Degree + 1).Select(k => Basis(k, s / (2.0 * Degree))))];

    private double[] Within(int interval, double x, Func<int, double, double> basis)
    {
        var sum = new double[dimension];
        for (var k = 0; k <= Degree; k++)
        {
            var weight = basis(k, x);
            for (var i = 0; i < dimension; i++)
            {
                sum[i] += weight * this[interval, k, i];
            }
        }

        return sum;
    }
}
