using CompNeuro.Dynamics;
using CompNeuro.Neurons;
using CompNeuro.SpikeTrains;
using CsCheck;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Dynamics;

public class SpikingTests
{
    private static readonly LeakyIntegrateAndFire Lif = new();

    /// <summary>The spike times under a constant current from rest.</summary>
    private static double[] Exact(LeakyIntegrateAndFire lif, double I, double duration)
    {
        var (first, period) = (lif.TimeToThreshold(I, lif.EL), lif.Period(I));
        return [.. Enumerable.Range(0, 10_000).Select(k => first + k * period).TakeWhile(t => t < duration)];
    }

    [Fact]
    public void SpikesComeWhenTheFormulaSays() =>
        Gen.Select(Gen.Double[2.1, 8], Gen.Double[0, 5], Gen.Double[-75, -55]).Sample((I, tref, reset) =>
        {
            var lif = Lif with { tref = tref, Vreset = reset };
            var (exact, found) = (Exact(lif, I, 300), lif.Simulate(I, duration: 300).Spikes());
            Assert.Equal(exact, found.Times, (a, b) => Math.Abs(a - b) < 1e-5);
        }, iter: 30);

    // The membrane follows a sine as a sine; the threshold lies so close below its crest that the potential is above it for a few hundredths of a millisecond only.
    [Fact]
    public void APotentialThatOnlyJustReachesTheThresholdFires() =>
        Gen.Select(Gen.Double[5, 60], Gen.Double[2, 20]).Sample((frequency, crest) =>
        {
            const double Over = 1e-4;
            var omega = 2 * Math.PI * frequency / 1000;
            var (lag, amplitude) = (Math.Atan(omega * Lif.tau), crest / Lif.R * Math.Sqrt(1 + omega * omega * Lif.tau * Lif.tau));
            var lif = Lif with { Vth = Lif.EL + crest - Over, Vreset = Lif.EL - crest };
            var spikes = lif.Simulate(Sine(amplitude, frequency), duration: 1000 / frequency, initial: new(Lif.EL - crest * Math.Sin(lag))).Spikes().Times;
            Assert.NotEmpty(spikes);
            Assert.Equal((Math.PI / 2 + lag - Math.Acos(1 - Over / crest)) / omega, spikes[0], 0.02 / omega / 10);
        }, iter: 200);

    // The fluctuating input is a straight line from sample to sample: solved sample by sample at far tighter tolerances, the spikes are the same.
    [Theory]
    [InlineData(0.1)]
    [InlineData(2)]
    public void AFluctuatingInputIsFollowedThroughEveryBend(double interval)
    {
        var input = OrnsteinUhlenbeck(2, 1, tau: 5, duration: 1000, seed: 4, interval);
        var pieces = FromFunction(input.At, Enumerable.Range(0, (int)(1000 / interval)).Select(k => k * interval));
        var strict = new DormandPrince { RelativeTolerance = 1e-12, AbsoluteTolerance = [1e-12] };
        foreach (var scaled in new[] { 1, 1.5 })
        {
            var spikes = Lif.Simulate(scaled * input + 0.1, duration: 1000).Spikes().Times;
            Assert.NotEmpty(spikes);
            Assert.Equal(Lif.Simulate(scaled * pieces + 0.1, duration: 1000, method: strict).Spikes().Times, spikes, (a, b) => Math.Abs(a - b) < 1e-5);
        }
    }

    // Between two spikes the curve is that of the formula everywhere, in the step cut short by the spike too.
    [Theory]
    [InlineData(null, 1e-6)]
    [InlineData(0.5, 1e-6)]
    public void TheCurveBetweenSpikesIsTheExactSolution(double? step, double accuracy)
    {
        const double I = 2.5;
        var run = Lif.Simulate(I, duration: 200, method: step is { } h ? new RungeKutta4(h) : new DormandPrince());
        var (first, period) = (Lif.TimeToThreshold(I, Lif.EL), Lif.Period(I));
        for (var t = 0.0; t < 200; t += 0.0137)
        {
            var since = (t - first) % period - Lif.tref;
            var (start, time) = t < first ? (Lif.EL, t) : (Lif.Vreset, Math.Max(0, since));
            Assert.Equal(-45 + (start + 45) * Math.Exp(-time / Lif.tau), run.At(t).V, accuracy);
        }
    }

