using CompNeuro.Dynamics;
using CsCheck;

namespace CompNeuro.Tests.Dynamics;

public class EventTests
{
    private static readonly DormandPrince Solver = new() { RelativeTolerance = 1e-12, AbsoluteTolerance = [1e-13] };

    [Fact]
    public void AnRcCircuitReachesItsThresholdWhenTheFormulaSays() =>
        Gen.Select(Gen.Double[1, 50], Gen.Double[1, 19]).Sample((tau, threshold) =>
        {
            var run = Solver.Solve((_, v) => (20 - v) / tau, 0.0, 0, 500, events: [new((_, v) => v - threshold, Terminal: true)]);
            var exact = -tau * Math.Log(1 - threshold / 20);
            return Math.Abs(run.Time[^1] - exact) < 1e-9 && Math.Abs(run.Final - threshold) < 1e-10 && run.Occurrences.Count == 1;
        });

    [Fact]
    public void ABallBouncesAtTheTimesOfSchoolPhysics()
    {
        const double Gravity = 9.81, Rebound = 0.8;
        var (t, state, fallen) = (0.0, new Pair(1, 0), Math.Sqrt(2 / Gravity));
        for (var bounce = 0; bounce < 8; bounce++)
        {
            var flight = Solver.Solve((_, s) => new Pair(s.Y, -Gravity), state, t, t + 10, events: [new((_, s) => s.X, Crossing.Falling, Terminal: true)]);
            (t, state) = (flight.Time[^1], new(0, -Rebound * flight.Final.Y));
            Assert.Equal(fallen, t, 1e-10);
            fallen += 2 * Math.Pow(Rebound, bounce + 1) * Math.Sqrt(2 / Gravity);
        }
    }

    [Theory]
    [InlineData(Crossing.Any, new[] { 1.0, 2, 3, 4, 5, 6 })]
    [InlineData(Crossing.Rising, new[] { 2.0, 4, 6 })]
    [InlineData(Crossing.Falling, new[] { 1.0, 3, 5 })]
    public void OnlyCrossingsInTheGivenDirectionCount(Crossing direction, double[] halfTurns)
    {
        var run = Solver.Solve((_, s) => new Pair(s.Y, -s.X), new Pair(0, 1), 0, 20, events: [new((_, s) => s.X, direction)]);
        Assert.Equal(halfTurns.Select(k => k * Math.PI), run.Occurrences.Select(hit => hit.Time), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(run.Occurrences.Select(hit => hit.Time), run.Crossings((_, s) => s.X, direction));
    }

    [Fact]
    public void SeveralEventsAreMetInTheOrderOfTime()
    {
        var run = Solver.Solve((_, _) => 1.0, 0.0, 0, 10, events: [new((t, _) => t - 7), new((_, y) => y - 3), new((_, y) => y - 5, Terminal: true)]);
        Assert.Equal([1, 2], run.Occurrences.Select(hit => hit.Event));
        Assert.Equal(5, run.Time[^1], 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => run.At(6));
    }

    [Fact]
    public void EventsAreFoundBackwardsAndByAFixedStepMethod()
    {
        var back = Solver.Solve((_, s) => new Pair(s.Y, -s.X), new Pair(0, 1), 0, -4, events: [new((_, s) => s.X)]);
        Assert.Equal(-Math.PI, Assert.Single(back.Occurrences).Time, 1e-9);
        var stepped = new RungeKutta4(0.01).Solve((_, s) => new Pair(s.Y, -s.X), new Pair(0, 1), 0, 4, events: [new((_, s) => s.X)]);
        Assert.Equal(Math.PI, Assert.Single(stepped.Occurrences).Time, 1e-8);
    }

    // One step over half a period of a sine: both ends lie below the level.
    [Fact]
    public void ACrossingThereAndBackWithinOneStepIsSeen()
    {
        var run = new RungeKutta4(3).Solve((t, _) => Math.Cos(t), 0.0, 0, 3, events: [new((_, y) => y - 0.5)]);
        Assert.Equal(2, run.Occurrences.Count);
    }

    // The unit of the function must not matter: a quantity in volts or in seconds is as small as this.
    [Theory]
    [InlineData(1e-15)]
    [InlineData(1e-12)]
    [InlineData(1)]
    [InlineData(1e12)]
    public void TheScaleOfTheFunctionDoesNotMoveTheEvent(double scale)
    {
        var run = Solver.Solve((_, y) => y, 1.0, 0, 3, events: [new((_, y) => scale * (y - 7))]);
        Assert.Equal(Math.Log(7), Assert.Single(run.Occurrences).Time, 1e-10);
    }

    [Fact]
    public void AnEventThatIsNotANumberIsRefused() =>
        Assert.Contains("event is NaN at t = ", Assert.Throws<ArgumentException>(() => Solver.Solve((_, _) => 1.0, 0.0, 0, 1, events: [new((t, _) => Math.Sqrt(0.5 - t))])).Message);

    [Fact]
    public void AnEventThatJumpsIsFoundAtItsJump()
    {
        var run = Solver.Solve((_, _) => 1.0, 0.0, 0, 3, events: [new((_, y) => y < 1.7 ? -1 : 1), new((_, y) => 1 / (y - 2.1))]);
        Assert.Equal([1.7, 2.1], run.Occurrences.Select(hit => hit.Time), (a, b) => Math.Abs(a - b) < 1e-12);
    }
}
