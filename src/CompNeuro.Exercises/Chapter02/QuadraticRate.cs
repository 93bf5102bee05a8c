using CompNeuro.Maths;
using CompNeuro.Neurons;

namespace CompNeuro.Exercises;

[return: Unit("Hz")]
public delegate double QuadraticRateAnswer([Unit("nA")] double I, [Unit("ms")] double tau, [Unit("1/mV")] double a, [Unit("mV")] double Vr, [Unit("mV")] double Vc, [Unit("MΩ")] double R);

public static partial class Check
{
    /// <summary>Exercise 2.2.2: the square-root law of the quadratic integrate-and-fire neuron.</summary>
    public static Verdict QuadraticRate(QuadraticRateAnswer answer) => Of<QuadraticRateExercise>(answer);
}

public static partial class Hint
{
    public static Advice QuadraticRate(int number) => Of<QuadraticRateExercise>(number);
}

internal sealed class QuadraticRateExercise() : DeterministicExercise<QuadraticRateAnswer>("2.2.2", "A rate that grows as a root", symbol: "f", points: 2)
{
    internal override QuadraticRateAnswer Reference => (I, tau, a, Vr, Vc, R) =>
        new QuadraticIntegrateAndFire { tau = tau, a = a, Vr = Vr, Vc = Vc, R = R } is var neuron ? neuron.Theta.SteadyRate(neuron.Excess(I)) : 0;

    internal override Tolerance Tolerance { get; } = new(1e-3, 1e-6, "It is a formula; three digits of π are near enough.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Measure V from the middle between Vr and Vc. What is left of the two factors is a square minus a constant; with R I it is a square plus something. Where does that something change its sign?",
        "With x = a (V − (Vr + Vc)/2) the equation is τ dx/dt = x² + η, where η = a R I − a² (Vc − Vr)²/4. The time from −∞ to +∞ is the integral of τ/(x² + η).",
        "The integral is π τ over the root of η. So the rate in Hz is 1000 times that root over π τ, and 0 where η is not positive.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(QuadraticIntegrateAndFire), nameof(QuadraticIntegrateAndFire.SteadyRate)), (typeof(QuadraticIntegrateAndFire), nameof(QuadraticIntegrateAndFire.Period)),
        (typeof(QuadraticIntegrateAndFire), nameof(QuadraticIntegrateAndFire.TravelTime)), (typeof(QuadraticIntegrateAndFire), nameof(QuadraticIntegrateAndFire.Excess)),
        (typeof(ThetaNeuron), nameof(ThetaNeuron.SteadyRate)), (typeof(ThetaNeuron), nameof(ThetaNeuron.Period)),
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("rheobase overlooked", "You take the root of a R I, so your rate is above 0 Hz under the weakest current. It is the excess over rheobase that counts.", (I, tau, a, Vr, Vc, R) => Rate(a * R * I, tau)),
        Wrong("NaN below rheobase", "All is right above rheobase. Below it η is negative and has no root: the neuron rests, and the rate is 0 Hz.", (I, tau, a, Vr, Vc, R) => 1000 * Math.Sqrt(Eta(I, a, Vr, Vc, R)) / (Math.PI * tau)),
        Wrong("π left out", "From −∞ to +∞ the arctangent runs through π: the period is π τ/√η, in ms.", (I, tau, a, Vr, Vc, R) => Math.PI * Rate(Eta(I, a, Vr, Vc, R), tau)),
        Wrong("2π for π", "Your rate is half of the right one. The angle θ runs through 2π, but the arctangent through π only: the period is π τ/√η, in ms.", (I, tau, a, Vr, Vc, R) => Rate(Eta(I, a, Vr, Vc, R), tau) / 2),
        Wrong("root left out", "Your rate, in Hz, grows in proportion to the excess current. It grows as its root: that is what is left of a saddle-node.",
            (I, tau, a, Vr, Vc, R) => Math.Max(0, 1000 * Eta(I, a, Vr, Vc, R) / (Math.PI * tau))),
        Wrong("4 left out", "Your rheobase, in nA, is four times too large. The parabola is lowest midway between Vr and Vc, where both factors are half of Vc − Vr, in mV.",
            (I, tau, a, Vr, Vc, R) => Rate(a * R * I - a * a * (Vc - Vr) * (Vc - Vr), tau)),
        Wrong("per ms for Hz", "Your rate is in spikes per ms. The task asks for Hz: multiply by 1000.", (I, tau, a, Vr, Vc, R) => Rate(Eta(I, a, Vr, Vc, R), tau) / 1000),
        Wrong("a left out of η", "Rheobase is right, but under your root stands R (I − rheobase), in mV. It must have no unit: multiply by a.", (I, tau, a, Vr, Vc, R) => Rate(Eta(I, a, Vr, Vc, R) / a, tau)),
        Wrong("τ left out", "Your rate, in Hz, does not depend on τ. The time from −∞ to +∞ is π τ/√η.", (I, tau, a, Vr, Vc, R) => Rate(Eta(I, a, Vr, Vc, R), 1)),
        Wrong("period for rate", "That is the time between spikes, in ms. The rate in Hz is 1000 over it.", (I, tau, a, Vr, Vc, R) => Rate(Eta(I, a, Vr, Vc, R), tau) is > 0 and var rate ? 1000 / rate : 0),
        Wrong("from Vr to Vc", "You count the time from Vr to Vc only, in mV. The reset is at −∞ and the spike at +∞: both arctangents are π/2.",
            (I, tau, a, Vr, Vc, R) => Eta(I, a, Vr, Vc, R) is > 0 and var eta ? 1000 * Math.Sqrt(eta) / (2 * tau * Math.Atan(a * (Vc - Vr) / 2 / Math.Sqrt(eta))) : 0),
        Wrong("R left out of rheobase", "Your rheobase is a potential, in mV. Over R it is a current, in nA.", (I, tau, a, Vr, Vc, R) => Rate(a * R * (I - a * (Vc - Vr) * (Vc - Vr) / 4), tau)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [0.3, 10.0, 0.04, -65.0, -50.0, 10.0], [0.1, 10.0, 0.04, -65.0, -50.0, 10.0], [0.23, 10.0, 0.04, -65.0, -50.0, 10.0], [1.0, 10.0, 0.04, -65.0, -50.0, 10.0],
        .. Enumerable.Range(0, 4).Select(_ => (object[])[random.Between(1.5, 4, 2), random.Between(5, 20), random.Between(0.03, 0.06, 3), random.Between(-70, -62), random.Between(-54, -48), random.Between(8, 20)]),
    ];

    private static double Eta(double I, double a, double Vr, double Vc, double R) => a * R * I - a * a * (Vc - Vr) * (Vc - Vr) / 4;

    private static double Rate(double eta, double tau) => eta > 0 ? 1000 * Math.Sqrt(eta) / (Math.PI * tau) : 0;
}
