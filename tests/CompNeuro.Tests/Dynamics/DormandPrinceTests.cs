using CompNeuro.Dynamics;
using CsCheck;

namespace CompNeuro.Tests.Dynamics;

public class DormandPrinceTests
{
    private static readonly DormandPrince Tight = new() { RelativeTolerance = 1e-12, AbsoluteTolerance = [1e-12] };

    // Orbit, initial state and period: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, II.0, eq. (0.1).
    [Fact]
    public void TheArenstorfOrbitCloses()
    {
        const double Moon = 0.012277471;
        double[] start = [0.994, 0, 0, -2.00158510637908252240537862224];
        var orbit = Tight.Solve(
            (_, y) =>
            {
                var (fromEarth, fromMoon) = (Math.Pow(Math.Pow(y[0] + Moon, 2) + y[1] * y[1], 1.5), Math.Pow(Math.Pow(y[0] - (1 - Moon), 2) + y[1] * y[1], 1.5));
                return
                [
                    y[2],
                    y[3],
                    y[0] + 2 * y[3] - (1 - Moon) * (y[0] + Moon) / fromEarth - Moon * (y[0] - (1 - Moon)) / fromMoon,
                    y[1] - 2 * y[2] - (1 - Moon) * y[1] / fromEarth - Moon * y[1] / fromMoon,
                ];
            },
            start,
            from: 0,
            to: 17.0652165601579625588917206249);
        Assert.Equal(0.994, orbit.Final[0], 1e-6);
        Assert.Equal(0, orbit.Final[1], 1e-6);
    }

    // References: SciPy 1.10, solve_ivp with DOP853, rtol 3e-14, atol 1e-15.
    [Fact]
    public void ChaoticLorenzAgreesWithTheReference()
    {
        var end = Tight.Solve((_, y) => [10 * (y[1] - y[0]), y[0] * (28 - y[2]) - y[1], y[0] * y[1] - 8.0 / 3 * y[2]], [1.0, 1, 1], 0, 10).Final;
        Assert.Equal([-4.902687541135169, -3.7438729218026867, 24.690858102792188], end, Near(1e-7));
    }

    [Fact]
    public void VanDerPolAgreesWithTheReference()
    {
        var end = Tight.Solve((_, s) => new Pair(s.Y, 5 * (1 - s.X * s.X) * s.Y - s.X), new Pair(2, 0), 0, 20).Final;
        Assert.Equal([-1.6012968795428497, 0.1983266763386632], [end.X, end.Y], Near(1e-9));
    }

    [Fact]
    public void ForcedDuffingAgreesWithTheReference()
    {
        var end = Tight.Solve((t, s) => new Pair(s.Y, -0.3 * s.Y + s.X - s.X * s.X * s.X + 0.5 * Math.Cos(1.2 * t)), new Pair(1, 0), 0, 10).Final;
        Assert.Equal([0.1439625288166059, -0.04816343124454105], [end.X, end.Y], Near(1e-9));
    }

    [Fact]
    public void AnOscillatorKeepsItsEnergyForAThousandPeriods()
    {
        var solution = Tight.Solve((_, s) => new Pair(s.Y, -s.X), new Pair(1, 0), 0, 2000 * Math.PI);
        Assert.All(solution.States, s => Assert.Equal(1, s.X * s.X + s.Y * s.Y, 1e-8));
        Assert.Equal(1, solution.Final.X, 1e-8);
    }

    [Fact]
    public void GoingBackLeadsToTheStart() =>
        Gen.Select(Gen.Double[-2, 2], Gen.Double[-2, 2], Gen.Double[0.1, 10]).Sample((x, y, duration) =>
        {
            static Pair F(double t, Pair s) => new(s.Y, -Math.Sin(s.X) + Math.Cos(t));
            var there = Tight.Solve(F, new Pair(x, y), 0, duration).Final;
            var back = Tight.Solve(F, there, duration, 0).Final;
            return Math.Abs(back.X - x) < 1e-6 && Math.Abs(back.Y - y) < 1e-6;
        });

    [Fact]
    public void AnIntervalOfNoLengthLeavesTheStateAsItIs()
    {
        var solution = Tight.Solve((_, y) => -y, 3.0, 5, 5);
        Assert.Equal([5], solution.Time);
        Assert.Equal(3, solution.Final);
        Assert.Equal(3, solution.At(5));
    }

