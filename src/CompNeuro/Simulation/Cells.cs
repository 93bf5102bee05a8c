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

internal sealed unsafe class Cells<TVariables, TEquations, T> : Cells
    where TVariables : unmanaged
    where TEquations : unmanaged, IEquations<TVariables, T>
    where T : unmanaged, ILanes<T>, IReal<T>
{
    // So many cells at a time that what they need stays in the nearest cache.
    private const int Block = 512, Line = 64;

    // Few variables stay in registers while a step is taken; many are better left where they are.
    private static bool Few => sizeof(TVariables) <= 3 * sizeof(T);

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
        conducts = input.Receptors.Any(receptor => receptor.Synapse.IsConductance);
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
            // A jump of the voltage at the end of the step, all else from its start.
            var receptor = input.Receptors[poisson.Receptor];
            poisson.Add(receptor.Slot(receptor == jumps ? step + 1 : step), step, from, to);
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

            input.Noise?.Add(own, step, from, to);
            foreach (var receptor in others)
            {
                receptor.Add(step, first, last, own);
            }

            current = own;
            stride = 1;
        }

        return Step(new(step, first, last, current, stride, flow, hits));
    }

    // One step for every combination of what cells may have, so that what they lack costs nothing.
    private Hit* Step(in Stretch at) => jumps is null ? Step<No>(at) : Step<Yes>(at);

    private Hit* Step<TJumps>(in Stretch at)
        where TJumps : struct, IChoice => refractory is null ? Step<TJumps, No>(at) : Step<TJumps, Yes>(at);

    private Hit* Step<TJumps, TRefractory>(in Stretch at)
        where TJumps : struct, IChoice
        where TRefractory : struct, IChoice => conducts ? Step<TJumps, TRefractory, Yes>(at) : Step<TJumps, TRefractory, No>(at);

    private Hit* Step<TJumps, TRefractory, TConducts>(in Stretch at)
        where TJumps : struct, IChoice
        where TRefractory : struct, IChoice
        where TConducts : struct, IChoice => flows.Length == 2 ? Step<TJumps, TRefractory, TConducts, Yes>(at) : Step<TJumps, TRefractory, TConducts, No>(at);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Hit* Step<TJumps, TRefractory, TConducts, TTwoFlows>(in Stretch at)
        where TJumps : struct, IChoice
        where TRefractory : struct, IChoice
        where TConducts : struct, IChoice
        where TTwoFlows : struct, IChoice
    {
        var (step, from, to, stride) = (at.Step, at.From, at.To, at.CurrentStride);
        var current = at.Current;
        var flow = at.Flow;
        var hits = at.Hits;
        var cells = variables.Pointer;
        var equation = equations.Pointer;
        nint equationStride = equations.Count == 1 ? 0 : 1;
        var jump = TJumps.Is ? jumps!.Slot(step + 1) : null;
        var free = TRefractory.Is ? refractory!.Pointer : null;
        var held = TRefractory.Is ? input.RefractorySteps!.Pointer : null;
        nint heldStride = TRefractory.Is && input.RefractorySteps!.Count > 1 ? 1 : 0;
        T next = step + 1;
        var end = flow + flows.Length;
        var left0 = TTwoFlows.Is ? flow[0].Left : null;
        var left1 = TTwoFlows.Is ? flow[1].Left : null;
        var (decay0, decay1) = TTwoFlows.Is ? (flow[0].Decay, flow[1].Decay) : default;
        var (current0, current1) = TTwoFlows.Is ? (flow[0].Current, flow[1].Current) : default;
        var (conductance0, conductance1) = TTwoFlows.Is ? (flow[0].Conductance, flow[1].Conductance) : default;
        for (var i = from; i < to; i++)
        {
            var (I, G) = (current[i * stride], default(T));
            if (TTwoFlows.Is)
            {
                var (a, b) = (left0[i], left1[i]);
                left0[i] = a * decay0;
                left1[i] = b * decay1;
                I = T.FusedMultiplyAdd(b, current1, T.FusedMultiplyAdd(a, current0, I));
                G = TConducts.Is ? T.FusedMultiplyAdd(b, conductance1, a * conductance0) : G;
            }
            else
            {
                for (var k = flow; k < end; k++)
                {
                    var open = k->Left[i];
                    k->Left[i] = open * k->Decay;
                    I = T.FusedMultiplyAdd(open, k->Current, I);
                    G = TConducts.Is ? T.FusedMultiplyAdd(open, k->Conductance, G) : G;
                }
            }

            var copy = Few ? cells[i] : default;
            ref var cell = ref Few ? ref copy : ref cells[i];
            ref var law = ref equation[i * equationStride];
            var before = Unsafe.As<TVariables, T>(ref cell);
            if (TConducts.Is)
            {
                law.Advance(ref cell, new ConductanceInput<T>(I, G));
            }
            else
            {
                law.Advance(ref cell, new CurrentInput<T>(I));
            }

            ref var V = ref Unsafe.As<TVariables, T>(ref cell);
            if (TJumps.Is)
            {
                V += jump[i];
                jump[i] = default;
            }

            T isFree = default;
            if (TRefractory.Is)
            {
                isFree = T.IsNegative(free[i] - next);
                V = T.Select(isFree, V, before);
            }

            var fired = law.Fired(before, cell);
            if (TRefractory.Is)
            {
                fired &= isFree;
            }

            var bits = T.Bits(fired);
            if (bits != 0)
            {
                law.Reset(ref cell, fired);
                if (TRefractory.Is)
                {
                    free[i] = T.Select(fired, next + held[i * heldStride], free[i]);
                }

                *hits++ = new((int)i, bits);
            }

            if (Few)
            {
                cells[i] = copy;
            }
        }

        return hits;
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

    /// <summary>A step of the cells in some vectors: the current to each, what decaying synapses do, and where to note who fires.</summary>
    private readonly struct Stretch(long step, nint from, nint to, T* current, nint currentStride, Flow<T>* flow, Hit* hits)
    {
        public readonly long Step = step;
        public readonly nint From = from, To = to, CurrentStride = currentStride;
        public readonly T* Current = current;
        public readonly Flow<T>* Flow = flow;
        public readonly Hit* Hits = hits;
    }

    /// <summary>Which cells of a vector fired.</summary>
    private readonly record struct Hit(int Vector, ulong Fired);
}
