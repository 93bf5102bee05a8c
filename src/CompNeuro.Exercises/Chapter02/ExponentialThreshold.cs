using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("mV")]
public delegate double ExponentialThresholdAnswer([Unit("µA/cm²")] double I, [Unit("mS/cm²")] double gL, [Unit("mV")] double EL, [Unit("mV")] double VT, [Unit("mV")] double DeltaT);

public static partial class Check
{
    /// <summary>Exercise 2.2.4: the potential above which an exponential integrate-and-fire neuron fires.</summary>
    public static Verdict ExponentialThreshold(ExponentialThresholdAnswer answer) => Of<ExponentialThresholdExercise>(answer);
}

public static partial class Hint
{
    public static Advice ExponentialThreshold(int number) => Of<ExponentialThresholdExercise>(number);
}

internal sealed class ExponentialThresholdExercise() : DeterministicExercise<ExponentialThresholdAnswer>("2.2.4", "Where the upstroke begins", symbol: "V", points: 2)
{
    internal override ExponentialThresholdAnswer Reference => (I, gL, EL, VT, DeltaT) => Upper(I / gL, EL, VT, DeltaT, DeltaT);

    internal override Tolerance Tolerance { get; } = new(1e-5, 2e-3, "A root found to 0.001 mV is one; VT is off by some mV.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Below rheobase there are two potentials at which dV/dt is zero. From which of them does V come back, and from which does it run away?",
        "One equilibrium lies below VT, the other above, for dV/dt is lowest at VT itself. The threshold is the upper one. There is no formula for it: look for the change of sign.",
        "Halve an interval again and again: it begins at VT, where dV/dt is negative, and ends 20 ΔT higher, where it is positive. If dV/dt is negative in the middle, the threshold lies above, else below.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(Dynamics.Equilibria), nameof(Dynamics.Equilibria.Equilibrium))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("VT for the threshold", "VT is not the threshold: below rheobase dV/dt is still negative there, and V falls back. The threshold lies above VT, in mV, and depends on the current.", (I, gL, EL, VT, DeltaT) => VT),
        Wrong("rest for threshold", "That is the lower equilibrium, where the membrane rests. From there V comes back; the threshold is the other one, above VT, in mV.", (I, gL, EL, VT, DeltaT) => Lower(I / gL, EL, VT, DeltaT)),
        Wrong("current left out", "Your threshold does not depend on I. A depolarizing current lowers it, in mV, until at rheobase it meets rest at VT.", (I, gL, EL, VT, DeltaT) => Upper(0, EL, VT, DeltaT, DeltaT)),
        Wrong("sign of the current", "The current has the wrong sign: it raises dV/dt, so a positive one, in µA/cm², lowers the threshold.", (I, gL, EL, VT, DeltaT) => Upper(-I / gL, EL, VT, DeltaT, DeltaT)),
        Wrong("I without gL", "You compare I, in µA/cm², with a distance in mV. Divide I by gL first, or multiply both other terms by gL.", (I, gL, EL, VT, DeltaT) => Upper(I, EL, VT, DeltaT, DeltaT)),
        Wrong("ΔT before the exponential left out", "The exponential has ΔT, in mV, in front of it too.", (I, gL, EL, VT, DeltaT) => Upper(I / gL, EL, VT, DeltaT, 1)),
        Wrong("ΔT in the exponent left out", "In the exponent, V − VT is divided by ΔT: without that the upstroke begins too abruptly, within 1 mV of VT or two.", (I, gL, EL, VT, DeltaT) => Upper(I / gL, EL, VT, 1, DeltaT)),
        Wrong("VT + ΔT", "One ΔT, in mV, above VT is a rule of thumb, and no equilibrium: put it into the equation and see what is left of dV/dt.", (I, gL, EL, VT, DeltaT) => VT + DeltaT),
        Wrong("counted from VT", "That is how far above VT the threshold lies, in mV. The task asks for the potential itself.", (I, gL, EL, VT, DeltaT) => Upper(I / gL, EL, VT, DeltaT, DeltaT) - VT),
        Wrong("I times gL", "You multiply I, in µA/cm², by gL. Divided by gL it is the distance, in mV, by which it shifts the leak.", (I, gL, EL, VT, DeltaT) => Upper(I * gL, EL, VT, DeltaT, DeltaT)),
        Wrong("without the exponential", "EL + I/gL is where the membrane would rest without the exponential, in mV. The threshold is where the exponential begins to win.", (I, gL, EL, VT, DeltaT) => EL + I / gL),
        Wrong("leak held at VT", "You take the leak at VT. It grows, in mV, on the way to the threshold: put the potential that you found into it again, and again, until nothing changes; or halve an interval.",
            (I, gL, EL, VT, DeltaT) => VT + DeltaT * Math.Log((VT - EL - I / gL) / DeltaT)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [0.1, 0.1, -65.0, -59.9, 3.48], [-0.5, 0.1, -65.0, -59.9, 3.48], [0.5, 0.1, -70.0, -50.0, 2.0],
        .. Enumerable.Range(0, 4).Select(_ => (object[])[random.Between(-0.6, 0.6), 0.15, random.Between(-75, -68), random.Between(-55, -48), random.Between(1.5, 3.5, 2)]),
    ];

    /// <summary>Where V − EL = drive + before·e^((V − VT)/width), above the highest point of the difference.</summary>
    private static double Upper(double drive, double EL, double VT, double width, double before) =>
        Halved(V => V - EL - drive - before * Math.Exp((V - VT) / width), VT + width * Math.Log(width / before), VT + 60 * width);

    private static double Lower(double drive, double EL, double VT, double DeltaT) => Halved(V => V - EL - drive - DeltaT * Math.Exp((V - VT) / DeltaT), VT, EL + Math.Min(drive, 0) - 1);

    private static double Halved(Func<double, double> outward, double positive, double negative)
    {
        for (var i = 0; i < 60; i++)
        {
            var middle = (positive + negative) / 2;
            (positive, negative) = outward(middle) > 0 ? (middle, negative) : (positive, middle);
        }

        return positive;
    }
}
