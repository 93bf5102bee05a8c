using CompNeuro.Biophysics.Reduced;
using CompNeuro.Dynamics;
using CompNeuro.Maths;
using CompNeuro.Neurons;
using CompNeuro.Simulation;
using CompNeuro.SpikeTrains;
using MathNet.Numerics.IntegralTransforms;
using Recorded = CompNeuro.Simulation.Record;
using static CompNeuro.Dynamics.Stimulus;

namespace Course.Tests;

/// <summary>What the prose of chapter 2, sections 2.1 to 2.3, states and no cell beside it computes.</summary>
public sealed class Chapter02Tests
{
    private static readonly LeakyIntegrateAndFire lif = new();
    private static readonly ExponentialIntegrateAndFire eif = new();

    [Fact]
    public void The_simulated_latency_is_that_of_the_formula_to_a_millionth_of_a_millisecond() =>
        Assert.All(new[] { 2.1, 2.5, 4, 10 }, I => Assert.Equal(lif.TimeToThreshold(I, lif.EL), lif.Simulate(I, duration: 100).Spikes().Times[0], 1e-6));

    [Fact]
    public void Without_refractory_period_the_rate_grows_by_50_Hz_per_nA_and_with_it_saturates_only_at_100_nA()
    {
        var tireless = lif with { tref = 0 };
        Assert.Equal(50, tireless.SteadyRate(101) - tireless.SteadyRate(100), 0.01);
        Assert.InRange(lif.SteadyRate(100), 0.9 * 500, 500);
        Assert.True(lif.SteadyRate(80) < 0.9 * 500);
        Assert.Equal(50, 100 / lif.Rheobase);
    }

    [Fact]
    public void The_same_spike_of_voltage_and_angle_differs_by_what_is_left_to_infinity()
    {
        var qif = new QuadraticIntegrateAndFire();
        var voltage = qif.Simulate(0.35, duration: 200).Spikes().Times[0];
        var angle = qif.Theta.Simulate(qif.Excess(0.35), duration: 200, initial: new(2 * Math.Atan(qif.a * (qif.Vr - (qif.Vr + qif.Vc) / 2)))).Spikes().Times[0];
        Assert.Equal(2.9, angle - voltage, 0.1);
        Assert.Equal(2.9, qif.TravelTime(0, 30, double.PositiveInfinity), 0.1);
    }

    [Fact]
    public void The_exponential_neuron_fires_like_the_detailed_one_and_the_leaky_one_does_not()
    {
        foreach (var sd in new[] { 0.0, 1 })
        {
            foreach (var mean in new[] { -0.25, 0.1, 0.5, 1.2, 2 })
            {
                double Rate<T>(IModel<T> cell)
                    where T : unmanaged => cell.Simulate(OrnsteinUhlenbeck(mean, sd, tau: 5, duration: 1000, seed: 1), 1000, dt: 10, method: new RungeKutta4(0.1)).Spikes(level: -20).Rate;
                var detailed = Rate(new WangBuzsaki());
                Assert.Equal(detailed, Rate(eif), 1.5 + 0.06 * detailed);
                Assert.True(mean < 1 || Rate(eif.SharpLimit) > 1.4 * detailed);
            }
        }

        Assert.Equal(0, eif.SharpLimit.SteadyRate(0.5));
    }

    /// <summary>From −30 mV to infinity the upstroke would take 2 µs more.</summary>
    [Fact]
    public void A_peak_of_minus_30_mV_takes_some_of_the_lag_at_the_highest_frequencies()
    {
        double Degrees(double Vpeak) => (eif with { Vpeak = Vpeak }).UnderWhiteNoise(I: 0.2, noise: 1).Response(5000).Phase * 180 / Math.PI;
        Assert.InRange(Degrees(-30), -89, -85);
        Assert.InRange(Degrees(-10), -91, -90);
        Assert.Equal(1.9e-3, eif.C / (eif.gL * Math.Exp((eif.Vpeak - eif.VT) / eif.DeltaT)), 1e-4);
    }

    [Fact]
    public void Two_numbers_divide_the_regular_from_the_fast_cell()
    {
        var (regular, fast) = (Izhikevich.RegularSpiking, Izhikevich.FastSpiking);
        Assert.Equal(regular with { a = 5 * regular.a, d = regular.d / 4 }, fast);
    }

