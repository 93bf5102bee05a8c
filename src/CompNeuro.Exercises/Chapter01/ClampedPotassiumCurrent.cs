using CompNeuro.Biophysics;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("µA/cm²")]
public delegate double[] ClampedPotassiumCurrentAnswer([Unit("ms")] double[] t, [Unit("1")] double n0, [Unit("1")] double nInf, [Unit("ms")] double tau, [Unit("mS/cm²")] double gK, [Unit("mV")] double V, [Unit("mV")] double EK);

public static partial class Check
{
    /// <summary>Exercise 1.4.2: the potassium current after a step of the clamp.</summary>
    public static Verdict ClampedPotassiumCurrent(ClampedPotassiumCurrentAnswer answer) => Of<ClampedPotassiumCurrentExercise>(answer);
}

public static partial class Hint
{
    public static Advice ClampedPotassiumCurrent(int number) => Of<ClampedPotassiumCurrentExercise>(number);
}

internal sealed class ClampedPotassiumCurrentExercise() : DeterministicExercise<ClampedPotassiumCurrentAnswer>("1.4.2", "Potassium current under voltage clamp", symbol: "I_K", points: 2)
{
    internal override ClampedPotassiumCurrentAnswer Reference => (t, n0, nInf, tau, gK, V, EK) => Each(t, tau, decay => gK * Math.Pow(nInf - (nInf - n0) * decay, 4) * (V - EK));

    internal override Tolerance Tolerance { get; } = new(1e-4, 0.01, "It is a formula; the currents are tens to thousands of µA/cm².");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The clamp holds V, so the gate has a constant goal and a constant τ: it relaxes like the membrane of section 1.2. The current follows from the gate.",
        "First n(t), from n0 to nInf; then the conductance, gK times the fourth power of n; then the driving force V − EK, in mV.",
        "n is nInf minus the distance nInf − n0 times exp(−t/τ). Raise that n, and not its end points, to the fourth power.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(GateRates), nameof(GateRates.After)), (typeof(HodgkinHuxley), nameof(HodgkinHuxley.IK))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("one gate", "Your current rises with its steepest slope at once, as with a single gate. A potassium channel has four: n⁴. Without it the current, in µA/cm², is also far too large.",
            (t, n0, nInf, tau, gK, V, EK) => Each(t, tau, decay => gK * (nInf - (nInf - n0) * decay) * (V - EK))),
        Wrong("three gates", "Three is the power of sodium's m. Potassium has n⁴, which lets fewer µA/cm² through and starts later.",
            (t, n0, nInf, tau, gK, V, EK) => Each(t, tau, decay => gK * Math.Pow(nInf - (nInf - n0) * decay, 3) * (V - EK))),
        Wrong("power before relaxation", "You relax n⁴ from its first to its last value. It is n that relaxes: take the fourth power afterwards, and the current, in µA/cm², starts with a bend.",
            (t, n0, nInf, tau, gK, V, EK) => Each(t, tau, decay => gK * (Math.Pow(nInf, 4) - (Math.Pow(nInf, 4) - Math.Pow(n0, 4)) * decay) * (V - EK))),
        Wrong("the gate closes", "Your gate runs backwards, from nInf to n0. On depolarization it opens, from n0 to nInf, and the current, in µA/cm², grows.",
            (t, n0, nInf, tau, gK, V, EK) => Each(t, tau, decay => gK * Math.Pow(n0 - (n0 - nInf) * decay, 4) * (V - EK))),
        Wrong("sign of the driving force", "Your current is inward. The driving force is V − EK, and above EK, −77 mV, potassium flows out: positive by convention.",
            (t, n0, nInf, tau, gK, V, EK) => Each(t, tau, decay => gK * Math.Pow(nInf - (nInf - n0) * decay, 4) * (EK - V))),
        Wrong("EK left out", "The driving force is not V but its distance from EK: at 0 mV potassium still flows, driven by 77 mV.",
            (t, n0, nInf, tau, gK, V, EK) => Each(t, tau, decay => gK * Math.Pow(nInf - (nInf - n0) * decay, 4) * V)),
        Wrong("from a closed gate", "Your gate starts from 0. At t = 0 it is at n0, and the current is already tens of µA/cm².",
            (t, n0, nInf, tau, gK, V, EK) => Each(t, tau, decay => gK * Math.Pow(nInf * (1 - decay), 4) * (V - EK))),
        Wrong("settled at once", "Your current is at its final value from the start. The gate needs a time of τ, in ms, to get from n0 to nInf.",
            (t, n0, nInf, tau, gK, V, EK) => Each(t, tau, _ => gK * Math.Pow(nInf, 4) * (V - EK))),
        Wrong("steps as long as the samples", "You go from each time to the next with the slope at its start. That is nearly right, but 0.2 ms are too long for a straight line: at a fixed voltage the exponential is exact.",
            (t, n0, nInf, tau, gK, V, EK) => [.. t.Select((_, i) => gK * Math.Pow(nInf - (nInf - n0) * Math.Pow(1 - t[1] / tau, i), 4) * (V - EK))]),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [Draws.Times(0.2, 61), 0.32, 0.95, 2.0, 36.0, 20.0, -77.0], [Draws.Times(0.2, 61), 0.32, 0.7, 4.5, 36.0, -40.0, -77.0],
        .. Enumerable.Range(0, 3).Select(_ => (object[])[Draws.Times(0.2, 61), random.Between(0.2, 0.4, 2), random.Between(0.6, 0.95, 2), random.Between(1.5, 5), random.Between(20, 40), random.Between(-30, 60), -77.0]),
    ];

    private static double[] Each(double[] t, double tau, Func<double, double> current) => [.. t.Select(time => current(Math.Exp(-time / tau)))];
}
