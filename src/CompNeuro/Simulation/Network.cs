using System.Runtime.Intrinsics;
using CompNeuro.Maths;

namespace CompNeuro.Simulation;

/// <summary>
/// Populations of neurons, how they are connected and what drives them:
/// <code>
/// var cells = Population.Of(neuron, 4000);
/// var network = new Network(seed: 1)
///     .Connect(cells[..3200], cells, Connectivity.Random(0.02), weight: 0.6, Synapse.Conductance(tau: 5, reversal: 0))
///     .Connect(cells[3200..], cells, Connectivity.Random(0.02), weight: 6.7, Synapse.Conductance(tau: 10, reversal: -80));
/// var run = network.Run(duration: 1000, dt: 0.1, [Record.Spikes(cells)]);
/// </code>
/// </summary>
/// <remarks>
/// Time goes in steps. In each, synaptic currents and noise flow and every cell follows its equations; then voltages jump that are to jump at the end of the step, and a cell that has
/// reached its threshold fires there. A spike fired at t arrives at t + delay. The same seed gives the same spikes, bit for bit, whatever the machine and the number of threads.
/// </remarks>
/// <param name="seed">Any number.</param>
public sealed class Network(long seed)
{
    private const uint StreamsEach = 1 << 16;

    private readonly List<Part> parts = [];
    private readonly List<Projection> projections = [];

    /// <summary>Takes in a population; those that are connected or driven are in it already.</summary>
    public Network Add(Population population)
    {
        Of(population);
        return this;
    }

    /// <summary>Connects two populations.</summary>
    /// <param name="source">The presynaptic cells.</param>
    /// <param name="target">The postsynaptic cells.</param>
    /// <param name="connectivity">Who is connected to whom.</param>
    /// <param name="weight">In the unit of the synapse.</param>
    /// <param name="synapse">What a spike does.</param>
    /// <param name="delay">ms, rounded to a whole number of steps, or <see cref="Delay.Uniform"/>; 0, also if none is given, acts on the very next step, which a synapse that makes the voltage jump cannot.</param>
    /// <param name="shortTerm">Makes the rule of short-term plasticity for so many presynaptic cells.</param>
    /// <param name="plasticity">Makes the rule of long-term plasticity for so many presynaptic and postsynaptic cells.</param>
    public Network Connect(
        Population source,
        Population target,
        Connectivity connectivity,
        Weight weight,
        Synapse synapse,
        Delay? delay = null,
        Func<int, IShortTermPlasticity>? shortTerm = null,
        Func<int, int, ISynapticPlasticity>? plasticity = null)
    {
        ArgumentNullException.ThrowIfNull(connectivity);
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(synapse);
        Of(source);
        Of(target);
        delay ??= 0;
        if (plasticity is not null && delay.IsDrawn)
        {
            throw new ArgumentException($"Plastic synapses have one delay, not {delay}: connect them in parts.", nameof(delay));
        }

        CheckSign(synapse, weight is Weight.Same { Value: < 0 } or Weight.Even { Low: < 0 });

        connectivity.Check(source.Count, target.Count);
        projections.Add(new(source, target, connectivity, weight, synapse, delay)
        {
            Seed = seed,
            Stream = (uint)(projections.Count + 1) * StreamsEach,
            ShortTerm = shortTerm,
            Plasticity = plasticity,
        });
        return this;
    }

    /// <summary>Connects two populations by a matrix: <c>weights[i, j]</c> is the weight onto cell i of the target from cell j of the source, 0 for no synapse.</summary>
    /// <inheritdoc cref="Connect(Population, Population, Connectivity, Weight, Synapse, Delay, Func{int, IShortTermPlasticity}?, Func{int, int, ISynapticPlasticity}?)"/>
    public Network Connect(Population source, Population target, double[,] weights, Synapse synapse, Delay? delay = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.GetLength(0) != target.Count || weights.GetLength(1) != source.Count)
        {
            throw new ArgumentException(
                $"A matrix of {weights.GetLength(0)} × {weights.GetLength(1)} weights does not connect {source.Count} cells to {target.Count}: it needs one row for each target and one column for each source, {target.Count} × {source.Count}.",
                nameof(weights));
        }

        var pairs = new List<(int, int)>();
        for (var i = 0; i < target.Count; i++)
        {
            for (var j = 0; j < source.Count; j++)
            {
                if (!double.IsFinite(weights[i, j]))
                {
                    throw new ArgumentException($"The weight onto cell {i} from cell {j} is {weights[i, j]}: weights are finite numbers.", nameof(weights));
                }

                CheckSign(synapse, weights[i, j] < 0);
                if (weights[i, j] != 0)
                {
                    pairs.Add((j, i));
                }
            }
        }

