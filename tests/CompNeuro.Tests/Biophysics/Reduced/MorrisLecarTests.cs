using CompNeuro.Biophysics.Reduced;
using CompNeuro.Dynamics;
using CsCheck;
using State = CompNeuro.Biophysics.Reduced.MorrisLecar.State;

namespace CompNeuro.Tests.Biophysics.Reduced;

public class MorrisLecarTests
{
    private static readonly MorrisLecar Hopf = MorrisLecar.Hopf, Snic = MorrisLecar.SaddleNodeOnInvariantCircle, Homoclinic = MorrisLecar.Homoclinic;
    private static readonly (double, double) Voltages = (-80, 60), Fractions = (-0.05, 1);

    // Inverse of the last interval in 6 s, scipy 1.10 solve_ivp, DOP853, rtol = atol = 1e-11.
    [Fact]
    public void RatesAreThoseOfAnIndependentSolver()
    {
        Assert.Equal(10.08144871, Snic.FiringRate(45, duration: 4000), 1e-4);
        Assert.Equal(21.37599677, Snic.FiringRate(80, duration: 4000), 1e-4);
        Assert.Equal(11.72461583, Hopf.FiringRate(100, duration: 4000), 1e-4);
        Assert.Equal(29.46283306, Homoclinic.FiringRate(37, initial: new(0, 0.1), duration: 4000), 1e-4);
    }

    // Rinzel & Ermentrout (1998) and Ermentrout & Terman (2010), chapter 3: Hopf points near 94 and 212 µA/cm², both subcritical, with stable firing from 88.3 to 217.
    [Fact]
    public void TheHopfRegimeIsThePublishedOne()
    {
        var branch = Hopf.EquilibriumBranch(-50, 300);
        Assert.Empty(branch.SaddleNodes);
        Assert.Equal([93.86, 212.02], branch.HopfPoints.Select(point => Math.Round(point.Input, 2)));
        Assert.All(branch.HopfPoints, point => Assert.True(point.IsSubcritical));
        var cycles = Hopf.LimitCycles(at: 150, from: 0, to: 300);
        Assert.Equal([88.29, 216.90], cycles.Folds.Select(fold => Math.Round(fold.Input, 2)));
        Assert.Equal((CycleEndKind.Hopf, CycleEndKind.Hopf), (cycles.Start.Kind, cycles.End.Kind));
        Assert.Equal(branch.HopfPoints[0].Input, cycles.Start.Input, 1e-6);
        Assert.Equal(branch.HopfPoints[1].Input, cycles.End.Input, 1e-6);
        // Class 2: the least rate is that at the fold, and not 0. scipy (as above) has 9.734523 Hz at 90 and 7.900 at 88.30 µA/cm², falling steeply to the fold.
        Assert.Equal(9.734523, Hopf.FiringRate(90, initial: new(0, 0.1), duration: 4000), 1e-4);
        var (fold, stable) = (cycles.Folds[0], cycles.Where(cycle => cycle.IsStable).OrderBy(cycle => cycle.Input).ToList());
        Assert.Equal((88.293, 7.39), (Math.Round(fold.Input, 3), Math.Round(fold.Frequency, 2)));
        Assert.Equal(7.900, Hopf.FiringRate(88.30, initial: new(0, 0.1), duration: 4000), 0.001);
        Assert.Equal(stable[0].Frequency, Hopf.FiringRate(stable[0].Input, initial: new(0, 0.1), duration: 4000), 1e-3 * stable[0].Frequency);
        Assert.All(stable, cycle => Assert.True(cycle.Frequency > fold.Frequency));
    }

    // There: a saddle-node at 40 µA/cm², from which firing starts at zero rate, and a subcritical Hopf point at 98.
    [Fact]
    public void TheSnicRegimeIsThePublishedOne()
    {
        var branch = Snic.EquilibriumBranch(-50, 300);
        Assert.Equal(39.96, branch.SaddleNodes[0].Input, 0.005);
        Assert.Equal(97.65, Assert.Single(branch.HopfPoints).Input, 0.005);
        Assert.True(branch.HopfPoints[0].IsSubcritical);
        var cycles = Snic.LimitCycles(at: 60, from: 0, to: 300, settle: 1000);
        Assert.Equal(CycleEndKind.SaddleNodeOnInvariantCircle, cycles.Start.Kind);
        Assert.Equal(branch.SaddleNodes[0].Input, cycles.Start.Input, 1e-8);
        Assert.Equal(CycleEndKind.Hopf, cycles.End.Kind);
        Assert.Equal(115.95, Assert.Single(cycles.Folds).Input, 0.005);
    }

