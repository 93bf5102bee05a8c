using CompNeuro.Dynamics;
using CsCheck;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Dynamics;

public class StimulusTests
{
    [Fact]
    public void AtAJumpTheValueIsTheOneAfterIt()
    {
        var step = Step(10, from: 5, to: 45);
        Assert.Equal([0, 10, 10, 0], new[] { Math.BitDecrement(5), 5, Math.BitDecrement(45), 45 }.Select(step.At));
        Assert.Equal([5, 45], step.Discontinuities);
        Assert.Equal([5], Step(1, from: 5).Discontinuities);
    }

    [Fact]
    public void AnAlphaFunctionPeaksAfterItsTimeConstantAndCarriesETimesThatCharge()
    {
        var alpha = Alpha(2, at: 3, tau: 0.5);
        Assert.Equal([0, 0, 2], new[] { 1.0, 3, 3.5 }.Select(alpha.At));
        Assert.True(alpha.At(3.49) < 2 && alpha.At(3.51) < 2);
        Assert.Equal([3], alpha.Discontinuities);
        Assert.Equal(2 * 0.5 * Math.E, MathNet.Numerics.Integrate.GaussKronrod(alpha.At, 3, 40), 1e-8);
        Assert.Contains("tau = 0", Assert.Throws<ArgumentOutOfRangeException>(() => Alpha(1, at: 0, tau: 0)).Message);
    }

    [Fact]
    public void TheMeanOverAnIntervalCountsEachPieceBetweenJumps()
    {
        Assert.Equal(7.5, Step(10, from: 1).Mean(0.5, 2.5), 1e-12);
        Assert.Equal(2.5, Ramp(0, 10, from: 0, to: 10).Mean(1, 4), 1e-12);
    }

    [Fact]
    public void ATrainIsTheSumOfItsPulses() =>
        Gen.Select(Gen.Double[0.1, 1.9], Gen.Double[2, 10], Gen.Int[0, 20], Gen.Double[-5, 5], Gen.Double[-10, 250]).Sample((width, period, count, from, t) =>
        {
            Stimulus sum = 0;
            for (var k = 0; k < count; k++)
            {
                sum += Pulse(3, from + k * period, width);
            }

            var train = PulseTrain(3, width, period, count, from);
            return train.At(t) == sum.At(t) && train.Discontinuities.SequenceEqual(sum.Discontinuities) && train.Discontinuities.All(jump => train.At(jump) == sum.At(jump));
        });

    [Fact]
    public void FactorsSumsAndDifferencesAreThoseOfTheValues()
    {
        var both = 2 * Step(1, 1, 4) + 0.5 - Ramp(0, 10, from: 2, to: 3);
        Assert.Equal([0.5, 2.5, -2.5, -7.5, -9.5], new[] { 0, 1.5, 2.5, 3.5, 5 }.Select(both.At));
        Assert.Equal([1, 2, 3, 4], both.Discontinuities);
    }

    [Fact]
    public void ASineHasItsFrequencyInHertz()
    {
        var sine = Sine(2, frequency: 40, offset: 1, from: 100);
        Assert.Equal(0, sine.At(99));
        Assert.Equal(1, sine.At(100), 1e-12);
        Assert.Equal(3, sine.At(106.25), 1e-12);
        Assert.Equal(1, sine.At(125), 1e-12);
    }

    [Fact]
    public void ImpossibleStimuliAreRefusedByName()
    {
        Assert.Contains("amplitude = NaN", Assert.Throws<ArgumentOutOfRangeException>(() => Step(double.NaN)).Message);
        Assert.Contains("before it starts", Assert.Throws<ArgumentOutOfRangeException>(() => Step(1, from: 5, to: 4)).Message);
        Assert.Contains("width = 0", Assert.Throws<ArgumentOutOfRangeException>(() => Pulse(1, at: 0, width: 0)).Message);
        Assert.Contains("overlap", Assert.Throws<ArgumentOutOfRangeException>(() => PulseTrain(1, width: 2, period: 1, count: 3)).Message);
        Assert.Contains("-1 pulses", Assert.Throws<ArgumentOutOfRangeException>(() => PulseTrain(1, width: 1, period: 2, count: -1)).Message);
        Assert.Contains("to = Infinity", Assert.Throws<ArgumentOutOfRangeException>(() => Ramp(0, 1, from: 0, to: double.PositiveInfinity)).Message);
        Assert.Contains("discontinuities = NaN", Assert.Throws<ArgumentOutOfRangeException>(() => FromFunction(t => t, double.NaN)).Message);
    }

    [Fact]
    public void APulseTooShortForTheClockIsNoPulse()
    {
        Assert.Equal(0, PulseTrain(1e4, width: 1e-20, period: 1, count: 5, from: 1).At(2));
        Assert.Contains("fit in memory", Assert.Throws<ArgumentOutOfRangeException>(() => PulseTrain(1, width: 1, period: 2, count: int.MaxValue)).Message);
    }
}