        return Connect(source, target, Connectivity.Pairs(pairs), new Weight.Matrix(weights), synapse, delay);
    }

    /// <summary>Gives every cell a constant input, in the model's unit.</summary>
    public Network Current(Population target, double current) => Current(target, _ => current);

    /// <summary>Gives every cell a constant input of its own, in the model's unit.</summary>
    /// <param name="target">The cells.</param>
    /// <param name="current">The input of cell k of these.</param>
    public Network Current(Population target, Func<int, double> current)
    {
        ArgumentNullException.ThrowIfNull(current);
        Fill(Of(target).Current, target, current, "The input of cell");
        return this;
    }

    /// <summary>Adds to the input a normal number drawn afresh for every cell and step.</summary>
    /// <param name="target">The cells.</param>
    /// <param name="sd">Its standard deviation, in the model's unit of input.</param>
    public Network Noise(Population target, double sd)
    {
        Fill(Of(target).Noise, target, _ => NotNegative(sd, nameof(sd)), "The noise of cell");
        return this;
    }

    /// <summary>Adds to the input white noise, whose size does not depend on the step: a normal number for every cell and step of standard deviation <paramref name="intensity"/>/√dt.</summary>
    /// <param name="target">The cells.</param>
    /// <param name="intensity">In the model's unit of input times √ms.</param>
    public Network WhiteNoise(Population target, double intensity)
    {
        Fill(Of(target).WhiteNoise, target, _ => NotNegative(intensity, nameof(intensity)), "The noise of cell");
        return this;
    }

    /// <summary>Sends every cell spikes of its own, at random times.</summary>
    /// <param name="target">The cells.</param>
    /// <param name="rate">The rate of each source, Hz.</param>
    /// <param name="weight">In the unit of the synapse.</param>
    /// <param name="synapse">What a spike does.</param>
    /// <param name="sources">How many sources each cell has.</param>
    public Network Poisson(Population target, double rate, double weight, Synapse synapse, int sources = 1)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        if (!(rate >= 0 && sources > 0 && double.IsFinite(rate) && double.IsFinite(weight)))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, $"{sources} sources cannot fire at {rate} Hz with weight {weight}: give a rate of 0 or more, finite numbers and at least one source.");
        }

        CheckSign(synapse, weight < 0);
        Of(target).Poisson.Add((target, rate * sources, weight, synapse));
        return this;
    }

    /// <summary>Runs the network from t = 0.</summary>
    /// <param name="duration">How long, ms.</param>
    /// <param name="dt">The step, ms.</param>
    /// <param name="record">What to keep besides the number of spikes of every cell.</param>
    /// <param name="singlePrecision">Whether to calculate with numbers of 32 bits, not 64: half the memory and about twice as fast, and right to six digits in every step.</param>
    /// <param name="threads">How many threads; if not given, as many as pay. The result is the same.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Asked from time to time.</param>
    /// <exception cref="ArgumentException">Something does not fit: the message says what.</exception>
    public NetworkRun Run(
        double duration,
        double dt,
        IEnumerable<Record>? record = null,
        bool singlePrecision = false,
        int? threads = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        var plan = new NetworkPlan(seed, parts, projections, duration, dt, [.. record ?? []], threads);
        plan.Check(singlePrecision ? sizeof(float) : sizeof(double));
        return (singlePrecision, Vector512.IsHardwareAccelerated) switch
        {
            (true, true) => new Engine<Lanes512<float>, float>(plan).Run(progress, cancellation),
            (true, false) => new Engine<Lanes<float>, float>(plan).Run(progress, cancellation),
            (_, true) => new Engine<Lanes512<double>, double>(plan).Run(progress, cancellation),
            _ => new Engine<Lanes<double>, double>(plan).Run(progress, cancellation),
        };
    }

    private Part Of(Population population)
    {
        ArgumentNullException.ThrowIfNull(population);
        var part = parts.Find(part => part.Model == population.Model);
        if (part is null)
        {
            parts.Add(part = new(population.Model));
        }

        return part;
    }

    private static double NotNegative(double size, string name) => size < 0
        ? throw new ArgumentOutOfRangeException(name, size, $"Noise cannot have a size of {size}: give 0 or a positive number.")
        : size;

    private static void CheckSign(Synapse synapse, bool negative)
    {
        if (negative && synapse.IsConductance)
        {
            throw new ArgumentException("A conductance cannot be negative: give a positive weight, and for inhibition a reversal potential below rest.");
        }
    }

    private static void Fill(double[] values, Population target, Func<int, double> value, string what)
    {
        for (var k = 0; k < target.Count; k++)
        {
            values[target.Start + k] = value(k) is var number && double.IsFinite(number)
                ? number
                : throw new ArgumentException($"{what} {k} is {number}: give a finite number.");
        }
    }

    /// <summary>A whole population and what drives it.</summary>
    internal sealed class Part(PopulationModel model)
    {
        public PopulationModel Model => model;

        public double[] Current { get; } = new double[model.Count];

        public double[] Noise { get; } = new double[model.Count];

        public double[] WhiteNoise { get; } = new double[model.Count];

        public List<(Population Target, double Rate, double Weight, Synapse Synapse)> Poisson { get; } = [];
    }
}
