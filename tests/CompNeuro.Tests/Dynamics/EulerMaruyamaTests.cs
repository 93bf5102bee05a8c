using CompNeuro.Dynamics;
using CompNeuro.Maths;

namespace CompNeuro.Tests.Dynamics;

public class EulerMaruyamaTests
{
    private const int Paths = 2000;

    // dx = μx dt + σx dW: x(1) = exp(μ − σ²/2 + σW(1)), with the W that the seed stands for.
    [Fact]
    public void MultiplicativeNoiseConvergesStronglyWithOrderOneHalf()
    {
        double Error(double h) => Enumerable.Range(0, Paths).Average(seed =>
        {
            var end = new EulerMaruyama(h, seed).Solve((_, x) => 0.5 * x, (_, x) => x, 1.0, 0, 1).Final;
            return Math.Abs(end - Math.Exp(Wiener(seed, h)));
        });
        Assert.InRange(Order.Of(Error, 1.0 / 16, halvings: 4), 0.4, 0.62);
    }

    // dx = −x dt + ½ dW: the same path on a grid eight times finer is not at hand, but x is linear in the increments, and its exact value given
    // those is Σ e^{−(1−t)} dW up to a zero-mean remainder of variance O(h²): the error of order one is still what is left.
    [Fact]
    public void AdditiveNoiseConvergesStronglyWithOrderOne()
    {
        double Error(double h) => Enumerable.Range(0, Paths).Average(seed =>
        {
            var end = new EulerMaruyama(h, seed).Solve((_, x) => -x, (_, _) => 0.5, 1.0, 0, 1).Final;
            var (numbers, steps, exact) = (new RandomNumbers(seed), (int)Math.Round(1 / h), Math.Exp(-1));
            for (var k = 0; k < steps; k++)
            {
                exact += 0.5 * Math.Sqrt(h) * numbers.NextNormal() * Math.Exp(-(1 - (k + 0.5) * h));
            }

            return Math.Abs(end - exact);
        });
        Assert.InRange(Order.Of(Error, 1.0 / 8, halvings: 4), 0.9, 1.1);
    }

    // The difference from the exact solution of the same path has a mean of order h; little noise, so that few paths show it.
    [Fact]
    public void TheMeanConvergesWithOrderOne()
    {
        double Error(double h) => Math.Abs(Enumerable.Range(0, Paths).Average(seed =>
            new EulerMaruyama(h, seed).Solve((_, x) => 1.5 * x, (_, x) => 0.1 * x, 1.0, 0, 1).Final - Math.Exp(1.5 - 0.005 + 0.1 * Wiener(seed, h))));
        Assert.InRange(Order.Of(Error, 1.0 / 8, halvings: 4), 0.9, 1.1);
    }

    [Fact]
    public void ExplicitTimeEntersDriftAndDiffusion()
    {
        Assert.InRange(Order.Of(h => Math.Abs(new EulerMaruyama(h, 1).Solve((t, x) => x * Math.Cos(t), (_, _) => 0.0, 1.0, 0, 2).Final - Math.Exp(Math.Sin(2))), 0.02, halvings: 4), 0.95, 1.05);
        // ∫ t dW over [0, 1] has variance 1/3.
        var ends = Enumerable.Range(0, 4 * Paths).Select(seed => new EulerMaruyama(0.02, seed).Solve((_, _) => 0.0, (t, _) => t, 0.0, 0, 1).Final);
        Assert.Equal(1.0 / 3, ends.Average(x => x * x), 4 * Math.Sqrt(2.0 / 9 / (4 * Paths)) + 0.01);
    }

    [Fact]
    public void AStationaryNoisyVariableHasTheDeviationOfTheFormulaAtEveryStep()
    {
        // τ dx = −x dt + σ√(2τ) dW. Euler–Maruyama has variance σ²/(1 − h/2τ) exactly.
        const double Tau = 20, Sigma = 3;
        foreach (var h in new[] { 0.1, 1, 5 })
        {
            var path = new EulerMaruyama(h, Seed: 7).Solve((_, x) => -x / Tau, (_, _) => Sigma * Math.Sqrt(2 / Tau), 0.0, 0, 400_000).States.Skip((int)(200 / h));
            Assert.Equal(Sigma * Sigma / (1 - h / (2 * Tau)), path.Average(x => x * x), 0.04 * Sigma * Sigma);
        }
    }

    [Fact]
    public void EveryVariableHasItsOwnNoiseAndASeedItsOwnPath()
    {
        var pair = new EulerMaruyama(0.01, Seed: 3).Solve((_, _) => new Pair(0, 0), (_, _) => new Pair(1, 1), new Pair(0, 0), 0, 1000).Final;
        var vector = new EulerMaruyama(0.01, Seed: 3).Solve((_, _, rate) => rate.Clear(), (_, _, noise) => noise.Fill(1), [0.0, 0.0], 0, 1000).Final;
        Assert.Equal([pair.X, pair.Y], vector);
        Assert.NotEqual(pair.X, pair.Y);
        Assert.NotEqual(pair, new EulerMaruyama(0.01, Seed: 4).Solve((_, _) => new Pair(0, 0), (_, _) => new Pair(1, 1), new Pair(0, 0), 0, 1000).Final);
    }

    [Fact]
    public void AModelWithNoiseIsSimulated()
    {
        var run = new Noisy().Simulate(2, duration: 10, method: new EulerMaruyama(0.1, Seed: 1));
        var direct = new EulerMaruyama(0.1, Seed: 1).Solve((_, x) => 2 - x, (_, _) => 0.5, 0.0, 0, 10);
        Assert.Equal(direct.Final, run.Final);
        Assert.Equal(101, run.Time.Length);
        Assert.Contains("INoisyModel", Assert.Throws<ArgumentException>(() => new Quiet().Simulate(2, duration: 10, method: new EulerMaruyama(0.1, Seed: 1))).Message);
        Assert.Contains("backwards", Assert.Throws<ArgumentException>(() => new EulerMaruyama(0.1, Seed: 1).Solve((_, x) => -x, (_, _) => 1.0, 0.0, 1, 0)).Message);
    }

    private static double Wiener(long seed, double h)
    {
        var numbers = new RandomNumbers(seed);
        return Enumerable.Range(0, (int)Math.Round(1 / h)).Sum(_ => Math.Sqrt(h) * numbers.NextNormal());
    }

    private sealed record Quiet : IModel<double>
    {
        public double Rest => 0;

        public double Derivative(double x, double input) => input - x;
    }

    private sealed record Noisy : INoisyModel<double>
    {
        public double Rest => 0;

        public double Derivative(double x, double input) => input - x;

        public double Diffusion(double x, double input) => 0.5;
    }
}