    [Fact]
    public void TheJumpGoesFromTheLevelToTheReset()
    {
        var run = Lif.Simulate(Step(3, from: 10, to: 90), duration: 100);
        Assert.True(run.Jumps.Count >= 3);
        Assert.All(run.Jumps, jump => Assert.Equal((-50, -60), (jump.Before.V, jump.After.V)));
        Assert.Equal(-60, run.At(run.Jumps[0].Time).V);
        Assert.Equal(-60, run.At(run.Jumps[0].Time + Lif.tref).V, 1e-12);
        Assert.Equal(run.Jumps.Select(jump => jump.Time), run.Spikes().Times);
        Assert.DoesNotContain(run.Crossings("V", -55, Crossing.Falling), t => t < 90);
        Assert.Equal(run.Jumps.Count + 1, run.Crossings("V", -55).Length);
    }

    [Fact]
    public void TheLineToDrawHoldsBothEndsOfEveryJump()
    {
        var run = Lif.Simulate(3, duration: 100, dt: 1);
        var (time, V) = run.Line("V");
        Assert.Equal(101 + 2 * run.Jumps.Count, time.Length);
        Assert.Equal(time.Order(), time);
        foreach (var jump in run.Jumps)
        {
            var at = Array.IndexOf(time, jump.Time);
            Assert.Equal((jump.Time, -50, -60), (time[at + 1], V[at], V[at + 1]));
        }
    }

    [Fact]
    public void OtherVariablesGoOnWhileTheFirstIsHeld()
    {
        var cell = new AdaptiveExponentialIntegrateAndFire { tref = 5 };
        var run = cell.Simulate(1000, duration: 100);
        var spike = run.Jumps[0];
        Assert.Equal(spike.Before.w + cell.b, spike.After.w, 1e-12);
        Assert.Equal((-70.6, spike.After.w * Math.Exp(-4 / cell.tauw)), (run.At(spike.Time + 4).V, run.At(spike.Time + 4).w), (a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 1e-6);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public void EveryMethodFindsTheSameSpikes(double step)
    {
        var exact = Exact(Lif, 2.5, 300);
        Assert.Equal(exact, Lif.Simulate(2.5, 300, method: new RungeKutta4(step)).Spikes().Times, (a, b) => Math.Abs(a - b) < 1e-5 * step);
        Assert.Equal(exact, Lif.Simulate(2.5, 300, method: new ExponentialEuler(step)).Spikes().Times, (a, b) => Math.Abs(a - b) < 0.1 * step);
    }

    [Fact]
    public void AStateAboveTheLevelFiresAtOnce()
    {
        var run = Lif.Simulate(0, duration: 10, initial: new(-40));
        Assert.Equal(new SpikeTrain([0], 10), run.Spikes());
        Assert.Equal(-70 + 10 * Math.Exp(-8.0 / 20), run.Final.V, 1e-8);
    }

    [Fact]
    public void ARunMayEndAtASpikeOrWhileHeld()
    {
        var first = Lif.TimeToThreshold(3, Lif.EL);
        Assert.Equal(1, Lif.Simulate(3, duration: first + 1).Spikes().Count);
        Assert.Equal(-60, Lif.Simulate(3, duration: first + 1).Final.V);
        Assert.InRange(Lif.Simulate(3, duration: first).Spikes().Count, 0, 1);
    }

    [Fact]
    public void AResetThatIsASpikeIsRefused() =>
        Assert.Contains("LeakyIntegrateAndFire goes on from V = -45, and -50 already is a spike", Assert.Throws<ArgumentException>(() => (Lif with { Vreset = -45 }).Simulate(3, duration: 100)).Message);

    [Fact]
    public void TheRateOfAModelThatFiresByRuleIsItsOwn()
    {
        Assert.Equal(Lif.SteadyRate(3), Lif.FiringRate(3), 1e-3);
        Assert.Equal(0, Lif.FiringRate(1.99));
        var curve = Lif.FiringRateCurve([1, 2.5, 4]);
        Assert.Equal([0, Lif.SteadyRate(2.5), Lif.SteadyRate(4)], curve.Rising, (a, b) => Math.Abs(a - b) < 1e-3);
        Assert.Equal(curve.Rising, curve.Falling, (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Fact]
    public void ProgressIsThatOfTheWholeRun()
    {
        var seen = new List<double>();
        Lif.Simulate(3, duration: 200, progress: new Listener(seen));
        Assert.Equal(seen.Order(), seen);
        Assert.InRange(seen[0], 0, 0.5);
        Assert.Equal(1, seen[^1]);
    }

    private sealed class Listener(List<double> seen) : IProgress<double>
    {
        public void Report(double value) => seen.Add(value);
    }
}
