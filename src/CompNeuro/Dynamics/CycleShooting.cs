using MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Dynamics;

/// <summary>A guess at a cycle: states on it (knots), evenly spread in time, its period, and the input.</summary>
internal readonly record struct CyclePoint(double[][] Knots, double Period, double Input);

/// <summary>Where the state at one knot has gone when the next is due, and how that depends on the state and the input.</summary>
internal sealed record Flow(double[] End, double[] EndRate, Matrix<double> ByState, double[] ByInput, double[] Lowest, double[] Highest);

/// <summary>Integrates a model together with its variational equation, from each knot of a cycle to the next.</summary>
/// <remarks>An unstable cycle of a neuron can multiply deviations ten-thousandfold per turn; over a tenth of a turn that is only two- or threefold.</remarks>
internal sealed class CycleShooting<TState>(IModel<TState> model)
    where TState : unmanaged
{
    public const int Knots = 10;

    private static readonly int N = StateLayout<TState>.Count;

    public IModel<TState> Model => model;

    public double[] Rate(ReadOnlySpan<double> state, double input)
    {
        var rate = model.Derivative(StateLayout<TState>.State(state), input);
        return StateLayout<TState>.Numbers(ref rate).ToArray();
    }

    /// <summary>Lets the model run for twice the time and reads the period off the returns of its first variable to the middle of its range.</summary>
    public CyclePoint Settle(TState initial, double input, double time)
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
        return new([.. Enumerable.Range(0, Knots).Select(k => settled.At(start + k * period / Knots)).Select(s => StateLayout<TState>.Numbers(ref s).ToArray())], period, input);
    }

    public Flow[] Advance(CyclePoint point)
    {
        var flows = new Flow[Knots];
        Parallel.For(0, Knots, k => flows[k] = Advance(point.Knots[k], point.Period / Knots, point.Input));
        return flows;
    }

    private Flow Advance(double[] state, double time, double input)
    {
        // y holds the state, then the columns ∂state/∂state₀, then ∂state/∂input.
        var y = new double[N * (N + 2)];
        state.CopyTo(y, 0);
        for (var i = 0; i < N; i++)
        {
            y[N + i * N + i] = 1;
        }

        var jacobian = new double[(N + 1) * N];
        var path = new DormandPrince { RelativeTolerance = 1e-7, AbsoluteTolerance = [1e-9] }.Solve((_, now, rates) => Variational(now, rates, input, jacobian), y, 0, time);
        var end = path.Final;
        return new(
            end[..N],
            Rate(end.AsSpan(0, N), input),
            Matrix<double>.Build.DenseOfColumnMajor(N, N, end[N..(N * (N + 1))]),
            end[(N * (N + 1))..],
            [.. Enumerable.Range(0, N).Select(i => path.Recording.Range(i).Lowest)],
            [.. Enumerable.Range(0, N).Select(i => path.Recording.Range(i).Highest)]);
    }

    private void Variational(ReadOnlySpan<double> y, Span<double> rates, double input, double[] jacobian)
    {
        var state = StateLayout<TState>.State(y);
        Rate(state, input, rates);
        Span<double> up = stackalloc double[N], down = stackalloc double[N];
        for (var j = 0; j <= N; j++)
        {
            var (above, below) = (state, state);
            var step = 1e-5 * (j < N ? Math.Max(Math.Abs(y[j]), 1e-2) : Math.Max(Math.Abs(input), 1));
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

        for (var column = 0; column <= N; column++)
        {
            var from = y.Slice(N + column * N, N);
            var to = rates.Slice(N + column * N, N);
            for (var i = 0; i < N; i++)
            {
                var sum = column == N ? jacobian[N * N + i] : 0;
                for (var j = 0; j < N; j++)
                {
                    sum += jacobian[j * N + i] * from[j];
                }

                to[i] = sum;
            }
        }
    }

    private void Rate(TState state, double input, Span<double> rates)
    {
        var rate = model.Derivative(state, input);
        StateLayout<TState>.Numbers(ref rate).CopyTo(rates);
    }

    public static double[] Lowest(Flow[] flows) => [.. Enumerable.Range(0, N).Select(i => flows.Min(flow => flow.Lowest[i]))];

    public static double[] Highest(Flow[] flows) => [.. Enumerable.Range(0, N).Select(i => flows.Max(flow => flow.Highest[i]))];

    /// <summary>The cycle as the reader of the branch sees it.</summary>
    public static LimitCycle<TState> Describe(CyclePoint point, Flow[] flows)
    {
        var turn = flows.Select(flow => flow.ByState).Aggregate((before, after) => after * before);
        var multipliers = turn.Evd().EigenValues.ToList();
        multipliers.Remove(multipliers.MinBy(factor => (factor - 1).Magnitude));
        return new(
            point.Input,
            point.Period,
            StateLayout<TState>.State(point.Knots[0]),
            StateLayout<TState>.State(Lowest(flows)),
            StateLayout<TState>.State(Highest(flows)),
            [.. multipliers.OrderByDescending(factor => factor.Magnitude)]);
    }
}
