using CompNeuro.Maths;
using CompNeuro.Neurons;

namespace CompNeuro.Exercises;

[return: Unit("ms")]
public delegate double BlowUpTimeAnswer([Unit("mV")] double V0, [Unit("ms")] double tau, [Unit("1/mV")] double a, [Unit("mV")] double Vr, [Unit("mV")] double Vc);

public static partial class Check
{
    /// <summary>Exercise 2.2.1: when the potential of a quadratic integrate-and-fire neuron becomes infinite.</summary>
    public static Verdict BlowUpTime(BlowUpTimeAnswer answer) => Of<BlowUpTimeExercise>(answer);
}

public static partial class Hint
{
    public static Advice BlowUpTime(int number) => Of<BlowUpTimeExercise>(number);
}

internal sealed class BlowUpTimeExercise() : DeterministicExercise<BlowUpTimeAnswer>("2.2.1", "Infinite in finite time", symbol: "T", points: 2)
{
    internal override BlowUpTimeAnswer Reference => (V0, tau, a, Vr, Vc) => new QuadraticIntegrateAndFire { tau = tau, a = a, Vr = Vr, Vc = Vc }.TravelTime(0, V0, double.PositiveInfinity);

    internal override Tolerance Tolerance { get; } = new(2e-3, 1e-3, "It is a formula; a numerical integral that stops at 10⁴ mV is near enough, one that stops at 30 mV is not.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Turn the equation around: the time spent in a small piece dV is dV over the speed. Add up these times, from V0 on.",
        "1/((V − Vr)(V − Vc)) is the difference of 1/(V − Vc) and 1/(V − Vr), divided by Vc − Vr: partial fractions. Each has a logarithm for its integral.",
        "At infinity the two logarithms cancel. What is left is τ/(a (Vc − Vr)) times the natural logarithm of (V0 − Vr)/(V0 − Vc).",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(QuadraticIntegrateAndFire), nameof(QuadraticIntegrateAndFire.TravelTime)), (typeof(QuadraticIntegrateAndFire), nameof(QuadraticIntegrateAndFire.Period))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("quotient upside down", "Your time is negative. V0 is farther from Vr than from Vc, both in mV, so V0 − Vr stands above.", (V0, tau, a, Vr, Vc) => -Time(V0, tau, a, Vr, Vc)),
        Wrong("a left out", "The bend a, per mV, is missing from your time: it makes the equation fast or slow, and stands below τ.", (V0, tau, a, Vr, Vc) => Time(V0, tau, 1, Vr, Vc)),
        Wrong("a above", "a multiplies the speed, so it divides the time: with a larger a, per mV, the potential is at infinity sooner.", (V0, tau, a, Vr, Vc) => Time(V0, tau, 1 / a, Vr, Vc)),
        Wrong("Vc − Vr left out", "The logarithm is right. In front of it, τ/a, in ms·mV, must be divided by Vc − Vr, which partial fractions bring along.", (V0, tau, a, Vr, Vc) => Time(V0, tau, a, Vr, Vc) * (Vc - Vr)),
        Wrong("from Vc alone", "τ/(a (V0 − Vc)) would be the time if Vr and Vc were one. With 15 mV between them the speed just above Vc is larger than that, and the time shorter.", (V0, tau, a, Vr, Vc) => tau / (a * (V0 - Vc))),
        Wrong("up to 30 mV", "You stop at 30 mV, where a run cuts the spike off. The rest of the way, up to infinity, takes some ms more, and not for ever.",
            (V0, tau, a, Vr, Vc) => Time(V0, tau, a, Vr, Vc) - Time(30, tau, a, Vr, Vc)),
        Wrong("log10 for ln", "The integral of 1/V is the natural logarithm. With log10 your time, in ms, is 2.303 times too short.", (V0, tau, a, Vr, Vc) => Time(V0, tau, a, Vr, Vc) / Math.Log(10)),
        Wrong("τ left out", "Your time is counted in τ. Multiply by τ, in ms.", (V0, tau, a, Vr, Vc) => Time(V0, 1, a, Vr, Vc)),
        Wrong("arctangent", "You took the integral of 1/(x² + η), an arctangent, which holds above rheobase. Without input there are two equilibria, in mV, and a minus in the denominator: the integral has logarithms.",
            (V0, tau, a, Vr, Vc) => a * (Vc - Vr) / 2 is var width ? tau / width * (Math.PI / 2 - Math.Atan(a * (V0 - (Vr + Vc) / 2) / width)) : 0),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [-49.0, 10.0, 0.04, -65.0, -50.0], [-49.99, 10.0, 0.04, -65.0, -50.0], [-20.0, 10.0, 0.04, -65.0, -50.0],
        .. Enumerable.Range(0, 4).Select(_ => (object[])[random.Between(-47, -35), random.Between(5, 20), random.Between(0.02, 0.1, 2), random.Between(-75, -60), random.Between(-55, -48)]),
    ];

    private static double Time(double V0, double tau, double a, double Vr, double Vc) => tau / (a * (Vc - Vr)) * Math.Log((V0 - Vr) / (V0 - Vc));
}
