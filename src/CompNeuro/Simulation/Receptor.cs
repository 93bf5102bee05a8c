using System.Runtime.CompilerServices;
using CompNeuro.Maths;

namespace CompNeuro.Simulation;

/// <summary>The synapses of one kind onto a population: what is on its way to every cell, in a ring of steps, and for those that decay what has arrived and is left.</summary>
internal sealed unsafe class Receptor<T>
    where T : unmanaged, ILanes<T>, IReal<T>
{
    private readonly AlignedMemory<T> ring;
    private readonly AlignedMemory<T>? open;
    private readonly AlignedMemory<T>? factors;
    private readonly int mask, vectors;
    private readonly T decay, reversal;

    /// <param name="synapse">The kind.</param>
    /// <param name="vectors">How many vectors the population's cells take.</param>
    /// <param name="slots">How many steps the ring spans, a power of two; with one, what arrives is open at once.</param>
    /// <param name="step">ms.</param>
    /// <param name="factors">For an exponential synapse, the mean of what is open over a step, relative to the start; one for all cells or one for each vector.</param>
    public Receptor(Synapse synapse, int vectors, int slots, double step, AlignedMemory<T>? factors)
    {
        (Synapse, this.vectors, mask, this.factors) = (synapse, vectors, slots - 1, factors);
        ring = new((long)slots * vectors);
        if (synapse is Synapse.ExponentialSynapse exponential)
        {
            (open, decay, reversal) = (slots == 1 ? ring : new(vectors), Math.Exp(-step / exponential.Tau), exponential.Reversal ?? 0);
        }
    }

    public Synapse Synapse { get; }

    /// <summary>What arrives at a step.</summary>
    public T* Slot(long step) => ring.Pointer + (step & mask) * vectors;

    /// <summary>What it does in a step where that is the same for all cells; <see langword="null"/> for a pulse, and if cells respond to a current differently.</summary>
    public Flow<T>? Flow => open is null || factors!.Count > 1
        ? null
        : new() { Left = open.Pointer, Decay = decay, Current = Synapse.IsConductance ? factors.Pointer[0] * reversal : factors.Pointer[0], Conductance = Synapse.IsConductance ? factors.Pointer[0] : 0.0 };

    /// <summary>Takes in what arrives at a step, for vectors <paramref name="from"/> to <paramref name="to"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Arrive(long step, nint from, nint to)
    {
        var (slot, left) = ((nint)Slot(step), (nint)open!.Pointer);
        for (var i = from; i < to && slot != left; i++)
        {
            ((T*)left)[i] += ((T*)slot)[i];
            ((T*)slot)[i] = default;
        }
    }

    /// <summary>Adds the current of a step to <paramref name="I"/>, where there is no <see cref="Flow"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(long step, nint from, nint to, T* I)
    {
        var slot = Slot(step);
        for (var i = from; i < to; i++)
        {
            if (open is null)
            {
                I[i] += slot[i];
                slot[i] = default;
            }
            else
            {
                I[i] = T.FusedMultiplyAdd(open.Pointer[i], factors!.Pointer[i], I[i]);
                open.Pointer[i] *= decay;
            }
        }
    }
}

/// <summary>What the synapses of a receptor do in one step: of what is open, so much current and so much conductance.</summary>
internal unsafe struct Flow<T>
    where T : unmanaged, ILanes<T>, IReal<T>
{
    public T Decay, Current, Conductance;
    public T* Left;
}
