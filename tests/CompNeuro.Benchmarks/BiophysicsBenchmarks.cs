using BenchmarkDotNet.Attributes;
using CompNeuro.Biophysics;
using CompNeuro.Dynamics;

namespace CompNeuro.Benchmarks;

/// <summary>What the figures of chapter 1 cost.</summary>
public class BiophysicsBenchmarks
{
    private readonly HodgkinHuxley squid = HodgkinHuxley.SquidAxon;
    private readonly IonicEnvironment mammal = IonicEnvironment.MammalianNeuron;
    private readonly PumpLeakCell cell = new();
    private readonly double[] voltages = [.. Enumerable.Range(-100, 201).Select(V => (double)V)];
    private readonly Permeabilities withCalcium = new(K: 1e-6, Na: 4e-8, Cl: 1e-7, Ca: 1e-7);

    /// <summary>The action potential of the chapter: 60 ms, adaptive steps.</summary>
    [Benchmark]
    public double HodgkinHuxleyAdaptive60ms() => squid.Simulate(Stimulus.Step(10, from: 5, to: 45), duration: 60).Final.V;

    /// <summary>100 ms at a step of 0.01 ms.</summary>
    [Benchmark]
    public double HodgkinHuxleyExponentialEuler100ms() => squid.Simulate(10, duration: 100, method: new ExponentialEuler(0.01)).Final.V;

    /// <summary>Current at 201 voltages, four ions.</summary>
    [Benchmark]
    public double GoldmanCurrentSweep() => voltages.Sum(V => mammal.GoldmanCurrent(V, withCalcium));

    /// <summary>One reversal potential with calcium, by root finding.</summary>
    [Benchmark]
    public double ReversalPotentialWithCalcium() => mammal.ReversalPotential(withCalcium);

    /// <summary>Ten hours of a poisoned cell.</summary>
    [Benchmark]
    public double PumpRunsDown10Hours() => cell.Simulate(1, duration: 600, dt: 1).Final.Na;
}
