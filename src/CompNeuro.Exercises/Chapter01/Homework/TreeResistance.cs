using CompNeuro.Biophysics.Cables;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("MΩ")]
public delegate double TreeResistanceAnswer([Unit("µm")] double[] diameters, [Unit("µm")] double[] lengths, [Unit("kΩ·cm²")] double Rm, [Unit("Ω·cm")] double Ri);

public static partial class Check
{
    /// <summary>Homework H1.2.3: the input resistance of a tree that forks again and again.</summary>
    public static Verdict TreeResistance(TreeResistanceAnswer answer) => Of<TreeResistanceExercise>(answer);
}

public static partial class Hint
{
    public static Advice TreeResistance(int number) => Of<TreeResistanceExercise>(number);
}

internal sealed class TreeResistanceExercise() : DeterministicExercise<TreeResistanceAnswer>("H1.2.3", "Input resistance of a tree", symbol: "R_in", points: 2)
{
    internal override TreeResistanceAnswer Reference => (diameters, lengths, Rm, Ri) => 1000 / FromTheTips(diameters, lengths, Rm, Ri, daughters: 2);

    internal override Tolerance Tolerance { get; } = new(1e-3, 1e-3, "It is a formula applied again and again; three digits of π are near enough.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Which branches of the tree can you compute at once, because you know what stands at their ends?",
        "The tips are sealed: no load. Two equal twigs side by side are the load of the branch that they come from. So go from the last order towards the trunk.",
        "Begin with a load of 0 and the last place of the two arrays. Your function of the part before gives the conductance of one branch; twice that is the load of the branch before. At the trunk turn nS into MΩ: 1000 over it.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(NeuriteImpedance), nameof(NeuriteImpedance.InputResistance)), (typeof(DendriticTree), ".ctor")];

    public override IReadOnlyList<string> BuildsOn => ["LoadedConductance"];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("one daughter", "You hang one daughter at each fork. There are two, side by side, so their conductances add, and the resistance in MΩ is lower.",
            (diameters, lengths, Rm, Ri) => 1000 / FromTheTips(diameters, lengths, Rm, Ri, daughters: 1)),
        Wrong("from the trunk outwards", "You begin at the trunk and end at a tip: the MΩ are those an electrode meets in a twig of another tree. Begin where you know the load, at the tips.",
            (diameters, lengths, Rm, Ri) => 1000 / FromTheTips([.. diameters.Reverse()], [.. lengths.Reverse()], Rm, Ri, daughters: 2)),
        Wrong("all branches side by side", "You add the conductances of all branches as if each started at the soma. What lies beyond a branch is seen through it, and the resistance is more MΩ than that.",
            (diameters, lengths, Rm, Ri) => 1000 / diameters.Select((diameter, order) => Math.Pow(2, order) * Conductance(diameter, lengths[order], Rm, Ri, 0)).Sum()),
        Wrong("equivalent cylinder", "You take the trunk's diameter and the sum of the electrotonic lengths: Rall's cylinder. These diameters do not obey the 3/2 rule, and the resistance is another number of MΩ.",
            (diameters, lengths, Rm, Ri) => 1000 / Conductance(diameters[0], diameters.Select((diameter, order) => lengths[order] * Math.Sqrt(diameters[0] / diameter)).Sum(), Rm, Ri, 0)),
        Wrong("killed tips", "Your tips are cut open. They are sealed: no current leaves there, and the resistance is more MΩ.",
            (diameters, lengths, Rm, Ri) => 1000 / FromTheTips(diameters, lengths, Rm, Ri, daughters: 2, tip: 1e12)),
        Wrong("1/nS for MΩ", "1/nS is a GΩ. For MΩ divide 1000 by the conductance in nS.",
            (diameters, lengths, Rm, Ri) => 1 / FromTheTips(diameters, lengths, Rm, Ri, daughters: 2)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [(double[])[2], (double[])[400], 20.0, 150.0], [(double[])[4, 2, 2], (double[])[100, 200, 300], 20.0, 150.0], [(double[])[3, 1.5, 1, 0.7], (double[])[80, 120, 150, 250], 30.0, 200.0],
        .. Enumerable.Range(0, 4).Select(_ => (object[])[(double[])[random.Between(3, 5), random.Between(1.8, 2.9), random.Between(0.8, 1.7)], (double[])[random.Between(50, 150, 0), random.Between(100, 250, 0), random.Between(150, 350, 0)], random.Between(10, 30), 150.0]),
    ];

    private static double FromTheTips(double[] diameters, double[] lengths, double Rm, double Ri, int daughters, double tip = 0)
    {
        var conductance = tip;
        for (var order = diameters.Length - 1; order >= 0; order--)
        {
            conductance = Conductance(diameters[order], lengths[order], Rm, Ri, load: order == diameters.Length - 1 ? tip : daughters * conductance);
        }

        return conductance;
    }

    private static double Conductance(double diameter, double length, double Rm, double Ri, double load)
    {
        var cable = LoadedConductanceExercise.Piece(diameter, length, Rm, Ri);
        var tanh = Math.Tanh(cable.L);
        return cable.Ginf * (load + cable.Ginf * tanh) / (cable.Ginf + load * tanh);
    }
}
