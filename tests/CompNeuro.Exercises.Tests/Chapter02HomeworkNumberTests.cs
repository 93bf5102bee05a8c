using CompNeuro.Dynamics;
using CompNeuro.Neurons;
using CompNeuro.Neurons.PointProcess;
using MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Exercises.Tests;

/// <summary>The numbers that tasks, hints and messages of chapter 2's homework state, and the references against what does not use them.</summary>
public sealed class Chapter02HomeworkNumberTests
{
    /// <summary>The library's event-driven run of the same neuron.</summary>
    [Fact]
    public void Staircase()
    {
        var run = new LeakyIntegrateAndFire().Simulate(Stimulus.Step(3.2, 0, 45) + Stimulus.Step(0.8, 45, 60) + Stimulus.Step(4.4, 60), 140);
        var spikes = Reference<StaircaseSpikesAnswer>()([0, 45, 60], [3.2, 0.8, 4.4], 140);
        Assert.Equal(run.Jumps.Count, spikes.Length);
        Assert.All(spikes.Zip(run.Jumps), one => Assert.Equal(one.Second.Time, one.First, 1e-6));
        Assert.Equal(20 * Math.Log(30 / 10.0), Reference<StaircaseSpikesAnswer>()([0], [3], 100)[0], 1e-9);
    }

    [Fact]
    public void Own_neurons()
    {
        var own = new Dictionary<string, double> { ["myTau"] = 14.5, ["myThreshold"] = -48.2 };
        var neuron = new LeakyIntegrateAndFire { tau = 14.5, Vth = -48.2 };
        Assert.Equal(neuron.TimeToThreshold(3, -70), ((StaircaseSpikesAnswer)Of("StaircaseSpikes").With(own).Reference)([0], [3], 100)[0], 1e-9);
        Assert.Equal(neuron.Period(3), ((AdaptedIntervalAnswer)Of("AdaptedInterval").With(own).Reference)(3, 0, 100), 1e-6);
        var mine = (StaircaseSpikesAnswer)Of("StaircaseSpikes").With(own).Reference;
        Assert.Equal(Outcome.Correct, Check.StaircaseSpikes(mine, 14.5, -48.2).Outcome);
        Assert.NotEqual(Outcome.Correct, Check.StaircaseSpikes(mine, 20, -50).Outcome);
    }

    /// <summary>A right answer may be 0.02 ms off: that must not move a spike over a change of the current, or over the end, whatever neuron a student has.</summary>
    [Fact]
    public void No_spike_of_an_own_neuron_is_at_an_edge()
    {
        for (var tau = 120; tau <= 300; tau += 3)
        {
            for (var threshold = -530; threshold <= -470; threshold += 3)
            {
                var own = Of("StaircaseSpikes").With(new Dictionary<string, double> { ["myTau"] = tau / 10.0, ["myThreshold"] = threshold / 10.0 });
                Assert.All(own.Cases(1), arguments =>
                {
                    var (onset, I, duration) = ((double[])arguments[0], (double[])arguments[1], (double)arguments[2]);
                    var spikes = ((StaircaseSpikesAnswer)own.Reference)(onset, I, duration + 0.05);
                    Assert.DoesNotContain(spikes, spike => onset.Append(duration).Any(edge => Math.Abs(spike - edge) < 0.05));
                });
            }
        }
    }

    /// <summary>Integrated by scipy's solve_ivp (DOP853, rtol 1e-12), spike by spike for 200 spikes: I = 2.6 nA, b = 0.3 nA, τw = 100 ms.</summary>
    [Fact]
    public void Adaptation()
    {
        Assert.Equal(52.444456, Reference<AdaptedIntervalAnswer>()(2.6, 0.3, 100), 1e-5);
        Assert.Equal([-60, -54.39458418, -48.60318347], Reference<AdaptedVoltageAnswer>()([0, 20, 80], -60, 0.8, 2.6, 100), (one, two) => Math.Abs(one - two) < 1e-6);
    }

    /// <summary>Campbell's theorem against many kicks one by one, and the numbers of the hint: 200 excitatory and 40 inhibitory kicks in 20 ms.</summary>
    [Fact]
    public void Diffusion()
    {
        var drive = Reference<DiffusionParametersAnswer>()([0.1, -0.4], [1000, 250], [10, 8]);
        Assert.Equal(-70 + 0.1 * 200 - 0.4 * 40, drive[0], 1e-9);
        Assert.Equal(Math.Sqrt(0.01 * 200 + 0.16 * 40), drive[1], 1e-9);
        var random = new Maths.RandomNumbers(3);
        var (V, sum, square, time) = (0.0, 0.0, 0.0, 0.0);
        const int kicks = 1_000_000;
        for (var i = 0; i < kicks; i++)
        {
            var wait = random.NextExponential() / 12;
            // The integrals of V and V² until the next kick.
            sum += V * 20 * (1 - Math.Exp(-wait / 20));
            square += V * V * 10 * (1 - Math.Exp(-wait / 10));
            time += wait;
            V = V * Math.Exp(-wait / 20) + (random.NextUniform() < 10 / 12.0 ? 0.1 : -0.4);
        }

        Assert.Equal(drive[0] + 70, sum / time, 0.1);
        Assert.Equal(drive[1] / Math.Sqrt(2), Math.Sqrt(square / time - Math.Pow(sum / time, 2)), 0.03);
    }

