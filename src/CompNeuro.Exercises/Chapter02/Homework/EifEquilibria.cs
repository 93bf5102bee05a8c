using CompNeuro.Dynamics;
using CompNeuro.Maths;
using CompNeuro.Neurons;
using MathNet.Numerics.RootFinding;

namespace CompNeuro.Exercises;

[return: Unit("mV")]
public delegate double[] EifEquilibriaAnswer([Unit("µA/cm²")] double I, [Unit("mV")] double VT, [Unit("mV")] double DeltaT);

public static partial class Check
{
    /// <summary>Homework H2.3.1: rest and threshold of the exponential neuron under a current.</summary>
    public static Verdict EifEquilibria(EifEquilibriaAnswer answer) => Of<EifEquilibriaExercise>(answer);
}

public static partial class Hint
{
    public static Advice EifEquilibria(int number) => Of<EifEquilibriaExercise>(number);
}

internal sealed class EifEquilibriaExercise() : DeterministicExercise<EifEquilibriaAnswer>("H2.3.1", "Rest and threshold of the exponential neuron", symbol: "rest, threshold", points: 2)
{
    private const double Accuracy = 1e-10;

    internal override EifEquilibriaAnswer Reference => Equilibria;

    internal override Tolerance Tolerance { get; } = new(0, 0.002, "Roots found to 0.002 mV give the slopes of the part that builds on this one; a parabola in the place of the exponential is off by more.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Sketch the current through the membrane against V: a straight line, less an exponential. Where is its top, and on which side of it does each equilibrium lie?",
        "At VT the slope of the exponential is that of the line: there is the top, and below rheobase the equilibria lie on both sides of it. The lower one is rest: −65 mV plus what the current and the foot of the exponential add.",
        "Halve twice: between −100 mV and VT for rest, and between VT and VT + 40 ΔT for the threshold. The sign to look at is that of 0.1 (−65 − V) plus 0.1 ΔT times the exponential, plus I: between the two it is negative.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(Equilibria), nameof(Dynamics.Equilibria.Equilibrium)), (typeof(EquilibriumContinuation), nameof(EquilibriumContinuation.EquilibriumBranch)), (typeof(ExponentialIntegrateAndFire), nameof(ExponentialIntegrateAndFire.Rest)),
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("VT for the threshold", "VT is not where the neuron fires by itself: there the exponential current has the slope of the leak. Below rheobase the point of no return lies above it, by up to many mV.",
            (I, VT, DeltaT) => [Equilibria(I, VT, DeltaT)[0], VT]),
        Wrong("threshold first", "Your two equilibria are in the wrong order: the lower one is rest, in mV, the upper one the threshold.",
            (I, VT, DeltaT) => [.. Equilibria(I, VT, DeltaT).Reverse()]),
        Wrong("parabola at VT", "You replace the exponential by a parabola at VT, which holds just below rheobase only. Far below, the equilibria are several mV elsewhere.",
            (I, VT, DeltaT) => Math.Sqrt(2 * DeltaT * (VT + 65 - DeltaT - 10 * I)) is var apart ? [VT - apart, VT + apart] : []),
        Wrong("rest by the leak alone", "Your rest is −65 mV plus 10 I. The exponential current flows there too, and lifts it a little.",
            (I, VT, DeltaT) => [-65 + 10 * I, Equilibria(I, VT, DeltaT)[1]]),
        Wrong("sign of the current", "A positive current moves your equilibria apart, as a negative one should. It depolarizes: rest and threshold, in mV, approach each other until they meet at rheobase.",
            (I, VT, DeltaT) => Equilibria(-I, VT, DeltaT)),
        Wrong("gL left out of I", "You add I to the potential as if it were in mV. It is a current: over gL, that is 10 mV for 1 µA/cm².",
            (I, VT, DeltaT) => Equilibria(0.1 * I, VT, DeltaT)),
        Wrong("without the current", "Your equilibria are those without a current. A constant current moves both, in mV.",
            (_, VT, DeltaT) => Equilibria(0, VT, DeltaT)),
        Wrong("rest twice", "You found rest twice. The threshold, in mV, is the other root, above VT: start the search there.",
            (I, VT, DeltaT) => Equilibria(I, VT, DeltaT) is var one ? [one[0], one[0]] : []),
        Wrong("ΔT left out", "The exponential is multiplied by ΔT, which makes its slope that of the leak at VT. You left the factor out, and the equilibria are off by mV.",
            (I, VT, DeltaT) => Equilibria(I, VT + DeltaT * Math.Log(DeltaT), DeltaT)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [0.0, -59.9, 3.48], [0.12, -59.9, 3.48], [-0.2, -55.0, 2.0], .. Enumerable.Range(0, 4).Select(_ => Below(random.Between(-58, -50), random.Between(1.2, 2.5), random.Between(-0.3, 0.9, 2))),
    ];

    /// <summary>Rest and threshold, mV; without a double root.</summary>
    internal static double[] Equilibria(double I, double VT, double DeltaT)
    {
        var neuron = new ExponentialIntegrateAndFire { VT = VT, DeltaT = DeltaT };
        double Net(double V) => neuron.SteadyCurrent(V) - I;
        return [Brent.FindRoot(Net, neuron.EL + I / neuron.gL, VT, Accuracy), Brent.FindRoot(Net, VT, VT + 10 * DeltaT, Accuracy)];
    }

    private static object[] Below(double VT, double DeltaT, double inRheobases) => [Math.Round(inRheobases * new ExponentialIntegrateAndFire { VT = VT, DeltaT = DeltaT }.Rheobase, 3), VT, DeltaT];
}
