namespace CompNeuro.Simulation;

/// <summary>Short-term plasticity: how strongly each spike of a presynaptic cell acts, on all its synapses alike.</summary>
/// <remarks>Every thread of a run has an instance of its own, which is told of every spike in order, so that all agree.</remarks>
public interface IShortTermPlasticity
{
    /// <summary>The factor on the weights for the spike of a presynaptic cell at time <paramref name="t"/> (ms).</summary>
    double Efficacy(int source, double t);
}

/// <summary>
/// Long-term plasticity of the synapses of a connection. The delay counts as that of the dendrite: a synapse sees the presynaptic spike when it is fired and the
/// postsynaptic one a delay later, the convention of Morrison, Diesmann &amp; Gerstner, Biol. Cybern. 98:459, 2008.
/// </summary>
/// <remarks>Every thread of a run has an instance of its own. It is told of all presynaptic spikes, and of the postsynaptic ones of the cells it serves, in order of time.</remarks>
public interface ISynapticPlasticity
{
    /// <summary>A presynaptic cell fires at time <paramref name="t"/> (ms); its synapses follow.</summary>
    void PresynapticSpike(int source, double t);

    /// <summary>The new weight of a synapse whose presynaptic cell has fired; this spike acts with it.</summary>
    double AfterPresynaptic(int source, int target, double weight, double t);

    /// <summary>The spike of a postsynaptic cell arrives at its synapses at time <paramref name="t"/> (ms); they follow.</summary>
    void PostsynapticSpike(int target, double t);

    /// <summary>The new weight of a synapse whose postsynaptic cell has fired.</summary>
    double AfterPostsynaptic(int source, int target, double weight, double t);
}
