using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("µm")]
public delegate double ParentDiameterAnswer([Unit("µm")] double[] daughters);

public static partial class Check
{
    /// <summary>Exercise 1.3.3: the parent branch that lets a tree collapse into one cylinder.</summary>
    public static Verdict ParentDiameter(ParentDiameterAnswer answer) => Of<ParentDiameterExercise>(answer);
}

public static partial class Hint
{
    public static Advice ParentDiameter(int number) => Of<ParentDiameterExercise>(number);
}

internal sealed class ParentDiameterExercise() : DeterministicExercise<ParentDiameterAnswer>("1.3.3", "Rall's parent branch", symbol: "d", points: 1)
{
    internal override ParentDiameterAnswer Reference => daughters => Combine(daughters, 1.5);

    internal override Tolerance Tolerance { get; } = new(1e-3, 1e-4, "0.667 for 2/3 is near enough.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "What must match at the branch point is the input conductance of the cables on its two sides. How does that of a long cylinder depend on its diameter?",
        "The conductance of a long cylinder grows as the diameter to the power 3/2: the circumference and the cross-section both count. Conductances in parallel add.",
        "Add the daughters' diameters, in µm, each to the power 3/2; then undo the power on the sum.",
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("diameters added", "You add the diameters, in µm. That keeps the area of the membrane; the conductance of a cylinder grows as d to the power 3/2.", daughters => Combine(daughters, 1)),
        Wrong("cross-sections kept", "You keep the sum of the cross-sections, d² in µm². The conductance of a cylinder grows as d to the power 3/2, for the membrane counts as well.", daughters => Combine(daughters, 2)),
        Wrong("power not undone", "That is the parent's diameter to the power 3/2, and not in µm: raise the sum to the power 2/3.", daughters => daughters.Sum(d => Math.Pow(d, 1.5))),
        Wrong("powers exchanged", "The powers are exchanged: 3/2 belongs on each daughter, in µm, and 2/3 on the sum.", daughters => Combine(daughters, 2.0 / 3)),
        Wrong("mean of the daughters", "You take a mean, so the parent is about as thick as a daughter. The daughters are in parallel and their conductances add: two of 2 µm need a parent of 3.17 µm.",
            daughters => daughters.Average()),
        Wrong("2/3 in whole numbers", "You return 1 µm for all daughters: in C#, 2 / 3 divides whole numbers and is 0, and anything to the power 0 is 1. Write 2.0 / 3.", daughters => 1),
        Wrong("3/2 in whole numbers", "Your daughters' diameters, in µm, are added as they are: in C#, 3 / 2 divides whole numbers and is 1. Write 1.5.", daughters => Math.Pow(daughters.Sum(), 2.0 / 3)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [(double[])[2, 2]], [(double[])[1]], [(double[])[4, 1]], [(double[])[1, 2, 3]],
        .. Enumerable.Range(2, 3).Select(n => (object[])[Enumerable.Range(0, n).Select(_ => random.Between(0.5, 4)).ToArray()]),
    ];

    private static double Combine(double[] daughters, double power) => Math.Pow(daughters.Sum(d => Math.Pow(d, power)), 1 / power);
}