    /// <summary>Near the saddle-node p·ẋ = p·f_I (I − Ic) + ½p·B(q, q)x²: the passage takes π/√(product), with no number left to fit.</summary>
    [Fact]
    public void AtTheSnicTheRateIsTheRootOfTheDistance()
    {
        var fold = Snic.EquilibriumBranch(-50, 60).SaddleNodes[0];
        var J = Snic.Jacobian(fold.State, fold.Input);
        var (q, p) = ((V: J[0, 1], w: -J[0, 0]), (V: J[1, 0], w: -J[0, 0]));
        double Along(double s) => Snic.Derivative(new(fold.State.V + s * q.V, fold.State.w + s * q.w), fold.Input) is var rate ? p.V * rate.V + p.w * rate.w : 0;
        var scale = p.V * q.V + p.w * q.w;
        const double h = 0.05;
        var curvature = (Along(h) - 2 * Along(0) + Along(-h)) / (h * h) / 2 / scale;
        var push = p.V / Snic.C / scale;
        double Rate(double above) => Snic.FiringRate(fold.Input + above, duration: 20_000);
        Assert.Equal(1000 * Math.Sqrt(curvature * push * 1e-3) / Math.PI, Rate(1e-3), 0.02 * Rate(1e-3));
        Assert.Equal(0.5, Math.Log(Rate(4e-3) / Rate(1e-3)) / Math.Log(4), 0.01);
    }

    // The current at which the unstable manifold of the saddle returns to it, by bisection on scipy 1.10 solve_ivp (DOP853, rtol = 1e-12): 35.0067342003.
    [Fact]
    public void TheHomoclinicRegimeIsBistableUntilItsHomoclinicOrbit()
    {
        var cycles = Homoclinic.LimitCycles(at: 37, from: 0, to: 100, initial: new(0, 0.1));
        Assert.Equal(CycleEndKind.Homoclinic, cycles.Start.Kind);
        Assert.Equal(35.0067342003, cycles.Start.Input, 1e-6);
        Assert.Equal((36.316, CycleEndKind.Hopf), (Math.Round(cycles.End.Input, 3), cycles.End.Kind));
        Assert.True(Homoclinic.Equilibrium(37).IsStable);
        Assert.Equal(0, Homoclinic.FiringRate(37));
        Assert.True(Homoclinic.FiringRate(37, initial: new(0, 0.1)) > 25);
    }

    // T = −ln(I − Ih)/λ + constant, where λ is the rate at which states leave the saddle.
    [Fact]
    public void AtTheHomoclinicOrbitThePeriodIsTheLogarithmOfTheDistance()
    {
        var cycles = Homoclinic.LimitCycles(at: 36, from: 0, to: 100, initial: new(0, 0.1), spacing: 0.05);
        var saddle = Homoclinic.PhasePlane(cycles.Start.Input, Voltages, Fractions).Equilibria[1];
        Assert.Equal(EquilibriumKind.Saddle, saddle.Kind);
        var near = cycles.Where(cycle => cycle.Input - cycles.Start.Input is > 1e-5 and < 1e-2 && cycle.Period > 50).ToArray();
        Assert.True(near.Length > 4);
        var slope = (near[^1].Period - near[0].Period) / Math.Log((near[^1].Input - cycles.Start.Input) / (near[0].Input - cycles.Start.Input));
        Assert.Equal(-1 / saddle.Eigenvalues[0].Real, slope, 0.03 * Math.Abs(slope));
    }

    // With the gate settled, the current that holds each voltage decides how many equilibria there are: nothing of the plane's own search goes into that count.
    [Fact]
    public void ThePlaneHasAsManyEquilibriaAsTheSteadyCurrentHasRoots() =>
        Gen.Select(Gen.Int[0, 2], Gen.Double[-30, 250]).Sample(
            (regime, I) =>
            {
                var model = new[] { Hopf, Snic, Homoclinic }[regime];
                double Steady(double V) => model.Derivative(new(V, model.wInf(V)), I).V;
                var rates = Enumerable.Range(0, 14_001).Select(k => Steady(-80 + 0.01 * k)).ToArray();
                var count = rates.Zip(rates.Skip(1)).Count(pair => pair.First < 0 != pair.Second < 0);
                return model.PhasePlane(I, Voltages, (-0.1, 1.1)).Equilibria.Count == count;
            },
            iter: 15);

