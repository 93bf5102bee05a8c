using CompNeuro.Maths;
using CompNeuro.Neurons;
using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace CompNeuro.Exercises;

[return: Unit("Hz")]
public delegate double SiegertRateAnswer([Unit("mV")] double mu, [Unit("mV")] double sigma);

public static partial class Check
{
    /// <summary>Homework H2.2.2: the rate of a leaky neuron under noise, by Siegert's integral.</summary>
    public static Verdict SiegertRate(SiegertRateAnswer answer) => Of<SiegertRateExercise>(answer);
}

public static partial class Hint
{
    public static Advice SiegertRate(int number) => Of<SiegertRateExercise>(number);
}

internal sealed class SiegertRateExercise() : DeterministicExercise<SiegertRateAnswer>("H2.2.2", "The rate under noise", symbol: "ν", points: 3)
{
    private static readonly LeakyIntegrateAndFire neuron = new();

    internal override SiegertRateAnswer Reference => (mu, sigma) => new NoisyLeakyIntegrateAndFire { sigma = sigma }.SteadyRate((mu - neuron.EL) / neuron.R);

    internal override Tolerance Tolerance { get; } = new(2e-3, 1e-3, "A trapezoidal sum of some hundred points is near enough; a sum of left ends is not, nor is 1 + erf that has lost its digits.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Plot the integrand first, from −10 to 5. It is smooth and positive everywhere; if yours is 0 or jumps on the left, which of its two factors has lost its digits?",
        "At u = −6 the exponential is 4e15 and 1 + erf is 2e-17, which 1 plus something close to −1 cannot hold. 1 + erf u is erfc(−u), and MathNet has it: SpecialFunctions.Erfc.",
        "Sum the integrand, exp(u²) times erfc(−u), at the middles of 1000 equal pieces from (−60 − μ)/σ to (−50 − μ)/σ, times the width of a piece. Then T = 2 + 20 √π times that, in ms, and the rate is 1000/T.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(NoisyLeakyIntegrateAndFire), nameof(NoisyLeakyIntegrateAndFire.SteadyRate)), (typeof(WhiteNoises), nameof(WhiteNoises.UnderWhiteNoise)),
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("1 + erf without digits", "All is right but where the neuron is driven far above threshold. There 1 + erf u is the difference of two numbers that agree in all digits, and the rate comes out as 500 Hz, one spike per refractory period. Use erfc(−u).",
            (mu, sigma) => Rate(mu, sigma, integrand: u => Math.Exp(u * u) * (1 + SpecialFunctions.Erf(u)))),
        Wrong("bounds over √2", "You take σ for the standard deviation of the free potential. In the convention of the chapter that is σ/√2, and the bounds of the integral are mV over σ, as they stand.",
            (mu, sigma) => Rate(mu, Math.Sqrt(2) * sigma)),
        Wrong("no refractory period", "Your rate lacks the refractory period, 2 ms in every interval.",
            (mu, sigma) => Rate(mu, sigma, refractory: 0)),
        Wrong("√π left out", "Your interval lacks the factor √π: it is 2 ms plus 20 ms times √π times the integral.",
            (mu, sigma) => Rate(mu, sigma, factor: 1)),
        Wrong("from rest", "Your integral begins at rest. After a spike the neuron starts from −60 mV.",
            (mu, sigma) => Rate(mu, sigma, from: neuron.EL)),
        Wrong("rate without noise", "You give the rate without noise. Below threshold it is 0, but noise makes the neuron fire there too, and that is most of cortex, at a few Hz.",
            (mu, sigma) => neuron.SteadyRate((mu - neuron.EL) / neuron.R)),
        Wrong("erfc of the wrong side", "1 + erf u is erfc(−u), and not erfc(u), which is 1 − erf u: your neuron, in mV, fires the more the further μ is below the threshold.",
            (mu, sigma) => Rate(mu, sigma, integrand: u => Math.Exp(u * u) * SpecialFunctions.Erfc(u))),
        Wrong("exponent negative", "The exponential is that of +u², and grows: it says how long the noise takes, in ms, to lift V against the drift. You have that of −u².",
            (mu, sigma) => Rate(mu, sigma, integrand: u => Math.Exp(-u * u) * SpecialFunctions.Erfc(-u))),
        Wrong("bounds in mV", "You integrate over V in mV. The variable of the integral is u, the distance from μ over σ, and dV is σ du.",
            (mu, sigma) => 1000 / (2 + sigma * (1000 / Rate(mu, sigma) - 2))),
        Wrong("σ over √2", "You divide σ by √2, as if the bounds were in standard deviations of the free potential, or the noise twice as large. The bounds are mV over σ, as they stand.",
            (mu, sigma) => Rate(mu, sigma / Math.Sqrt(2))),
        Wrong("interval for rate", "You return the mean interval, in ms. The rate is one over it.",
            (mu, sigma) => 1000 / Rate(mu, sigma)),
        Wrong("τ left out", "Your interval lacks the factor τ: it is 2 ms plus 20 ms times √π times the integral.",
            (mu, sigma) => Rate(mu, sigma, factor: Math.Sqrt(Math.PI) / neuron.tau)),
        Wrong("bounds exchanged", "Your integral is negative, and so is most of your interval in ms: the lower bound is that of the reset at −60 mV, the upper one that of the threshold.",
            (mu, sigma) => Rate(mu, sigma, factor: -Math.Sqrt(Math.PI))),
        Wrong("per ms for Hz", "Your rate is per ms. There are 1000 ms in a second.",
            (mu, sigma) => Rate(mu, sigma) / 1000),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [-55.0, 5.0], [-60.0, 6.0], [-40.0, 1.5], .. Enumerable.Range(0, 4).Select(_ => (object[])[random.Between(-60, -42), random.Between(3, 8)]), [random.Between(-38, -32), random.Between(1.2, 2)],
    ];

    private static double Rate(double mu, double sigma, Func<double, double>? integrand = null, double from = -60, double refractory = 2, double? factor = null) =>
        1000 / (refractory + neuron.tau * (factor ?? Math.Sqrt(Math.PI)) * SimpsonRule.IntegrateComposite(integrand ?? (u => Math.Exp(u * u) * SpecialFunctions.Erfc(-u)), (from - mu) / sigma, (neuron.Vth - mu) / sigma, 2000));
}
