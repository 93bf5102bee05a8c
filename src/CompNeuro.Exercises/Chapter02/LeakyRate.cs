using CompNeuro.Maths;
using CompNeuro.Neurons;

namespace CompNeuro.Exercises;

[return: Unit("Hz")]
public delegate double LeakyRateAnswer([Unit("nA")] double I, [Unit("ms")] double tau, [Unit("mV")] double EL, [Unit("mV")] double Vth, [Unit("mV")] double Vreset, [Unit("ms")] double tref, [Unit("MΩ")] double R);

public static partial class Check
{
    /// <summary>Exercise 2.1.1: the firing rate of a leaky integrate-and-fire neuron under a constant current.</summary>
    public static Verdict LeakyRate(LeakyRateAnswer answer) => Of<LeakyRateExercise>(answer);
}

public static partial class Hint
{
    public static Advice LeakyRate(int number) => Of<LeakyRateExercise>(number);
}

internal sealed class LeakyRateExercise() : DeterministicExercise<LeakyRateAnswer>("2.1.1", "The f–I curve of a leaky neuron", symbol: "f", points: 2)
{
    internal override LeakyRateAnswer Reference => (I, tau, EL, Vth, Vreset, tref, R) =>
        new LeakyIntegrateAndFire { tau = tau, EL = EL, Vth = Vth, Vreset = Vreset, tref = tref, R = R }.SteadyRate(I);

    internal override Tolerance Tolerance { get; } = new(1e-3, 1e-6, "It is a formula without constants; a refractory period of 1 ms left out changes the rate by more.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Does the neuron fire at all? The membrane heads for EL + R I: only if that lies above Vth will it ever get there.",
        "The way from Vreset to Vth is an exponential approach to EL + R I. The time it takes is τ times the logarithm of a quotient: the distance still to go at the start, over that at the end.",
        "The period is tref plus τ times the natural logarithm of (EL + R I − Vreset)/(EL + R I − Vth), in ms. The rate in Hz is 1000 over it; at rheobase and below it is 0.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(LeakyIntegrateAndFire), nameof(LeakyIntegrateAndFire.SteadyRate)), (typeof(LeakyIntegrateAndFire), nameof(LeakyIntegrateAndFire.Period)),
        (typeof(LeakyIntegrateAndFire), nameof(LeakyIntegrateAndFire.TimeToThreshold)), (typeof(NoisyLeakyIntegrateAndFire), nameof(NoisyLeakyIntegrateAndFire.SteadyRate)),
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("refractory period left out", "After each spike V is held at Vreset for tref, in ms: that time belongs to the period too. Without it the rate has no upper limit.",
            (I, tau, EL, Vth, Vreset, tref, R) => Rate(R * I, Vreset - EL, Vth - EL, tau, 0)),
        Wrong("per ms for Hz", "Your rate is in spikes per ms. The task asks for Hz: multiply by 1000.",
            (I, tau, EL, Vth, Vreset, tref, R) => Rate(R * I, Vreset - EL, Vth - EL, tau, tref) / 1000),
        Wrong("starts from rest", "You let V start from EL, in mV, after every spike. That is the latency of the first spike; all the others start from Vreset.",
            (I, tau, EL, Vth, Vreset, tref, R) => Rate(R * I, 0, Vth - EL, tau, tref)),
        Wrong("quotient upside down", "The quotient in the logarithm is upside down, so the time to threshold comes out negative. The distance to EL + R I, in mV, is larger at Vreset than at Vth: it stands above.",
            (I, tau, EL, Vth, Vreset, tref, R) => R * I > Vth - EL ? 1000 / (tref + tau * Math.Log((R * I + EL - Vth) / (R * I + EL - Vreset))) : 0),
        Wrong("rheobase overlooked", "All is right above rheobase. Below it V never reaches Vth, in mV, and the rate is 0; there the logarithm has no value, or one that means nothing.",
            (I, tau, EL, Vth, Vreset, tref, R) => 1000 / (tref + tau * Math.Log((R * I + EL - Vreset) / (R * I + EL - Vth)))),
        Wrong("EL left out", "You compare R I with Vth and Vreset themselves, which are negative, so that the neuron fires without any current. R I is counted from EL, in mV: use Vth − EL and Vreset − EL.",
            (I, tau, EL, Vth, Vreset, tref, R) => Rate(R * I, Vreset, Vth, tau, tref)),
        Wrong("log10 for ln", "An exponential approach gives a natural logarithm. With log10 the time to threshold, in ms, is 2.303 times too short.",
            (I, tau, EL, Vth, Vreset, tref, R) => Rate(R * I, Vreset - EL, Vth - EL, tau / Math.Log(10), tref)),
        Wrong("never reaches threshold", "Your rate is 0 Hz in every case, as if no current sufficed. Is R I in mV? A resistance in MΩ times a current in nA is, without any factor.",
            (I, tau, EL, Vth, Vreset, tref, R) => Rate(R * I / 1000, Vreset - EL, Vth - EL, tau, tref)),
        Wrong("period for rate", "That is the time between spikes, in ms. The rate in Hz is 1000 over it.",
            (I, tau, EL, Vth, Vreset, tref, R) => Rate(R * I, Vreset - EL, Vth - EL, tau, tref) is > 0 and var rate ? 1000 / rate : 0),
        Wrong("R I counted from the reset", "Your membrane heads for Vreset + R I. Without current it rests at EL, and so it heads for EL + R I: count both Vth and Vreset from EL, in mV.",
            (I, tau, EL, Vth, Vreset, tref, R) => R * I > Vth - EL ? 1000 / (tref + tau * Math.Log(R * I / (R * I - (Vth - Vreset)))) : 0),
        Wrong("straight line of strong currents", "That is the straight line to which the curve tends under strong currents, and without a refractory period, in ms. Take the logarithm itself.",
            (I, tau, EL, Vth, Vreset, tref, R) => R * I > Vth - EL ? 1000 * (R * I + EL - (Vth + Vreset) / 2) / (tau * (Vth - Vreset)) : 0),
        Wrong("distances added", "You add the distances of Vreset and Vth from EL to R I. What counts is how far V still has to go, in mV: R I minus these distances.",
            (I, tau, EL, Vth, Vreset, tref, R) => R * I > Vth - EL ? 1000 / (tref + tau * Math.Log((R * I + Vreset - EL) / (R * I + Vth - EL))) : 0),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [3.0, 20.0, -70.0, -50.0, -60.0, 2.0, 10.0], [1.5, 20.0, -70.0, -50.0, -60.0, 2.0, 10.0], [0.5, 20.0, -70.0, -50.0, -60.0, 2.0, 10.0], [40.0, 20.0, -70.0, -50.0, -60.0, 5.0, 10.0],
        .. Enumerable.Range(0, 4).Select(_ => (object[])[random.Between(0.5, 3, 2), random.Between(8, 30), -65.0, -50.0, random.Between(-63, -53), random.Between(1, 4), random.Between(40, 100, 0)]),
    ];

    // All potentials from EL.
    private static double Rate(double drive, double reset, double threshold, double tau, double tref) =>
        drive > threshold ? 1000 / (tref + tau * Math.Log((drive - reset) / (drive - threshold))) : 0;
}