    [Theory]
    [InlineData(30, EquilibriumKind.StableNode, EquilibriumKind.Saddle, EquilibriumKind.UnstableFocus)]
    [InlineData(39.963, EquilibriumKind.StableNode, EquilibriumKind.Saddle, EquilibriumKind.UnstableFocus)]
    [InlineData(39.9633, EquilibriumKind.UnstableFocus)]
    public void TheSnicPlaneHasThreeEquilibriaUpToTheSaddleNode(double I, params EquilibriumKind[] kinds) =>
        Assert.Equal(kinds, Snic.PhasePlane(I, Voltages, Fractions).Equilibria.Select(equilibrium => equilibrium.Kind));

    // Both ways out of the saddle lead to the node, one of them by way of a spike: together they are the invariant circle.
    [Fact]
    public void BelowTheSnicTheUnstableManifoldsOfTheSaddleMeetInTheNode()
    {
        var plane = Snic.PhasePlane(35, Voltages, Fractions);
        var node = plane.Equilibria[0].State;
        Assert.Equal(2, plane.UnstableManifolds.Count);
        Assert.All(plane.UnstableManifolds, line =>
        {
            Assert.Equal(node.V, line.X[^1], 0.05);
            Assert.Equal(node.w, line.Y[^1], 1e-3);
        });
        Assert.True(plane.UnstableManifolds.Max(line => line.X.Max()) > 20);
    }

    [Fact]
    public void SeparatricesPartRestFromFiring()
    {
        bool Fires(MorrisLecar model, double I, State start) => model.FiringRate(I, start, duration: 6000, level: -5) > 0;
        // Between the two branches states go to the cycle. Beyond the second they pass around it, by way of a single spike.
        // Where they cross w = −0.05: by bisection on the fate of states there, with scipy as above.
        var borders = Homoclinic.PhasePlane(37, Voltages, Fractions).StableManifolds.Select(line => line.X[^1]).Order().ToArray();
        Assert.Equal(-27.424694180, borders[0], 1e-5);
        Assert.Equal(-17.675879240, borders[1], 1e-5);
        Assert.Equal(
            [false, true, true, false],
            new[] { borders[0] - 0.2, borders[0] + 0.2, borders[1] - 0.2, borders[1] + 0.2 }.Select(V => Fires(Homoclinic, 37, new(V, -0.05))));

        // In the Hopf regime the border is an unstable cycle around the stable equilibrium: the one of the branch of cycles.
        var cycle = Assert.Single(Hopf.PhasePlane(90, Voltages, Fractions).UnstableCycles);
        var centre = Hopf.Equilibrium(90).State;
        State Towards(int k, double part) => new(centre.V + part * (cycle.X[k] - centre.V), centre.w + part * (cycle.Y[k] - centre.w));
        Assert.All(new[] { 0, 100, 200, 300 }, k =>
        {
            Assert.False(Fires(Hopf, 90, Towards(k, 0.97)));
            Assert.True(Fires(Hopf, 90, Towards(k, 1.03)));
        });
    }

    [Fact]
    public void NullclinesAreThoseThatCanBeWrittenDown()
    {
        var plane = Hopf.PhasePlane(100, Voltages, (-0.1, 1.2));
        var (V, w) = (Assert.Single(plane.XNullcline), Assert.Single(plane.YNullcline));
        Assert.All(w.X.Zip(w.Y), point => Assert.Equal(Hopf.wInf(point.First), point.Second, 1e-9));
        Assert.All(V.X.Zip(V.Y), point =>
            Assert.Equal((100 - Hopf.gCa * Hopf.mInf(point.First) * (point.First - Hopf.ECa) - Hopf.gL * (point.First - Hopf.EL)) / (Hopf.gK * (point.First - Hopf.EK)), point.Second, 1e-9));
    }

    // The trace is ∂V'/∂V − φ cosh((V − V3)/2V4), so the φ at which it vanishes can be written down.
    [Fact]
    public void AFamilyIsContinuedInItsParameter()
    {
        var state = Snic.PhasePlane(60, Voltages, Fractions).Equilibria[0].State;
        var phi = Snic.Jacobian(state, 60)[0, 0] / Math.Cosh((state.V - Snic.V3) / (2 * Snic.V4));
        var family = new ModelFamily<State>(phi => Snic with { phi = phi }, input: 60, rest: state);
        Assert.Equal(phi, Assert.Single(family.EquilibriumBranch(0.05, 0.5).HopfPoints).Input, 1e-9);
        var cycles = family.LimitCycles(at: 0.1, from: 0.05, to: 0.5, initial: new(0, 0.1));
        Assert.Equal(CycleEndKind.OutOfRange, cycles.Start.Kind);
        Assert.Equal(phi, cycles.End.Input, 1e-6);
    }
}
