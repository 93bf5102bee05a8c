using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Numerics.Vector;

namespace CompNeuro.Simulation;

/// <summary>
/// Random bits for every cell and step that depend on nothing but the seed, the stream, the step and the cell: neither on the thread nor on the width of its vectors.
/// </summary>
/// <remarks>
/// The counter-based Threefry4x32 (Salmon, Moraes, Dror &amp; Shaw, SC'11, 2011) with the twelve rounds that its authors found to pass every test. Cells are served in groups of
/// 64: the words w of the counter c serve the cells 16 w + c of the group.
/// </remarks>
internal readonly unsafe struct CellRandom(long seed, uint stream)
{
    /// <summary>How many cells a group has.</summary>
    public const int Group = 64;

    private const int Counters = 16;

    /// <summary>Bits for the cells of one group; for a counter that is no cell's, any other use of this stream.</summary>
    /// <param name="words">Where they go, 64.</param>
    /// <param name="group">The group.</param>
    /// <param name="step">The step.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(uint* words, uint group, long step)
    {
        for (var c = 0; c < Counters; c += Vector<uint>.Count)
        {
            var x0 = Vector<uint>.Indices + Create((uint)(group * Counters + c));
            var (x1, x2, x3) = (Create((uint)step), Create((uint)(step >> 32)), Vector<uint>.Zero);
            Mix(ref x0, ref x1, ref x2, ref x3, (uint)seed, (uint)(seed >> 32), stream, 0);
            x0.Store(words + c);
            x1.Store(words + c + Counters);
            x2.Store(words + c + 2 * Counters);
            x3.Store(words + c + 3 * Counters);
        }
    }

    /// <summary>Normal numbers of single precision for the cells of one group: the method of Box and Muller on pairs of words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FillNormal(float* numbers, uint group, long step)
    {
        for (var c = 0; c < Counters; c += Vector<uint>.Count)
        {
            var x0 = Vector<uint>.Indices + Create((uint)(group * Counters + c));
            var (x1, x2, x3) = (Create((uint)step), Create((uint)(step >> 32)), Vector<uint>.Zero);
            Mix(ref x0, ref x1, ref x2, ref x3, (uint)seed, (uint)(seed >> 32), stream, 0);
            var first = Radius(x0);
            SinCos(x1, out var sin, out var cos);
            (first * sin).Store(numbers + c);
            (first * cos).Store(numbers + c + Counters);
            var second = Radius(x2);
            SinCos(x3, out sin, out cos);
            (second * sin).Store(numbers + c + 2 * Counters);
            (second * cos).Store(numbers + c + 3 * Counters);
        }
    }

    /// <summary>Natural logarithms of numbers evenly distributed on (0, 1], as many as a group has cells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FillLog(float* numbers, uint group, long step)
    {
        Fill((uint*)numbers, group, step);
        for (var i = 0; i < Group; i += Vector<uint>.Count)
        {
            Log(Load((uint*)numbers + i)).Store(numbers + i);
        }
    }

    /// <summary>Twelve rounds on four counters, under a key of four words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Mix(ref Vector<uint> x0, ref Vector<uint> x1, ref Vector<uint> x2, ref Vector<uint> x3, uint k0, uint k1, uint k2, uint k3)
    {
        var k4 = 0x1BD11BDA ^ k0 ^ k1 ^ k2 ^ k3;
        x0 += Create(k0);
        x1 += Create(k1);
        x2 += Create(k2);
        x3 += Create(k3);
        Four(ref x0, ref x1, ref x2, ref x3, 10, 26, 11, 21, 13, 27, 23, 5);
        x0 += Create(k1);
        x1 += Create(k2);
        x2 += Create(k3);
        x3 += Create(k4 + 1);
        Four(ref x0, ref x1, ref x2, ref x3, 6, 20, 17, 11, 25, 10, 18, 20);
        x0 += Create(k2);
        x1 += Create(k3);
        x2 += Create(k4);
        x3 += Create(k0 + 2);
        Four(ref x0, ref x1, ref x2, ref x3, 10, 26, 11, 21, 13, 27, 23, 5);
        x0 += Create(k3);
        x1 += Create(k4);
        x2 += Create(k0);
        x3 += Create(k1 + 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(ref Vector<uint> x0, ref Vector<uint> x1, ref Vector<uint> x2, ref Vector<uint> x3, int a, int b, int c, int d, int e, int f, int g, int h)
    {
        Half(ref x0, ref x1, a);
        Half(ref x2, ref x3, b);
        Half(ref x0, ref x3, c);
        Half(ref x2, ref x1, d);
        Half(ref x0, ref x1, e);
        Half(ref x2, ref x3, f);
        Half(ref x0, ref x3, g);
        Half(ref x2, ref x1, h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half(ref Vector<uint> x, ref Vector<uint> y, int by)
    {
        x += y;
        y = ((y << by) | (y >>> (32 - by))) ^ x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Radius(Vector<uint> word) => SquareRoot(Log(word) * Create(-2f));

    // ln u, at most 0, with u in (0, 1] made of 31 bits: e ln 2 + 2 atanh((m − 1)/(m + 1)), m between √½ and √2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Log(Vector<uint> word)
    {
        var u = FusedMultiplyAdd(ConvertToSingle((word >>> 1).As<uint, int>()), Create(1f / (1u << 31)), Create(0.5f / (1u << 31)));
        var bits = u.As<float, int>();
        var exponent = (bits - Create(0x3F3504F3)) >> 23;
        var m = (bits - (exponent << 23)).As<int, float>();
        var s = (m - Create(1f)) / (m + Create(1f));
        var t = s * s;
        var series = FusedMultiplyAdd(FusedMultiplyAdd(FusedMultiplyAdd(t, Create(2f / 9), Create(2f / 7)), t, Create(2f / 5)), t, Create(2f / 3));
        var log = FusedMultiplyAdd(ConvertToSingle(exponent), Create(0.69314718f), s * FusedMultiplyAdd(series, t, Create(2f)));
        return Min(log, Vector<float>.Zero);
    }

    // The word is an angle in 2³² parts of the circle: a quarter, and what lies to either side of it, between −π/4 and π/4.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SinCos(Vector<uint> word, out Vector<float> sin, out Vector<float> cos)
    {
        var quarter = (word + Create(1u << 29)) >>> 30;
        var x = ConvertToSingle((word - (quarter << 30)).As<uint, int>()) * Create(1.57079633f / (1 << 30));
        var square = x * x;
        var odd = x * FusedMultiplyAdd(square, FusedMultiplyAdd(square, FusedMultiplyAdd(square, Create(-1.9515296e-4f), Create(8.3321609e-3f)), Create(-1.6666655e-1f)), Create(1f));
        var even = FusedMultiplyAdd(square, FusedMultiplyAdd(square, FusedMultiplyAdd(square, FusedMultiplyAdd(square, Create(2.4433157e-5f), Create(-1.3887316e-3f)), Create(4.1666646e-2f)), Create(-0.5f)), Create(1f));
        var swap = (Vector<uint>.Zero - (quarter & Create(1u))).As<uint, float>();
        var (first, second) = (ConditionalSelect(swap, even, odd), ConditionalSelect(swap, odd, even));
        sin = (first.As<float, uint>() ^ ((quarter & Create(2u)) << 30)).As<uint, float>();
        cos = (second.As<float, uint>() ^ (((quarter + Create(1u)) & Create(2u)) << 30)).As<uint, float>();
    }
}
