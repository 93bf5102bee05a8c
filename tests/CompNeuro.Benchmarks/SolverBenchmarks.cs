using BenchmarkDotNet.Attributes;
using CompNeuro.Biophysics;
using CompNeuro.Dynamics;

namespace CompNeuro.Benchmarks;

/// <summary>What a step costs: 10,000 steps of each method on the smallest model.</summary>
public class SolverBenchmarks
{
    private const double Duration = 1000;
    private const double Step = 0.1;

    private readonly PassiveMembrane membrane = new();
    private readonly NoisyMembrane noisy = new();
    private readonly Stimulus input = Stimulus.Sine(1, frequency: 40);

    [Benchmark]
    public double RungeKutta4() => membrane.Simulate(input, Duration, method: new RungeKutta4(Step)).Final.V;

    [Benchmark]
    public double ExponentialEuler() => membrane.Simulate(input, Duration, method: new ExponentialEuler(Step)).Final.V;

    [Benchmark]
    public double EulerMaruyama() => noisy.Simulate(input, Duration, method: new EulerMaruyama(Step, Seed: 1)).Final.V;

    [Benchmark]
    public double ExponentialEulerMaruyama() => noisy.Simulate(input, Duration, method: new ExponentialEulerMaruyama(Step, Seed: 1)).Final.V;

    [Benchmark]
    public double DormandPrince() => membrane.Simulate(input, Duration, dt: Step, method: new DormandPrince { MaximumStep = Step }).Final.V;
}
