using CompNeuro.Biophysics.Reduced;
using CompNeuro.Dynamics;

namespace CompNeuro.Tests.Dynamics;

public class LimitCyclesTests
{
    /// <summary>Turns once in 2π while r' = μr + r³ − r⁵: cycles at r² = (1 ± √(1 + 4μ))/2, which meet in a fold at μ = −1/4; the smaller ends at μ = 0.</summary>
    private sealed record Whirl : IModel<Whirl.State>
    {
        public readonly record struct State(double x, double y)
        {
            public double Square => x * x + y * y;
        }

        public State Rest => new(1, 0);

        public State Derivative(State s, double input)
        {
            var growth = input + s.Square - s.Square * s.Square;
            return new(growth * s.x - s.y, s.x + growth * s.y);
        }
    }

    [Fact]
    public void ABranchIsFollowedRoundItsFoldToTheHopfPoint()
    {
        var branch = new Whirl().LimitCycles(at: 0.5, from: -1, to: 1, settle: 50);
        Assert.Equal(-0.25, Assert.Single(branch, cycle => cycle.IsFold).Input, 1e-7);
        Assert.All(branch, cycle =>
        {
            var (mu, square) = (cycle.Input, cycle.State.Square);
            Assert.Equal(0, mu + square - square * square, 1e-5);
            Assert.Equal(2 * Math.PI, cycle.Period, 1e-5);
            Assert.Equal(Math.Exp(2 * Math.PI * (mu + 3 * square - 5 * square * square)), cycle.Multipliers[0].Real, 1e-3 * (1 + cycle.Multipliers[0].Magnitude));
            if (!cycle.IsFold)
            {
                Assert.Equal(square > 0.5, cycle.IsStable);
            }
        });
        Assert.Equal(0, branch[0].Input, 0.01);
        Assert.True(branch[0].State.Square < 0.01);
        Assert.InRange(branch[^1].Input, 0.7, 1);
        Assert.All(branch.Zip(branch.Skip(1)), pair => Assert.True(pair.Second.State.Square > pair.First.State.Square));
    }

    [Fact]
    public void TheSameBranchComesOutEveryTime() =>
        Assert.Equal(
            new Whirl().LimitCycles(at: 0.5, from: -1, to: 1, settle: 50).Select(cycle => (cycle.Input, cycle.Period, cycle.State)),
            new Whirl().LimitCycles(at: 0.5, from: -1, to: 1, settle: 50).Select(cycle => (cycle.Input, cycle.Period, cycle.State)));

    // The extremes of a circle lie between the solver's points.
    [Fact]
    public void TheExtremesAreThoseOfTheCurve() =>
        Assert.All(new Whirl().LimitCycles(at: 0.5, from: -1, to: 1, settle: 50), cycle =>
        {
            var radius = Math.Sqrt(cycle.State.Square);
            Assert.Equal([radius, radius, -radius, -radius], [cycle.Highest.x, cycle.Highest.y, cycle.Lowest.x, cycle.Lowest.y], (a, b) => Math.Abs(a - b) < 1e-5 * radius);
        });

    // A canard explosion: the input hardly changes and the cycle grows from small to full size.
    // With V → −V, w → −w and the input reflected about 0.875 the model is itself, so the branch has two equal halves, and each has one fold.
    [Fact]
    public void ACanardExplosionHasOneFold()
    {
        var branch = new FitzHughNagumo().LimitCycles(at: 0.6, from: 0, to: 2);
        var folds = branch.Where(cycle => cycle.IsFold).ToArray();
        Assert.Equal(2, folds.Length);
        Assert.Equal(1.75, folds.Sum(fold => fold.Input), 1e-8);
        Assert.Equal(1.75, branch[0].Input + branch[^1].Input, 1e-3);
    }

    // Near its homoclinic orbit rest and firing coexist, so rest is no place to start.
    [Fact]
    public void TheBranchMayBeFoundFromAnotherStateThanRest()
    {
        var model = MorrisLecar.Homoclinic;
        Assert.Contains("a state from which", Assert.Throws<ArgumentException>(() => model.LimitCycles(at: 37, from: 30, to: 50)).Message);
        var branch = model.LimitCycles(at: 37, from: 30, to: 50, initial: new(0, 0.1));
        Assert.True(branch.Max(cycle => cycle.Period) > 5 * branch.Min(cycle => cycle.Period));
    }

    [Fact]
    public void ImpossibleBranchesAreRefusedByName()
    {
        Assert.Contains("spacing = 0", Assert.Throws<ArgumentOutOfRangeException>(() => new Whirl().LimitCycles(at: 0.5, from: -1, to: 1, spacing: 0)).Message);
        Assert.Contains("settle = -5", Assert.Throws<ArgumentOutOfRangeException>(() => new Whirl().LimitCycles(at: 0.5, from: -1, to: 1, settle: -5)).Message);
    }

    // The slower the recovery, the steeper the explosion: the input changes by e^(−constant/ε) while the cycle grows to full size.
    // After it the small cycles go on to the Hopf point: v² = 1 − εb there, whence the input.
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.02)]
    [InlineData(0.01)]
    public void ASteepCanardExplosionIsPassedAndItsRoundingNotTakenForFolds(double epsilon)
    {
        var model = new FitzHughNagumo { epsilon = epsilon };
        var branch = model.LimitCycles(at: 0.6, from: 0, to: 0.8, settle: 100 / epsilon);
        var v = -Math.Sqrt(1 - epsilon * model.b);
        var hopf = (v + model.a) / model.b - v + v * v * v / 3;
        Assert.InRange(Assert.Single(branch.Folds).Input, 0.29, hopf);
        Assert.Equal(CycleEndKind.Hopf, branch.Start.Kind);
        Assert.Equal(hopf, branch.Start.Input, 1e-9);
        Assert.Equal(2 * Math.PI / Math.Sqrt(epsilon * (1 - epsilon * model.b * model.b)), branch[0].Period, 0.02 * branch[0].Period);
    }

    [Fact]
    public void TheReducedSquidAxonIsFollowedThroughItsCanardExplosionToItsHopfPoint()
    {
        var model = new ReducedHodgkinHuxley();
        var branch = model.LimitCycles(at: 20, from: 0, to: 30);
        var hopf = model.EquilibriumBranch(0, 30).HopfPoints[0];
        Assert.True(hopf.IsSubcritical);
        Assert.InRange(Assert.Single(branch.Folds).Input, 4.76, 4.77);
        Assert.Equal(CycleEndKind.Hopf, branch.Start.Kind);
        Assert.Equal(hopf.Input, branch.Start.Input, 1e-6);
    }
}
