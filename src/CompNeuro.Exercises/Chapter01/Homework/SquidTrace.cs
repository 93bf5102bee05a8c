using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("mV")]
public delegate double[] SquidTraceAnswer([Unit("ms")] double[] t, [Unit("µA/cm²")] double I);

public static partial class Check
{
    /// <summary>Homework H1.3.2: the voltage of the squid axon under a constant current, step by step.</summary>
    public static Verdict SquidTrace(SquidTraceAnswer answer) => Of<SquidTraceExercise>(answer);
}

public static partial class Hint
{
    public static Advice SquidTrace(int number) => Of<SquidTraceExercise>(number);
}

internal sealed class SquidTraceExercise() : DeterministicExercise<SquidTraceAnswer>("H1.3.2", "A spike by Runge–Kutta", symbol: "V", points: 3)
{
    private static readonly SquidAxonByHand axon = new();

    internal override SquidTraceAnswer Reference => (t, I) => axon.Trace(t, I, steps: 4);

    internal override Tolerance Tolerance { get; } = new(0, 0.5, "The fourth-order method with the step of t is within 0.2 mV even on the upstroke; Euler's is off by 17 mV and more there.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "First write the slope: a function from the four numbers V, m, h and n to their four rates of change. Can you check it at rest, before any time step?",
        "One step of the classical method asks for the slope four times: at the start, twice halfway, each time moved by the newest slope, and at the end. It moves by the mean of the four, the two in the middle counted twice.",
        "Start from V = −65 mV with every gate at α/(α + β) there. Note V, take one step of the spacing of t, note V again. In a step all four variables move together: use the old V for the gates' first slope too.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(HodgkinHuxley), nameof(HodgkinHuxley.Derivative)), (typeof(HodgkinHuxley), nameof(HodgkinHuxley.Linear)), (typeof(HodgkinHuxley), nameof(HodgkinHuxley.Gates)),
        (typeof(ModelExtensions), nameof(ModelExtensions.Simulate)), (typeof(OdeMethod), nameof(OdeMethod.Solve)),
    ];

    public override IReadOnlyList<string> BuildsOn => ["SquidRates"];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("Euler's method", "You take Euler steps: one slope per step. Near threshold and on the upstroke, at hundreds of mV per ms, that is too coarse with this step; use the classical Runge–Kutta method.",
            (t, I) => (axon with { Euler = true }).Trace(t, I)),
        Wrong("sign of the current", "A positive current hyperpolarizes your axon. It enters the equation with a plus, in µA/cm²; the ionic currents, outward positive, with a minus.",
            (t, I) => (axon with { CurrentSign = -1 }).Trace(t, I)),
        Wrong("no inactivation", "Your sodium current lacks h. Without inactivation it holds the membrane up, far above −65 mV, once it has opened.",
            (t, I) => (axon with { InactivationPower = 0 }).Trace(t, I)),
        Wrong("n³ for n⁴", "Your potassium current has n³. Three is the power of m: a potassium channel has four gates n, and at rest lets fewer µA/cm² pass.",
            (t, I) => (axon with { PotassiumPower = 3 }).Trace(t, I)),
        Wrong("one m gate", "Your sodium current has m in place of m³. So it flows at rest already, and lifts the membrane by many mV before any current is switched on.",
            (t, I) => (axon with { SodiumPower = 1 }).Trace(t, I)),
        Wrong("gates start closed", "All your gates start at 0. At −65 mV they have settled at α/(α + β): h at 0.6, n at 0.32, m at 0.05.",
            (t, I) => (axon with { SettledGates = false }).Trace(t, I)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        [[Times, 10.0], [Times, 0.0], [Times, -5.0], .. Enumerable.Range(0, 2).Select(_ => (object[])[Times, random.Between(8, 40)])];

    // Short, because each slope may be asked of another process: where the grader puts a right answer in the place of a wrong SquidRates.
    private static double[] Times => Draws.Times(0.05, 161);
}
