using CompNeuro.Biophysics;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("1")]
public delegate double LowPassGainAnswer([Unit("Hz")] double frequency, [Unit("ms")] double tau);

public static partial class Check
{
    /// <summary>Exercise 1.2.2: the gain of a passive membrane at one frequency.</summary>
    public static Verdict LowPassGain(LowPassGainAnswer answer) => Of<LowPassGainExercise>(answer);
}

public static partial class Hint
{
    public static Advice LowPassGain(int number) => Of<LowPassGainExercise>(number);
}

internal sealed class LowPassGainExercise() : DeterministicExercise<LowPassGainAnswer>("1.2.2", "Gain of the membrane as a filter", symbol: "gain", points: 1)
{
    internal override LowPassGainAnswer Reference => (frequency, tau) => 1 / Math.Sqrt(1 + Square(2 * Math.PI * frequency * tau / 1000));

    internal override Tolerance Tolerance { get; } = new(1e-3, 1e-6, "Three digits of π are near enough.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The response is a complex number, 1/(1 + iωτ), and the gain is its magnitude. What is the magnitude of 1 + iωτ?",
        "ω is an angular frequency: 2π times the frequency. With τ in ms and the frequency in Hz, their product is a thousand times too large.",
        "The magnitude of 1 + ix is the root of 1 + x². The gain is one over that, with x = 2π f τ and τ in s.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(LowPassFilter), nameof(LowPassFilter.Gain)), (typeof(LowPassFilter), nameof(LowPassFilter.Response)), (typeof(LowPassFilter), nameof(LowPassFilter.Decibels)),
        (typeof(PassiveMembrane), nameof(PassiveMembrane.Impedance)),
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("2π left out", "ω is an angular frequency, 2π times the one in Hz: your cutoff lies 6.28 times too high.", (frequency, tau) => Gain(frequency * tau / 1000)),
        Wrong("ms times Hz", "τ is in ms and the frequency in Hz: their product is 1000 times too large. Turn τ into s.", (frequency, tau) => Gain(2 * Math.PI * frequency * tau)),
        Wrong("power for amplitude", "That is 1/(1 + (ωτ)²), the gain of power, and the real part of the response: one half at the cutoff, 8 Hz for 20 ms. The amplitude is the magnitude, its root, 0.71.", (frequency, tau) => Square(Gain(2 * Math.PI * frequency * tau / 1000))),
        Wrong("real and imaginary part added", "1 and ωτ are at right angles in the complex plane, so their squares add: at the cutoff, 8 Hz for 20 ms, the gain is 0.71, not 0.5.", (frequency, tau) => 1 / (1 + 2 * Math.PI * frequency * tau / 1000)),
        Wrong("high pass", "Your gain grows with frequency. The membrane passes what is slow: at 0 Hz the gain is 1.",
            (frequency, tau) => 2 * Math.PI * frequency * tau / 1000 * Gain(2 * Math.PI * frequency * tau / 1000)),
        Wrong("decibels", "Your gain is in decibels, 0 at 0 Hz. The task asks for the ratio of the amplitudes, which is 1 there.", (frequency, tau) => 20 * Math.Log10(Gain(2 * Math.PI * frequency * tau / 1000))),
        Wrong("square left out", "Under the root stands ωτ itself. The magnitude needs its square; only at the cutoff, 8 Hz for 20 ms, where ωτ is 1, they are the same.", (frequency, tau) => 1 / Math.Sqrt(1 + 2 * Math.PI * frequency * tau / 1000)),
        Wrong("1/2 in whole numbers", "Your gain is 1 at every frequency, in Hz: in C#, 1 / 2 divides whole numbers and is 0, and anything to the power 0 is 1. Write 0.5, or use Math.Sqrt.", (frequency, tau) => 1),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [0.0, 20.0], [1000 / (2 * Math.PI * 20), 20.0], [2.0, 10.0], [40.0, 20.0], [1000.0, 5.0],
        .. Enumerable.Range(0, 3).Select(_ => (object[])[random.Between(1, 60), random.Between(5, 40)]),
    ];

    private static double Gain(double x) => 1 / Math.Sqrt(1 + x * x);

    private static double Square(double x) => x * x;
}
