using CompNeuro.Maths;
using CompNeuro.Neurons;

namespace CompNeuro.Exercises;

[return: Unit("µA/cm²")]
public delegate double ExponentialRheobaseAnswer([Unit("mS/cm²")] double gL, [Unit("mV")] double EL, [Unit("mV")] double VT, [Unit("mV")] double DeltaT);

public static partial class Check
{
    /// <summary>Exercise 2.2.3: the rheobase of the exponential integrate-and-fire neuron.</summary>
    public static Verdict ExponentialRheobase(ExponentialRheobaseAnswer answer) => Of<ExponentialRheobaseExercise>(answer);
}

public static partial class Hint
{
    public static Advice ExponentialRheobase(int number) => Of<ExponentialRheobaseExercise>(number);
}

internal sealed class ExponentialRheobaseExercise() : DeterministicExercise<ExponentialRheobaseAnswer>("2.2.3", "Rheobase of an exponential neuron", symbol: "I_rh", points: 1)
{
    internal override ExponentialRheobaseAnswer Reference => (gL, EL, VT, DeltaT) => gL * (VT - EL - DeltaT);

    internal override Tolerance Tolerance { get; } = new(1e-3, 1e-4, "It is a formula; one who looks for the peak of the I–V curve in steps of some 0.01 mV is near enough, for it is flat there.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Which constant current does the membrane need to stay at V? Draw it over V: it rises with the leak, and falls when the exponential takes over. What is special about its highest point?",
        "At the highest point the slope is zero: the exponential has just the slope of the leak there. Where is that?",
        "The slope is zero at V = VT, where the exponential is 1. Put this V into the equation at rest: the leak takes gL (VT − EL), and the spike current gives gL ΔT of it back.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(ExponentialIntegrateAndFire), nameof(ExponentialIntegrateAndFire.Rheobase)), (typeof(ExponentialIntegrateAndFire), nameof(ExponentialIntegrateAndFire.SteadyCurrent))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("as if leaky", "gL (VT − EL) is the rheobase of a leaky neuron with its threshold at VT. Here the spike current already helps at VT: with gL ΔT, in µA/cm².", (gL, EL, VT, DeltaT) => gL * (VT - EL)),
        Wrong("sign of ΔT", "The spike current is inward, and takes over part of what you would have to inject: gL ΔT, in µA/cm², is subtracted.", (gL, EL, VT, DeltaT) => gL * (VT - EL + DeltaT)),
        Wrong("EL left out", "The leak is driven by the distance from EL, in mV, not by V itself.", (gL, EL, VT, DeltaT) => gL * (VT - DeltaT)),
        Wrong("gL left out", "That is a distance in mV. Times gL it is a current, in µA/cm².", (gL, EL, VT, DeltaT) => VT - EL - DeltaT),
        Wrong("divided by gL", "A conductance times a voltage is a current: multiply the mV by gL, do not divide.", (gL, EL, VT, DeltaT) => (VT - EL - DeltaT) / gL),
        Wrong("exp(1) at VT", "You have the exponential of 1, 2.718, at VT. There V − VT is 0 mV, and the exponential is 1.", (gL, EL, VT, DeltaT) => gL * (VT - EL - Math.E * DeltaT)),
        Wrong("ΔT before the exponential left out", "The exponential is multiplied by ΔT, in mV: at VT it gives ΔT, not 1.", (gL, EL, VT, DeltaT) => gL * (VT - EL - 1)),
        Wrong("gL on the leak alone", "Both terms are currents: gL multiplies ΔT, in mV, as well.", (gL, EL, VT, DeltaT) => gL * (VT - EL) - DeltaT),
        Wrong("at VT + ΔT", "You put V = VT + ΔT into the equation. The current that holds V, in µA/cm², is largest where its slope is zero: where is the exponential 1?",
            (gL, EL, VT, DeltaT) => gL * (VT + DeltaT - EL) - gL * DeltaT * Math.E),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        [[0.1, -65.0, -59.9, 3.48], [0.1, -65.0, -50.0, 0.2], .. Enumerable.Range(0, 4).Select(_ => (object[])[random.Between(0.05, 0.3, 2), random.Between(-75, -65), random.Between(-58, -45), random.Between(1.5, 4, 2)])];
}
