using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompNeuro.Simulation;

/// <summary>Brings the spikes of a projection's source to the cells that one thread serves.</summary>
internal sealed unsafe class Delivery<E>(Projection projection, Rows<E> rows, Cells cells, int receptor, double step, int thread)
    where E : unmanaged, IFloatingPointIeee754<E>
{
    // So many spikes ahead the synapses are fetched, in lines of 64 bytes up to a limit.
    private const int Ahead = 4, Line = 64, Farthest = 16 * Line;

    private readonly int first = projection.Source.Start, last = projection.Source.End, delay = projection.ShortestDelay(step), longest = projection.LongestDelay(step);
    private readonly IShortTermPlasticity? shortTerm = projection.ShortTerm?.Invoke(projection.Source.Count);
    private readonly nint[] slots = new nint[rows.HasDelays ? projection.LongestDelay(step) + 1 : 0];
    private readonly List<int> counted = [];
    private readonly AlignedMemory<Vector256<ulong>>? planes = rows.Bits?.Planes(thread);
    private readonly PlasticSynapses<E>? plastic = projection.Plasticity is null ? null : new(projection, rows, step, thread);

    /// <summary>The spikes of a step, or of those of its cells that one thread serves.</summary>
    /// <param name="spikes">The cells of the source population that fired, ascending.</param>
    /// <param name="time">At the end of which step they did.</param>
    public void Deliver(ReadOnlySpan<int> spikes, long time)
    {
        if (spikes.IsEmpty || spikes[0] >= last || spikes[^1] < first)
        {
            return;
        }

        spikes = Within(spikes);
        var ring = (E*)cells.Arriving(receptor, time + delay) + projection.Target.Start;
        if (rows.Bits is not null)
        {
            counted.AddRange(spikes);
        }

        if (plastic is not null)
        {
            plastic.Deliver(spikes, first, time, ring);
        }
        else if (rows.IsComplete)
        {
            All(spikes, time, ring);
        }
        else if (rows.HasDelays && rows.IsNarrow)
        {
            EachInItsTime<ushort>(spikes, time);
        }
        else if (rows.HasDelays)
        {
            EachInItsTime<int>(spikes, time);
        }
        else if (rows.IsNarrow)
        {
            Each<ushort>(spikes, time, ring);
        }
        else
        {
            Each<int>(spikes, time, ring);
        }
    }

    /// <summary>Ends a step: there are no more spikes of it.</summary>
    public void EndStep(long time)
    {
        if (counted.Count > 0)
        {
            rows.Bits!.Add(CollectionsMarshal.AsSpan(counted), first, thread, planes!, rows.Weight!.Value, (E*)cells.Arriving(receptor, time + delay));
            counted.Clear();
        }
    }

    /// <summary>Spikes of the thread's own cells, for plastic synapses.</summary>
    public void Postsynaptic(ReadOnlySpan<int> spikes, long time) => plastic?.Postsynaptic(spikes, projection.Target, time);

    private ReadOnlySpan<int> Within(ReadOnlySpan<int> spikes)
    {
        if (spikes[0] >= first && spikes[^1] < last)
        {
            return spikes;
        }

        var from = spikes.BinarySearch(first);
        var to = spikes.BinarySearch(last);
        return spikes[(from < 0 ? ~from : from)..(to < 0 ? ~to : to)];
    }

    private void All(ReadOnlySpan<int> spikes, long time, E* ring)
    {
        var targets = rows.Served(thread);
        var arriving = new Span<E>(ring + targets.Start.Value, targets.End.Value - targets.Start.Value);
        foreach (var spike in spikes)
        {
            var factor = Factor(spike - first, time);
            ref readonly var chunk = ref rows.Find(spike - first, thread, out var start, out _);
            if (chunk.Weights is null)
            {
                TensorPrimitives.Add(arriving, rows.Weight!.Value * factor, arriving);
            }
            else
            {
                TensorPrimitives.MultiplyAdd(new ReadOnlySpan<E>(chunk.Weights.Pointer + start, arriving.Length), factor, arriving, arriving);
            }
        }
    }

    private E Factor(int source, long time) => shortTerm is null ? E.One : E.CreateChecked(shortTerm.Efficacy(source, time * step));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Each<TIndex>(ReadOnlySpan<int> spikes, long time, E* ring)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var same = rows.Weight ?? E.One;
        for (var k = 0; k < spikes.Length; k++)
        {
            if (k + Ahead < spikes.Length)
            {
                ref readonly var next = ref rows.Find(spikes[k + Ahead] - first, thread, out var begin, out var stop);
                Fetch(next.Targets<TIndex>() + begin, next.Targets<TIndex>() + stop);
                if (next.Weights is not null)
                {
                    Fetch(next.Weights.Pointer + begin, next.Weights.Pointer + stop);
                }
            }

            var source = spikes[k] - first;
            var factor = Factor(source, time);
            ref readonly var chunk = ref rows.Find(source, thread, out var start, out var end);
            if (chunk.Weights is null)
            {
                Add(chunk.Targets<TIndex>() + start, chunk.Targets<TIndex>() + end, same * factor, ring);
            }
            else
            {
                Add(chunk.Targets<TIndex>() + start, chunk.Targets<TIndex>() + end, chunk.Weights.Pointer + start, factor, ring);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EachInItsTime<TIndex>(ReadOnlySpan<int> spikes, long time)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (var steps = delay; steps <= longest; steps++)
        {
            slots[steps] = (nint)((E*)cells.Arriving(receptor, time + steps) + projection.Target.Start);
        }

        var same = rows.Weight ?? E.One;
        foreach (var spike in spikes)
        {
            var factor = Factor(spike - first, time);
            ref readonly var chunk = ref rows.Find(spike - first, thread, out var start, out var end);
            for (var k = start; k < end; k++)
            {
                ((E*)slots[chunk.Delays!.Pointer[k]])[At(chunk.Targets<TIndex>() + k)] += factor * (chunk.Weights is null ? same : chunk.Weights.Pointer[k]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(void* from, void* to)
    {
        if (Sse.IsSupported)
        {
            for (var line = (byte*)from; line < to && line < (byte*)from + Farthest; line += Line)
            {
                Sse.Prefetch0(line);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TIndex>(TIndex* target, TIndex* end, E weight, E* ring)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (; target + 4 <= end; target += 4)
        {
            ring[At(target)] += weight;
            ring[At(target + 1)] += weight;
            ring[At(target + 2)] += weight;
            ring[At(target + 3)] += weight;
        }

        for (; target < end; target++)
        {
            ring[At(target)] += weight;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TIndex>(TIndex* target, TIndex* end, E* weight, E factor, E* ring)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (; target + 4 <= end; target += 4, weight += 4)
        {
            ring[At(target)] += weight[0] * factor;
            ring[At(target + 1)] += weight[1] * factor;
            ring[At(target + 2)] += weight[2] * factor;
            ring[At(target + 3)] += weight[3] * factor;
        }

        for (; target < end; target++, weight++)
        {
            ring[At(target)] += *weight * factor;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint At<TIndex>(TIndex* index)
        where TIndex : unmanaged => typeof(TIndex) == typeof(ushort) ? *(ushort*)index : *(uint*)index;
}
