using CompNeuro.Dynamics;

namespace CompNeuro.Tests.Dynamics;

internal readonly record struct Pair(double X, double Y);

/// <summary>Solves one test problem from 0 to 2 with a given method; returns its largest error at the steps, and on the curve between them.</summary>
internal static class Problems
{
    public static readonly TheoryData<string> Names = [.. All.Keys];

    public static Dictionary<string, Func<OdeMethod, (double AtSteps, double Between)>> All => new()
    {
        ["scalar, autonomous"] = method => Errors(method.Solve((_, y) => y * (1 - y), 0.1, 0, 2), t => [1 / (1 + 9 * Math.Exp(-t))], y => [y]),
        ["scalar, in explicit time"] = method => Errors(method.Solve((t, y) => y * Math.Cos(3 * t), 1.0, 0, 2), t => [Math.Exp(Math.Sin(3 * t) / 3)], y => [y]),
        ["scalar, time only"] = method => Errors(method.Solve((t, _) => Math.Cos(3 * t), 0.0, 0, 2), t => [Math.Sin(3 * t) / 3], y => [y]),
        ["struct, autonomous"] = method => Errors(method.Solve((_, s) => new Pair(s.Y, -s.X), new Pair(0, 1), 0, 2), t => [Math.Sin(t), Math.Cos(t)], s => [s.X, s.Y]),
        ["struct, in explicit time"] = method => Errors(method.Solve((t, s) => new Pair(2 * t * s.Y, -2 * t * s.X), new Pair(0, 1), 0, 2), t => [Math.Sin(t * t), Math.Cos(t * t)], s => [s.X, s.Y]),
        ["vector, in explicit time"] = method => Errors(method.Solve((t, y) => [2 * t * y[1], -2 * t * y[0]], [0.0, 1.0], 0, 2), t => [Math.Sin(t * t), Math.Cos(t * t)], y => y),
        ["vector in place, in explicit time"] = method => Errors(
            method.Solve(
                (t, y, rate) =>
                {
                    rate[0] = 2 * t * y[1];
                    rate[1] = -2 * t * y[0];
                },
                [0.0, 1.0],
                0,
                2),
            t => [Math.Sin(t * t), Math.Cos(t * t)],
            y => y),
        ["backwards"] = method => Errors(method.Solve((t, y) => y * Math.Cos(3 * t), Math.Exp(Math.Sin(6.0) / 3), 2, 0), t => [Math.Exp(Math.Sin(3 * t) / 3)], y => [y]),
        ["jump at 1/√2"] = method => Errors(
            method.Solve((t, y) => (t < Jump ? 1 : -3) - y, 0.0, 0, 2, discontinuities: [Jump]),
            t => [t < Jump ? 1 - Math.Exp(-t) : -3 + (4 - Math.Exp(-Jump)) * Math.Exp(-(t - Jump))],
            y => [y]),
        ["jump, backwards"] = method => Errors(
            method.Solve((t, y) => (t < Jump ? 1 : -3) - y, -3 + (4 - Math.Exp(-Jump)) * Math.Exp(-(2 - Jump)), 2, 0, discontinuities: [Jump]),
            t => [t < Jump ? 1 - Math.Exp(-t) : -3 + (4 - Math.Exp(-Jump)) * Math.Exp(-(t - Jump))],
            y => [y]),
    };

    private static double Jump => Math.Sqrt(0.5);

    private static (double AtSteps, double Between) Errors<TState>(Trajectory<TState> solution, Func<double, double[]> exact, Func<TState, double[]> numbers)
    {
        double Error(double t, TState state) => numbers(state).Zip(exact(t), (a, b) => Math.Abs(a - b)).Max();
        var between = solution.Time.Zip(solution.Time.Skip(1)).SelectMany(step => new[] { 0.21, 0.5, 0.83 }.Select(part => step.First + part * (step.Second - step.First)));
        return (solution.Time.Zip(solution.States, Error).Max(), between.Max(t => Error(t, solution.At(t))));
    }
}
