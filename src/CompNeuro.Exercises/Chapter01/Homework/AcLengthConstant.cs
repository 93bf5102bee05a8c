using System.Numerics;
using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Cables;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("µm")]
public delegate double AcLengthConstantAnswer([Unit("Hz")] double frequency);

public static partial class Check
{
    /// <summary>Homework H1.2.1: how far a sine wave reaches along the student's own dendrite.</summary>
    /// <param name="answer">The student's function.</param>
    /// <param name="myDiameter">Of the student's dendrite, µm.</param>
    /// <param name="myRm">Its membrane's resistance, kΩ·cm².</param>
    public static Verdict AcLengthConstant(AcLengthConstantAnswer answer, double myDiameter, double myRm) => Of<AcLengthConstantExercise>(answer, myDiameter, myRm);
}

public static partial class Hint
{
    public static Advice AcLengthConstant(int number) => Of<AcLengthConstantExercise>(number);
}

internal sealed class AcLengthConstantExercise() : DeterministicExercise<AcLengthConstantAnswer>("H1.2.1", "How far a sine wave reaches", symbol: "λ_AC", points: 2)
{
    private Cable dendrite = Dendrite(2, 20);

    public override IReadOnlyList<OwnParameter> OwnParameters { get; } = [new("myDiameter", "µm", 2, Low: 1, High: 4, Decimals: 2), new("myRm", "kΩ·cm²", 20, Low: 10, High: 30, Decimals: 1)];

    public override Exercise With(IReadOnlyDictionary<string, double> own)
    {
        ArgumentNullException.ThrowIfNull(own);
        return new AcLengthConstantExercise { dendrite = Dendrite(own.GetValueOrDefault("myDiameter", dendrite.Diameter), own.GetValueOrDefault("myRm", dendrite.Membrane.Rm)) };
    }

    internal override AcLengthConstantAnswer Reference => frequency => dendrite.LengthConstant(frequency);

    internal override Tolerance Tolerance { get; } = new(1e-3, 1e-3, "It is a formula; three digits of π are near enough.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "On an endless cable a sine wave goes as exp(−qx/λ), with a complex q whose square is 1 + iωτ. Which part of q makes the amplitude fall, and what does the other part do?",
        "The length constant is the steady one divided by the real part of q. The square of the magnitude of q is the root of 1 + ω²τ², and the real part of q² is 1: that gives both parts of q.",
        "The steady λ is the root of d Rm/(4 Ri), all in cm and Ω, times 1e4 for µm. With s for the root of 1 + ω²τ², the real part of q is the root of (1 + s)/2. ω is 2π times the frequency, and τ = Rm C is 20 ms for 20 kΩ·cm²: in s, 0.02.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(NeuriteImpedance), nameof(NeuriteImpedance.LengthConstant)), (typeof(NeuriteImpedance), nameof(NeuriteImpedance.Attenuation)), (typeof(NeuriteImpedance), nameof(NeuriteImpedance.VoltageRatio)),
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("steady length constant", "You give the steady length constant at every frequency. Fast waves leak away through the capacitance and reach less far: at 100 Hz well under half as many µm.",
            frequency => dendrite.lambda),
        Wrong("magnitude of q", "You divide by the magnitude of q. The amplitude falls with its real part alone; the imaginary part turns the phase. At 8 Hz and 20 ms that makes λ 8 % too short, in µm.",
            frequency => dendrite.lambda / Complex.Sqrt(new(1, Omega(frequency))).Magnitude),
        Wrong("gain of a patch", "You multiply λ by the gain of an isopotential patch, or divide by the magnitude of 1 + iωτ. That is q²: on a cable it is q, its root, that counts, and λ in µm falls more slowly.",
            frequency => dendrite.lambda / Math.Sqrt(1 + Math.Pow(Omega(frequency), 2))),
        Wrong("2π left out", "ω is an angular frequency, 2π times the one in Hz.", frequency => Shorter(Omega(frequency) / (2 * Math.PI))),
        Wrong("ms times Hz", "τ is in ms and the frequency in Hz: their product is 1000 times too large. Turn τ into s.", frequency => Shorter(1000 * Omega(frequency))),
        Wrong("high-frequency limit", "λ√(2/ωτ) is the limit for high frequencies. At 0 Hz it is infinite, and should be the steady λ, some hundreds of µm.", frequency => dendrite.lambda * Math.Sqrt(2 / Omega(frequency))),
        Wrong("radius for diameter", "λ² is (d/4) Rm/Ri with the diameter d, or (a/2) Rm/Ri with the radius: yours, in µm, is too small by √2.", frequency => Shorter(Omega(frequency)) / Math.Sqrt(2)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        [[0.0], [8.0], [100.0], [1000.0], .. Enumerable.Range(0, 4).Select(_ => (object[])[random.Between(2, 300)])];

    private static Cable Dendrite(double diameter, double Rm) => new() { Diameter = diameter, Membrane = PassiveMembrane.FromResistance(Rm, 1, -65), Ri = 150 };

    /// <summary>ωτ.</summary>
    private double Omega(double frequency) => 2 * Math.PI * frequency * dendrite.tau / 1000;

    private double Shorter(double omega) => dendrite.lambda / Complex.Sqrt(new(1, omega)).Real;
}
