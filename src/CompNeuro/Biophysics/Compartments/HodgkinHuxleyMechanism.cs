using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.Intrinsics.Vector256;

namespace CompNeuro.Biophysics.Compartments;

/// <summary>Sodium and potassium channels of Hodgkin and Huxley, four nodes at a time.</summary>
/// <param name="hh">The membrane.</param>
/// <param name="nodes">The nodes it covers.</param>
/// <param name="areas">Their areas in units in which conductance density times area is nS.</param>
internal sealed class HodgkinHuxleyMechanism(HodgkinHuxley hh, int[] nodes, double[] areas) : Mechanism
{
    // Adding it rounds to a whole number and leaves that in the last bits.
    private const double Shift = 6755399441055744.0;

    private readonly bool contiguous = nodes[^1] - nodes[0] == nodes.Length - 1;
    private readonly double[] gNa = Padded([.. areas.Select(area => hh.gNa * area)]);
    private readonly double[] gK = Padded([.. areas.Select(area => hh.gK * area)]);
    private readonly double[] v = Padded(nodes.Length);
    private readonly double[] g = Padded(nodes.Length);
    private readonly double[] gE = Padded(nodes.Length);
    private readonly Vector256<double>[] gates = new Vector256<double>[Padded(nodes.Length).Length];
    private HodgkinHuxleyTable table = new(hh, 0);

    public override void Settle(ReadOnlySpan<double> V)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            var (m, h, n) = hh.Gates(V[nodes[i]]);
            gates[i] = Create(m.inf, h.inf, n.inf, 0);
        }
    }

    public override void Advance(double dt, ReadOnlySpan<double> V, ReadOnlySpan<double> ahead, Span<double> conductance, Span<double> drive)
    {
        table = dt == table.Step ? table : new(hh, dt);
        if (contiguous)
        {
            // Beyond the last node nothing conducts, so that adding to what follows changes nothing.
            AdvanceGates(V[nodes[0]..], conductance[nodes[0]..], drive[nodes[0]..]);
            return;
        }

        for (var i = 0; i < nodes.Length; i++)
        {
            v[i] = V[nodes[i]];
        }

        g.AsSpan().Clear();
        gE.AsSpan().Clear();
        AdvanceGates(v, g, gE);
        for (var i = 0; i < nodes.Length; i++)
        {
            conductance[nodes[i]] += g[i];
            drive[nodes[i]] += gE[i];
        }
    }

    private void AdvanceGates(ReadOnlySpan<double> V, Span<double> conductance, Span<double> drive)
    {
        var (lowest, highest) = (At(V, 0), At(V, 0));
        for (var i = Width; i < gates.Length; i += Width)
        {
            // Of a pair with one that is no number these give the second.
            (lowest, highest) = (MinNative(At(V, i), lowest), MaxNative(At(V, i), highest));
        }

        if (table.Covers(lowest, highest))
        {
            Interpolate(V, conductance, drive);
            return;
        }

        for (var i = 0; i < nodes.Length; i++)
        {
            var (end, decay) = table.At(V[i]);
            gates[i] = FusedMultiplyAdd(gates[i] - end, decay, end);
        }

        var (ENa, EK) = (Create(hh.ENa), Create(hh.EK));
        for (var i = 0; i < gates.Length; i += Width)
        {
            Conduct(gates[i], gates[i + 1], gates[i + 2], gates[i + 3], ENa, EK, At(gNa, i), At(gK, i), ref At(conductance, i), ref At(drive, i));
        }
    }

    // A loop that calls nothing keeps its vectors in registers, and its addresses too if they are taken before it.
    private void Interpolate(ReadOnlySpan<double> V, Span<double> conductance, Span<double> drive)
    {
        ref var coefficients = ref MemoryMarshal.GetArrayDataReference(table.Coefficients);
        ref var gate = ref MemoryMarshal.GetArrayDataReference(gates);
        ref var voltage = ref At(V, 0);
        ref var sodium = ref At(gNa, 0);
        ref var potassium = ref At(gK, 0);
        ref var conductances = ref At(conductance, 0);
        ref var drives = ref At(drive, 0);
        var (ENa, EK, count) = (Create(hh.ENa), Create(hh.EK), gates.Length / Width);
        for (nint i = 0; i < count; i++)
        {
            var scaled = FusedMultiplyAdd(Unsafe.Add(ref voltage, i), Create(HodgkinHuxleyTable.PerMillivolt), Create((double)HodgkinHuxleyTable.Zero));
            var shifted = scaled + Create(Shift);
            // What is not a number must not lead out of the table.
            var (places, offsets) = (shifted.AsInt32() & Create(HodgkinHuxleyTable.Last), scaled - (shifted - Create(Shift)));
            var a = gate = After(gate, ref coefficients, places[0], offsets[0]);
            var b = Unsafe.Add(ref gate, 1) = After(Unsafe.Add(ref gate, 1), ref coefficients, places[2], offsets[1]);
            var c = Unsafe.Add(ref gate, 2) = After(Unsafe.Add(ref gate, 2), ref coefficients, places[4], offsets[2]);
            var d = Unsafe.Add(ref gate, 3) = After(Unsafe.Add(ref gate, 3), ref coefficients, places[6], offsets[3]);
            Conduct(a, b, c, d, ENa, EK, Unsafe.Add(ref sodium, i), Unsafe.Add(ref potassium, i), ref Unsafe.Add(ref conductances, i), ref Unsafe.Add(ref drives, i));
            gate = ref Unsafe.Add(ref gate, Width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> After(Vector256<double> gates, ref Vector256<double> coefficients, int place, double offset)
    {
        ref var c = ref Unsafe.Add(ref coefficients, HodgkinHuxleyTable.Vectors * place);
        var x = Create(offset);
        var end = FusedMultiplyAdd(FusedMultiplyAdd(FusedMultiplyAdd(Unsafe.Add(ref c, 3), x, Unsafe.Add(ref c, 2)), x, Unsafe.Add(ref c, 1)), x, c);
        var decay = FusedMultiplyAdd(FusedMultiplyAdd(FusedMultiplyAdd(Unsafe.Add(ref c, 7), x, Unsafe.Add(ref c, 6)), x, Unsafe.Add(ref c, 5)), x, Unsafe.Add(ref c, 4));
        return FusedMultiplyAdd(gates - end, decay, end);
    }

    // Four nodes' gates, then what they conduct.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Conduct(
        Vector256<double> a,
        Vector256<double> b,
        Vector256<double> c,
        Vector256<double> d,
        Vector256<double> ENa,
        Vector256<double> EK,
        Vector256<double> gNa,
        Vector256<double> gK,
        ref Vector256<double> conductance,
        ref Vector256<double> drive)
    {
        var (m, h, n) = Columns(a, b, c, d);
        var square = n * n;
        var sodium = gNa * (m * m) * (m * h);
        var potassium = gK * (square * square);
        conductance += sodium + potassium;
        drive += FusedMultiplyAdd(sodium, ENa, potassium * EK);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> First, Vector256<double> Second, Vector256<double> Third) Columns(Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d)
    {
        if (Avx.IsSupported)
        {
            var (ab, cd) = (Avx.UnpackLow(a, b), Avx.UnpackLow(c, d));
            return (Avx.Permute2x128(ab, cd, 0x20), Avx.Permute2x128(Avx.UnpackHigh(a, b), Avx.UnpackHigh(c, d), 0x20), Avx.Permute2x128(ab, cd, 0x31));
        }

        return (Create(a[0], b[0], c[0], d[0]), Create(a[1], b[1], c[1], d[1]), Create(a[2], b[2], c[2], d[2]));
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
