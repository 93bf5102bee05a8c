using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("µm")]
public delegate double LengthConstantAnswer([Unit("µm")] double diameter, [Unit("kΩ·cm²")] double Rm, [Unit("Ω·cm")] double Ri);

public static partial class Check
{
    /// <summary>Exercise 1.3.1: how far a steady voltage spreads along a dendrite.</summary>
    public static Verdict LengthConstant(LengthConstantAnswer answer) => Of<LengthConstantExercise>(answer);
}

public static partial class Hint
{
    public static Advice LengthConstant(int number) => Of<LengthConstantExercise>(number);
}

internal sealed class LengthConstantExercise() : DeterministicExercise<LengthConstantAnswer>("1.3.1", "Length constant of a dendrite", symbol: "λ", points: 1)
{
    internal override LengthConstantAnswer Reference => (diameter, Rm, Ri) => Lambda(diameter, 1000 * Rm, Ri);

    internal override Tolerance Tolerance { get; } = new(1e-3, 0.01, "It is a formula without constants; a slip of units is far larger.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The square of λ compares two resistances: that of the membrane, which keeps current in, and that of the inside, which holds it back.",
        "Work in cm and Ω: 1 µm is 1e-4 cm, and 1 kΩ·cm² is 1000 Ω·cm². Then the square comes out in cm².",
        "λ is the root of d/4 times Rm/Ri, with the diameter d; with the radius it would be half of it. Turn the result back into µm.",
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("diameter taken for the radius", "Your λ is √2 too large: a/2 under the root goes with the radius. With the diameter, in µm, it is d/4.", (diameter, Rm, Ri) => Lambda(2 * diameter, 1000 * Rm, Ri)),
        Wrong("radius taken for the diameter", "Your λ is √2 too small: d/4 goes with the diameter itself, in µm. You have halved it once more.", (diameter, Rm, Ri) => Lambda(diameter / 2, 1000 * Rm, Ri)),
        Wrong("kΩ for Ω", "Rm is in kΩ·cm² and Ri in Ω·cm: your λ is √1000, about 32 times, too small.", (diameter, Rm, Ri) => Lambda(diameter, Rm, Ri)),
        Wrong("root left out", "That is λ², in cm², times 10⁴: the root is missing.", (diameter, Rm, Ri) => 1e4 * Math.Pow(Lambda(diameter, 1000 * Rm, Ri) / 1e4, 2)),
        Wrong("resistances exchanged", "Ri stands above Rm. A leaky membrane, one of few kΩ·cm², makes λ shorter, and so does a resistive inside.", (diameter, Rm, Ri) => 1e4 * Math.Sqrt(diameter * 1e-4 / 4 * Ri / (1000 * Rm))),
        Wrong("cm for µm", "Your λ is in cm. The task asks for µm: multiply by 10⁴.", (diameter, Rm, Ri) => Lambda(diameter, 1000 * Rm, Ri) / 1e4),
        Wrong("1/4 in whole numbers", "Your λ is 0 µm: in C#, 1 / 4 divides whole numbers and is 0. Divide by 4 instead, or write 0.25.", (diameter, Rm, Ri) => 0),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [2.0, 20.0, 150.0], [476.0, 1.0, 35.4],
        .. Enumerable.Range(0, 4).Select(_ => (object[])[random.Between(0.5, 6), random.Between(5, 40), random.Between(70, 250, 0)]),
    ];

    private static double Lambda(double diameter, double Rm, double Ri) => 1e4 * Math.Sqrt(diameter * 1e-4 / 4 * Rm / Ri);
}
