using System.Numerics;
using System.Runtime.ExceptionServices;
using CompNeuro.Maths;

namespace CompNeuro.Simulation;

/// <summary>
/// The synapses of a projection in compressed rows, one for each presynaptic cell, in which those onto the cells of each thread lie together. The rows lie in chunks that are built side by side.
/// </summary>
/// <typeparam name="E">The numbers of the weights.</typeparam>
internal sealed unsafe class Rows<E>
    where E : unmanaged, IFloatingPointIeee754<E>
{
    private readonly Chunk[] chunks;
    private readonly int shift, threads;
    private readonly int[] edges;

    /// <param name="projection">The connection.</param>
    /// <param name="random">Its random numbers.</param>
    /// <param name="step">ms.</param>
    /// <param name="borders">Where in the target population the cells of each thread begin, and after the last where they end.</param>
    public Rows(Projection projection, CellRandom random, double step, int[] borders)
    {
        var (sources, targets) = (projection.Source.Count, projection.Target.Count);
        threads = borders.Length - 1;
        IsNarrow = targets <= ushort.MaxValue + 1;
        IsComplete = projection.Connectivity.IsComplete && projection.Plasticity is null && !projection.Delay.IsDrawn;
        HasDelays = projection.Delay.IsDrawn;
        Weight = projection.Weight is Weight.Same same && projection.Plasticity is null ? E.CreateChecked(same.Value) : null;
        var perRow = projection.Connectivity.Expected(sources, targets) / sources;
        shift = Math.Clamp(BitOperations.Log2((uint)(4_000_000 / (perRow + 1))), 4, 16);
        chunks = new Chunk[(sources + (1 << shift) - 1) >> shift];
        var connectivity = projection.Connectivity.For(sources, targets, random);
        Bits = projection.IsCounted ? new(projection, borders) : null;
        edges = [.. borders.Select(border => Math.Clamp(border - projection.Target.Start, 0, targets))];
        try
        {
            Parallel.For(0, chunks.Length, chunk => chunks[chunk] = Build(projection, connectivity, random, step, chunk << shift, Math.Min(sources, (chunk + 1) << shift)));
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }

    /// <summary>Whether targets are numbers of 16 bits, not 32.</summary>
    public bool IsNarrow { get; }

    /// <summary>Whether every cell reaches every cell, so that the targets need no list.</summary>
    public bool IsComplete { get; }

    /// <summary>Whether each synapse has a delay of its own.</summary>
    public bool HasDelays { get; }

    /// <summary>What is not listed, if spikes are counted.</summary>
    public PairBits? Bits { get; }

    /// <summary>The weight of all, if it is the same.</summary>
    public E? Weight { get; }

    /// <summary>The cells of a thread in this projection's stretch of the target population.</summary>
    public Range Served(int thread) => edges[thread]..edges[thread + 1];

    /// <summary>The synapses of a cell onto the cells of a thread: where in the lists of the chunk they lie.</summary>
    public ref readonly Chunk Find(int source, int thread, out nint start, out nint end)
    {
        ref readonly var chunk = ref chunks[source >> shift];
        var at = chunk.Starts.Pointer + (source & ((1 << shift) - 1)) * threads + thread;
        (start, end) = ((nint)at[0], (nint)at[1]);
        return ref chunk;
    }

    private Chunk Build(Projection projection, Connectivity connectivity, CellRandom random, double step, int from, int to)
    {
        var (list, starts) = (new TargetList(), new AlignedMemory<uint>((long)(to - from) * threads + 1));
        var estimate = (int)Math.Min(int.MaxValue / 2, 1.05 * projection.Connectivity.Expected(projection.Source.Count, projection.Target.Count) * (to - from) / projection.Source.Count + 64);
        var targets = new Growing<int>(estimate);
        var weights = new Growing<E>(Weight is null ? estimate : 0);
        var delays = new Growing<ushort>(HasDelays ? estimate : 0);
        var (drawn, drawnDelays) = (Array.Empty<E>(), Array.Empty<ushort>());
        for (var source = from; source < to; source++)
        {
            list.Count = 0;
            connectivity.List(source, projection.Target.Count, random, list);
            Bits?.Take(source, list);
            if (Weight is null)
            {
                Array.Resize(ref drawn, Math.Max(drawn.Length, list.Count));
                Draw(projection, random, source, list.Targets, drawn);
            }

            if (HasDelays)
            {
                Array.Resize(ref drawnDelays, Math.Max(drawnDelays.Length, list.Count));
                Draw(projection.Delay, random, source, step, drawnDelays.AsSpan(0, list.Count));
            }

            for (var thread = 0; thread < threads; thread++)
            {
                starts.Pointer[(source - from) * threads + thread] = (uint)targets.Count;
                if (threads == 1)
                {
                    list.Targets.CopyTo(targets.Add(list.Count));
                    if (Weight is null)
                    {
                        drawn.AsSpan(0, list.Count).CopyTo(weights.Add(list.Count));
                    }

                    if (HasDelays)
                    {
                        drawnDelays.AsSpan(0, list.Count).CopyTo(delays.Add(list.Count));
                    }

                    continue;
                }

                var (low, high) = (edges[thread], edges[thread + 1]);
                var place = targets.Room(list.Count);
                var weightPlace = weights.Room(Weight is null ? list.Count : 0);
                var delayPlace = delays.Room(HasDelays ? list.Count : 0);
                var count = 0;
                for (var i = 0; i < list.Count; i++)
                {
                    var target = list.Targets[i];
                    place[count] = target;
                    if (Weight is null)
                    {
                        weightPlace[count] = drawn[i];
                    }

                    if (HasDelays)
                    {
                        delayPlace[count] = drawnDelays[i];
                    }

                    count += target >= low && target < high ? 1 : 0;
                }

                targets.Count += count;
                weights.Count += Weight is null ? count : 0;
                delays.Count += HasDelays ? count : 0;
            }
        }

        starts.Pointer[(to - from) * threads] = (uint)targets.Count;
        return new(starts, IsNarrow && !IsComplete ? targets.Narrow() : null, IsNarrow || IsComplete ? null : targets.Exact(), Weight is null ? weights.Exact() : null, HasDelays ? delays.Exact() : null);
    }

    private static void Draw(Projection projection, CellRandom random, int source, ReadOnlySpan<int> targets, Span<E> weights)
    {
        switch (projection.Weight)
        {
            case Weight.Same same:
                weights[..targets.Length].Fill(E.CreateChecked(same.Value));
                break;
            case Weight.Even even:
                var words = stackalloc uint[CellRandom.Group];
                var (low, width) = (E.CreateChecked(even.Low), E.CreateChecked(even.Width / (1L << 32)));
                for (var i = 0; i < targets.Length; i++)
                {
                    if (i % CellRandom.Group == 0)
                    {
                        random.Fill(words, (1u << 27) + (uint)(i / CellRandom.Group), source);
                    }

                    weights[i] = low + width * E.CreateTruncating(words[i % CellRandom.Group]);
                }

                break;
            case Weight.Drawn drawn:
                var numbers = new RandomNumbers(projection.Seed, ((long)projection.Stream << 32) + source);
                for (var i = 0; i < targets.Length; i++)
                {
                    weights[i] = E.CreateChecked(Possible(drawn.Draw(numbers), projection.Synapse));
                }

                break;
            case Weight.Matrix matrix:
                for (var i = 0; i < targets.Length; i++)
                {
                    weights[i] = E.CreateChecked(matrix.Weights[targets[i], source]);
                }

                break;
        }
    }

    private static double Possible(double weight, Synapse synapse) => !double.IsFinite(weight) || weight < 0 && synapse.IsConductance
        ? throw new ArgumentException($"A weight of {weight} was drawn: weights are finite numbers, and conductances are not negative.")
        : weight;

    private static void Draw(Delay delay, CellRandom random, int source, double step, Span<ushort> delays)
    {
        var words = stackalloc uint[CellRandom.Group];
        for (var i = 0; i < delays.Length; i++)
        {
            if (i % CellRandom.Group == 0)
            {
                random.Fill(words, (1u << 26) + (uint)(i / CellRandom.Group), source);
            }

            delays[i] = (ushort)Math.Round((delay.Shortest + (delay.Longest - delay.Shortest) * (words[i % CellRandom.Group] / 4294967296.0)) / step);
        }
    }

    /// <summary>Some rows: where each begins for each thread, its targets unless they are all cells, its weights and delays unless all are the same.</summary>
    internal readonly record struct Chunk(AlignedMemory<uint> Starts, AlignedMemory<ushort>? Narrow, AlignedMemory<int>? Wide, AlignedMemory<E>? Weights, AlignedMemory<ushort>? Delays)
    {
        /// <summary>The targets, in numbers of the width that they have here.</summary>
        public TIndex* Targets<TIndex>()
            where TIndex : unmanaged => typeof(TIndex) == typeof(ushort) ? (TIndex*)Narrow!.Pointer : (TIndex*)Wide!.Pointer;
    }
}
