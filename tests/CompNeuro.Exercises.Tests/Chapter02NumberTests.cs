using CompNeuro.Neurons;
using CompNeuro.Neurons.PointProcess;

namespace CompNeuro.Exercises.Tests;

/// <summary>The numbers that hints and messages of chapter 2 state, and the references against published values and scipy.</summary>
public sealed class Chapter02NumberTests
{
    /// <summary>τ = 20, E = −70, threshold −50, reset −60 mV, tref = 2 ms, 30 mV of drive: 1000/(2 + 20 ln 2) Hz.</summary>
    [Fact]
    public void Leaky_rate()
    {
        var rate = Reference<LeakyRateAnswer>();
        Assert.Equal(63.0400, rate(3, 20, -70, -50, -60, 2, 10), 4);
        Assert.Equal(0, rate(2, 20, -70, -50, -60, 2, 10));
        Assert.Equal(500, rate(1e6, 20, -70, -50, -60, 2, 10), 0.1);
    }

    /// <summary>scipy.integrate.quad of τ/(a (V − Vr)(V − Vc)) from −49 mV: 46.2098 ms (and 2.86 ms of it above 30 mV).</summary>
    [Fact]
    public void Quadratic_neuron()
    {
        Assert.Equal(46.209812037, Reference<BlowUpTimeAnswer>()(-49, 10, 0.04, -65, -50), 1e-4);
        Assert.Equal(2.864170949, Reference<BlowUpTimeAnswer>()(30, 10, 0.04, -65, -50), 1e-4);
        var quadratic = new QuadraticIntegrateAndFire();
        Assert.Equal(0.225, quadratic.Rheobase, 1e-12);
        Assert.Equal(1000 / Math.PI / 10 * Math.Sqrt(0.4 * 0.1), Reference<QuadraticRateAnswer>()(0.325, 10, 0.04, -65, -50, 10), 1e-9);
        Assert.Equal((quadratic with { Vpeak = 1e7, Vreset = -1e7 }).SteadyRate(0.5), Reference<QuadraticRateAnswer>()(0.5, 10, 0.04, -65, -50, 10), 1e-3);
    }

    /// <summary>The neuron of Fourcaud-Trocmé et al. (2003): 0.162 µA/cm². Its threshold: scipy.optimize.brentq.</summary>
    [Fact]
    public void Exponential_neuron()
    {
        Assert.Equal(0.162, Reference<ExponentialRheobaseAnswer>()(0.1, -65, -59.9, 3.48), 1e-9);
        Assert.Equal(new ExponentialIntegrateAndFire().Rheobase, Reference<ExponentialRheobaseAnswer>()(0.1, -65, -59.9, 3.48), 1e-12);
        Assert.Equal(-58.01036817, Reference<ExponentialThresholdAnswer>()(0.1, 0.1, -65, -59.9, 3.48), 1e-4);
        Assert.Equal(-45.439243702, Reference<ExponentialThresholdAnswer>()(0.5, 0.1, -70, -50, 2), 1e-4);
    }

    /// <summary>Python's floats, with the program's own lines: steps of the spikes (from 0) of a regular-spiking neuron under 14, and v after 100 steps.</summary>
    [Fact]
    public void Izhikevichs_program()
    {
        var v = Reference<IzhikevichRunAnswer>()(0.02, 0.2, -65, 8, 14, 0.25, 480);
        Assert.Equal([11, 32, 145, 278, 411], v.Index().Where(step => step.Item == 30).Select(step => step.Index));
        Assert.Equal(-65.881619092, v[99], 1e-9);
    }

    /// <summary>(5 − b)²/0.16 − 140 is 4 mV/ms for b = 0.2, the regular-spiking neuron.</summary>
    [Fact]
    public void Rest_of_Izhikevichs_neuron()
    {
        Assert.Equal(4, Reference<LastRestingCurrentAnswer>()(0.2, 5, 140), 1e-9);
        var type = Reference<TypeOfRestAnswer>();
        Assert.Equal(("none", "stable node", "stable focus"), (type(4.01, 0.02, 0.2), type(0, 0.02, 0.2), type(0, 0.1, 0.26)));
        var hopf = (Izhikevich.RegularSpiking with { a = 0.1, b = 0.26 }).HopfCurrent()!.Value;
        Assert.Equal(("stable focus", "unstable focus"), (type(hopf - 0.01, 0.1, 0.26), type(hopf + 0.01, 0.1, 0.26)));
    }

    /// <summary>scipy.stats.poisson.logpmf.</summary>
    [Fact]
    public void Likelihood()
    {
        Assert.Equal(-3.455725015, Reference<SpikeLogLikelihoodAnswer>()([20, 80, 40], [0, 2, 1], 10), 1e-9);
    }

    /// <summary>Two spacings from the peak the bump ends; between the outer peaks the bumps add up to 2.</summary>
    [Fact]
    public void Bumps()
    {
        var bump = Reference<RaisedCosineBumpAnswer>();
        double[] t = [5, 8, 12];
        Assert.All(t.Index(), one => Assert.Equal(2, Enumerable.Range(0, 8).Sum(j => bump(t, j, 8, 1, 60, 2)[one.Index]), 1e-9));
        Assert.Equal(1, bump([1], 0, 8, 1, 60, 2)[0], 1e-12);
    }

    /// <summary>With r even on (0, 1) z of a right model is even too, and so has the mean ½: here over all lengths of an interval in bins of µ = 0.5.</summary>
    [Fact]
    public void Rescaling()
    {
        var z = Reference<RescaledIntervalAnswer>();
        var mean = Enumerable.Range(1, 100).Sum(bins => Math.Exp(-0.5 * (bins - 1)) * (1 - Math.Exp(-0.5))
            * Enumerable.Range(0, 100).Average(k => z([.. Enumerable.Repeat(100.0, bins)], 5, (k + 0.5) / 100)));
        Assert.Equal(0.5, mean, 1e-9);
        Assert.Equal(new ConditionalIntensity([100, 100, 100], new BinnedSpikes([0, 0, 1], 5)).RescaledNaively().Values[0], z([100, 100, 100], 5, 1), 1e-12);
    }

    private static T Reference<T>()
        where T : Delegate => (T)Exercise.All.Single(exercise => exercise.AnswerType == typeof(T)).Reference;
}
