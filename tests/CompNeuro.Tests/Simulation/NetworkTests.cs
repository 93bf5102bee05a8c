using CompNeuro.Biophysics;
using CompNeuro.Maths;
using CompNeuro.Neurons;
using CompNeuro.Simulation;
using Record = CompNeuro.Simulation.Record;

namespace CompNeuro.Tests.Simulation;

public class NetworkTests
{
    private static readonly LeakyIntegrateAndFire neuron = new() { EL = 0, Vth = 20, Vreset = 10, tau = 20, R = 1, tref = 2 };
    private static readonly Population cells = Population.Of(neuron, 1000, random => new(20 * random.NextUniform()));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheSameSeedGivesTheSameSpikesOnAnyNumberOfThreads(bool singlePrecision)
    {
        var one = Everything().Run(60, 0.1, [Record.Spikes(cells), Record.States(cells, [0, 999], every: 10)], singlePrecision, threads: 1);
        Assert.InRange(one.Rate(cells), 5, 400);
        foreach (var threads in new[] { 2, 3 })
        {
            var many = Everything().Run(60, 0.1, [Record.Spikes(cells), Record.States(cells, [0, 999], every: 10)], singlePrecision, threads);
            Assert.Equal(one.Spikes(cells).Times, many.Spikes(cells).Times);
            Assert.Equal(one.Spikes(cells).Cells, many.Spikes(cells).Cells);
            Assert.Equal(one.States(cells)["V", 999], many.States(cells)["V", 999]);
        }

        Assert.NotEqual(one.Spikes(cells).Cells, Everything(seed: 2).Run(60, 0.1, [Record.Spikes(cells)], singlePrecision, threads: 1).Spikes(cells).Cells);
    }

