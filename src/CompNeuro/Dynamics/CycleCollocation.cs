using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Dynamics;

/// <summary>A guess at a cycle: the curve, the time for one turn, and the input.</summary>
internal sealed record CyclePoint(CycleCurve Curve, double Period, double Input);

/// <summary>
/// The equations of a cycle by orthogonal collocation: at the four Gauss points of every interval the polynomial obeys dx/ds = T f(x, I), where s runs from 0 to 1 in one turn
/// (de Boor &amp; Swartz, SIAM J. Numer. Anal. 10:582, 1973; for cycles Doedel, Keller &amp; Kernévez, Int. J. Bifurcation Chaos 1:745, 1991). At the ends of
/// intervals the error is of order eight in their width.
/// </summary>
internal sealed class CycleCollocation<TState>(IModel<TState> model)
    where TState : unmanaged
{
    private const int Degree = CycleCurve.Degree;

    private static readonly int N = StateLayout<TState>.Count;

    // Values and slopes of the five basis polynomials at the Gauss points.
    private static readonly double[] points = [.. new[] { -1, 1 }.SelectMany(side => new[] { -1, 1 }.Select(inner => (1 + side * Math.Sqrt((3 + inner * 2 * Math.Sqrt(1.2)) / 7)) / 2))];
    private static readonly double[] values = [.. points.SelectMany(x => Enumerable.Range(0, Degree + 1).Select(k => CycleCurve.Basis(k, x)))];
    private static readonly double[] slopes = [.. points.SelectMany(x => Enumerable.Range(0, Degree + 1).Select(k => CycleCurve.BasisSlope(k, x)))];

    public IModel<TState> Model => model;

    /// <summary>Lets the model run for twice the time and reads the period off the returns of its first variable to the middle of its range.</summary>
    public CyclePoint Settle(TState initial, double input, double time, int intervals)
    {
        Trajectory<TState> Run(TState start) => new DormandPrince().Solve((_, s) => model.Derivative(s, input), start, 0, time);
        static double First(TState s) => StateLayout<TState>.Numbers(ref s)[0];

        var settled = Run(Run(initial).Final);
        var (low, high) = (settled.States.Min(First), settled.States.Max(First));
        var returns = settled.Crossings((_, s) => First(s) - (low + high) / 2, Crossing.Falling);
        if (returns.Length < 3 || high - low < 1e-6 * (1 + Math.Abs(high)))
        {
            throw new ArgumentException($"Under the input {input}, {model.GetType().Name} does not oscillate in the long run: after settling for {time} its first variable stays between {low} and {high} and comes round {returns.Length} times. Give an input in the middle of its firing range, a longer time to settle, or a state from which it oscillates.");
        }

        var (start, period) = (returns[^2], returns[^1] - returns[^2]);
        double[] At(double fraction)
        {
            var state = settled.At(start + fraction * period);
            return StateLayout<TState>.Numbers(ref state).ToArray();
        }

        var curve = CycleCurve.Sampled([.. Enumerable.Range(0, intervals + 1).Select(j => j / (double)intervals)], At);
        for (var pass = 0; pass < 5; pass++)
        {
            curve = CycleCurve.Sampled(curve.AdaptedMesh([.. Ranges(curve).Select(range => range.Highest - range.Lowest)]), At);
        }

        return new(curve, period, input);
    }

    public static (double Lowest, double Highest)[] Ranges(CycleCurve curve) => [.. Enumerable.Range(0, N).Select(curve.Range)];

    public double[] Rate(ReadOnlySpan<double> state, double input)
    {
        var rates = new double[N];
        Rate(StateLayout<TState>.State(state), input, rates);
        return rates;
    }

    /// <summary>
    /// For every interval the change at its nodes 1 to 4 that the linearised equations demand, row by row: its dependence on the changes at node 0, of the logarithm of the
    /// period and of the input; and, last, what remains when none of these changes. All in the units given.
    /// </summary>
    public double[][] Linearize(CyclePoint point, double[] units, double inputUnit)
    {
        var blocks = new double[point.Curve.Intervals][];
        var scratch = new double[Degree * N * (Degree * N + N + 3) + N * (N + 3)];
        for (var j = 0; j < blocks.Length; j++)
        {
            blocks[j] = Block(point, j, units, inputUnit, scratch);
        }

        return blocks;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double[] Block(CyclePoint point, int j, double[] units, double inputUnit, double[] scratch)
    {
        var (unknowns, given) = (Degree * N, N + 3);
        var width = unknowns + given;
        var rows = scratch.AsSpan(0, unknowns * width);
        var state = scratch.AsSpan(rows.Length, N);
        var rate = scratch.AsSpan(rows.Length + N, N);
        var jacobian = scratch.AsSpan(rows.Length + 2 * N, (N + 1) * N);
        var time = point.Curve.Width(j) * point.Period;
        rows.Clear();
        for (var c = 0; c < Degree; c++)
        {
            state.Clear();
            for (var i = 0; i < N; i++)
            {
                for (var k = 0; k <= Degree; k++)
                {
                    state[i] += values[c * (Degree + 1) + k] * point.Curve[j, k, i];
                }
            }

            Derivatives(state, point.Input, rate, jacobian);
            for (var i = 0; i < N; i++)
            {
                var row = rows.Slice((c * N + i) * width, width);
                for (var k = 0; k <= Degree; k++)
                {
                    var (value, slope) = (values[c * (Degree + 1) + k], slopes[c * (Degree + 1) + k]);
                    // Node 0 is given, so that its place is beyond the unknowns, with the opposite sign.
                    var (at, sign) = k == 0 ? (unknowns, -1) : ((k - 1) * N, 1);
                    for (var l = 0; l < N; l++)
                    {
                        row[at + l] = -sign * time * value * jacobian[l * N + i] * units[l] / units[i];
                    }

                    row[at + i] += sign * slope;
                    row[width - 1] += slope * point.Curve[j, k, i] / units[i];
                }

                row[unknowns + N] = time * rate[i] / units[i];
                row[unknowns + N + 1] = time * jacobian[N * N + i] * inputUnit / units[i];
                row[width - 1] -= row[unknowns + N];
            }
        }

        Eliminate(rows, unknowns, width);
        var block = new double[unknowns * given];
        for (var r = 0; r < unknowns; r++)
        {
            rows.Slice(r * width + unknowns, given).CopyTo(block.AsSpan(r * given));
        }

        return block;
    }

    // Gauss's elimination with pivots from the column; leaves the solutions in the columns beyond the square.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eliminate(Span<double> rows, int n, int width)
    {
        for (var k = 0; k < n; k++)
        {
            var pivot = k;
            for (var r = k + 1; r < n; r++)
            {
                pivot = Math.Abs(rows[r * width + k]) > Math.Abs(rows[pivot * width + k]) ? r : pivot;
            }

            var top = rows.Slice(k * width, width);
            var chosen = rows.Slice(pivot * width, width);
            for (var c = k; c < width; c++)
            {
                (top[c], chosen[c]) = (chosen[c], top[c]);
            }

            for (var r = k + 1; r < n; r++)
            {
                Subtract(rows.Slice(r * width, width), top, rows[r * width + k] / top[k], k + 1);
            }
        }

        for (var k = n - 1; k >= 0; k--)
        {
            var solved = rows.Slice(k * width, width);
            for (var c = n; c < width; c++)
            {
                solved[c] /= solved[k];
            }

            for (var r = 0; r < k; r++)
            {
                Subtract(rows.Slice(r * width, width), solved, rows[r * width + k], n);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Subtract(Span<double> row, ReadOnlySpan<double> other, double factor, int from)
    {
        for (var c = from; c < row.Length; c++)
        {
            row[c] -= factor * other[c];
        }
    }

    /// <summary>The rates at a state, and by central differences how they depend on each variable and on the input.</summary>
    private void Derivatives(ReadOnlySpan<double> numbers, double input, Span<double> rate, Span<double> jacobian)
    {
        var state = StateLayout<TState>.State(numbers);
        Rate(state, input, rate);
        Span<double> up = stackalloc double[N], down = stackalloc double[N];
        for (var j = 0; j <= N; j++)
        {
            var (above, below) = (state, state);
            var step = 1e-5 * (j < N ? Math.Max(Math.Abs(numbers[j]), 1e-2) : Math.Max(Math.Abs(input), 1));
            if (j < N)
            {
                StateLayout<TState>.Numbers(ref above)[j] += step;
                StateLayout<TState>.Numbers(ref below)[j] -= step;
            }

            Rate(above, j < N ? input : input + step, up);
            Rate(below, j < N ? input : input - step, down);
            for (var i = 0; i < N; i++)
            {
                jacobian[j * N + i] = (up[i] - down[i]) / (2 * step);
            }
        }
    }

    private void Rate(TState state, double input, Span<double> rates)
    {
        var rate = model.Derivative(state, input);
        StateLayout<TState>.Numbers(ref rate).CopyTo(rates);
    }

    /// <summary>The cycle as the reader of the branch sees it.</summary>
    public static LimitCycle<TState> Describe(CyclePoint point, double[][] blocks)
    {
        var turn = Matrix<double>.Build.DenseIdentity(N);
        foreach (var block in blocks)
        {
            turn = Matrix<double>.Build.Dense(N, N, (i, l) => block[((Degree - 1) * N + i) * (N + 3) + l]) * turn;
        }

        var multipliers = turn.Evd().EigenValues.ToList();
        multipliers.Remove(multipliers.MinBy(factor => (factor - 1).Magnitude));
        var ranges = Ranges(point.Curve);
        return new(
            point.Input,
            point.Period,
            StateLayout<TState>.State(point.Curve.States),
            StateLayout<TState>.State(Array.ConvertAll(ranges, range => range.Lowest)),
            StateLayout<TState>.State(Array.ConvertAll(ranges, range => range.Highest)),
            [.. multipliers.OrderByDescending(factor => factor.Magnitude)]);
    }
}
