using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("ms")]
public delegate double WarmedTimeConstantAnswer([Unit("ms")] double tau, [Unit("1")] double Q10, [Unit("°C")] double from, [Unit("°C")] double to);

public static partial class Check
{
    /// <summary>Exercise 1.4.3: how temperature changes the time constant of a gate.</summary>
    public static Verdict WarmedTimeConstant(WarmedTimeConstantAnswer answer) => Of<WarmedTimeConstantExercise>(answer);
}

public static partial class Hint
{
    public static Advice WarmedTimeConstant(int number) => Of<WarmedTimeConstantExercise>(number);
}

internal sealed class WarmedTimeConstantExercise() : DeterministicExercise<WarmedTimeConstantAnswer>("1.4.3", "A gate at another temperature", symbol: "τ", points: 1)
{
    internal override WarmedTimeConstantAnswer Reference => (tau, Q10, from, to) => tau / Math.Pow(Q10, (to - from) / 10);

    internal override Tolerance Tolerance { get; } = new(1e-4, 1e-6, "It is a formula without constants.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Ten degrees warmer, all rates are Q10 times as fast. What does that do to a time constant, and what do another ten degrees do?",
        "Every ten degrees multiply the rates by Q10 once more, so the factor is a power, whose exponent counts the tens of degrees.",
        "The exponent is the difference of the temperatures over 10; and τ, in ms, is one over a rate, so it is divided by the factor.",
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("slower when warm", "Your gate gets slower when it is warmed. The rates are multiplied by the factor, so τ, in ms, is divided by it.", (tau, Q10, from, to) => tau * Math.Pow(Q10, (to - from) / 10)),
        Wrong("per degree", "You apply Q10 for every °C. It is the factor for ten: divide the difference by 10.", (tau, Q10, from, to) => tau / Math.Pow(Q10, to - from)),
        Wrong("linear in temperature", "You multiply Q10 by the number of tens of °C. Factors on factors make a power, not a product.", (tau, Q10, from, to) => tau / (Q10 * (to - from) / 10)),
        Wrong("absolute temperature for the difference", "Your exponent is the final temperature over 10. What counts is how many °C it is above the one at which τ was measured.", (tau, Q10, from, to) => tau / Math.Pow(Q10, to / 10)),
        Wrong("e for Q10", "Your base is e, 2.718: the factor for ten °C is Q10 itself.", (tau, Q10, from, to) => tau / Math.Exp((to - from) / 10)),
        Wrong("1/10 in whole numbers", "Your τ, in ms, is the same at every temperature: in C#, 1 / 10 divides whole numbers and is 0, and Q10 to the power 0 is 1. Divide by 10 instead.", (tau, Q10, from, to) => tau),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [5.0, 3.0, 6.3, 16.3], [5.0, 3.0, 6.3, 18.5], [1.2, 2.3, 22.0, 37.0], [4.0, 3.0, 20.0, 20.0], [2.0, 3.0, 24.0, 6.3],
        .. Enumerable.Range(0, 3).Select(_ => (object[])[random.Between(0.5, 9), random.OneOf(1.5, 2.0, 2.3, 3.0), random.Between(5, 20), random.Between(22, 38)]),
    ];
}
