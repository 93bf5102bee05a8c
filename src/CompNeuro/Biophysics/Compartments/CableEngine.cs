using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CompNeuro.Dynamics;
using CompNeuro.Maths;

namespace CompNeuro.Biophysics.Compartments;

/// <summary>
/// Compartments joined into a tree: Cᵢ dVᵢ/dt = −I_ion,ᵢ + ΣGᵢⱼ(Vⱼ − Vᵢ) + Iᵢ, in pF, nS, mV, pA and ms. A node without capacitance is a branching point, whose currents
/// balance.
/// </summary>
/// <remarks>
/// Stepped as by Hines (Int. J. Bio-Med. Comput. 15:69, 1984): Crank–Nicolson for the voltages, exponential steps for the gates half a step away from them, so
/// that the error is of second order in time and no step is too long to be stable.
/// </remarks>
/// <param name="Parents">The parent of every node, which comes before it; −1 for the first.</param>
/// <param name="Coupling">Conductance to the parent, nS; of the first any number.</param>
/// <param name="Capacitance">pF.</param>
/// <param name="Leak">Leak conductance, nS.</param>
/// <param name="LeakDrive">Leak conductance times reversal potential, pA.</param>
/// <param name="Mechanisms">What else the membrane conducts.</param>
internal sealed record CableEngine(int[] Parents, double[] Coupling, double[] Capacitance, double[] Leak, double[] LeakDrive, IReadOnlyList<Mechanism> Mechanisms)
{
    /// <summary>The number of steps of a run, once it is known to be possible.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static int Steps(double duration, double dt, double places)
    {
        if (!(duration >= 0) || !double.IsFinite(duration))
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, $"A run cannot last {duration}: duration must be a finite number of ms, 0 or more.");
        }

        if (!(dt > 0) || !double.IsFinite(dt))
        {
            throw new ArgumentOutOfRangeException(nameof(dt), dt, $"A step of {dt} is not possible: dt must be a positive number of ms.");
        }

        return duration / dt * Math.Max(1, places) <= 1 << 29
            ? (int)Math.Ceiling(duration / dt * (1 - 1e-12))
            : throw new ArgumentOutOfRangeException(nameof(dt), dt, $"The voltages of {places} compartments every {dt} ms for {duration} ms do not fit in memory: take a larger dt, fewer compartments, or a shorter run.");
    }

    /// <summary>The voltages at which nothing flows, with every gate settled; sought from one voltage everywhere.</summary>
    /// <exception cref="IntegrationException">There are none, or they are not stable.</exception>
    public double[] Rest(double start)
    {
        var (matrix, V) = (new TreeMatrix(Parents, Coupling), Enumerable.Repeat(start, Parents.Length).ToArray());
        // Backward Euler with gates that settle at once; the step grows while the voltages calm down.
        var (h, before) = (0.5, double.PositiveInfinity);
        for (var round = 0; round < 5000; round++)
        {
            var (diagonal, right) = Steady(V);
            for (var i = 0; i < V.Length; i++)
            {
                diagonal[i] += Capacitance[i] / h;
                right[i] += Capacitance[i] / h * V[i];
            }

            matrix.Solve(diagonal, right);
            var moved = V.Zip(right, (a, b) => Math.Abs(a - b)).Max();
            V = right;
            if (moved < 1e-10 && moved / h < 1e-10)
            {
                return V;
            }

            (h, before) = (moved / h < before ? Math.Min(h * 1.5, 1e6) : Math.Max(h / 2, 0.01), moved / h);
        }

        throw new IntegrationException("The cell does not come to rest: give the voltage at which to start, initial.", 0, "V");
    }

    /// <summary>The change of all voltages, mV per pA into one node, with the gates held as they are at rest.</summary>
    public double[] Response(int node, double start)
    {
        var V = new double[Parents.Length];
        V[node] = 1;
        new TreeMatrix(Parents, Coupling).Solve(Steady(Rest(start)).Diagonal, V);
        return V;
    }

    // Crank–Nicolson is a backward Euler half step, then as much again; and half a step beyond that for what must look ahead.
    private static void Extrapolate(Span<double> midway, Span<double> V, Span<double> ahead)
    {
        var x = Vectors(midway);
        var v = Vectors(V);
        var next = Vectors(ahead);
        for (var i = 0; i < x.Length; i++)
        {
            v[i] = x[i] + x[i] - v[i];
            next[i] = v[i] + v[i] - x[i];
        }
    }

    private static Span<Vector256<double>> Vectors(Span<double> values) => MemoryMarshal.Cast<double, Vector256<double>>(values);

    /// <summary>A copy with zeros after it, so that a vector that begins at any node has room.</summary>
    internal static double[] Padded(double[] values)
    {
        var padded = new double[(values.Length / Vector256<double>.Count + 2) * Vector256<double>.Count];
        values.CopyTo(padded, 0);
        return padded;
    }

    private (double[] Diagonal, double[] Right) Steady(double[] V)
    {
        var (diagonal, right, v) = (Padded(Diagonal()), Padded(LeakDrive), Padded(V));
        foreach (var mechanism in Mechanisms)
        {
            mechanism.Settle(V);
            mechanism.Advance(0, v, v, diagonal, right);
        }

        return (diagonal, right[..V.Length]);
    }

    // Leak, and what flows to the neighbours.
    private double[] Diagonal()
    {
        var sum = (double[])Leak.Clone();
        for (var i = 1; i < sum.Length; i++)
        {
            sum[i] += Coupling[i];
            sum[Parents[i]] += Coupling[i];
        }

        return sum;
    }

    /// <summary>Steps from given voltages.</summary>
    /// <param name="V">Voltages at the start, mV; overwritten at every step.</param>
    /// <param name="steps">How many.</param>
    /// <param name="dt">ms.</param>
    /// <param name="inputs">What comes from outside.</param>
    /// <param name="record">Told of the start, and of every step when it is done.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Asked at every step.</param>
    public void Run(double[] V, int steps, double dt, IReadOnlyList<NodeInput> inputs, Action<int> record, IProgress<double>? progress, CancellationToken cancellation)
    {
        var matrix = new TreeMatrix(Parents, Coupling);
        var (inertia, leak, still) = (Padded(Array.ConvertAll(Capacitance, C => 2 * C / dt)), Padded(LeakDrive), Padded(Diagonal()));
        TensorPrimitives.Add(still, inertia, still);
        var (v, diagonal, right, ahead) = (Padded(V), new double[still.Length], new double[still.Length], Padded(V));
        var constant = Mechanisms.Count == 0 && inputs.All(input => input.Conductance is null);
        if (constant)
        {
            matrix.Factor(still);
        }

        foreach (var mechanism in Mechanisms)
        {
            mechanism.Settle(V);
        }

        record(0);
        for (var k = 0; k < steps; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            TensorPrimitives.MultiplyAdd(inertia, v, leak, right);
            still.CopyTo(diagonal, 0);
            foreach (var mechanism in Mechanisms)
            {
                // Voltages are known at whole steps and gates midway between them; the first step of the gates is a half.
                mechanism.Advance(k == 0 ? dt / 2 : dt, v, ahead, diagonal, right);
            }

            foreach (var input in inputs)
            {
                input.Add(k, ahead, diagonal, right);
            }

            if (constant)
            {
                matrix.Solve(right);
            }
            else
            {
                matrix.Solve(diagonal, right);
            }

            Extrapolate(right, v, ahead);
            v.AsSpan(0, V.Length).CopyTo(V);
            // Every node feels every other, so that one that leaves the numbers takes all with it.
            if (!double.IsFinite(V[0]))
            {
                throw new IntegrationException($"V left the finite numbers at t = {(k + 1) * dt} ms: check the input and the parameters.", (k + 1) * dt, "V");
            }

            record(k + 1);
            if ((k + 1) % Math.Max(1, steps / 100) == 0)
            {
                progress?.Report((k + 1.0) / steps);
            }
        }
    }
}

/// <summary>What enters one node from outside, step by step.</summary>
/// <param name="Node">Which.</param>
/// <param name="Current">Mean over each step, pA; of a synapse what its conductance would drive into a cell at 0 mV.</param>
/// <param name="Conductance">Mean over each step, nS; none for a current.</param>
/// <param name="Open">The open fraction at a voltage in mV, if there is one beside time.</param>
internal sealed record NodeInput(int Node, double[] Current, double[]? Conductance = null, Func<double, double>? Open = null)
{
    public void Add(int step, ReadOnlySpan<double> ahead, Span<double> diagonal, Span<double> right)
    {
        var open = Open?.Invoke(ahead[Node]) ?? 1;
        right[Node] += open * Current[step];
        if (Conductance is not null)
        {
            diagonal[Node] += open * Conductance[step];
        }
    }
}
