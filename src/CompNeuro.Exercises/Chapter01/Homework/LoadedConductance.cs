using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Cables;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("nS")]
public delegate double LoadedConductanceAnswer([Unit("µm")] double diameter, [Unit("µm")] double length, [Unit("kΩ·cm²")] double Rm, [Unit("Ω·cm")] double Ri, [Unit("nS")] double load);

public static partial class Check
{
    /// <summary>Homework H1.2.2: the input conductance of a cable with a load at its end.</summary>
    public static Verdict LoadedConductance(LoadedConductanceAnswer answer) => Of<LoadedConductanceExercise>(answer);
}

public static partial class Hint
{
    public static Advice LoadedConductance(int number) => Of<LoadedConductanceExercise>(number);
}

internal sealed class LoadedConductanceExercise() : DeterministicExercise<LoadedConductanceAnswer>("H1.2.2", "Input conductance of a loaded cable", symbol: "G", points: 2)
{
    internal override LoadedConductanceAnswer Reference => (diameter, length, Rm, Ri, load) => 1000 / (Piece(diameter, length, Rm, Ri) with { End = CableEnd.Loaded(load) }).InputResistance();

    internal override Tolerance Tolerance { get; } = new(1e-3, 1e-5, "It is a formula; three digits of π are near enough.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Check three loads first: none at all, one like the endless cable that was cut off, and a short circuit. The formula must give the sealed, the endless and the killed cable.",
        "Write V as A cosh X + B sinh X with X counted from the loaded end. There V is A, and the current into the load, A times the load, is G∞ times B.",
        "At the near end the current over the voltage is G∞ (B cosh L + A sinh L) over (A cosh L + B sinh L). Divide above and below by A cosh L. G∞ is 1/R∞: 1 MΩ is 1000 nS.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(NeuriteImpedance), nameof(NeuriteImpedance.InputResistance)), (typeof(NeuriteImpedance), nameof(NeuriteImpedance.TransferResistance)), (typeof(NeuriteImpedance), nameof(NeuriteImpedance.InputImpedance)),
        (typeof(NeuriteImpedance), nameof(NeuriteImpedance.TransferImpedance)), (typeof(IPassiveNeurite<double>), nameof(IPassiveNeurite<>.Transfer)),
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("load left out", "You give the conductance of a sealed cable. What hangs at its end draws current too, and adds to the nS at the near end.",
            (diameter, length, Rm, Ri, load) => Of(diameter, length, Rm, Ri, (G, tanh, _) => G * tanh)),
        Wrong("load added as it is", "You add the load as if it were at the near end. It is at the far end of a cable that leaks and resists, and counts for fewer nS there.",
            (diameter, length, Rm, Ri, load) => load + Of(diameter, length, Rm, Ri, (G, tanh, _) => G * tanh)),
        Wrong("load times the attenuation", "You let the load count as much as voltage arrives at a sealed end, 1/cosh L. But the load changes the voltage there, and the current from it must travel back: the nS do not add.",
            (diameter, length, Rm, Ri, load) => Of(diameter, length, Rm, Ri, (G, tanh, cosh) => G * tanh + load / cosh)),
        Wrong("quotient upside down", "Your quotient is upside down, or has coth for tanh. Without a load it must leave G∞ tanh L, next to no nS for a piece that is very short; yours leaves G∞ coth L.",
            (diameter, length, Rm, Ri, load) => Of(diameter, length, Rm, Ri, (G, tanh, _) => G * (G + load * tanh) / (load + G * tanh))),
        Wrong("µS with nS", "1/MΩ is µS, and the load is in nS: multiply G∞ by 1000 before the two meet.",
            (diameter, length, Rm, Ri, load) => Of(diameter, length, Rm, Ri, (G, tanh, _) => G / 1000 * (load + G / 1000 * tanh) / (G / 1000 + load * tanh))),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [2.0, 400.0, 20.0, 150.0, 0.0], [2.0, 400.0, 20.0, 150.0, 1e6], [2.0, 400.0, 20.0, 150.0, 3.0],
        .. Enumerable.Range(0, 5).Select(_ => (object[])[random.Between(1, 4), random.Between(100, 900, 0), random.Between(10, 30), random.Between(100, 250, 0), random.Between(0.5, 12)]),
    ];

    internal static Cable Piece(double diameter, double length, double Rm, double Ri) => new() { Diameter = diameter, Length = length, Membrane = PassiveMembrane.FromResistance(Rm, 1, -65), Ri = Ri };

    /// <param name="conductance">From G∞, tanh L and cosh L.</param>
    private static double Of(double diameter, double length, double Rm, double Ri, Func<double, double, double, double> conductance) =>
        Piece(diameter, length, Rm, Ri) is var cable ? conductance(cable.Ginf, Math.Tanh(cable.L), Math.Cosh(cable.L)) : 0;
}
