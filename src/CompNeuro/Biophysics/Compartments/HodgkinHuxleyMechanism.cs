using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CompNeuro.Maths;
using static System.Runtime.Intrinsics.Vector256;

namespace CompNeuro.Biophysics.Compartments;

/// <summary>
/// Sodium and potassium channels of Hodgkin and Huxley, four nodes at a time. Their six rates are powers of two exponentials, e^(−V/80) and e^(−V/18).
/// </summary>
/// <param name="hh">The membrane.</param>
/// <param name="nodes">The nodes it covers.</param>
/// <param name="areas">Their areas in units in which conductance density times area is nS.</param>
internal sealed class HodgkinHuxleyMechanism(HodgkinHuxley hh, int[] nodes, double[] areas) : Mechanism
{
    private const int Block = 128;
    private const double Small = 0.05;

    private readonly bool contiguous = nodes[^1] - nodes[0] == nodes.Length - 1;
    private readonly double[] gNa = Padded([.. areas.Select(area => hh.gNa * area)]);
    private readonly double[] gK = Padded([.. areas.Select(area => hh.gK * area)]);
    private readonly double[] v = Padded(nodes.Length);
    private readonly double[] m = Padded(nodes.Length);
    private readonly double[] h = Padded(nodes.Length);
    private readonly double[] n = Padded(nodes.Length);
    private readonly double[] g = Padded(nodes.Length);
    private readonly double[] gE = Padded(nodes.Length);
    private readonly double[] exponentials = new double[2 * Block];
    private readonly double[] ends = new double[3 * Block];
    private readonly double[] decays = new double[3 * Block];

