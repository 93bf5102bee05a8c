using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompNeuro.Simulation;

/// <summary>
/// Which cells of a dense connection reach which, one bit for each pair: no larger than a list of targets, and the spikes of a step are counted for 256 cells at a time, by the bits of their counts.
/// </summary>
internal sealed unsafe class PairBits
{
    /// <summary>From this share of all pairs on, bits take no more memory than a list.</summary>
    public const double LeastDensity = 1.0 / 16;

    // Spikes a cell below which it is quicker to go from one bit to the next.
    private const double LeastCounted = 0.25;

    private const int Width = 256, RowsAtOnce = 8;

    // For every byte its eight bits, each in a byte.
    private static readonly ulong[] bytesOf = [.. Enumerable.Range(0, 256).Select(bits => Enumerable.Range(0, 8).Aggregate(0UL, (bytes, bit) => bytes | (ulong)(bits >> bit & 1) << 8 * bit))];

    private readonly AlignedMemory<Vector256<ulong>> memory;
    private readonly int[] borders, offsets;
    private readonly int sources, start;
    private readonly double density;

    /// <param name="projection">The connection.</param>
    /// <param name="borders">Where in the target population the cells of each thread begin, and after the last where they end.</param>
    public PairBits(Projection projection, int[] borders)
    {
        (sources, start, density, this.borders) = (projection.Source.Count, projection.Target.Start, projection.Density, borders);
        offsets = new int[borders.Length];
        for (var thread = 0; thread < borders.Length - 1; thread++)
        {
            offsets[thread + 1] = offsets[thread] + (borders[thread + 1] - borders[thread] + Width - 1) / Width;
        }

        // A row of zeros at the end stands in where fewer rows are left than are counted at once.
        memory = new((sources + 1L) * offsets[^1]);
    }

    /// <summary>Takes the targets of a cell over, and leaves in the list those that it reaches a second time.</summary>
    public void Take(int source, TargetList list)
    {
        var row = (ulong*)(memory.Pointer + (long)source * offsets[^1]);
        var kept = 0;
        foreach (var target in list.Targets)
        {
            var cell = start + target;
            var thread = 0;
            while (cell >= borders[thread + 1])
            {
                thread++;
            }

            var at = offsets[thread] * Width + cell - borders[thread];
            ref var word = ref row[at / 64];
            if ((word >> at & 1) != 0)
            {
                list.Keep(kept++, target);
            }

            word |= 1UL << at;
        }

        list.Count = kept;
    }

    /// <summary>Adds to each of a thread's cells the weight as often as spikes reach it.</summary>
    /// <param name="fired">The cells that fired, counted in the source population.</param>
    /// <param name="from">Where in that the projection's cells begin.</param>
    /// <param name="thread">The thread.</param>
    /// <param name="planes">Room for the counts, <see cref="Planes"/>.</param>
    /// <param name="weight">Of every synapse.</param>
    /// <param name="ring">Where the weights go, one number for each cell of the population.</param>
    public void Add<E>(ReadOnlySpan<int> fired, int from, int thread, AlignedMemory<Vector256<ulong>> planes, E weight, E* ring)
        where E : unmanaged, IFloatingPointIeee754<E>
    {
        var (vectors, first, last) = (Vectors(thread), borders[thread], borders[thread + 1]);
        if (fired.Length * density < LeastCounted)
        {
            foreach (var source in fired)
            {
                Walk((ulong*)Row(source - from, thread), (last - first) / 64, weight, ring + first);
            }

            return;
        }

        var digits = Digits(fired.Length);
        planes.Span[..(vectors * digits)].Clear();
        var rows = stackalloc Vector256<ulong>*[RowsAtOnce];
        for (var k = 0; k < fired.Length; k += RowsAtOnce)
        {
            for (var i = 0; i < RowsAtOnce; i++)
            {
                rows[i] = Row(k + i < fired.Length ? fired[k + i] - from : sources, thread);
            }

            Count(rows, planes.Pointer, vectors, digits);
        }

        Spread((byte*)planes.Pointer, vectors * sizeof(Vector256<ulong>), digits, weight, ring + first, last - first);
    }

