using CompNeuro.Maths;
using CompNeuro.Neurons;

namespace CompNeuro.Exercises;

[return: Unit("Hz")]
public delegate double RateUnderNoiseAnswer([Unit("mV")] double mu, [Unit("mV")] double sigma, [Unit("ms")] double tau, [Unit("mV")] double Vth, [Unit("mV")] double Vreset, [Unit("ms")] double tref);

public static partial class Check
{
    /// <summary>Exercise 2.1.3: the firing rate of a leaky integrate-and-fire neuron under white noise.</summary>
    public static Verdict RateUnderNoise(RateUnderNoiseAnswer answer) => Of<RateUnderNoiseExercise>(answer);
}

public static partial class Hint
{
    public static Advice RateUnderNoise(int number) => Of<RateUnderNoiseExercise>(number);
}

internal sealed class RateUnderNoiseExercise() : DeterministicExercise<RateUnderNoiseAnswer>("2.1.3", "Siegert's formula", symbol: "ν", points: 3)
{
    internal override RateUnderNoiseAnswer Reference => (mu, sigma, tau, Vth, Vreset, tref) => 1000 / (tref + Passage(mu, sigma, tau, Vth, Vreset));

    internal override Tolerance Tolerance { get; } = new(3e-3, 1e-9, "A simple rule with a few hundred steps integrates well within this; every slip changes the rate by percents.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "It is an integral over one variable without unit. What are its bounds, in numbers, for the first case that fails? If the lower one is not below the upper one, look there first.",
        "The bounds are the distances of Vreset and Vth from µ, divided by σ. Between them the integrand is smooth: some hundred strips of equal width, each with the value in its middle, will do.",
        "Add up the exponential of u² times (1 + erf u) over the strips, times their width; the function erf is in SpecialFunctions. Times τ and the root of π, plus tref, that is the mean interval in ms; 1000 over it is the rate.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(NoisyLeakyIntegrateAndFire), nameof(NoisyLeakyIntegrateAndFire.SteadyRate)), (typeof(WhiteNoises), nameof(WhiteNoises.UnderWhiteNoise))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("refractory period left out", "The integral is right, but tref, in ms, is not in your interval.", (mu, sigma, tau, Vth, Vreset, tref) => 1000 / Passage(mu, sigma, tau, Vth, Vreset)),
        Wrong("per ms for Hz", "Your rate is in spikes per ms. The task asks for Hz: multiply by 1000.", (mu, sigma, tau, Vth, Vreset, tref) => 1 / (tref + Passage(mu, sigma, tau, Vth, Vreset))),
        Wrong("interval for rate", "That is the mean interval, in ms. The rate in Hz is 1000 over it.", (mu, sigma, tau, Vth, Vreset, tref) => tref + Passage(mu, sigma, tau, Vth, Vreset)),
        Wrong("√π left out", "The time to threshold, in ms, is too short by √π: the integral is multiplied by τ √π.", (mu, sigma, tau, Vth, Vreset, tref) => 1000 / (tref + Passage(mu, sigma, tau, Vth, Vreset) / Math.Sqrt(Math.PI))),
        Wrong("σ as a standard deviation", "You divide by √2 σ, as if σ were the standard deviation of the free potential. Here that is σ/√2, in mV, and the bounds are divided by σ.",
            (mu, sigma, tau, Vth, Vreset, tref) => 1000 / (tref + Passage(mu, sigma * Math.Sqrt(2), tau, Vth, Vreset))),
        Wrong("bounds exchanged", "You integrate from threshold down to reset, so the integral is negative. The lower bound is that of Vreset, in mV the lower potential.",
            (mu, sigma, tau, Vth, Vreset, tref) => 1000 / (tref - Passage(mu, sigma, tau, Vth, Vreset))),
        Wrong("sign of erf", "You take 1 − erf u, or erfc u, for 1 + erf u, which exchanges the two sides of the mean: a neuron far below threshold, in mV, then fires most easily.",
            (mu, sigma, tau, Vth, Vreset, tref) => 1000 / (tref + Passage(mu, sigma, tau, 2 * mu - Vreset, 2 * mu - Vth))),
        Wrong("erf left out", "You integrate the exponential of u² alone. The factor 1 + erf u, from 0 far below µ to 2 far above it, is missing; the time in ms is too long where Vth lies below µ.",
            (mu, sigma, tau, Vth, Vreset, tref) => 1000 / (tref + (Passage(mu, sigma, tau, Vth, Vreset) + Passage(mu, sigma, tau, 2 * mu - Vreset, 2 * mu - Vth)) / 2)),
        Wrong("σ² for σ", "You divide the bounds by σ². They have no unit: both the distances from µ and σ are in mV.", (mu, sigma, tau, Vth, Vreset, tref) => 1000 / (tref + Passage(mu, sigma * sigma, tau, Vth, Vreset))),
        Wrong("µ left out", "The bounds do not depend on µ: you divide the potentials themselves by σ. It is their distance from µ, in mV, that counts.", (mu, sigma, tau, Vth, Vreset, tref) => 1000 / (tref + Passage(0, sigma, tau, Vth, Vreset))),
        Wrong("no noise", "That is the rate without noise, 0 Hz wherever µ lies below Vth. Noise makes the neuron fire there too.",
            (mu, sigma, tau, Vth, Vreset, tref) => mu > Vth ? 1000 / (tref + tau * Math.Log((mu - Vreset) / (mu - Vth))) : 0),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [-52.0, 5.0, 20.0, -50.0, -60.0, 2.0], [-45.0, 4.0, 20.0, -50.0, -60.0, 2.0], [-58.0, 5.0, 10.0, -50.0, -60.0, 3.0],
        .. Enumerable.Range(0, 4).Select(_ => (object[])[random.Between(-58, -44), random.Between(3, 7), random.Between(8, 30), -50.0, random.Between(-65, -55), random.Between(1, 4)]),
    ];

    /// <summary>The mean time from reset to threshold, ms.</summary>
    private static double Passage(double mu, double sigma, double tau, double Vth, double Vreset) =>
        1000 / new NoisyLeakyIntegrateAndFire { Neuron = new() { EL = mu, tau = tau, Vth = Vth, Vreset = Vreset, tref = 0 }, sigma = sigma }.SteadyRate(0);
}
