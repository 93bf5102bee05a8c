using MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Dynamics;

/// <summary>Tells what a cycle was about to become when its branch could be followed no further.</summary>
internal static class CycleEnds
{
    /// <summary>How much longer than the first a period must be for the cycle to be one that lingers somewhere.</summary>
    public const double Slow = 2;

    // Relative to the size of the cycle.
    private const double Near = 0.1;

    public static CycleEnd Of<TState>(CycleCollocation<TState> collocation, CyclePoint last, double firstPeriod, double firstSize)
        where TState : unmanaged
    {
        var ranges = CycleCollocation<TState>.Ranges(last.Curve);
        double[] lowest = Array.ConvertAll(ranges, range => range.Lowest), highest = Array.ConvertAll(ranges, range => range.Highest);
        double[] range = [.. highest.Zip(lowest, (high, low) => Math.Max(high - low, 1e-12))];
        double Length(double[] vector) => Math.Sqrt(vector.Zip(range, (value, size) => value * value / (size * size)).Sum());
        bool IsNear(double[] state, double[] other) => Length([.. state.Zip(other, (a, b) => a - b)]) < Near;
        if (range[0] < 0.1 * firstSize)
        {
            double[] centre = [.. lowest.Zip(highest, (low, high) => (low + high) / 2)];
            return HopfBifurcation.Near(collocation.Model, StateLayout<TState>.State(centre), last.Input, 2 * Math.PI / last.Period) is { } hopf
                ? new(CycleEndKind.Hopf, hopf.Input)
                : new(CycleEndKind.Lost, last.Input);
        }

        if (last.Period > Slow * firstPeriod)
        {
            // Where the cycle lingers there is a saddle, or there will be one.
            var slowest = last.Curve.States.Chunk(range.Length).MinBy(knot => Length(collocation.Rate(knot, last.Input)))!;
            if (Found(() => collocation.Model.Equilibrium(last.Input, StateLayout<TState>.State(slowest))) is { Kind: EquilibriumKind.Saddle } saddle && IsNear(Numbers(saddle.State), slowest))
            {
                return new(CycleEndKind.Homoclinic, last.Input);
            }

            if (Found(() => SaddleNode(collocation.Model, slowest, last.Input)) is var (fold, state) && IsNear(state, slowest))
            {
                return new(CycleEndKind.SaddleNodeOnInvariantCircle, fold);
            }
        }

        return new(CycleEndKind.Lost, last.Input);
    }

    /// <summary>The input and state nearby at which an equilibrium has an eigenvalue of zero: f = 0, Jv = 0, |v| fixed along its first guess.</summary>
    private static (double Input, double[] State)? SaddleNode<TState>(IModel<TState> model, double[] state, double input)
        where TState : unmanaged
    {
        var n = state.Length;
        Vector<double> Stretch(double[] x, double I, Vector<double> v) => Maths.Jacobian.At(Equilibria.Rates(model, I), x) * v;
        var slow = Maths.Jacobian.At(Equilibria.Rates(model, input), state).Svd().VT.Row(n - 1);
        var found = Equilibria.Newton(
            u =>
            {
                var v = Vector<double>.Build.Dense(u[(n + 1)..]);
                return [.. Equilibria.Rates(model, u[n])(u[..n]), .. Stretch(u[..n], u[n], v), slow * v - 1];
            },
            [.. state, input, .. slow]);
        return (found[n], found[..n]);
    }

    private static double[] Numbers<TState>(TState state)
        where TState : unmanaged => StateLayout<TState>.Numbers(ref state).ToArray();

    private static T? Found<T>(Func<T?> search)
    {
        try
        {
            return search();
        }
        catch (IntegrationException)
        {
            return default;
        }
    }
}
