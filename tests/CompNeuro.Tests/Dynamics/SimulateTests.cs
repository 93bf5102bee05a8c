using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Dynamics;

public class SimulateTests
{
    private static readonly Leak Membrane = new(Tau: 20);

    [Fact]
    public void ABriefPulseIsNeverSteppedOver()
    {
        var run = Membrane.Simulate(Pulse(1000, at: 500, width: 0.01), duration: 1000);
        var peak = 1000 * (1 - Math.Exp(-0.01 / 20));
        Assert.Equal(peak, run.At(500.01).V, 1e-9);
        Assert.Equal(peak * Math.Exp(-10 / 20.0), run.At(510.01).V, 1e-8);
    }

    [Fact]
    public void SamplesFollowTheExactSolutionOfAStep()
    {
        var run = Membrane.Simulate(Step(10, from: 5, to: 45), duration: 60);
        Assert.Equal(2401, run.Time.Length);
        Assert.Equal(60, run.Time[^1]);
        double Exact(double t) => t < 5 ? 0 : t < 45 ? 10 * (1 - Math.Exp(-(t - 5) / 20)) : 10 * (1 - Math.Exp(-2)) * Math.Exp(-(t - 45) / 20);
        Assert.All(run.Time.Zip(run["V"]), sample => Assert.Equal(Exact(sample.First), sample.Second, 1e-7));
        Assert.Equal(10, run.Input[Array.IndexOf(run.Time, 5)]);
        Assert.Equal(0, run.Input[Array.IndexOf(run.Time, 45)]);
        Assert.Equal(Exact(60), run.Final.V, 1e-8);
    }

    [Theory]
    [InlineData(0.025)]
    [InlineData(7.0)]
    public void CrossingTimesDoNotDependOnTheSampling(double dt)
    {
        var run = Membrane.Simulate(Step(10, from: 5), duration: 60, dt: dt);
        Assert.Equal(5 + 20 * Math.Log(2), Assert.Single(run.Crossings("V", 5)), 1e-7);
        Assert.Empty(run.Crossings("V", 5, Crossing.Falling));
    }

