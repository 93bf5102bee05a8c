using CompNeuro.Biophysics.Reduced;
using CompNeuro.Dynamics;
using CsCheck;

namespace CompNeuro.Tests.Biophysics.Reduced;

public class FitzHughNagumoTests
{
    private static readonly FitzHughNagumo Model = new();

    // FitzHugh (1961), with the sign of his x turned: rest at x = 1.19941, y = −0.62426.
    [Fact]
    public void RestsWhereFitzHughSaid()
    {
        Assert.Equal(-1.19941, Model.Rest.v, 1e-5);
        Assert.Equal(-0.62426, Model.Rest.w, 1e-5);
        Assert.Equal(EquilibriumKind.StableFocus, Model.Equilibrium(0).Kind);
    }

    // The trace 1 − v² − εb vanishes at v² = 1 − εb. The coefficient follows from eq. 3.4.11 of Guckenheimer & Holmes, Nonlinear Oscillations, 1983.
    [Fact]
    public void HopfPointsAreThoseOfTheClosedForm() =>
        Gen.Select(Gen.Double[0.1, 0.9], Gen.Double[0.02, 0.3], Gen.Double[-0.3, 0.9]).Sample(
            (b, epsilon, a) =>
            {
                var v = Math.Sqrt(1 - epsilon * b);
                double Input(double v) => (v + a) / b - v + v * v * v / 3;
                var omega = Math.Sqrt(epsilon - epsilon * epsilon * b * b);
                var coefficient = (b * (1 - epsilon * b) / (1 - epsilon * b * b) - 0.5) / ((1 + epsilon) * omega);
                var branch = new FitzHughNagumo { a = a, b = b, epsilon = epsilon }.EquilibriumBranch(-20, 20);
                Assert.Empty(branch.SaddleNodes);
                Assert.Equal([Input(-v), Input(v)], branch.HopfPoints.Select(hopf => hopf.Input), (x, y) => Math.Abs(x - y) < 1e-8);
                Assert.All(branch.HopfPoints, hopf =>
                {
                    Assert.Equal(1000 * omega / (2 * Math.PI), hopf.Frequency, 1e-6);
                    Assert.Equal(coefficient, hopf.FirstLyapunovCoefficient, 1e-6 * (1 + Math.Abs(coefficient)));
                });
            },
            iter: 20);

    [Fact]
    public void TheStandardModelLosesItsRestSubcritically()
    {
        var hopf = Model.EquilibriumBranch(-1, 3).HopfPoints;
        Assert.Equal(0.33128, hopf[0].Input, 1e-5);
        Assert.Equal(1.41872, hopf[1].Input, 1e-5);
        Assert.All(hopf, point => Assert.True(point.IsSubcritical));
        var cycles = Model.LimitCycles(at: 0.6, from: 0, to: 2);
        Assert.Equal((CycleEndKind.Hopf, CycleEndKind.Hopf), (cycles.Start.Kind, cycles.End.Kind));
        Assert.Equal(hopf[0].Input, cycles.Start.Input, 1e-7);
        Assert.True(cycles.Folds[0].Input < hopf[0].Input && cycles.Folds[1].Input > hopf[1].Input);
    }

    [Fact]
    public void WithoutWidthTheSingularPeriodIsThatOfVanDerPol() =>
        Assert.Equal(3 - 2 * Math.Log(2), FitzHughNagumo.VanDerPol(0.1).SingularPeriod(0), 1e-12);

    // εT = 3 − 2 ln 2 + 3·2.338107 ε^⅔ + O(ε ln ε), where −2.338107 is the first zero of the Airy function (Grasman, Asymptotic Methods for Relaxation Oscillations and Applications, 1987).
    [Fact]
    public void ThePeriodApproachesTheSingularLimitAsItShould()
    {
        double Correction(double epsilon)
        {
            var model = FitzHughNagumo.VanDerPol(epsilon);
            var falls = model.Simulate(0, duration: 5 / epsilon, dt: 1, initial: new(1, 0)).Crossings("v", 0, Crossing.Falling);
            return (epsilon * (falls[^1] - falls[^2]) - model.SingularPeriod(0)) / Math.Pow(epsilon, 2.0 / 3);
        }

        double[] corrections = [.. new[] { 1e-2, 1e-3, 1e-4 }.Select(Correction)];
        Assert.True(corrections[0] < corrections[1] && corrections[1] < corrections[2]);
        Assert.InRange(corrections[2] / (3 * 2.338107), 0.96, 1);
    }

    [Fact]
    public void TheStandardModelApproachesItsOwnSingularLimit()
    {
        var model = Model with { epsilon = 1e-4 };
        var falls = model.Simulate(0.875, duration: 5 / model.epsilon, dt: 10).Crossings("v", 0, Crossing.Falling);
        Assert.Equal(model.SingularPeriod(0.875), model.epsilon * (falls[^1] - falls[^2]), 0.01 * model.SingularPeriod(0.875));
    }

    [Fact]
    public void AnExcitableModelHasNoSingularPeriod() =>
        Assert.Contains("I = 0", Assert.Throws<ArgumentOutOfRangeException>(() => Model.SingularPeriod(0)).Message);

    // A canard: the spike shrinks without a jump as the kick gets weaker, so between a spike and none lies everything.
    [Fact]
    public void ThereIsNoTrueThreshold()
    {
        double Peak(double kick) => (Model with { epsilon = 0.3 }).Simulate(0, duration: 60, initial: Model.Rest with { v = Model.Rest.v + kick })["v"].Max();
        var peaks = Enumerable.Range(0, 161).Select(k => Peak(0.4 + 0.005 * k)).ToArray();
        Assert.True(peaks[^1] - peaks[0] > 1);
        // A threshold is a jump that stays as high however near two kicks are. Here the steepest step shrinks with the distance of the kicks.
        var steepest = Enumerable.Range(0, 160).MaxBy(k => peaks[k + 1] - peaks[k]);
        var within = Enumerable.Range(0, 11).Select(k => Peak(0.4 + 0.005 * (steepest + 0.1 * k))).ToArray();
        Assert.InRange(within.Zip(within.Skip(1), (one, next) => next - one).Max(), 0.08 * (peaks[steepest + 1] - peaks[steepest]), 0.13 * (peaks[steepest + 1] - peaks[steepest]));
    }
}
