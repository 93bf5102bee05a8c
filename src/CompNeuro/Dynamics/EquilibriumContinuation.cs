using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace CompNeuro.Dynamics;

/// <summary>Follows the equilibria of a model as its input changes, through folds, whether stable or not.</summary>
public static class EquilibriumContinuation
{
    /// <summary>
    /// The branch of equilibria through one of them, followed both ways until the input leaves the range: <c>ml.EquilibriumBranch(from: 0, to: 200)</c>.
    /// Saddle-node and Hopf points on it are located to nine digits. Equilibria joined to these only outside the range are not found: give a wider one.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="from">Lowest input of interest.</param>
    /// <param name="to">Highest input of interest.</param>
    /// <param name="near">A state near an equilibrium under the input of the range that is nearest to zero; the model's rest if not given.</param>
    /// <exception cref="IntegrationException">There is no equilibrium near there.</exception>
    public static EquilibriumBranch<TState> EquilibriumBranch<TState>(this IModel<TState> model, double from, double to, TState? near = null)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!(from < to) || !double.IsFinite(to - from))
        {
            throw new ArgumentOutOfRangeException(nameof(to), to, $"Inputs from {from} to {to} are no range: both must be finite and the second larger.");
        }

        var input = Math.Clamp(0, from, to);
        var start = model.Equilibrium(input, near).State;
        var follower = new Follower<TState>(model, from, to);
        var down = follower.Follow(start, input, -1);
        var up = follower.Follow(start, input, 1);
        return new(
            model,
            [.. down.Points.AsEnumerable().Reverse(), .. up.Points.Skip(1)],
            [.. down.Folds.AsEnumerable().Reverse(), .. up.Folds],
            [.. down.Hopfs.AsEnumerable().Reverse(), .. up.Hopfs]);
    }

    private sealed record Way<TState>(List<BranchPoint<TState>> Points, List<SaddleNodePoint<TState>> Folds, List<HopfPoint<TState>> Hopfs)
        where TState : unmanaged;

    private sealed class Follower<TState>
        where TState : unmanaged
    {
        private const int MostPoints = 20_000;
        private const double SmallestStep = 1e-9, LongestStep = 0.02;

        private static readonly int N = StateLayout<TState>.Count;

        private readonly IModel<TState> model;
        private readonly double from, to;
        private readonly Arclength<Complex[]> arclength;

        // Every unknown in units of its size at the start, the input in units of the range.
        private double[] scale = [];

        public Follower(IModel<TState> model, double from, double to)
        {
            (this.model, this.from, this.to) = (model, from, to);
            arclength = new((u, _) => Equations(u));
        }

        public Way<TState> Follow(TState start, double input, int direction)
        {
            var numbers = StateLayout<TState>.Numbers(ref start).ToArray();
            scale = [.. numbers.Select(x => Math.Max(1, Math.Abs(x))), to - from];
            var u = Vector<double>.Build.DenseOfEnumerable([.. numbers, input]).PointwiseDivide(Vector<double>.Build.DenseOfArray(scale));
            var along = Vector<double>.Build.Dense(N + 1);
            along[N] = direction;
            var way = new Way<TState>([], [], []);
            var current = arclength.Correct(u, along, u) ?? throw new IntegrationException($"The equilibrium at the input {input} cannot be followed: it lies on a bifurcation. Choose another range.");
            way.Points.Add(Point(current));
            var step = LongestStep / 10;
            while (way.Points.Count < MostPoints && step > SmallestStep && current.Unknowns[N] * scale[N] is var now && (way.Points.Count == 1 || (now > from && now < to)))
            {
                // A branch that turns sharply within a step is looked at more closely.
                if (arclength.Step(current, step) is not { } next || next.Tangent * current.Tangent < 0.98)
                {
                    step /= 2;
                    continue;
                }

                Notice(way, current, next, step);
                current = next;
                way.Points.Add(Point(current));
                step = Arclength<Complex[]>.Paced(step, current, LongestStep);
            }

            return way;
        }

        private void Notice(Way<TState> way, BranchSolution<Complex[]> current, BranchSolution<Complex[]> next, double step)
        {
            if (current.Slope >= 0 != next.Slope >= 0 && arclength.Where(point => point.Slope, current, next, step, 1e-9) is { } fold && Within(fold))
            {
                way.Folds.Add(new(Input(fold), State(fold)));
            }

            if (PairSums(current) >= 0 != PairSums(next) >= 0 && arclength.Where(PairSums, current, next, step, 0) is { } crossing
                && crossing.Data.Where(value => value.Imaginary > 0).OrderBy(value => Math.Abs(value.Real)).FirstOrDefault() is var pair && Math.Abs(pair.Real) < 1e-4 * pair.Imaginary
                && HopfBifurcation.Near(model, State(crossing), Input(crossing), pair.Imaginary) is { } hopf && hopf.Input >= from && hopf.Input <= to)
            {
                way.Hopfs.Add(hopf);
            }
        }

        /// <summary>∏ (λᵢ + λⱼ) over all pairs: changes sign where a complex pair crosses the imaginary axis (and where two real ones become opposite).</summary>
        private static double PairSums(BranchSolution<Complex[]> point)
        {
            var product = Complex.One;
            for (var i = 0; i < N; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    product *= point.Data[i] + point.Data[j];
                }
            }

            return product.Real;
        }

        private BranchEquations<Complex[]>? Equations(Vector<double> u)
        {
            double[] x = [.. u.Zip(scale, (value, unit) => value * unit)];
            var f = Equilibria.Rates(model, x[N]);
            var jacobian = Maths.Jacobian.At(f, x[..N]);
            var byInput = Maths.Jacobian.At(input => Equilibria.Rates(model, input[0])(x[..N]), [x[N]]);
            var rates = f(x[..N]);
            var matrix = Matrix<double>.Build.Dense(N + 1, N + 1);
            var residual = Vector<double>.Build.Dense(N + 1);
            for (var i = 0; i < N; i++)
            {
                // Rates in units of the largest effect that any unknown has on them.
                double[] row = [.. Enumerable.Range(0, N).Select(j => jacobian[i, j] * scale[j]), byInput[i, 0] * scale[N]];
                var size = row.Max(Math.Abs) is > 0 and var largest ? largest : 1;
                matrix.SetRow(i, [.. row.Select(value => value / size)]);
                residual[i] = rates[i] / size;
            }

            if (!rates.All(double.IsFinite) || !matrix.Enumerate().All(double.IsFinite))
            {
                return null;
            }

            return new(Solve, Equilibria.Eigenvalues(jacobian));

            (Vector<double> Change, Vector<double> Tangent) Solve(Vector<double> axis, double along)
            {
                matrix.SetRow(N, axis);
                residual[N] = along;
                var onward = Vector<double>.Build.Dense(N + 1);
                onward[N] = 1;
                var factors = matrix.LU();
                return (factors.Solve(residual), factors.Solve(onward));
            }
        }

        private bool Within(BranchSolution<Complex[]> point) => Input(point) >= from && Input(point) <= to;

        private double Input(BranchSolution<Complex[]> point) => point.Unknowns[N] * scale[N];

        private TState State(BranchSolution<Complex[]> point)
        {
            double[] numbers = [.. Enumerable.Range(0, N).Select(i => point.Unknowns[i] * scale[i])];
            return StateLayout<TState>.State(numbers);
        }

        private BranchPoint<TState> Point(BranchSolution<Complex[]> point) => new(Input(point), new(State(point), point.Data));
    }
}