    // Weights of which sums are exact, so that it makes no difference in which order they are taken.
    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 3)]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    public void SpikesAreCountedAsTheyAreAddedOneByOne(bool singlePrecision, int threads)
    {
        var random = new RandomNumbers(5);
        var pairs = Enumerable.Range(0, 150_000).Select(_ => ((int)(863 * random.NextUniform()), (int)(899 * random.NextUniform()))).ToArray();
        NetworkRun Run(Weight weight) => new Network(7).Poisson(cells, 2000, 0.5, Synapse.Delta)
            .Connect(cells[37..900], cells[101..], Connectivity.Pairs(pairs), weight, Synapse.Delta, delay: 0.3)
            .Run(60, 0.1, [Record.Spikes(cells)], singlePrecision, threads);
        var (counted, added) = (Run(0.125).Spikes(cells), Run(Weight.From(_ => 0.125)).Spikes(cells));
        var perStep = counted.Times.CountBy(time => Math.Round(10 * time)).Select(step => step.Value).ToArray();
        Assert.True(perStep.Min() < 2 && perStep.Max() > 50);
        Assert.Equal(added.Times, counted.Times);
        Assert.Equal(added.Cells, counted.Cells);
    }

    // From 1 to 3 ms in steps of 0.1: 19 steps that are equally likely and, at both ends, two half as much.
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public void DrawnDelaysAreEvenlyDistributed(bool singlePrecision, int threads)
    {
        var (one, many) = (Population.Of(neuron, 5, _ => new(25)), Population.Of(neuron with { Vth = 0.5, tref = 100, Vreset = 0 }, 70_000));
        var spikes = new Network(4).Connect(one[4..], many[100..], Connectivity.AllToAll, Weight.Uniform(1, 2), Synapse.Delta, Delay.Uniform(1, 3))
            .Run(5, 0.1, [Record.Spikes(many)], singlePrecision, threads).Spikes(many);
        var arrived = spikes.Times.CountBy(time => (int)Math.Round(10 * (time - 0.1))).OrderBy(step => step.Key).ToArray();
        Assert.Equal(69_900, spikes.Times.Count);
        Assert.Equal(Enumerable.Range(10, 21), arrived.Select(step => step.Key));
        Assert.InRange(arrived.Sum(step => Math.Pow(step.Value - 3495.0 / (step.Key is 10 or 30 ? 2 : 1), 2) / (3495.0 / (step.Key is 10 or 30 ? 2 : 1))), 7, 45); // χ² of 20 degrees of freedom.
        var (before, after) = (spikes.Cells.Zip(spikes.Times).ToDictionary(), Enumerable.Range(100, 69_899));
        Assert.Equal(0, after.Average(cell => (before[cell] - 2.1) * (before[cell + 1] - 2.1)), 0.005);
    }

    [Fact]
    public void DrawnDelaysAreTheSameOnAnyNumberOfThreads()
    {
        Raster Run(int threads) => new Network(7).Poisson(cells, 2000, 0.5, Synapse.Delta)
            .Connect(cells[37..900], cells[101..], Connectivity.Random(0.1), 0.1, Synapse.Delta, Delay.Uniform(0.3, 4))
            .Connect(cells, cells[..500], Connectivity.OutDegree(10), Weight.Uniform(0, 0.3), Synapse.Current(3), Delay.Uniform(0, 2))
            .Run(60, 0.1, [Record.Spikes(cells)], threads: threads).Spikes(cells);
        var (one, three) = (Run(1), Run(3));
        Assert.Equal(one.Times, three.Times);
        Assert.Equal(one.Cells, three.Cells);
    }

    [Fact]
    public void ManyPoissonDrivesAreIndependentOfTheNextPopulations()
    {
        var (first, second) = (Population.Of(neuron, 300), Population.Of(neuron, 64));
        var network = new Network(1);
        for (var k = 0; k < 300; k++)
        {
            network.Poisson(k < 254 ? first[k..(k + 1)] : first[..1], k == 256 ? 2000 : 0, 30, Synapse.Delta);
        }

        var run = network.Poisson(second, 2000, 30, Synapse.Delta).Run(200, 0.1, [Record.Spikes(first), Record.Spikes(second)]);
        Assert.NotEmpty(run.Spikes(first).Of(0).Times);
        Assert.NotEqual(run.Spikes(first).Of(0).Times, run.Spikes(second).Of(0).Times);
    }

    // A bit for every cell of a population of which few can be reached would be a waste.
    [Fact]
    public void SpikesAreCountedWhereMuchOfAPopulationIsReached()
    {
        bool IsCounted(Range targets, double probability) => new Projection(cells, cells[targets], Connectivity.Random(probability), 1, Synapse.Delta, 1).IsCounted;
        Assert.Equal([true, true, false, false], [IsCounted(.., 0.1), IsCounted(..130, 0.5), IsCounted(.., 0.05), IsCounted(..10, 1)]);
    }

    [Fact]
    public void AThousandSpikesAtOnceAreCounted()
    {
        var (many, few) = (Population.Of(neuron, 1000, _ => new(25)), Population.Of(neuron with { Vth = 1e6 }, 3));
        var pairs = Enumerable.Range(0, 3000).Where(k => k % 1000 <= 333 * (k / 1000 + 1)).Select(k => (k % 1000, k / 1000));
        var V = new Network(1).Connect(many, few, Connectivity.Pairs(pairs), 1, Synapse.Delta, delay: 0.1).Run(0.3, 0.1, [Record.States(few, [0, 1, 2], every: 0.1)]).States(few);
        Assert.Equal([334, 667, 1000], Enumerable.Range(0, 3).Select(cell => V["V", cell].Max()));
    }

    [Fact]
    public void WhatIsRecordedAgrees()
    {
        var run = Everything().Run(200, 0.1, [Record.Spikes(cells), Record.Spikes(cells[800..]), Record.Rate(cells, bin: 20)]);
        Assert.Equal(run.Spikes(cells).Times.Count, run.Counts(cells).ToArray().Sum());
        Assert.Equal(run.Spikes(cells).Times.Count, run.Rates(cells).Counts.Sum());
        Assert.Equal(run.Rate(cells), run.Rates(cells).Rate.Average(), 1e-9);
        Assert.Equal(run.Counts(cells[800..])[7], run.Spikes(cells[800..]).Of(7).Count);
        Assert.Equal(run.Spikes(cells).Of(807), run.Spikes(cells[800..]).Trains()[7]);
        Assert.Equal(10, run.Rates(cells).Time.Length);
        Assert.Contains("Record.Rate", Assert.Throws<ArgumentException>(() => run.Rates(cells[..3])).Message);
        var uneven = Everything().Run(200, 0.1, [Record.Rate(cells, bin: 60)]).Rates(cells);
        Assert.Equal([30, 90, 150, 190], uneven.Time, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(run.Rates(cells).Rate[^1], uneven.Rate[^1], 1e-9);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    public void RandomPairsAreAsManyAsTheirProbabilitySays(double probability)
    {
        var counts = Targets(Connectivity.Random(probability), Weight.FromDouble(1));
        Assert.Equal(probability * 300 * 400, counts.Sum(), 4 * Math.Sqrt(300 * 400 * probability * (1 - probability)) + 1e-9);
        var spread = 300 * probability * (1 - probability);
        Assert.Equal(spread, counts.Average(count => Math.Pow(count - 300 * probability, 2)), 4 * spread * Math.Sqrt(2.0 / 400) + 1e-9);
    }

    [Fact]
    public void DegreesAreKept()
    {
        Assert.Equal(300 * 10, Targets(Connectivity.OutDegree(10), 1.0).Sum());
        Assert.All(Targets(Connectivity.InDegree(7), 1.0), count => Assert.Equal(7, count));
        Assert.All(Targets(Connectivity.AllToAll, 1.0), count => Assert.Equal(300, count));
    }

    [Fact]
    public void WeightsHaveTheirDistribution()
    {
        Assert.Equal(300 * 0.3, Targets(Connectivity.AllToAll, Weight.Uniform(0.2, 0.4)).Average(), 4 * 0.2 / Math.Sqrt(12 * 300 * 400) * 300);
        Assert.Equal(300 * 0.5, Targets(Connectivity.AllToAll, Weight.Normal(0.5, 0.1)).Average(), 4 * 0.1 / Math.Sqrt(300 * 400) * 300);
        Assert.Equal(150, Targets(Connectivity.AllToAll, Weight.From(random => random.NextUniform())).Average(), 4 / Math.Sqrt(12 * 300 * 400) * 300);
    }

    [Fact]
    public void AMatrixHoldsTheWeightOntoItsRowFromItsColumn()
    {
        var weights = new double[400, 300];
        (weights[3, 7], weights[399, 299], weights[3, 8]) = (2, 5, 1);
        var reached = Targets(network => network.Connect(Clock, Targeted, weights, Synapse.Delta, delay: 0.1));
        Assert.Equal((3, 5, 8), (reached[3], reached[399], reached.Sum()));
    }

    [Fact]
    public void WhatCannotBeIsRefusedBeforeItStarts()
    {
        var network = new Network(1).Add(cells);
        static string Refused<TException>(Action act)
            where TException : ArgumentException => Assert.Throws<TException>(act).Message;
        Assert.Contains("-1 ms", Refused<ArgumentOutOfRangeException>(() => network.Connect(cells, cells, Connectivity.AllToAll, 1, Synapse.Delta, delay: -1)));
        Assert.Contains("weight of NaN was drawn", Refused<ArgumentException>(() => new Network(1).Connect(cells, cells, Connectivity.Random(0.01), Weight.From(_ => double.NaN), Synapse.Pulse).Run(1, 0.1)));
        Assert.Contains("conductances are not negative", Refused<ArgumentException>(() => new Network(1).Connect(cells, cells, Connectivity.Random(0.01), Weight.Normal(1, 1), Synapse.Conductance(5, 0)).Run(1, 0.1)));
        Assert.Contains("-2 ms", Refused<ArgumentOutOfRangeException>(() => Delay.Uniform(-2, 1)));
        Assert.Contains("shorter one first", Refused<ArgumentException>(() => Delay.Uniform(2, 1)));
        Assert.Contains("one delay, not 1 to 2 ms", Refused<ArgumentException>(() => network.Connect(cells, cells, Connectivity.Random(0.1), 1, Synapse.Delta, Delay.Uniform(1, 2), plasticity: (_, _) => null!)));
        Assert.Contains("0.05 ms is shorter than the step", Refused<ArgumentOutOfRangeException>(() => new Network(1).Connect(cells, cells, Connectivity.AllToAll, 1, Synapse.Delta, Delay.Uniform(0.05, 2)).Run(100, 0.1)));
        Assert.Contains("more than 65535 steps", Refused<ArgumentOutOfRangeException>(() => new Network(1).Connect(cells, cells, Connectivity.AllToAll, 1, Synapse.Delta, Delay.Uniform(1, 7000)).Run(100, 0.1)));
        Assert.Contains("3 × 5", Refused<ArgumentException>(() => network.Connect(cells[..5], cells[..4], new double[3, 5], Synapse.Delta)));
        Assert.Contains("cell 1 from cell 0", Refused<ArgumentException>(() => network.Connect(cells[..2], cells[..2], new[,] { { 0, 1 }, { double.NaN, 0 } }, Synapse.Delta)));
        Assert.Contains("negative", Refused<ArgumentException>(() => network.Connect(cells, cells, Connectivity.AllToAll, -1, Synapse.Conductance(5, -80))));
        Assert.Contains("negative", Refused<ArgumentException>(() => network.Connect(cells[..2], cells[..2], new[,] { { 0, 1 }, { -1.0, 0 } }, Synapse.Conductance(5, -80))));
        Assert.Contains("negative", Refused<ArgumentException>(() => network.Poisson(cells, 10, -1, Synapse.Conductance(5, -80))));
        Assert.Contains("size of -1", Refused<ArgumentOutOfRangeException>(() => network.Noise(cells, -1)));
        Assert.Contains("size of -2", Refused<ArgumentOutOfRangeException>(() => network.WhiteNoise(cells, -2)));
        Assert.Contains("between 3 and 1", Refused<ArgumentOutOfRangeException>(() => Weight.Uniform(3, 1)));
        Assert.Contains("deviation cannot be -1", Refused<ArgumentOutOfRangeException>(() => Weight.Normal(0, -1)));
        Assert.Contains("from 2 up to, not including, 2 ", Refused<ArgumentOutOfRangeException>(() => _ = cells[2..2]));
        Assert.Contains("from 3 up to, not including, 1001 ", Refused<ArgumentOutOfRangeException>(() => _ = cells[3..1001]));
        Assert.Contains("every Infinity ms", Refused<ArgumentOutOfRangeException>(() => Record.Rate(cells, double.PositiveInfinity)));
        Assert.Contains("every NaN ms", Refused<ArgumentOutOfRangeException>(() => Record.States(cells, [0], double.NaN)));
        Assert.Contains("1000000000 ms is more than", Refused<ArgumentOutOfRangeException>(() => new Network(1).Connect(cells, cells, Connectivity.AllToAll, 1, Synapse.Current(5), delay: 1e9).Run(10, 0.1)));
        Assert.Contains("without end", Refused<ArgumentException>(() => new Network(1).Add(Population.Of(new LeakyIntegrateAndFire { Vreset = -40 }, 3)).Run(10, 0.1)));
        Assert.Contains("(2, 1000)", Refused<ArgumentException>(() => network.Connect(cells, cells, Connectivity.Pairs((2, 1000)), 1, Synapse.Delta)));
        Assert.Contains("connect the targets in parts", Refused<ArgumentException>(() => network.Connect(cells, cells, Connectivity.InDegree(3_000_000), 1, Synapse.Delta)));
        Assert.Contains("1.5", Refused<ArgumentOutOfRangeException>(() => Connectivity.Random(1.5)));
        Assert.Contains("longer than the time constant 20", Refused<ArgumentOutOfRangeException>(() => network.Run(100, 25)));
        Assert.Contains("dt = 0", Refused<ArgumentOutOfRangeException>(() => network.Run(100, 0)));
        Assert.Contains("0 threads", Refused<ArgumentOutOfRangeException>(() => network.Run(100, 0.1, threads: 0)));
        Assert.Contains("not in this network", Refused<ArgumentException>(() => network.Run(100, 0.1, [Record.Spikes(Population.Of(neuron, 3))])));
        Assert.Contains("cell 1000", Refused<ArgumentOutOfRangeException>(() => Record.States(cells, [1000])));
        Assert.Contains("0.05 ms is shorter", Refused<ArgumentOutOfRangeException>(() => new Network(1).Connect(cells, cells, Connectivity.AllToAll, 1, Synapse.Current(5), delay: 0.05).Run(10, 0.1)));
        Assert.Contains("delay of 0 ms", Refused<ArgumentOutOfRangeException>(() => new Network(1).Connect(cells, cells, Connectivity.AllToAll, 1, Synapse.Delta).Run(10, 0.1)));
        Assert.Contains("constant 0.05", Refused<ArgumentOutOfRangeException>(() => new Network(1).Connect(cells, cells, Connectivity.AllToAll, 1, Synapse.Current(0.05)).Run(10, 0.1)));
        var huge = Population.Of(neuron, 10_000_000);
        Assert.Contains("GB", Refused<ArgumentException>(() => new Network(1).Connect(huge, huge, Connectivity.Random(0.01), Weight.Uniform(0, 1), Synapse.Delta, 1).Run(1, 0.1)));
        Assert.Contains("empty", Assert.Throws<InvalidOperationException>(() => new Network(1).Run(1, 0.1)).Message);
    }

    [Fact]
    public void ALongRunTellsHowFarItIsAndCanBeStopped()
    {
        using var source = new CancellationTokenSource();
        var heard = new List<double>();
        var squids = Population.Of(HodgkinHuxley.SquidAxon, 100);
        Assert.Throws<OperationCanceledException>(() => new Network(1).Add(squids).Run(1e9, 0.01, threads: 2, progress: new Told(fraction =>
        {
            heard.Add(fraction);
            source.Cancel();
        }), cancellation: Expiring(source)));
        heard.Clear();
        new Network(1).Add(squids).Run(200, 0.01, progress: new Told(heard.Add));
        Assert.Equal(1, heard[^1]);
        Assert.Equal(heard.Order(), heard);
        Assert.InRange(heard.Count, 10, 101);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ACellThatRunsAwayIsNamedAndNotTakenForASilentOne(bool singlePrecision)
    {
        var leaky = Population.Of(new LeakyIntegrateAndFire(), 20);
        var message = Assert.Throws<InvalidOperationException>(() => new Network(1).Current(leaky, k => k == 7 ? -1e308 : 0).Run(5, 0.1, singlePrecision: singlePrecision)).Message;
        Assert.Contains("Cell 7 of 20 × LeakyIntegrateAndFire", message);
        Assert.Contains("shorter than 0.1 ms", message);
    }

    private static CancellationToken Expiring(CancellationTokenSource source)
    {
        source.CancelAfter(100);
        return source.Token;
    }

    private static Network Everything(long seed = 1) => new Network(seed)
        .Connect(cells[..800], cells, Connectivity.Random(0.1), 0.2, Synapse.Delta, delay: 1.5)
        .Connect(cells[800..], cells, Connectivity.OutDegree(100), Weight.Uniform(-2, 0), Synapse.Current(5), delay: 0.8)
        .Connect(cells[100..300], cells[250..], Connectivity.InDegree(20), 0.01, Synapse.Conductance(4, 60), delay: 0.5)
        .Poisson(cells, 20, 0.2, Synapse.Delta, sources: 500)
        .Noise(cells[..900], 5)
        .Current(cells, k => 0.01 * k);

    // Every source fires once; what it sends stays in the potential of its target, which has no leak to speak of.
    private static Population Clock { get; } = Population.Of(neuron, 300, _ => new(19.999));

    private static Population Targeted { get; } = Population.Of(neuron with { tau = 1e12, Vth = 1e9 }, 400);

    private static double[] Targets(Connectivity connectivity, Weight weight) => Targets(network => network.Connect(Clock, Targeted, connectivity, weight, Synapse.Delta, delay: 0.1));

    private static double[] Targets(Func<Network, Network> connect)
    {
        var run = connect(new Network(4).Current(Clock, 100)).Run(1, 0.1, [Record.States(Targeted, Enumerable.Range(0, 400))]);
        Assert.All(run.Counts(Clock).ToArray(), count => Assert.Equal(1, count));
        return [.. Enumerable.Range(0, 400).Select(cell => Math.Round(run.States(Targeted)["V", cell][^1], 9))];
    }

    private sealed class Told(Action<double> act) : IProgress<double>
    {
        public void Report(double value) => act(value);
    }
}