    [Fact]
    public void All_six_classes_lose_their_rest_by_a_Hopf_bifurcation() =>
        Assert.All(
            [Izhikevich.RegularSpiking, Izhikevich.IntrinsicallyBursting, Izhikevich.Chattering, Izhikevich.FastSpiking, Izhikevich.LowThresholdSpiking, Izhikevich.ThalamoCortical],
            neuron => Assert.True(neuron.HopfCurrent() < neuron.SaddleNodeCurrent() && neuron.HopfCurrent() > neuron.SaddleNodeCurrent() - 0.4));

    [Theory]
    [InlineData(206, true)]
    [InlineData(208, true)]
    [InlineData(216, false)]
    public void A_second_pulse_at_the_right_time_switches_the_bistable_cell_off(double at, bool off)
    {
        var bistable = IzhikevichPattern.Of('P');
        var spikes = bistable.Neuron.Simulate(0.24 + Step(1, 37.5, 42.5) + Step(1, at, at + 5), duration: 500, initial: bistable.Initial).Spikes();
        Assert.Equal(off, spikes.Times[^1] < at);
    }

    [Theory]
    [InlineData("ABFGJKLOR", 0, 5)]
    [InlineData("IM", 9, 11)]
    public void Most_patterns_keep_their_spikes_and_two_are_ten_milliseconds_late(string letters, double least, double most) =>
        Assert.All(letters, letter =>
        {
            var (published, accurate) = (IzhikevichPattern.Of(letter).AsPublished().Spikes(), IzhikevichPattern.Of(letter).Converged().Spikes());
            Assert.Equal(published.Count, accurate.Count);
            Assert.All(published.Times.Zip(accurate.Times), pair => Assert.InRange(pair.First - pair.Second, least, most));
        });

    [Fact]
    public void A_network_without_pattern_has_a_rhythm_of_about_eight_and_one_of_about_thirty_a_second()
    {
        var dice = new RandomNumbers(1);
        var cells = Population.Of(
            Enumerable.Range(0, 1000).Select(i => dice.NextUniform() is var r && i < 800 ? new Izhikevich { c = -65 + 15 * r * r, d = 8 - 6 * r * r } : new() { a = 0.02 + 0.08 * r, b = 0.25 - 0.05 * r, d = 2 }),
            initial: (cell, _) => new(-65, -65 * cell.b));
        var network = new Network(seed: 2)
            .Connect(cells[..800], cells, Connectivity.AllToAll, Weight.Uniform(0, 0.5), Synapse.Pulse)
            .Connect(cells[800..], cells, Connectivity.AllToAll, Weight.Uniform(-1, 0), Synapse.Pulse)
            .Noise(cells[..800], 5).Noise(cells[800..], 2);
        var counts = network.Run(duration: 17_000, dt: 1, [Recorded.Rate(cells)], singlePrecision: true).Rates(cells).Counts.Skip(1000).ToArray();
        var power = new double[501];
        foreach (var stretch in counts.Chunk(1000))
        {
            var wave = stretch.Select((count, k) => new System.Numerics.Complex((count - counts.Average()) * Math.Pow(Math.Sin(Math.PI * k / 1000), 2), 0)).ToArray();
            Fourier.Forward(wave);
            for (var f = 0; f < power.Length; f++)
            {
                power[f] += wave[f].Magnitude * wave[f].Magnitude;
            }
        }

        double Mean(int low, int high) => power[low..(high + 1)].Average();
        Assert.InRange(counts.Average(), 5, 10);
        Assert.True(Mean(7, 9) > 2 * Mean(12, 18), $"{Mean(7, 9)} at 8 Hz, {Mean(12, 18)} at 15 Hz");
        Assert.True(Mean(28, 36) > 1.2 * Mean(12, 18), $"{Mean(28, 36)} at 32 Hz, {Mean(12, 18)} at 15 Hz");
        Assert.True(Mean(28, 36) > 2 * Mean(50, 70), $"{Mean(28, 36)} at 32 Hz, {Mean(50, 70)} at 60 Hz");
    }
}
