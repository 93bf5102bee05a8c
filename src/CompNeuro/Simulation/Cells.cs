using System.Numerics;
using System.Runtime.CompilerServices;
using CompNeuro.Maths;

namespace CompNeuro.Simulation;

/// <summary>The cells of one population while a network runs: their variables, what reaches them, and the equations they follow.</summary>
public abstract class Cells
{
    private protected Cells()
    {
    }

    /// <summary>Takes some cells from one step to the next and lists those that fire.</summary>
    /// <param name="step">The step.</param>
    /// <param name="from">The first cell, a multiple of a group.</param>
    /// <param name="to">One past the last, such a multiple too or beyond the last cell.</param>
    /// <param name="spikes">Where to list them.</param>
    internal abstract void Advance(long step, int from, int to, SpikeList spikes);

    /// <summary>Where the weights go of what reaches the cells through a receptor at a step: one number for each cell.</summary>
    internal abstract unsafe void* Arriving(int receptor, long step);

    /// <summary>A variable of a cell.</summary>
    internal abstract double Variable(int variable, int cell);
}

/// <summary>What a population is given besides its equations.</summary>
internal sealed record CellsInput<T>(int Count, Receptor<T>[] Receptors, AlignedMemory<T> Current, (AlignedMemory<T> Size, CellRandom Random)? Noise, PoissonInput[] Poisson, AlignedMemory<T>? RefractorySteps)
    where T : unmanaged, ILanes<T>, IReal<T>;

/// <summary>Spikes from outside, to every cell of a stretch, independent from cell to cell.</summary>
internal sealed record PoissonInput(int Receptor, int From, int To, double Weight, PoissonTable Numbers, CellRandom Random);