    /// <summary>Room for the counts of a thread: a bit of each cell's count lies in one plane.</summary>
    public AlignedMemory<Vector256<ulong>> Planes(int thread) => new(Vectors(thread) * Digits(sources));

    private static int Digits(int spikes) => Math.Max(BitOperations.Log2(RowsAtOnce), BitOperations.Log2((uint)spikes) + 1);

    private int Vectors(int thread) => offsets[thread + 1] - offsets[thread];

    private Vector256<ulong>* Row(int source, int thread) => memory.Pointer + (long)source * offsets[^1] + offsets[thread];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Walk<E>(ulong* row, int words, E weight, E* ring)
        where E : unmanaged, IFloatingPointIeee754<E>
    {
        for (nint i = 0; i < words; i++)
        {
            for (var word = row[i]; word != 0; word &= word - 1)
            {
                ring[64 * i + BitOperations.TrailingZeroCount(word)] += weight;
            }
        }
    }

    // Eight rows at once: full adders turn them into ones, twos, fours and eights (Harley and Seal; Warren, Hacker's Delight, 2nd ed., 2012, §5-1), and the eights are carried on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(Vector256<ulong>** rows, Vector256<ulong>* planes, nint vectors, int digits)
    {
        Vector256<ulong>* a = rows[0], b = rows[1], c = rows[2], d = rows[3], e = rows[4], f = rows[5], g = rows[6], h = rows[7];
        for (nint i = 0; i < vectors; i++)
        {
            var plane = planes + i;
            var (ones, twos, fours) = (plane[0], plane[vectors], plane[2 * vectors]);
            var (twosA, twosB) = (Add(ref ones, a[i], b[i]), Add(ref ones, c[i], d[i]));
            var foursA = Add(ref twos, twosA, twosB);
            (twosA, twosB) = (Add(ref ones, e[i], f[i]), Add(ref ones, g[i], h[i]));
            var foursB = Add(ref twos, twosA, twosB);
            var carry = Add(ref fours, foursA, foursB);
            (plane[0], plane[vectors], plane[2 * vectors]) = (ones, twos, fours);
            for (var digit = 3; digit < digits; digit++)
            {
                ref var more = ref plane[digit * vectors];
                (more, carry) = (more ^ carry, more & carry);
            }
        }
    }

    /// <returns>The carry.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Add(ref Vector256<ulong> sum, Vector256<ulong> a, Vector256<ulong> b)
    {
        var half = sum ^ a;
        var carry = sum & a | half & b;
        sum = half ^ b;
        return carry;
    }

    // Eight cells at once, from the highest digit down.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread<E>(byte* planes, nint stride, int digits, E weight, E* ring, int cells)
        where E : unmanaged, IFloatingPointIeee754<E>
    {
        var weights = Vector256.Create(weight);
        var bytes = (ulong*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(bytesOf));
        for (nint eight = 0; eight < cells / 8; eight++)
        {
            var (low, high) = (0UL, 0UL);
            for (var digit = digits - 1; digit >= 8; digit--)
            {
                high = 2 * high + bytes[planes[digit * stride + eight]];
            }

            for (var digit = Math.Min(digits, 8) - 1; digit >= 0; digit--)
            {
                low = 2 * low + bytes[planes[digit * stride + eight]];
            }

            var counts = Vector256.ConvertToSingle(Widen(low) + (Widen(high) << 8));
            if (typeof(E) == typeof(float))
            {
                var to = (float*)(ring + 8 * eight);
                Vector256.FusedMultiplyAdd(counts, weights.As<E, float>(), Vector256.Load(to)).Store(to);
            }
            else
            {
                var to = (double*)(ring + 8 * eight);
                var (first, second) = Vector256.Widen(counts);
                Vector256.FusedMultiplyAdd(first, weights.As<E, double>(), Vector256.Load(to)).Store(to);
                Vector256.FusedMultiplyAdd(second, weights.As<E, double>(), Vector256.Load(to + 4)).Store(to + 4);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Widen(ulong bytes)
    {
        var words = Vector128.WidenLower(Vector128.CreateScalar(bytes).AsByte());
        return Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words)).AsInt32();
    }
}
