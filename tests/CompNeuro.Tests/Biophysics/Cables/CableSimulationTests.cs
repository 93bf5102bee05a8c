using CompNeuro.Biophysics.Cables;
using CompNeuro.Dynamics;
using CompNeuro.Tests.Dynamics;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Biophysics.Cables;

public class CableSimulationTests
{
    private static readonly Stimulus Synapse = Alpha(0.2, at: 0.5, tau: 1);

    private static readonly Stimulus Rectangle = Pulse(0.2, at: 0.5, width: 2);

    public static TheoryData<CableEnd, CableEnd> Ends => new()
    {
        { CableEnd.Sealed, CableEnd.Sealed },
        { CableEnd.Sealed, CableEnd.Killed },
        { CableEnd.Killed, CableEnd.Loaded(3) },
        { CableEnd.Loaded(2, 60), CableEnd.Sealed },
    };

    private static double Error(Cable cable, Stimulus input, double at, double to, double dt, int compartments)
    {
        var run = cable.Simulate(input, duration: 8, at, dt, compartments);
        var V = run.At(to);
        return new[] { 2.0, 3, 5, 8 }.Max(t => Math.Abs(V[(int)Math.Round(t / dt)] - cable.Response(input, t, at, to)));
    }

    [Theory, MemberData(nameof(Ends))]
    public void TheErrorIsOfSecondOrderInTimeAndInSpace(CableEnd start, CableEnd end)
    {
        var cable = AnyCable.Of(1, start, end);
        foreach (var input in new[] { Synapse, Rectangle })
        {
            // Both steps are halved together; 0.37 of the length is on no regular grid.
            double At(double h) => Error(cable, input, 0.37 * cable.Length, 0.8 * cable.Length, 0.5 * h, (int)Math.Round(20 / h));
            Assert.InRange(Order.Of(At, 0.0625, halvings: 2), 1.85, 2.15);
        }
    }

    [Fact]
    public void EachErrorIsOfSecondOrderByItself()
    {
        var cable = AnyCable.Of(1);
        Assert.InRange(Order.Of(h => Error(cable, Synapse, 0, 0, h, 1600), 0.0625, halvings: 2), 1.85, 2.15);
        // From 2 ms on: earlier the voltage is confined to less than a piece.
        double[] V(double h) => cable.Simulate(Synapse, duration: 8, compartments: (int)Math.Round(20 / h)).At(0)[80..];
        var fine = V(1.0 / 64);
        Assert.InRange(Order.Of(h => V(h).Zip(fine, (a, b) => Math.Abs(a - b)).Max(), 1, halvings: 2), 1.9, 2.1);
    }

    [Fact]
    public void TheDefaultStepsAreGoodForATenthOfAPercent()
    {
        var cable = AnyCable.Of(1);
        var peak = cable.Simulate(Synapse, duration: 8).At(0).Max();
        Assert.InRange(Error(cable, Synapse, 0, 0, 0.025, 200) / peak, 0, 1e-3);
    }

    // With steps thousands of times longer than what the grid's finest mode needs, a jump must not ring.
    [Fact]
    public void AJumpOfTheCurrentDoesNotMakeTheVoltageOscillate()
    {
        var cable = AnyCable.Of(1);
        var V = cable.Simulate(Step(1, from: 0, to: 10), duration: 10, dt: 0.25, compartments: 2000).At(0);
        Assert.All(V.Zip(V.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        Assert.All(Enumerable.Range(4, 36), k => Assert.Equal(cable.StepResponse(0.25 * k, 0, 0), V[k], 0.01 * V[k]));
    }

    [Fact]
    public void CurrentsAtSeveralPlacesAddUp()
    {
        var cable = AnyCable.Of(1, end: CableEnd.Loaded(1));
        (double, Stimulus)[] inputs = [(100, Synapse), (500, Rectangle), (500, Synapse)];
        var together = cable.Simulate(inputs, duration: 5, compartments: 97);
        var apart = inputs.Select(input => cable.Simulate([input, .. inputs.Select(other => (other.Item1, 0 * other.Item2))], duration: 5, compartments: 97)).ToArray();
        Assert.All(Enumerable.Range(0, together.Time.Length), k => Assert.Equal(apart.Sum(run => run.V[k][50]), together.V[k][50], 1e-10));
    }

    [Fact]
    public void AKilledEndStaysAtRestAndSwallowsWhatIsInjectedThere()
    {
        var cable = AnyCable.Of(1, start: CableEnd.Killed);
        Assert.All(cable.Simulate(1, duration: 2, at: 0).V, row => Assert.All(row, V => Assert.Equal(0, V)));
        Assert.All(cable.Simulate(1, duration: 2, at: 300).At(0), V => Assert.Equal(0, V));
    }

    [Fact]
    public void BadInputIsNamed()
    {
        Assert.Contains("without end", Assert.Throws<InvalidOperationException>(() => AnyCable.Infinite.Simulate(1, duration: 1)).Message);
        Assert.Contains("step of 0 is not possible", Assert.Throws<ArgumentOutOfRangeException>(() => AnyCable.Of(1).Simulate(1, duration: 1, dt: 0)).Message);
        Assert.Contains("into 0 pieces", Assert.Throws<ArgumentOutOfRangeException>(() => AnyCable.Of(1).Simulate(1, duration: 1, compartments: 0)).Message);
        Assert.Contains("not on the cable", Assert.Throws<ArgumentOutOfRangeException>(() => AnyCable.Of(1).Simulate(1, duration: 1, at: -3)).Message);
        Assert.Contains("not on the cable", Assert.Throws<ArgumentOutOfRangeException>(() => AnyCable.Of(1).Simulate(1, duration: 1).At(1e4)).Message);
    }

    // V = t e^(−t): peak 1/e at 1, half of it from 0.231961 to 2.678347, area 1 and centroid 2.
    [Fact]
    public void TheMeasuresOfAnAlphaFunctionAreKnown()
    {
        var time = Enumerable.Range(0, 4001).Select(k => 0.01 * k).ToArray();
        foreach (var sign in new[] { 1, -1 })
        {
            var shape = PotentialShape.Of(time, Array.ConvertAll(time, t => sign * t * Math.Exp(-t)));
            Assert.Equal(sign / Math.E, shape.Peak, 1e-6);
            Assert.Equal(1, shape.PeakTime, 1e-4);
            Assert.Equal(2.678347 - 0.231961, shape.HalfWidth, 2e-4);
            Assert.Equal(sign, shape.Area, 1e-4);
            Assert.Equal(2, shape.Centroid, 1e-4);
        }

        Assert.Contains("three or more", Assert.Throws<ArgumentException>(() => PotentialShape.Of([0, 1], [0, 1])).Message);
    }
}
