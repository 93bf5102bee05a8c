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
    private const int Block = 512, Line = 64;

    private readonly CellsInput<T> input;
    private readonly AlignedMemory<TVariables> variables;
    private readonly AlignedMemory<TEquations> equations;
    private readonly Receptor<T>? jumps;
    private readonly Receptor<T>[] exponential;
    private readonly Receptor<T>[] others;
    private readonly Flow<T>[] flows;
    private readonly bool conducts;
    // The step from which on a cell is free again.
    private readonly AlignedMemory<T>? refractory;

    public Cells(CellsInput<T> input, AlignedMemory<TVariables> variables, AlignedMemory<TEquations> equations)
    {
        (this.input, this.variables, this.equations) = (input, variables, equations);
        jumps = input.Receptors.FirstOrDefault(receptor => receptor.Synapse == Synapse.Delta);
        exponential = [.. input.Receptors.Where(receptor => receptor.Synapse is Synapse.ExponentialSynapse)];
        others = [.. input.Receptors.Where(receptor => receptor.Flow is null && receptor != jumps)];
        flows = [.. input.Receptors.Where(receptor => receptor.Flow is not null).Select(receptor => receptor.Flow!.Value)];
        conducts = input.Receptors.Any(receptor => receptor.IsConductance);
        refractory = input.RefractorySteps is null ? null : new(variables.Count);
    }

    internal override void* Arriving(int receptor, long step) => input.Receptors[receptor].Slot(step);

    internal override double Variable(int variable, int cell) => T.At(((T*)(variables.Pointer + cell / T.Count))[variable], cell % T.Count);

    [SkipLocalsInit]
    internal override void Advance(long step, int from, int to, SpikeList spikes)
    {
        var places = stackalloc byte[flows.Length * sizeof(Flow<T>) + Line];
        var flow = (Flow<T>*)Aligned(places);
        flows.CopyTo(new Span<Flow<T>>(flow, flows.Length));
        var scratch = stackalloc byte[Block * sizeof(double) + Line];
        var hits = stackalloc Hit[Block];
        for (var first = from; first < to; first += Block)
        {
            var last = Advance(step, first, Math.Min(to, first + Block), flow, (T*)Aligned(scratch), hits);
            for (var hit = hits; hit < last; hit++)
            {
                List(hit->Fired, hit->Vector * T.Count, spikes);
            }
        }

        spikes.EndStep();
    }

    private static void* Aligned(void* place) => (void*)(((nint)place + Line - 1) & ~(Line - 1));

    private Hit* Advance(long step, int from, int to, Flow<T>* flow, T* scratch, Hit* hits)
    {
        nint first = from / T.Count, last = to / T.Count;
        foreach (var poisson in input.Poisson)
        {
            Drive(poisson, step, from, to);
        }

        foreach (var receptor in exponential)
        {
            receptor.Arrive(step, first, last);
        }

        nint stride = input.Current.Count == 1 ? 0 : 1;
        var current = input.Current.Pointer;
        if (input.Noise is not null || others.Length > 0)
        {
            var own = scratch - first;
            for (var i = first; i < last; i++)
            {
                own[i] = current[i * stride];
            }

            if (input.Noise is var (size, random))
            {
                AddNoise(size, random, step, from, to, own);
            }

            foreach (var receptor in others)
            {
                receptor.Add(step, first, last, own);
            }

            current = own;
            stride = 1;
        }

        return (jumps is not null, refractory is not null, conducts) switch
        {
            (false, false, false) => Step<No, No, No>(step, first, last, current, stride, flow, hits),
            (false, false, true) => Step<No, No, Yes>(step, first, last, current, stride, flow, hits),
            (false, true, false) => Step<No, Yes, No>(step, first, last, current, stride, flow, hits),
            (false, true, true) => Step<No, Yes, Yes>(step, first, last, current, stride, flow, hits),
            (true, false, false) => Step<Yes, No, No>(step, first, last, current, stride, flow, hits),
            (true, false, true) => Step<Yes, No, Yes>(step, first, last, current, stride, flow, hits),
            (true, true, false) => Step<Yes, Yes, No>(step, first, last, current, stride, flow, hits),
            (true, true, true) => Step<Yes, Yes, Yes>(step, first, last, current, stride, flow, hits),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Hit* Step<TJumps, TRefractory, TConducts>(long step, nint from, nint to, T* current, nint stride, Flow<T>* flow, Hit* hits)
        where TJumps : struct, IChoice
        where TRefractory : struct, IChoice
        where TConducts : struct, IChoice
    {
        var cells = variables.Pointer;
        var equation = equations.Pointer;
        nint equationStride = equations.Count == 1 ? 0 : 1;
        var jump = TJumps.Is ? jumps!.Slot(step + 1) : null;
        var free = TRefractory.Is ? refractory!.Pointer : null;
        T now = step;
        var end = flow + flows.Length;
        for (var i = from; i < to; i++)
        {
            var (I, G) = (current[i * stride], default(T));
            for (var k = flow; k < end; k++)
            {
                var open = k->Left[i];
                k->Left[i] = open * k->Decay;
                I = T.FusedMultiplyAdd(open, k->Current, I);
                G = TConducts.Is ? T.FusedMultiplyAdd(open, k->Conductance, G) : G;
            }

            var cell = cells[i];
            ref var V = ref Unsafe.As<TVariables, T>(ref cell);
            var before = V;
            if (TConducts.Is)
            {
                equation[i * equationStride].Advance(ref cell, new ConductanceInput<T>(I, G));
            }
            else
            {
                equation[i * equationStride].Advance(ref cell, new CurrentInput<T>(I));
            }

            if (TJumps.Is)
            {
                V += jump[i];
                jump[i] = default;
            }

            if (TRefractory.Is)
            {
                V = T.Select(free[i] <= now, V, before);
            }

            var fired = equation[i * equationStride].Fired(before, cell);
            if (TRefractory.Is)
            {
                fired &= free[i] <= now;
            }

            if (T.Bits(fired) is var bits && bits != 0)
            {
                equation[i * equationStride].Reset(ref cell, fired);
                if (TRefractory.Is)
                {
                    Hold(i, fired, now);
                }

                *hits++ = new((int)i, bits);
            }

            cells[i] = cell;
        }

        return hits;
    }

    // From the next step on.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Hold(nint i, T fired, T now)
    {
        var steps = input.RefractorySteps!;
        refractory!.Pointer[i] = T.Select(fired, now + 1.0 + steps.Pointer[steps.Count == 1 ? 0 : i], refractory.Pointer[i]);
    }

    // The cells that fill the last group are none.
    private void List(ulong fired, int first, SpikeList spikes)
    {
        for (; fired != 0; fired &= fired - 1)
        {
            if (first + BitOperations.TrailingZeroCount(fired) is var cell && cell < input.Count)
            {
                spikes.Add(cell);
            }
        }
    }

    /// <summary>Which cells of a vector fired.</summary>
    private readonly record struct Hit(int Vector, ulong Fired);

    [SkipLocalsInit]
    private static void AddNoise(AlignedMemory<T> size, CellRandom random, long step, int from, int to, T* current)
    {
        var numbers = stackalloc float[CellRandom.Group + 16];
        nint stride = size.Count == 1 ? 0 : 1;
        for (var first = from; first < to; first += CellRandom.Group)
        {
            random.FillNormal(numbers, (uint)(first / CellRandom.Group), step);
            for (nint i = first / T.Count, k = 0; k < CellRandom.Group; i++, k += T.Count)
            {
                current[i] = T.FusedMultiplyAdd(size.Pointer[i * stride], T.Load(numbers + k), current[i]);
            }
        }
    }

    [SkipLocalsInit]
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
