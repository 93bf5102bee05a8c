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
    /// <param name="slots">How many steps the ring spans, a power of two.</param>
    /// <param name="step">ms.</param>
    /// <param name="factors">For an exponential synapse, the mean of what is open over a step, relative to the start; one for all cells or one for each vector.</param>
    public Receptor(Synapse synapse, int vectors, int slots, double step, AlignedMemory<T>? factors)
    {
        (Synapse, this.vectors, mask, this.factors) = (synapse, vectors, slots - 1, factors);
        ring = new((long)slots * vectors);
        if (synapse is Synapse.ExponentialSynapse exponential)
        {
            (open, decay, reversal) = (new(vectors), Math.Exp(-step / exponential.Tau), exponential.Reversal ?? 0);
        }
    }

    public Synapse Synapse { get; }

    public bool IsConductance => Synapse is Synapse.ExponentialSynapse { Reversal: not null };

    /// <summary>What arrives at a step.</summary>
    public T* Slot(long step) => ring.Pointer + (step & mask) * vectors;

    /// <summary>What is open of an exponential synapse, after what arrives at this step.</summary>
    public double Open(long step, int cell) => open is null ? 0 : T.At(open.Pointer[cell / T.Count] + Slot(step)[cell / T.Count], cell % T.Count);

    /// <summary>Adds the current of a step to <paramref name="I"/>, and the conductance to <paramref name="G"/>, for vectors <paramref name="from"/> to <paramref name="to"/>.</summary>
    public void Add(long step, int from, int to, T* I, T* G)
    {
        var slot = Slot(step);
        switch (Synapse)
        {
            case Synapse.PulseSynapse:
                for (var i = from; i < to; i++)
                {
                    I[i - from] += slot[i];
                    slot[i] = default;
                }

                break;
            case Synapse.ExponentialSynapse:
                var stride = factors!.Count == 1 ? 0 : 1;
                if (IsConductance)
                {
                    Conduct(slot, open!.Pointer, factors.Pointer, stride, from, to, I, G);
                }
                else
                {
                    Flow(slot, open!.Pointer, factors.Pointer, stride, from, to, I);
                }

                break;
        }
    }

    private void Flow(T* slot, T* open, T* factor, nint stride, nint from, nint to, T* I)
    {
        for (var i = from; i < to; i++)
        {
            var now = open[i] + slot[i];
            slot[i] = default;
            I[i - from] = T.FusedMultiplyAdd(now, factor[i * stride], I[i - from]);
            open[i] = now * decay;
        }
    }

    private void Conduct(T* slot, T* open, T* factor, nint stride, nint from, nint to, T* I, T* G)
    {
        for (var i = from; i < to; i++)
        {
            var now = open[i] + slot[i];
            slot[i] = default;
            var mean = now * factor[i * stride];
            G[i - from] += mean;
            I[i - from] = T.FusedMultiplyAdd(mean, reversal, I[i - from]);
            open[i] = now * decay;
        }
    }
}
