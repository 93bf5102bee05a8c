namespace CompNeuro.Biophysics.Compartments;

/// <summary>A part of a neuron, numbered as in SWC files.</summary>
public enum Region
{
    /// <summary>Any other part (SWC 0 and 5 and above).</summary>
    Other = 0,

    /// <summary>The cell body.</summary>
    Soma = 1,

    /// <summary>The axon.</summary>
    Axon = 2,

    /// <summary>A dendrite; of a pyramidal cell a basal one.</summary>
    Dendrite = 3,

    /// <summary>The apical dendrite of a pyramidal cell.</summary>
    Apical = 4,
}
