using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("MΩ")]
public delegate double InputResistanceAnswer([Unit("µm")] double diameter, [Unit("µm")] double length, [Unit("kΩ·cm²")] double Rm, [Unit("Ω·cm")] double Ri, string end);

public static partial class Check
{
    /// <summary>Exercise 1.3.2: the resistance an electrode meets at one end of a dendrite.</summary>
    public static Verdict InputResistance(InputResistanceAnswer answer) => Of<InputResistanceExercise>(answer);
}

public static partial class Hint
{
    public static Advice InputResistance(int number) => Of<InputResistanceExercise>(number);
}

internal sealed class InputResistanceExercise() : DeterministicExercise<InputResistanceAnswer>("1.3.2", "Input resistance of a finite cable", symbol: "R_in", points: 2)
{
    private static readonly string[] ends = ["sealed", "killed"];

    internal override InputResistanceAnswer Reference => (diameter, length, Rm, Ri, end) => Cable(diameter, length, Rm, Ri, sealedEnd: end == "sealed");

    internal override Tolerance Tolerance { get; } = new(1e-3, 1e-3, "It is a formula; three digits of π are near enough.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Start from the endless cable: its resistance R∞ is that of one λ of the inside. Does a sealed end make the resistance larger or smaller than R∞? And a killed one?",
        "R∞ is 4 Ri λ/(π d²) with everything in cm and Ω. What the end changes depends on the electrotonic length L, the length divided by λ, and is a hyperbolic function of it.",
        "Sealed: divide R∞ by the hyperbolic tangent of L, for no current can leave by the end. Killed: multiply by it. A factor 1e-6 turns Ω into MΩ.",
    ];

    public override IReadOnlyList<string> BuildsOn => ["LengthConstant"];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("ends exchanged", "The two ends are exchanged. A sealed end keeps current in, so the resistance, in MΩ, is above that of the endless cable; a killed one lets it out.",
            (diameter, length, Rm, Ri, end) => Cable(diameter, length, Rm, Ri, sealedEnd: end != "sealed")),
        Wrong("end ignored", "You give the resistance of an endless cable whatever the end. It matters, by many MΩ, as long as the length is not several λ.",
            (diameter, length, Rm, Ri, end) => Endless(diameter, Rm, Ri)),
        Wrong("always sealed", "Both ends get the sealed formula. At a killed end V = 0, and the resistance, in MΩ, is R∞ tanh L.",
            (diameter, length, Rm, Ri, end) => Cable(diameter, length, Rm, Ri, sealedEnd: true)),
        Wrong("isopotential", "You divide Rm by the area, as if all of the dendrite had the same voltage. That gives the right MΩ only if the end is sealed and the length far below λ.",
            (diameter, length, Rm, Ri, end) => 1e-6 * 1000 * Rm / (Math.PI * diameter * 1e-4 * length * 1e-4)),
        Wrong("two cables", "Your resistance is half of the right one: R∞/2 belongs to a cable that goes on to both sides. The electrode, and all the MΩ, are at one end.",
            (diameter, length, Rm, Ri, end) => Cable(diameter, length, Rm, Ri, end == "sealed") / 2),
        Wrong("attenuation for resistance", "1/cosh L says how much of the voltage arrives at a sealed end. The resistance at the near end, in MΩ, goes with coth L, or with tanh L for a killed end.",
            (diameter, length, Rm, Ri, end) => Endless(diameter, Rm, Ri) / Math.Cosh(length / Lambda(diameter, Rm, Ri))),
        Wrong("Ω for MΩ", "Your resistance is in Ω. The task asks for MΩ: multiply by 1e-6.",
            (diameter, length, Rm, Ri, end) => 1e6 * Cable(diameter, length, Rm, Ri, sealedEnd: end == "sealed")),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        from length in new[] { 400.0, 8000, random.Between(200, 600, 0), random.Between(600, 1500, 0) }
        let diameter = random.Between(1, 4)
        let Rm = random.Between(10, 30)
        from end in ends
        select (object[])[diameter, length, Rm, 150.0, end];

    private static double Cable(double diameter, double length, double Rm, double Ri, bool sealedEnd)
    {
        var tanh = Math.Tanh(length / Lambda(diameter, Rm, Ri));
        return Endless(diameter, Rm, Ri) * (sealedEnd ? 1 / tanh : tanh);
    }

    private static double Endless(double diameter, double Rm, double Ri) => 1e-6 * 4 * Ri * Lambda(diameter, Rm, Ri) * 1e-4 / (Math.PI * diameter * diameter * 1e-8);

    private static double Lambda(double diameter, double Rm, double Ri) => 1e4 * Math.Sqrt(diameter * 1e-4 / 4 * 1000 * Rm / Ri);
}
