using System.Numerics.Tensors;

namespace CompNeuro.Simulation;

/// <summary>A list in memory that becomes <see cref="AlignedMemory{T}"/> when it is complete.</summary>
internal sealed class Growing<T>(int capacity)
    where T : unmanaged
{
    private AlignedMemory<T> memory = new(capacity);

    public int Count { get; set; }

    /// <summary>Where the next so many go.</summary>
    public Span<T> Room(int more)
    {
        if (Count + more > memory.Count)
        {
            var larger = new AlignedMemory<T>(Math.Max(Count + more, 2 * memory.Count));
            memory.Span[..Count].CopyTo(larger.Span);
            memory = larger;
        }

        return memory.Span.Slice(Count, more);
    }

    public Span<T> Add(int more)
    {
        var room = Room(more);
        Count += more;
        return room;
    }

    /// <summary>What is in it, in no more memory than it needs.</summary>
    public AlignedMemory<T> Exact()
    {
        if (memory.Count < Count + Count / 8 + 64)
        {
            return memory;
        }

        var exact = new AlignedMemory<T>(Count);
        memory.Span[..Count].CopyTo(exact.Span);
        return exact;
    }
}

internal static class GrowingTargets
{
    /// <summary>Numbers that fit in 16 bits, in 16 bits.</summary>
    public static AlignedMemory<ushort> Narrow(this Growing<int> targets)
    {
        var narrow = new AlignedMemory<ushort>(targets.Count);
        TensorPrimitives.ConvertTruncating<int, ushort>(targets.Exact().Span[..targets.Count], narrow.Span);
        return narrow;
    }
}
