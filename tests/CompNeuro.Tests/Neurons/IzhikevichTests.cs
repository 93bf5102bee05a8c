using CompNeuro.Dynamics;
using CompNeuro.Neurons;
using CompNeuro.SpikeTrains;

namespace CompNeuro.Tests.Neurons;

public class IzhikevichTests
{
    // Spikes of figure1.m, and of the same equations at a two-hundredth of its step, by a script of our own (Python); of H at a four-thousandth, when its last spike, at 299.99 ms, appears. T runs away.
    [Theory]
    [InlineData('A', 5, 5, 13.0, 12.63)]
    [InlineData('B', 1, 1, 43.75, 42.75)]
    [InlineData('C', 28, 29, 25.0, 24.5)]
    [InlineData('D', 6, 8, 39.0, 38.24)]
    [InlineData('E', 6, 7, 20.0, 19.46)]
    [InlineData('F', 6, 6, 10.25, 9.99)]
    [InlineData('G', 10, 10, 84.5, 83.95)]
    [InlineData('H', 14, 18, 105.75, 104.35)]
    [InlineData('I', 1, 1, 26.6, 16.6)]
    [InlineData('J', 1, 1, 26.5, 25.64)]
    [InlineData('K', 1, 1, 338.0, 336.69)]
    [InlineData('L', 1, 1, 20.0, 19.48)]
    [InlineData('M', 1, 1, 68.0, 57.66)]
    [InlineData('N', 7, 14, 68.0, 57.66)]
    [InlineData('O', 1, 1, 93.25, 91.89)]
    [InlineData('P', 5, 7, 45.25, 44.16)]
    [InlineData('Q', 1, 8, 11.3, 11.1)]
    [InlineData('R', 1, 1, 311.5, 310.51)]
    [InlineData('S', 3, 4, 94.5, 93.23)]
    public void ThePatternsHaveTheSpikesOfTheProgramAndOfTheEquations(char letter, int published, int converged, double first, double exactFirst)
    {
        var pattern = IzhikevichPattern.Of(letter);
        var (program, equations) = (pattern.AsPublished().Spikes(), pattern.Converged().Spikes());
        Assert.Equal((published, converged), (program.Count, equations.Count));
        Assert.Equal(first, program.Times[0], 1e-9);
        Assert.Equal(exactFirst, equations.Times[0], 0.05);
    }

    [Fact]
    public void InhibitionInducedBurstingIsTheProgramsOwn()
    {
        var pattern = IzhikevichPattern.Of('T');
        Assert.Equal(12, pattern.AsPublished().Spikes().Count);
        Assert.Equal(86.5, pattern.AsPublished().Spikes().Times[0]);
        // Each spike lowers u, and so hastens the next.
        var intervals = pattern.Converged(duration: 120).Spikes().InterspikeIntervals;
        Assert.Equal(60, intervals.Count);
        Assert.Equal((1.10, 0.33), (intervals[0], intervals[^1]), (a, b) => Math.Abs(a.Item1 - b.Item1) < 0.01 && Math.Abs(a.Item2 - b.Item2) < 0.01);
    }

    [Fact]
    public void TheProgramTendsToTheEquationsAsItsStepGoesToZero()
    {
        foreach (var letter in "ACF")
        {
            var pattern = IzhikevichPattern.Of(letter);
            double Error(double step) => Math.Abs(pattern.Neuron.SimulateAsPublished(pattern.Input, pattern.Duration, step, pattern.Initial).Spikes().Times[1] - pattern.Converged().Spikes().Times[1]);
            Assert.InRange(Error(0.02) / Error(0.001), 10, 40);
        }
    }

    [Fact]
    public void TheSaddleNodeLiesWhereTheFormulaSays()
    {
        foreach (var neuron in new[] { Izhikevich.RegularSpiking, Izhikevich.FastSpiking, Izhikevich.Resonator, IzhikevichPattern.Of('G').Neuron })
        {
            var branch = neuron.EquilibriumBranch(from: -50, to: 50);
            Assert.Equal(neuron.SaddleNodeCurrent(), Assert.Single(branch.SaddleNodes).Input, 1e-6);
        }

        Assert.Equal(4, Izhikevich.RegularSpiking.SaddleNodeCurrent(), 1e-12);
    }

    // a < b: the focus loses its stability while the saddle is still apart; b < a: node and saddle meet first.
    [Fact]
    public void WhichBifurcationComesFirstDependsOnAAndB()
    {
        var hopf = Assert.Single(Izhikevich.Resonator.EquilibriumBranch(from: -50, to: 50).HopfPoints);
        Assert.Equal(Izhikevich.Resonator.HopfCurrent()!.Value, hopf.Input, 1e-6);
        Assert.True(hopf.IsSubcritical);
        Assert.Equal(3.8, Izhikevich.RegularSpiking.HopfCurrent()!.Value, 0.01);
        Assert.True(Izhikevich.RegularSpiking.HopfCurrent() < Izhikevich.RegularSpiking.SaddleNodeCurrent());
        var integrator = IzhikevichPattern.Of('G').Neuron;
        Assert.Null(integrator.HopfCurrent());
        Assert.Empty(integrator.EquilibriumBranch(from: -50, to: 50).HopfPoints);
    }

    [Fact]
    public void RestIsANodeOrFocusAndThresholdASaddle()
    {
        var (rest, threshold) = Izhikevich.RegularSpiking.RestAndThreshold(0);
        Assert.Equal((-70, -14, -50, -10), (rest.v, rest.u, threshold.v, threshold.u), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) + Math.Abs(a.Item3 - b.Item3) + Math.Abs(a.Item4 - b.Item4) < 1e-10);
        Assert.Equal(rest.v, Izhikevich.RegularSpiking.Rest.v, 1e-10);
        Assert.True(Izhikevich.RegularSpiking.Equilibrium(0, rest).IsStable);
        Assert.Equal(EquilibriumKind.Saddle, Izhikevich.RegularSpiking.Equilibrium(0, threshold).Kind);
        Assert.Contains("no equilibrium: the two met at 4", Assert.Throws<ArgumentOutOfRangeException>(() => Izhikevich.RegularSpiking.RestAndThreshold(5)).Message);
        Assert.Contains("decay = 1", Assert.Throws<ArgumentException>(() => IzhikevichPattern.Of('R').Neuron.SaddleNodeCurrent()).Message);
    }

    [Fact]
    public void BadUseIsNamed()
    {
        Assert.Contains("no pattern Z", Assert.Throws<ArgumentOutOfRangeException>(() => IzhikevichPattern.Of('Z')).Message);
        Assert.Contains("whole number of steps", Assert.Throws<ArgumentException>(() => Izhikevich.RegularSpiking.SimulateAsPublished(0, 10, 0.3)).Message);
    }
}
