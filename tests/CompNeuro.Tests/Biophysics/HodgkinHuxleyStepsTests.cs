using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Biophysics;

public class HodgkinHuxleyStepsTests
{
    // Around the removable singularities of αm (−40 mV) and αn (−55 mV), and across the range.
    private static readonly double[] voltages = [.. Enumerable.Range(0, 500).Select(k => -150 + 0.6 * k), -40, -40 + 1e-9, -40.4999, -40.5001, -55, -55 - 1e-7, -54.4999, -54.5001];

    [Theory]
    [InlineData(6.3, 0.01)]
    [InlineData(18.5, 0.01)]
    [InlineData(6.3, 1)]
    public void AStepInLanesIsTheStepOfTheEquationsButForRounding(double temperature, double step)
    {
        var hh = HodgkinHuxley.SquidAxon with { Temperature = temperature, C = 1.5, gL = 0.2, EK = -80 };
        Assert.All(voltages, V =>
        {
            var start = new HodgkinHuxley.State(V, 0.3, 0.6, 0.4);
            var lanes = hh.Simulate(7, step, initial: start, method: new ExponentialEuler(step)).Final;
            var equations = new ExponentialEuler(step).Solve((_, s) => hh.Linear(s, 7), start, 0, step).Final;
            Assert.Equal(equations.V, lanes.V, 1e-13 * (100 + Math.Abs(V)));
            Assert.Equal(equations.m, lanes.m, 2e-14);
            Assert.Equal(equations.h, lanes.h, 2e-14);
            Assert.Equal(equations.n, lanes.n, 2e-14);
        });
    }

    // Jumps, a stretch that is no whole number of steps, an input that changes within stretches, and more steps than are taken at once.
    [Fact]
    public void AWholeRunIsThatOfTheEquations()
    {
        var hh = HodgkinHuxley.SquidAxon;
        var input = Step(10, from: 5.003, to: 45) + Sine(2, frequency: 40, from: 20) + PulseTrain(20, 0.5, 7, count: 3, from: 1);
        var run = hh.Simulate(input, duration: 60, method: new ExponentialEuler(0.01));
        var equations = new ExponentialEuler(0.01).Solve((t, s) => hh.Linear(s, input.At(t)), hh.Rest, 0, 60, input.Discontinuities);
        Assert.All(Enumerable.Range(0, 6001), k => Assert.Equal(equations.At(Math.Min(k * 0.01, 60)).V, run.States[k].V, 1e-8));
        Assert.Equal(equations.Crossings((_, s) => s.V, Crossing.Rising), run.Crossings("V", 0), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void AnInputThatCannotBeAndAStateThatLeavesTheNumbersAreNamed()
    {
        var hh = HodgkinHuxley.SquidAxon;
        Assert.Contains("t = 5", Assert.Throws<ArgumentException>(() => hh.Simulate(FromFunction(t => t < 5 ? 0 : double.NaN, 5), 10, method: new ExponentialEuler(0.01))).Message);
        var failure = Assert.Throws<IntegrationException>(() => hh.Simulate(Step(double.MaxValue, from: 3), 10, method: new ExponentialEuler(0.5)));
        Assert.Equal("V", failure.Variable);
        Assert.InRange(failure.Time, 3, 4.5);
    }
}
