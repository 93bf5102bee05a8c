using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Reduced;
using CompNeuro.Dynamics;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Dynamics;

public class LinearResponseTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(300)]
    public void APassiveMembraneHasItsClosedForm(double frequency)
    {
        var membrane = new PassiveMembrane();
        var (expected, found) = (membrane.Impedance(frequency), LinearResponse.Impedance(membrane, frequency));
        Assert.Equal(0, (expected - found).Magnitude, 1e-9 * expected.Magnitude);
    }

    // Held just below its Hopf point, the model answers most strongly near the frequency of that point; the amplitude is that of a simulation.
    [Fact]
    public void AResonatorHasAPeak()
    {
        var model = MorrisLecar.Hopf;
        double Gain(double frequency) => model.Impedance(frequency, 90).Magnitude;
        var peak = Enumerable.Range(1, 400).Select(k => 0.1 * k).MaxBy(Gain);
        Assert.Equal(model.EquilibriumBranch(0, 120).HopfPoints[0].Frequency, peak, 1.0);
        Assert.True(Gain(peak) > 2 * Gain(0));
        var run = model.Simulate(Constant(80) + Sine(0.1, frequency: 10), duration: 3000, initial: model.Equilibrium(80).State);
        var late = run["V"].Skip(100_000).ToArray();
        Assert.Equal(model.Impedance(10, 80).Magnitude, (late.Max() - late.Min()) / 0.2, 0.01 * model.Impedance(10, 80).Magnitude);
    }
}
