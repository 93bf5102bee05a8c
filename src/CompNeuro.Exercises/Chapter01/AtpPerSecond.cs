using CompNeuro.Biophysics;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("1/s")]
public delegate double AtpPerSecondAnswer([Unit("µA/cm²")] double INa, [Unit("µm")] double diameter);

public static partial class Check
{
    /// <summary>Exercise 1.1.3: what it costs a cell to pump its sodium leak out again.</summary>
    public static Verdict AtpPerSecond(AtpPerSecondAnswer answer) => Of<AtpPerSecondExercise>(answer);
}

public static partial class Hint
{
    public static Advice AtpPerSecond(int number) => Of<AtpPerSecondExercise>(number);
}

internal sealed class AtpPerSecondExercise() : DeterministicExercise<AtpPerSecondAnswer>("1.1.3", "The price of a sodium leak", symbol: "rate", points: 2)
{
    internal override AtpPerSecondAnswer Reference => (INa, diameter) => SodiumPerSecond(-INa, Math.PI * diameter * diameter) / 3;

    internal override Tolerance Tolerance { get; } = new(0.001, 1, "e = 1.602e-19 C is near enough; near zero one molecule a second does not count.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "In steady state the pump carries out what leaks in. How many sodium ions leak in each second, and how many leave with each ATP?",
        "The current through the whole membrane is the density times the area of the sphere, π times the diameter squared, and 1 µm² is 1e-8 cm². Inward current is negative.",
        "Turn µA into C/s with a factor 1e-6, divide by the charge of one ion, 1.602e-19 C, and by the three ions that one ATP moves.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(PumpLeakCell), nameof(PumpLeakCell.AtpPerSecond))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("one ATP per ion", "You count sodium ions, in 1/s. One ATP moves three of them.", (INa, diameter) => SodiumPerSecond(-INa, Math.PI * diameter * diameter)),
        Wrong("two ions per ATP", "Two is the number of potassium ions. Of sodium one ATP moves three, so fewer ATP are needed per 1/s of leak.", (INa, diameter) => SodiumPerSecond(-INa, Math.PI * diameter * diameter) / 2),
        Wrong("disc for sphere", "The area is four times too small: π d²/4, in µm², is a disc. The surface of a sphere of that diameter is π d².", (INa, diameter) => SodiumPerSecond(-INa, Math.PI * diameter * diameter / 4) / 3),
        Wrong("diameter taken for the radius", "The area is four times too large: with the diameter, in µm, the surface of a sphere is π d². It is 4π r² with the radius.", (INa, diameter) => SodiumPerSecond(-INa, 4 * Math.PI * diameter * diameter) / 3),
        Wrong("sign of the current", "The rate is negative: an inward current is negative by convention, −1 µA/cm² of sodium, but it still has to be paid for.", (INa, diameter) => SodiumPerSecond(INa, Math.PI * diameter * diameter) / 3),
        Wrong("mol for molecules", "Your number is in mol/s: you divided by F. The charge of one ion is e = F/N_A, and the answer, in 1/s, is of the order of 10⁷.",
            (INa, diameter) => SodiumPerSecond(-INa, Math.PI * diameter * diameter) / 3 / PhysicalConstants.Avogadro),
        Wrong("µm² to cm²", "Your number is 10⁴ times too large: 1 µm is 1e-4 cm, so 1 µm² is 1e-8 cm².", (INa, diameter) => 1e4 * SodiumPerSecond(-INa, Math.PI * diameter * diameter) / 3),
        Wrong("volume for surface", "π d³/6, in µm³, is the volume of the sphere. The current flows through its surface, π d².", (INa, diameter) => -INa * 1e-6 * Math.PI / 6 * Math.Pow(diameter * 1e-4, 3) / PhysicalConstants.ElementaryCharge / 3),
        Wrong("area left out", "You take the current of 1 cm² of membrane. The cell has far less: multiply the density by the area of its surface.", (INa, diameter) => -INa * 1e-6 / PhysicalConstants.ElementaryCharge / 3),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [-1.0, 20.0], [-0.5, 10.0], [0.0, 20.0],
        .. Enumerable.Range(0, 3).Select(_ => (object[])[-random.Between(0.2, 5), random.Between(8, 40)]),
    ];

    private static double SodiumPerSecond(double inward, double squareMicrometres) => inward * 1e-6 * squareMicrometres * 1e-8 / PhysicalConstants.ElementaryCharge;
}
