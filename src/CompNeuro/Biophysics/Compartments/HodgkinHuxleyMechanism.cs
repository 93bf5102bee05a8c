using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
        var covered = V[..nodes.Length];
        if (table.Covers(TensorPrimitives.Min(covered), TensorPrimitives.Max(covered)))
        {
            Interpolate(V);
        }
        else
        {
            for (var i = 0; i < nodes.Length; i++)
            {
                var (end, decay) = table.At(V[i]);
                gates[i] = FusedMultiplyAdd(gates[i] - end, decay, end);
            }
        }

        var (ENa, EK) = (Create(hh.ENa), Create(hh.EK));
        for (var i = 0; i < gates.Length; i += Width)
        {
            ref var gate = ref gates[i];
            var (m, h, n) = Columns(gate, Unsafe.Add(ref gate, 1), Unsafe.Add(ref gate, 2), Unsafe.Add(ref gate, 3));
            var square = n * n;
            var sodium = At(gNa, i) * (m * m) * (m * h);
            var potassium = At(gK, i) * (square * square);
            At(conductance, i) += sodium + potassium;
            At(drive, i) += FusedMultiplyAdd(sodium, ENa, potassium * EK);
        }
    }

    // A loop that calls nothing keeps its vectors in registers.
    private void Interpolate(ReadOnlySpan<double> V)
    {
        ref var gate = ref MemoryMarshal.GetArrayDataReference(gates);
        ref var coefficients = ref MemoryMarshal.GetArrayDataReference(table.Coefficients);
        for (var i = 0; i < nodes.Length; i++)
        {
            var scaled = Math.FusedMultiplyAdd(V[i], HodgkinHuxleyTable.PerMillivolt, HodgkinHuxleyTable.Zero);
            var shifted = scaled + Shift;
            var x = Create(scaled - (shifted - Shift));
            ref var c = ref Unsafe.Add(ref coefficients, HodgkinHuxleyTable.Vectors * (nint)(int)BitConverter.DoubleToInt64Bits(shifted));
            var end = FusedMultiplyAdd(FusedMultiplyAdd(FusedMultiplyAdd(Unsafe.Add(ref c, 3), x, Unsafe.Add(ref c, 2)), x, Unsafe.Add(ref c, 1)), x, c);
            var decay = FusedMultiplyAdd(FusedMultiplyAdd(FusedMultiplyAdd(Unsafe.Add(ref c, 7), x, Unsafe.Add(ref c, 6)), x, Unsafe.Add(ref c, 5)), x, Unsafe.Add(ref c, 4));
            ref var now = ref Unsafe.Add(ref gate, i);
            now = FusedMultiplyAdd(now - end, decay, end);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> First, Vector256<double> Second, Vector256<double> Third) Columns(Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d) =>
        (Create(a[0], b[0], c[0], d[0]), Create(a[1], b[1], c[1], d[1]), Create(a[2], b[2], c[2], d[2]));

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