    [Fact]
    public void AJumpThatIsNotDeclaredCostsStepsButNotAccuracy()
    {
        var solution = Tight.Solve((t, y) => (t < 1.2345 ? 1 : -3) - y, 0.0, 0, 2);
        var declared = Tight.Solve((t, y) => (t < 1.2345 ? 1 : -3) - y, 0.0, 0, 2, discontinuities: [1.2345]);
        Assert.Equal(declared.Final, solution.Final, 1e-9);
        Assert.True(solution.Rejected > declared.Rejected + 10, $"{solution.Rejected} rejected against {declared.Rejected}");
    }

    [Fact]
    public void EveryComponentMayHaveItsOwnTolerance()
    {
        static Pair F(double t, Pair s) => new(Math.Cos(t), 1e6 * Math.Cos(t));
        Pair End(params double[] tolerance) => new DormandPrince { RelativeTolerance = 1e-14, AbsoluteTolerance = tolerance }.Solve(F, new Pair(0, 0), 0, 10).Final;
        Assert.Equal(Math.Sin(10), End(1e-9, 1e3).X, 1e-8);
        Assert.Contains("3 numbers for 2 variables", Assert.Throws<ArgumentException>(() => End(1, 1, 1)).Message);
    }

    [Fact]
    public void TroubleIsNamed()
    {
        Assert.Contains("grow without bound", Assert.Throws<IntegrationException>(() => Tight.Solve((_, y) => y * y, 1.0, 0, 2)).Message);
        Assert.Contains("y[1]", Assert.Throws<IntegrationException>(() => Tight.Solve((_, y) => [1, double.NaN], [0.0, 0.0], 0, 2)).Message);
        Assert.Contains("raise MaximumSteps", Assert.Throws<IntegrationException>(() => new DormandPrince { MaximumSteps = 100 }.Solve((_, y) => -1e6 * y, 1.0, 0, 2)).Message);
        Assert.Contains("2 numbers for the 1", Assert.Throws<ArgumentException>(() => Tight.Solve((_, y) => [1, 2], [0.0], 0, 2)).Message);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => Tight.Solve((_, y) => -y, 1.0, 0, double.PositiveInfinity)).Message);
        Assert.Contains("x is NaN", Assert.Throws<ArgumentException>(() => Tight.Solve((_, y) => -y, double.NaN, 0, 1)).Message);
        Assert.Contains("between 0 and 1", Assert.Throws<ArgumentOutOfRangeException>(() => new DormandPrince { RelativeTolerance = 0 }).Message);
        Assert.Contains("AbsoluteTolerance", Assert.Throws<ArgumentException>(() => new DormandPrince { AbsoluteTolerance = [1, -1] }).Message);
        Assert.Contains("known from", Assert.Throws<ArgumentOutOfRangeException>(() => Tight.Solve((_, y) => -y, 1.0, 0, 1).At(2)).Message);
    }

    // The right-hand side turns into NaN only beyond y = 1, which an unsuccessful long step may touch and the solution (y → 1) never does.
    [Fact]
    public void AStepIntoForbiddenGroundIsTakenBack() =>
        Assert.Equal(1 - Math.Exp(-5), new DormandPrince { RelativeTolerance = 1e-6 }.Solve((_, y) => y > 1 ? double.NaN : 1 - y, 0.0, 0, 5).Final, 1e-6);

    [Fact]
    public void StepsTakeNoMemoryButThatOfTheResult()
    {
        static Pair F(double t, Pair s) => new(s.Y, -s.X);
        long Bytes(double duration)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Tight.Solve(F, new Pair(1, 0), 0, duration);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Bytes(10);
        var steps = Tight.Solve(F, new Pair(1, 0), 0, 1000).Time.Length;
        // Nine numbers a step are kept, in arrays that double (at most twice twice the need), and three are copied out: well below one object per evaluation more.
        Assert.InRange(Bytes(1000) / steps, 72, 4 * 72 + 24 + 20);
    }

    private static Func<double, double, bool> Near(double tolerance) => (a, b) => Math.Abs(a - b) <= tolerance;

    [Theory]
    [InlineData(1, 3)]
    [InlineData(-5, 8)]
    [InlineData(1e9, 8)]
    [InlineData(1e9, 1000)]
    public void ARunOfAFewBitsOfItsTimeIsOneStep(double from, int bits)
    {
        var length = bits * (Math.BitIncrement(Math.Abs(from)) - Math.Abs(from));
        Assert.Equal(length, new DormandPrince().Solve((_, y) => 1 - y, 0.0, from, from + length).Final, 1e-3 * length + length * length);
    }
}
