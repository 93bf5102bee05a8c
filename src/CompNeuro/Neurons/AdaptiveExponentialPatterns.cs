namespace CompNeuro.Neurons;

/// <summary>A way of firing under a step of current: the neuron, and the current.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Neuron">The neuron.</param>
/// <param name="Current">Amplitude of the step, pA.</param>
public sealed record FiringPattern(string Name, AdaptiveExponentialIntegrateAndFire Neuron, [property: Unit("pA")] double Current);

/// <summary>The firing patterns of the adaptive exponential neuron: Naud, Marcille, Clopath &amp; Gerstner, Biol. Cybern. 99:335, 2008, Figure 4.</summary>
/// <remarks>
/// The numbers are those of the paper's Table 1, but for two cells. With the row printed for delayed bursting (gL 12, EL −70, a −6, τw 300, b 0, Vreset −58, 110 pA, C 200) the cell never fires, and with that for transient spiking
/// (a −10, b 30, 350 pA) it never stops; these two have the numbers with which Brian 2 draws the figure, adapted by P. Müller. Solved exactly, the cell called irregular repeats itself every ten intervals, and the transient one fires once.
/// </remarks>
public static class AdaptiveExponentialPatterns
{
    private static readonly AdaptiveExponentialIntegrateAndFire Base = new() { C = 200, gL = 10, EL = -70, VT = -50, DeltaT = 2, Vpeak = 0 };

    /// <summary>In the order of the paper.</summary>
    public static IReadOnlyList<FiringPattern> All { get; } =
    [
        new("tonic", Base with { a = 2, tauw = 30, b = 0, Vreset = -58 }, 500),
        new("adapting", Base with { gL = 12, a = 2, tauw = 300, b = 60, Vreset = -58 }, 500),
        new("initial burst", Base with { C = 130, gL = 18, EL = -58, a = 4, tauw = 150, b = 120, Vreset = -50 }, 400),
        new("regular bursting", Base with { EL = -58, a = 2, tauw = 120, b = 100, Vreset = -46 }, 210),
        new("delayed, accelerating", Base with { gL = 12, a = -10, tauw = 300, b = 0, Vreset = -58 }, 300),
        new("delayed, bursting", Base with { C = 100, EL = -65, a = -10, tauw = 90, b = 30, Vreset = -47 }, 110),
        new("transient", Base with { C = 100, EL = -65, a = 10, tauw = 90, b = 100, Vreset = -47 }, 180),
        new("irregular", Base with { C = 100, gL = 12, EL = -60, a = -11, tauw = 130, b = 30, Vreset = -48 }, 160),
    ];
}