    /// <summary>By scipy's quad of √π erfcx(−u), rtol 1e-12.</summary>
    [Theory]
    [InlineData(-55, 5, 9.460799806)]
    [InlineData(-60, 6, 2.464709264)]
    [InlineData(-40, 1.5, 63.37022289)]
    [InlineData(-33, 1.2, 88.98767516)]
    public void Siegert(double mu, double sigma, double rate) => Assert.Equal(rate, Reference<SiegertRateAnswer>()(mu, sigma), 1e-6 * rate);

    /// <summary>Mean and variation of the intervals are those of theory: Euler's steps of 0.1 ms pass the threshold late, by 0.58 σ√(dt/τ) (Broadie, Glasserman and Kou, 1997).</summary>
    [Fact]
    public void Noisy_intervals()
    {
        var intervals = Reference<NoisyIntervalsAnswer>()(-33, 4.5, 0.1, 40_000, 1);
        var late = new LeakyIntegrateAndFire { Vth = -50 + 0.5826 * 4.5 * Math.Sqrt(0.1 / 20) };
        var theory = new NoisyLeakyIntegrateAndFire { Neuron = late, sigma = 4.5 };
        Assert.Equal(1000 / theory.SteadyRate(3.7), intervals.Average(), 0.06);
        Assert.Equal(theory.CoefficientOfVariation(3.7), MathNet.Numerics.Statistics.Statistics.StandardDeviation(intervals) / intervals.Average(), 0.006);
    }

    /// <summary>By Lambert's W: V = EL + I/gL − ΔT W(−e^((EL + I/gL − VT)/ΔT)), both branches, from scipy.</summary>
    [Theory]
    [InlineData(0, -59.9, 3.48, -63.89629668, -57.00569327)]
    [InlineData(0.12, -59.9, 3.48, -61.76197104, -58.31952500)]
    [InlineData(-0.2, -55, 2, -66.99503016, -50.81856519)]
    public void Exponential(double I, double VT, double DeltaT, double rest, double threshold)
    {
        Assert.Equal([rest, threshold], Reference<EifEquilibriaAnswer>()(I, VT, DeltaT), (one, two) => Math.Abs(one - two) < 1e-6);
        var neuron = new ExponentialIntegrateAndFire { VT = VT, DeltaT = DeltaT };
        double Numerical(double V) => (neuron.Derivative(new(V + 1e-5), I).V - neuron.Derivative(new(V - 1e-5), I).V) / 2e-5;
        Assert.Equal([Numerical(rest), Numerical(threshold)], Reference<EquilibriumSlopesAnswer>()(I, VT, DeltaT), (one, two) => Math.Abs(one - two) < 1e-6);
    }

    /// <summary>Regular spiking: 3.80 by a Hopf bifurcation, 4 by the saddle-node. The eigenvalues cross there.</summary>
    [Fact]
    public void Onset()
    {
        Assert.Equal(3.7975, Reference<OnsetCurrentAnswer>()(0.02, 0.2), 1e-9);
        Assert.Equal(4, Izhikevich.RegularSpiking.SaddleNodeCurrent(), 1e-9);
        foreach (var (a, b) in new[] { (0.02, 0.2), (0.1, 0.26), (0.5, 0.2) })
        {
            var (neuron, onset) = (new Izhikevich { a = a, b = b }, Reference<OnsetCurrentAnswer>()(a, b));
            var rest = neuron.RestAndThreshold(onset - 1e-3).Stable;
            Assert.All(neuron.Jacobian(rest, onset - 1e-3).Evd().EigenValues, value => Assert.True(value.Real < 0));
            Assert.True(b < a ? onset == neuron.SaddleNodeCurrent() : neuron.Jacobian(neuron.RestAndThreshold(onset + 1e-3).Stable, onset + 1e-3).Evd().EigenValues.Any(value => value.Real > 0));
        }
    }

    /// <summary>The library's published scheme, whose first sample is the state after one step.</summary>
    [Fact]
    public void Published_scheme()
    {
        var neuron = Izhikevich.Chattering;
        var run = neuron.SimulateAsPublished(15, 100 - 0.25, 0.25, new(-70, neuron.b * -70));
        Assert.Equal(run.Jumps.Select(jump => jump.Time + 0.25), Reference<PublishedSpikesAnswer>()(0.02, 0.2, -50, 2, 15, 0.25, 400), (one, two) => Math.Abs(one - two) < 1e-9);
    }

    /// <summary>The told case of the point-process parts: the fit of the library is where the gradient vanishes, and Newton's steps lead there.</summary>
    [Fact]
    public void Point_process()
    {
        double[] x = [0, 1, -1, 2];
        int[] y = [0, 1, 0, 3];
        var weights = Vector<double>.Build.Dense(2);
        for (var i = 0; i < 12; i++)
        {
            weights = Vector<double>.Build.DenseOfArray(Reference<NewtonStepAnswer>()(x, y, weights[0], weights[1]));
        }

        Assert.All(Reference<LikelihoodGradientAnswer>()(x, y, weights[0], weights[1]), slope => Assert.Equal(0, slope, 1e-9));
        Assert.Equal([-2.015488, 1.587401], weights.ToArray(), (one, two) => Math.Abs(one - two) < 1e-5);
        var spikes = new BinnedSpikes(y, 1);
        var intensity = new ConditionalIntensity([.. x.Select(stimulus => 1000 * Math.Exp(-0.5 + 0.5 * stimulus))], spikes);
        Assert.Equal(intensity.BitsPerSpike, Reference<BitsPerSpikeAnswer>()(x, y, -0.5, 0.5), 1e-9);
    }

    private static T Reference<T>()
        where T : Delegate => (T)Exercise.All.Single(exercise => exercise.AnswerType == typeof(T)).Reference;

    private static Exercise Of(string id) => Exercise.All.Single(exercise => exercise.Id == id);
}