    [Fact]
    public void SpikeTimesOfTheDefaultMethodAreAccurateToAMillionthOfAMillisecond()
    {
        double[] Spikes(DormandPrince? method) => HodgkinHuxley.SquidAxon.Simulate(10, duration: 300, method: method).Crossings("V", 0);
        var exact = Spikes(new DormandPrince { RelativeTolerance = 1e-12, AbsoluteTolerance = [1e-13] });
        Assert.True(exact.Length > 15);
        Assert.Equal(exact, Spikes(null), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void VariablesAndInputCarryTheirUnits()
    {
        var run = Membrane.Simulate(1, duration: 1);
        Assert.Equal(("V", "mV"), (run.Variables[0].Name, run.Variables[0].Unit));
        Assert.Equal(("w", ""), (run.Variables[1].Name, run.Variables[1].Unit));
        Assert.Equal(("I", "µA/cm²"), (run.InputName, run.InputUnit));
    }

    [Fact]
    public void AnUnknownVariableIsAnsweredWithThoseThereAre()
    {
        var run = Membrane.Simulate(1, duration: 1);
        Assert.Contains("V, w", Assert.Throws<KeyNotFoundException>(() => run["v"]).Message);
    }

    [Fact]
    public void EveryMethodStopsAtTheJumpsOfTheInput()
    {
        var input = Step(10, from: 5.003, to: 45.007);
        var reference = Membrane.Simulate(input, duration: 60).Final.V;
        Assert.Equal(reference, Membrane.Simulate(input, duration: 60, method: new RungeKutta4(0.1)).Final.V, 1e-8);
        Assert.Equal(reference, Membrane.Simulate(input, duration: 60, method: new ExponentialEuler(0.1)).Final.V, 1e-8);
    }

    [Fact]
    public void ARunContinuesFromTheFinalStateOfAnother()
    {
        var whole = Membrane.Simulate(3, duration: 20);
        var second = Membrane.Simulate(3, duration: 10, initial: Membrane.Simulate(3, duration: 10).Final);
        Assert.Equal(whole.Final.V, second.Final.V, 1e-8);
    }

    [Fact]
    public void ARunOfNoLengthHasOneSample()
    {
        var run = Membrane.Simulate(3, duration: 0);
        Assert.Equal([0], run.Time);
        Assert.Equal(Membrane.Rest, run.Final);
    }

    [Fact]
    public void BadInputIsNamed()
    {
        Assert.Contains("duration", Assert.Throws<ArgumentOutOfRangeException>(() => Membrane.Simulate(1, duration: -1)).Message);
        Assert.Contains("duration", Assert.Throws<ArgumentOutOfRangeException>(() => Membrane.Simulate(1, duration: double.NaN)).Message);
        Assert.Contains("dt", Assert.Throws<ArgumentOutOfRangeException>(() => Membrane.Simulate(1, duration: 1, dt: 0)).Message);
        Assert.Contains("samples", Assert.Throws<ArgumentOutOfRangeException>(() => Membrane.Simulate(1, duration: 1, dt: 1e-12)).Message);
        Assert.Contains("initial V is NaN", Assert.Throws<ArgumentException>(() => Membrane.Simulate(1, duration: 1, initial: new(double.NaN, 0))).Message);
        Assert.Contains("t = ", Assert.Throws<ArgumentException>(() => Membrane.Simulate(FromFunction(t => t > 1 ? double.NaN : 0), duration: 2)).Message);
        Assert.Contains("IConditionallyLinear", Assert.Throws<ArgumentException>(() => new Quadratic().Simulate(1, duration: 1, method: new ExponentialEuler(0.1))).Message);
    }

    [Fact]
    public void ADivergingRunNamesTimeAndVariable()
    {
        var error = Assert.Throws<IntegrationException>(() => new Quadratic().Simulate(1, duration: 10));
        Assert.Equal("x", error.Variable);
        Assert.Equal(Math.PI / 2, error.Time, 1e-3);
        Assert.Contains("t = 1.57", error.Message);
        Assert.Equal("x", Assert.Throws<IntegrationException>(() => new Quadratic().Simulate(1, duration: 10, method: new RungeKutta4(0.1))).Variable);
    }

    [Fact]
    public void AStateThatHoldsAnythingButDoublesIsRefused() =>
        Assert.Contains("n is of type Int32", Assert.Throws<ArgumentException>(() => new Counting().Simulate(1, duration: 1)).Message);

    [Fact]
    public void AStateInsideAStateStandsInItsPlace() =>
        Assert.Equal(["V", "w", "Ca"], new Nested().Simulate(1, duration: 1).Variables.Select(variable => variable.Name));

    [Fact]
    public void ARunCanBeCancelledAndReportsProgress()
    {
        using var stop = new CancellationTokenSource();
        var seen = new Recorder(stop);
        Assert.Throws<OperationCanceledException>(() => Membrane.Simulate(Sine(1, frequency: 40), duration: 1e6, progress: seen, cancellation: stop.Token));
        Assert.InRange(seen.Last, 0.02, 0.05);
    }

    private sealed class Recorder(CancellationTokenSource stop) : IProgress<double>
    {
        public double Last { get; private set; }

        public void Report(double value)
        {
            Last = value;
            if (value > 0.02)
            {
                stop.Cancel();
            }
        }
    }

    private sealed record Leak(double Tau) : IConditionallyLinear<Leak.State>
    {
        public readonly record struct State([property: Unit("mV")] double V, double w);

        public State Rest => new(0, 1);

        public State Derivative(State s, [Unit("µA/cm²")] double I) => new((I - s.V) / Tau, -s.w);

        public (State Drive, State Decay) Linear(State s, double I) => (new(I / Tau, 0), new(1 / Tau, 1));
    }

    private sealed record Quadratic : IModel<double>
    {
        public double Rest => 0;

        public double Derivative(double x, double I) => x * x + I;
    }

    private sealed record Counting : IModel<Counting.State>
    {
        public readonly record struct State(double V, int n);

        public State Rest => default;

        public State Derivative(State s, double I) => default;
    }

    private sealed record Nested : IModel<Nested.State>
    {
        public readonly record struct State(Leak.State Cell, double Ca);

        public State Rest => default;

        public State Derivative(State s, double I) => default;
    }

    [Fact]
    public void MoreStepsThanFitInMemoryAreRefused() =>
        Assert.Contains("longer step", Assert.Throws<ArgumentException>(() => new RungeKutta4(1e-9).Solve((_, y) => -y, 1.0, 0, 1e3)).Message);
}
