using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("m/s")]
public delegate double ConductionVelocityAnswer([Unit("m/s")] double speed, [Unit("µm")] double diameter, [Unit("µm")] double newDiameter);

public static partial class Check
{
    /// <summary>Exercise 1.4.4: how the speed of the impulse depends on the thickness of the axon.</summary>
    public static Verdict ConductionVelocity(ConductionVelocityAnswer answer) => Of<ConductionVelocityExercise>(answer);
}

public static partial class Hint
{
    public static Advice ConductionVelocity(int number) => Of<ConductionVelocityExercise>(number);
}

internal sealed class ConductionVelocityExercise() : DeterministicExercise<ConductionVelocityAnswer>("1.4.4", "Speed of a thicker axon", symbol: "speed", points: 1)
{
    internal override ConductionVelocityAnswer Reference => (speed, diameter, newDiameter) => speed * Math.Pow(newDiameter / diameter, 0.5);

    internal override Tolerance Tolerance { get; } = new(1e-4, 1e-6, "It is a formula without constants.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "In the equation of the axon the radius stands in one place only, before the second derivative along x. In which unit of length does it disappear?",
        "If lengths are measured in units of the root of the radius, all axons obey the same equation: they take the same time for a length that is longer in a thicker one.",
        "So speed goes as the root of the diameter: four times the µm, twice the m/s.",
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("proportional to the diameter", "Proportional to the diameter is the rule for myelinated axons, about 6 m/s for each µm. Without myelin it is the root.", (speed, diameter, newDiameter) => speed * newDiameter / diameter),
        Wrong("proportional to the cross-section", "You let the speed, in m/s, grow with the cross-section. The inside conducts better, but there is also more membrane to charge: what remains is the root of the diameter.",
            (speed, diameter, newDiameter) => speed * Math.Pow(newDiameter / diameter, 2)),
        Wrong("the thicker the slower", "Your thicker axon is the slower one, in m/s: the quotient is upside down.", (speed, diameter, newDiameter) => speed * Math.Sqrt(diameter / newDiameter)),
        Wrong("power 3/2", "The power 3/2 is that of the input conductance of a cable. Speed, in m/s, goes like λ: as the root of the diameter.", (speed, diameter, newDiameter) => speed * Math.Pow(newDiameter / diameter, 1.5)),
        Wrong("1/2 in whole numbers", "The speed, in m/s, does not change: in C#, 1 / 2 divides whole numbers and is 0, and anything to the power 0 is 1. Write 0.5, or use Math.Sqrt.", (speed, diameter, newDiameter) => speed),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        [[18.8, 476.0, 119.0], [1.0, 1.0, 4.0], [1.2, 1.0, 1.0], .. Enumerable.Range(0, 3).Select(_ => (object[])[random.Between(0.5, 20), random.Between(1, 50), random.Between(60, 500)])];
}
