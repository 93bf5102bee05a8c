using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("mV")]
public delegate double[] PoissonDriveAnswer(int nE, [Unit("Hz")] double rE, int nI, [Unit("Hz")] double rI, [Unit("mV")] double J, [Unit("1")] double g, [Unit("ms")] double tau);

public static partial class Check
{
    /// <summary>Exercise 2.1.2: mean and strength of the noise that many Poisson synapses make.</summary>
    public static Verdict PoissonDrive(PoissonDriveAnswer answer) => Of<PoissonDriveExercise>(answer);
}

public static partial class Hint
{
    public static Advice PoissonDrive(int number) => Of<PoissonDriveExercise>(number);
}

internal sealed class PoissonDriveExercise() : DeterministicExercise<PoissonDriveAnswer>("2.1.2", "The diffusion approximation", symbol: "[µ, σ]", points: 2)
{
    internal override PoissonDriveAnswer Reference => (nE, rE, nI, rI, J, g, tau) =>
        [Mean(nE * rE, g * nI * rI, J, tau), Sigma(nE * rE, g * g * nI * rI, J, tau)];

    internal override Tolerance Tolerance { get; } = new(1e-3, 1e-6, "Two formulas without constants.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Per ms, how many spikes arrive from each kind of synapse, and how far does each one move V? Jumps add up with their signs. And what adds up of independent events besides the mean?",
        "Jumps at a rate ν per ms, each of size J, give a mean drift of ν J and a variance of ν J², per ms; the variance does not care for the sign. In τ dV = (µ − V) dt + σ √τ dW the drift is µ/τ, and the variance per ms is σ²/τ.",
        "µ is J τ (nE rE − g nI rI)/1000. σ is J times the root of τ (nE rE + g² nI rI)/1000. The 1000 turns Hz into 1/ms.",
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("Hz times ms", "A rate in Hz times a time in ms is 1000 times too large: your µ is in µV, not mV, and σ is too large by √1000.",
            (nE, rE, nI, rI, J, g, tau) => [Mean(nE * rE, g * nI * rI, J, 1000 * tau), Sigma(nE * rE, g * g * nI * rI, J, 1000 * tau)]),
        Wrong("variance for σ", "µ is right; what you give for σ is σ², in mV²: the root is missing.",
            (nE, rE, nI, rI, J, g, tau) => [Mean(nE * rE, g * nI * rI, J, tau), Math.Pow(Sigma(nE * rE, g * g * nI * rI, J, tau), 2)]),
        Wrong("inhibition makes the noise less", "µ is right, but you subtract inhibition in the variance too. Its jumps go down, and are as random as those that go up: in mV² they add.",
            (nE, rE, nI, rI, J, g, tau) => [Mean(nE * rE, g * nI * rI, J, tau), Sigma(nE * rE, -g * g * nI * rI, J, tau)]),
        Wrong("g not squared", "µ is right. An inhibitory jump has the size g J, in mV, so to the variance it adds g² J², not g J².",
            (nE, rE, nI, rI, J, g, tau) => [Mean(nE * rE, g * nI * rI, J, tau), Sigma(nE * rE, g * nI * rI, J, tau)]),
        Wrong("standard deviation for σ", "Your σ is √2 too small: it is the standard deviation, in mV, of the free membrane. In the convention of this chapter, σ √τ dW, that is σ/√2.",
            (nE, rE, nI, rI, J, g, tau) => [Mean(nE * rE, g * nI * rI, J, tau), Sigma(nE * rE, g * g * nI * rI, J, tau / 2)]),
        Wrong("inhibition left out", "Only the excitatory synapses count in your numbers. The inhibitory ones pull µ down, by J τ g nI rI in mV, and add to σ.",
            (nE, rE, nI, rI, J, g, tau) => [Mean(nE * rE, 0, J, tau), Sigma(nE * rE, 0, J, tau)]),
        Wrong("inhibition excites", "σ is right. In µ, inhibition has the sign of excitation: its jumps are −g J, in mV.",
            (nE, rE, nI, rI, J, g, tau) => [Mean(nE * rE, -g * nI * rI, J, tau), Sigma(nE * rE, g * g * nI * rI, J, tau)]),
        Wrong("J not squared", "µ is right. The variance, in mV², goes with the square of the jump, so J stands before the root, or squared under it.",
            (nE, rE, nI, rI, J, g, tau) => [Mean(nE * rE, g * nI * rI, J, tau), Sigma(nE * rE, g * g * nI * rI, Math.Sqrt(J), tau)]),
        Wrong("standard deviations added", "µ is right. You add the standard deviations, in mV, of excitation and inhibition. Of independent events the variances add, under one root.",
            (nE, rE, nI, rI, J, g, tau) => [Mean(nE * rE, g * nI * rI, J, tau), Sigma(nE * rE, 0, J, tau) + Sigma(nI * rI, 0, g * J, tau)]),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [1000, 10.0, 0, 0.0, 0.1, 5.0, 20.0], [1000, 20.0, 250, 20.0, 0.1, 4.0, 20.0], [800, 5.0, 200, 12.0, 0.2, 4.5, 10.0],
        .. Enumerable.Range(0, 4).Select(_ => (object[])[(int)random.Between(500, 2000, 0), random.Between(2, 20), (int)random.Between(100, 500, 0), random.Between(2, 30), random.Between(0.05, 0.5, 2), random.Between(2, 8), random.Between(8, 30)]),
    ];

    // Rates in Hz, of all synapses together, weighted as the moment asks.
    private static double Mean(double up, double down, double J, double tau) => J * tau * (up - down) / 1000;

    private static double Sigma(double up, double down, double J, double tau) => J * Math.Sqrt(tau * (up + down) / 1000);
}
