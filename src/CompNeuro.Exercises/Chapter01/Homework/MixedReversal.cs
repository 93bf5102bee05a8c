using CompNeuro.Biophysics;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("mV")]
public delegate double MixedReversalAnswer([Unit("1")] double[] P, [Unit("mM")] double[] inside, [Unit("mM")] double[] outside, [Unit("°C")] double T);

public static partial class Check
{
    /// <summary>Homework H1.1.2: where the current through a channel for K⁺, Na⁺ and Ca²⁺ reverses.</summary>
    public static Verdict MixedReversal(MixedReversalAnswer answer) => Of<MixedReversalExercise>(answer);
}

public static partial class Hint
{
    public static Advice MixedReversal(int number) => Of<MixedReversalExercise>(number);
}

internal sealed class MixedReversalExercise() : DeterministicExercise<MixedReversalAnswer>("H1.1.2", "Reversal potential with calcium", symbol: "V", points: 3)
{
    internal override MixedReversalAnswer Reference => (P, inside, outside, T) => GoldmanHodgkinKatz.ReversalPotential(T,
        (Ion.Potassium(inside[0], outside[0]), P[0]), (Ion.Sodium(inside[1], outside[1]), P[1]), (Ion.Calcium(inside[2], outside[2]), P[2]));

    internal override Tolerance Tolerance { get; } = new(1e-3, 0.05, "Rounded constants and a bisection to 0.01 mV are near enough; calcium taken for a monovalent ion differs by a millivolt or more.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "There is no logarithm to solve for, but there is a function whose root you want: the total current. How does each of its three parts change when V grows?",
        "Every one of the currents grows with V, so their sum crosses 0 once. Take two voltages between which it must be, and halve.",
        "Call your current of the first part three times, with the valences 1, 1 and 2, and add. If the sum at the middle of the interval is positive the root is below, otherwise above; forty halvings of 400 mV are more than enough.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(GoldmanHodgkinKatz), nameof(GoldmanHodgkinKatz.ReversalPotential)), (typeof(GoldmanHodgkinKatz), nameof(GoldmanHodgkinKatz.Current)),
        (typeof(IonicEnvironment), nameof(IonicEnvironment.ReversalPotential)), (typeof(IonicEnvironment), nameof(IonicEnvironment.GoldmanCurrent)),
    ];

    public override IReadOnlyList<string> BuildsOn => ["GhkCurrent"];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("calcium like a monovalent ion", "You put calcium into the logarithm as if it had one charge. With z = 2 its current depends on the voltage in another way, and the reversal potential comes out some mV off.",
            (P, inside, outside, T) => Log(P, inside, outside, T, ions: 3)),
        Wrong("calcium left out", "Calcium is missing. Where a channel lets it through ten times as easily as sodium, 2 mM of it move the reversal potential by several mV.",
            (P, inside, outside, T) => Log(P, inside, outside, T, ions: 2)),
        Wrong("Nernst potentials averaged", "You average Nernst potentials, in mV, with the permeabilities. That holds for conductances; here it is the currents of the first part that must add up to zero.",
            (P, inside, outside, T) => Enumerable.Range(0, 3).Sum(i => P[i] * PhysicalConstants.ThermalVoltage(T) / (i == 2 ? 2 : 1) * Math.Log(outside[i] / inside[i])) / P.Sum()),
        Wrong("inside and outside exchanged", "Your sign is opposite. Sodium and calcium, plentiful outside, pull the potential up, potassium, plentiful inside, down: at equal permeabilities it is a few mV away from 0, and for potassium alone far below.",
            (P, inside, outside, T) => Reference(P, outside, inside, T)),
        Wrong("z for z² in the calcium current", "Calcium weighs half of what it should: two charges per ion, and twice the force. With z for z² in its current the potential is some mV too low.",
            (P, inside, outside, T) => Reference([P[0], P[1], P[2] / 2], inside, outside, T)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random)
    {
        double[] inside = [140, 15, 1e-4], outside = [4.5, 145, 2];
        return
        [
            [(double[])[1, 1, 10.6], inside, outside, 37.0], [(double[])[1, 0.04, 0.1], inside, outside, 37.0], [(double[])[1, 1, 0], inside, outside, 20.0],
            .. Enumerable.Range(0, 5).Select(_ => (object[])[(double[])[1, random.Between(0.1, 1.5, 2), random.Between(2, 12)], inside, (double[])[random.Between(3, 10), 145, random.Between(1, 20)], random.Between(15, 37)]),
        ];
    }

    private static double Log(double[] P, double[] inside, double[] outside, double T, int ions) =>
        PhysicalConstants.ThermalVoltage(T) * Math.Log(P.Zip(outside).Take(ions).Sum(one => one.First * one.Second) / P.Zip(inside).Take(ions).Sum(one => one.First * one.Second));
}