    public override void Settle(ReadOnlySpan<double> V)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            var gates = hh.Gates(V[nodes[i]]);
            (m[i], h[i], n[i]) = (gates.m.inf, gates.h.inf, gates.n.inf);
        }
    }

    public override void Advance(double dt, ReadOnlySpan<double> V, ReadOnlySpan<double> ahead, Span<double> conductance, Span<double> drive)
    {
        if (contiguous)
        {
            // Beyond the last node nothing conducts, so that adding to what follows changes nothing.
            AdvanceGates(dt, V[nodes[0]..], conductance[nodes[0]..], drive[nodes[0]..]);
            return;
        }

        for (var i = 0; i < nodes.Length; i++)
        {
            v[i] = V[nodes[i]];
        }

        g.AsSpan().Clear();
        gE.AsSpan().Clear();
        AdvanceGates(dt, v, g, gE);
        for (var i = 0; i < nodes.Length; i++)
        {
            conductance[nodes[i]] += g[i];
            drive[nodes[i]] += gE[i];
        }
    }

    // Short loops over a block keep the processor fed: within one node each line waits for the one before.
    private void AdvanceGates(double dt, ReadOnlySpan<double> V, Span<double> conductance, Span<double> drive)
    {
        for (var first = 0; first < m.Length; first += Block)
        {
            var count = Math.Min(Block, m.Length - first);
            for (var j = 0; j < count; j += Width)
            {
                var above = At(V, first + j) + Create(65.0);
                (At(exponentials, j), At(exponentials, Block + j)) = (above * Create(-1.0 / 80), above * Create(-1.0 / 18));
            }

            VectorExponential.Exp(exponentials);
            var step = Create(-dt * hh.phi);
            for (var j = 0; j < count; j += Width)
            {
                Rates(At(V, first + j), At(exponentials, j), At(exponentials, Block + j), step, ref At(ends, j), ref At(decays, j));
            }

            VectorExponential.Exp(decays);
            for (var (i, j) = (first, 0); j < count; i += Width, j += Width)
            {
                var M = At(m, i) = Relaxed(At(m, i), At(ends, j), At(decays, j));
                var H = At(h, i) = Relaxed(At(h, i), At(ends, Block + j), At(decays, Block + j));
                var N = At(n, i) = Relaxed(At(n, i), At(ends, 2 * Block + j), At(decays, 2 * Block + j));
                var square = N * N;
                var sodium = At(gNa, i) * (M * M) * (M * H);
                var potassium = At(gK, i) * (square * square);
                At(conductance, i) += sodium + potassium;
                At(drive, i) += FusedMultiplyAdd(sodium, Create(hh.ENa), potassium * Create(hh.EK));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Relaxed(Vector256<double> x, Vector256<double> end, Vector256<double> decay) => FusedMultiplyAdd(x - end, decay, end);

    /// <summary>Of each gate the steady state α/(α + β) and the rate α + β, per ms at 6.3 °C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rates(
        Vector256<double> V,
        Vector256<double> slow,
        Vector256<double> fast,
        Vector256<double> step,
        ref Vector256<double> ends,
        ref Vector256<double> decays)
    {
        var fourth = slow * slow * (slow * slow);
        var eighth = fourth * fourth;
        var (mx, nx) = ((V + Create(40.0)) * Create(0.1), (V + Create(55.0)) * Create(0.1));
        var (mBelow, nBelow) = (Create(1.0) - eighth * Create(12.182493960703473), Create(1.0) - eighth * Create(2.718281828459045));
        var hBelow = Create(1.0) + eighth * Create(20.085536923187668);
        // Where the quotient x/(1 − e⁻ˣ) loses digits its series stands in.
        var (mSmall, nSmall) = (LessThan(Abs(mx), Create(Small)), LessThan(Abs(nx), Create(Small)));
        (mBelow, nBelow) = (ConditionalSelect(mSmall, Create(1.0), mBelow), ConditionalSelect(nSmall, Create(1.0), nBelow));
        // One division serves three denominators.
        var both = mBelow * nBelow;
        var inverse = Create(1.0) / (both * hBelow);
        var shared = inverse * hBelow;
        var mAlpha = ConditionalSelect(mSmall, Series(mx), mx * (shared * nBelow));
        var nAlpha = ConditionalSelect(nSmall, Series(nx), nx * (shared * mBelow)) * Create(0.1);
        var hAlpha = fourth * Create(0.07);
        var (mRate, hRate, nRate) = (FusedMultiplyAdd(fast, Create(4.0), mAlpha), FusedMultiplyAdd(inverse, both, hAlpha), FusedMultiplyAdd(slow, Create(0.125), nAlpha));
        both = mRate * hRate;
        inverse = Create(1.0) / (both * nRate);
        shared = inverse * nRate;
        (ends, Unsafe.Add(ref ends, Block / Width), Unsafe.Add(ref ends, 2 * Block / Width)) = (mAlpha * (shared * hRate), hAlpha * (shared * mRate), nAlpha * (inverse * both));
        (decays, Unsafe.Add(ref decays, Block / Width), Unsafe.Add(ref decays, 2 * Block / Width)) = (step * mRate, step * hRate, step * nRate);
    }

    // x/(1 − e⁻ˣ) = 1 + x/2 + x²/12 − x⁴/720 + x⁶/30240 − …
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Series(Vector256<double> x)
    {
        var square = x * x;
        var even = FusedMultiplyAdd(square, FusedMultiplyAdd(square, Create(1.0 / 30240), Create(-1.0 / 720)), Create(1.0 / 12));
        return FusedMultiplyAdd(square, even, FusedMultiplyAdd(x, Create(0.5), Create(1.0)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Vector256<double> At(ReadOnlySpan<double> values, int i) => ref Unsafe.As<double, Vector256<double>>(ref Unsafe.Add(ref MemoryMarshal.GetReference(values), i));

    private static int Width => Vector256<double>.Count;

    private static double[] Padded(int count) => new double[(count + Width - 1) / Width * Width];

    private static double[] Padded(double[] values)
    {
        var padded = Padded(values.Length);
        values.CopyTo(padded, 0);
        return padded;
    }
}