internal sealed unsafe class Cells<TVariables, TEquations, T> : Cells
    where TVariables : unmanaged
    where TEquations : unmanaged, IEquations<TVariables, T>
    where T : unmanaged, ILanes<T>, IReal<T>
{
    // So many cells at a time that what they need stays in the nearest cache.
    private const int Block = 512;

    private readonly CellsInput<T> input;
    private readonly AlignedMemory<TVariables> variables;
    private readonly AlignedMemory<TEquations> equations;
    private readonly Receptor<T>? jumps;
    private readonly Receptor<T>[] flows;
    private readonly AlignedMemory<T>? refractory;

    public Cells(CellsInput<T> input, AlignedMemory<TVariables> variables, AlignedMemory<TEquations> equations)
    {
        (this.input, this.variables, this.equations) = (input, variables, equations);
        jumps = input.Receptors.FirstOrDefault(receptor => receptor.Synapse == Synapse.Delta);
        flows = [.. input.Receptors.Where(receptor => receptor != jumps)];
        refractory = input.RefractorySteps is null ? null : new(variables.Count);
    }

    internal override void* Arriving(int receptor, long step) => input.Receptors[receptor].Slot(step);

    internal override double Variable(int variable, int cell) => T.At(((T*)(variables.Pointer + cell / T.Count))[variable], cell % T.Count);

    internal override void Advance(long step, int from, int to, SpikeList spikes)
    {
        var room = spikes.Room(to - from);
        var scratch = stackalloc byte[2 * Block * sizeof(double) + 64];
        var I = (T*)(((nint)scratch + 63) & ~63);
        var G = I + Block / T.Count;
        var fired = 0;
        for (var first = from; first < to; first += Block)
        {
            fired += Advance(step, first, Math.Min(to, first + Block), I, G, room[fired..]);
        }

        spikes.EndStep(fired);
    }

    private int Advance(long step, int from, int to, T* I, T* G, Span<int> spikes)
    {
        var (first, last) = (from / T.Count, (Math.Min(to, (input.Count + CellRandom.Group - 1) / CellRandom.Group * CellRandom.Group)) / T.Count);
        foreach (var poisson in input.Poisson)
        {
            Drive(poisson, step, from, to);
        }

        var constant = input.Current.Count == 1;
        var current = input.Current.Pointer + (constant ? 0 : first);
        if (flows.Length == 0 && input.Noise is null)
        {
            return Step<CurrentInput<T>>(step + 1, first, last, current, constant ? 0 : 1, null, spikes);
        }

        for (var i = 0; i < last - first; i++)
        {
            I[i] = current[constant ? 0 : i];
            G[i] = default;
        }

        if (input.Noise is var (size, random))
        {
            AddNoise(size, random, step, from, to, I);
        }

        var conducts = false;
        foreach (var flow in flows)
        {
            flow.Add(step, first, last, I, G);
            conducts |= flow.IsConductance;
        }

        return conducts ? Step<ConductanceInput<T>>(step + 1, first, last, I, 1, G, spikes) : Step<CurrentInput<T>>(step + 1, first, last, I, 1, G, spikes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Step<TInput>(long arrival, nint from, nint to, T* I, nint stride, T* G, Span<int> spikes)
        where TInput : struct, ICellInput<TInput, T>
    {
        var cells = variables.Pointer;
        var equation = equations.Pointer;
        nint equationStride = equations.Count == 1 ? 0 : 1;
        var jump = jumps is null ? null : jumps.Slot(arrival);
        var waiting = refractory is null ? null : refractory.Pointer;
        var steps = refractory is null ? null : input.RefractorySteps!.Pointer;
        nint stepsStride = refractory is null || input.RefractorySteps!.Count == 1 ? 0 : 1;
        var count = 0;
        for (var i = from; i < to; i++)
        {
            var cell = cells[i];
            ref var V = ref Unsafe.As<TVariables, T>(ref cell);
            var before = V;
            equation[i * equationStride].Advance(ref cell, TInput.Of(I + (i - from) * stride, G + (i - from)));
            if (jump != null)
            {
                V += jump[i];
                jump[i] = default;
            }

            T fired;
            if (waiting != null)
            {
                var active = waiting[i] <= 0.0;
                V = T.Select(active, V, before);
                fired = equation[i * equationStride].Fired(before, cell) & active;
                waiting[i] = T.Select(fired, steps[i * stepsStride], waiting[i] - 1.0);
            }
            else
            {
                fired = equation[i * equationStride].Fired(before, cell);
            }

            if (T.Any(fired))
            {
                equation[i * equationStride].Reset(ref cell, fired);
                count = List(T.Bits(fired), (int)i * T.Count, spikes, count);
            }

            cells[i] = cell;
        }

        return count;
    }

    // The cells that fill the last group are none.
    private int List(ulong fired, int first, Span<int> spikes, int count)
    {
        for (; fired != 0; fired &= fired - 1)
        {
            if (first + BitOperations.TrailingZeroCount(fired) is var cell && cell < input.Count)
            {
                spikes[count++] = cell;
            }
        }

        return count;
    }

    private static void AddNoise(AlignedMemory<T> size, CellRandom random, long step, int from, int to, T* I)
    {
        var numbers = stackalloc float[CellRandom.Group + 16];
        for (var group = from / CellRandom.Group; group < (to + CellRandom.Group - 1) / CellRandom.Group; group++)
        {
            random.FillNormal(numbers, (uint)group, step);
            var first = group * CellRandom.Group / T.Count;
            for (var i = 0; i < CellRandom.Group / T.Count; i++)
            {
                ref var target = ref I[first + i - from / T.Count];
                target = T.FusedMultiplyAdd(size.Pointer[size.Count == 1 ? 0 : first + i], T.Load(numbers + i * T.Count), target);
            }
        }
    }

    private void Drive(PoissonInput drive, long step, int from, int to)
    {
        var numbers = stackalloc float[CellRandom.Group + 16];
        var receptor = input.Receptors[drive.Receptor];
        // A jump of the voltage at the end of the step, all else from its start.
        var slot = receptor.Slot(receptor == jumps ? step + 1 : step);
        T weight = drive.Weight;
        for (var group = Math.Max(from, drive.From) / CellRandom.Group; group * CellRandom.Group < Math.Min(to, drive.To); group++)
        {
            drive.Numbers.Fill(numbers, drive.Random, (uint)group, step);
            var first = group * CellRandom.Group;
            for (var cell = 0; cell < CellRandom.Group; cell++)
            {
                numbers[cell] = first + cell >= drive.From && first + cell < drive.To ? numbers[cell] : 0;
            }

            for (var i = 0; i < CellRandom.Group / T.Count; i++)
            {
                ref var target = ref slot[first / T.Count + i];
                target = T.FusedMultiplyAdd(weight, T.Load(numbers + i * T.Count), target);
            }
        }
    }
}
