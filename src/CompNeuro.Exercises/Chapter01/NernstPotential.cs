using CompNeuro.Biophysics;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("mV")]
public delegate double NernstPotentialAnswer([Unit("mM")] double inside, [Unit("mM")] double outside, [Unit("1")] int z, [Unit("°C")] double T);

public static partial class Check
{
    /// <summary>Exercise 1.1.1: the Nernst potential of an ion.</summary>
    public static Verdict NernstPotential(NernstPotentialAnswer answer) => Of<NernstPotentialExercise>(answer);
}

public static partial class Hint
{
    public static Advice NernstPotential(int number) => Of<NernstPotentialExercise>(number);
}

internal sealed class NernstPotentialExercise() : DeterministicExercise<NernstPotentialAnswer>("1.1.1", "Nernst potential", symbol: "E", points: 1)
{
    internal override NernstPotentialAnswer Reference => (inside, outside, z, T) => RTF(T) / z * Math.Log(outside / inside);

    internal override Tolerance Tolerance { get; } = new(0.001, 0.01, "R = 8.314, F = 96485 and 273 for 273.15 are near enough; 25 mV for RT/F at every temperature is not.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Derive it once more: at equilibrium diffusion and drift cancel, and what remains is a logarithm of a ratio of concentrations. Which one stands above?",
        "RT/F is a voltage, 26.7 mV at 37 °C. R is 8.314 J/(mol·K) and F is 96485 C/mol, so the temperature must be in kelvin, and the quotient comes out in volts.",
        "Multiply RT/F, in mV, by the natural logarithm of outside over inside, and divide by the valence with its sign.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(Ion), nameof(Ion.NernstPotential)), (typeof(Ion), nameof(Ion.NernstSlope)), (typeof(Ion), nameof(Ion.DrivingForce)),
        (typeof(IonicEnvironment), nameof(IonicEnvironment.ENa)), (typeof(IonicEnvironment), nameof(IonicEnvironment.EK)), (typeof(IonicEnvironment), nameof(IonicEnvironment.ECl)),
        (typeof(IonicEnvironment), nameof(IonicEnvironment.ECa)), (typeof(IonicEnvironment), nameof(IonicEnvironment.ChordVoltage)), (typeof(IonicEnvironment), nameof(IonicEnvironment.GoldmanVoltage)),
        (typeof(IonicEnvironment), nameof(IonicEnvironment.ReversalPotential)), (typeof(GoldmanHodgkinKatz), nameof(GoldmanHodgkinKatz.Voltage)),
        (typeof(GoldmanHodgkinKatz), nameof(GoldmanHodgkinKatz.ReversalPotential)),
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("log10 for ln", "Your numbers are 2.303 times too small: RT/F goes with the natural logarithm, Math.Log. The decadic one goes with 61.5 mV at 37 °C, not with 26.7 mV.",
            (inside, outside, z, T) => RTF(T) / z * Math.Log10(outside / inside)),
        Wrong("°C for K", "The temperature in RT/F is absolute: add 273.15 to the °C. Then RT/F is 26.7 mV at 37 °C.",
            (inside, outside, z, T) => RTF(T - PhysicalConstants.ZeroCelsius) / z * Math.Log(outside / inside)),
        Wrong("inside over outside", "Inside and outside are exchanged. Potassium, rich inside, leaves the cell until it is negative: E_K must be negative, near −90 mV.",
            (inside, outside, z, T) => RTF(T) / z * Math.Log(inside / outside)),
        Wrong("sign of the valence lost", "The valence enters with its sign: for chloride, z = −1, the potential is that of a cation turned round. With 10 mM inside and 110 mM outside it is near −64 mV.",
            (inside, outside, z, T) => RTF(T) / Math.Abs(z) * Math.Log(outside / inside)),
        Wrong("multiplied by the valence", "The valence divides: a doubly charged ion feels the field twice, so half the voltage, in mV, balances it.",
            (inside, outside, z, T) => RTF(T) * z * Math.Log(outside / inside)),
        Wrong("valence left out", "The valence is missing. Half the voltage, in mV, holds a doubly charged ion, and one of the other sign holds an anion.",
            (inside, outside, z, T) => RTF(T) * Math.Log(outside / inside)),
        Wrong("V for mV", "Your numbers are in V. The chapter works in mV: multiply by 1000.",
            (inside, outside, z, T) => RTF(T) / 1000 / z * Math.Log(outside / inside)),
        Wrong("25 mV at every temperature", "You take 25 mV for RT/F, whatever the temperature. It is 24.1 mV at 6.3 °C and 26.7 mV at 37 °C: compute it from T.",
            (inside, outside, z, T) => 25.0 / z * Math.Log(outside / inside)),
        Wrong("58 mV at every temperature", "58 mV per decade holds at 20 °C. The slope is 2.303 RT/F: 55.4 mV at 6.3 °C and 61.5 mV at 37 °C.",
            (inside, outside, z, T) => 58.0 / z * Math.Log10(outside / inside)),
        Wrong("1/z in whole numbers", "For z = 2 you return 0 mV: in C#, 1 / z divides whole numbers, and 1 / 2 is 0. Write 1.0 / z.",
            (inside, outside, z, T) => RTF(T) * Math.Truncate(1.0 / z) * Math.Log(outside / inside)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [140.0, 4.5, 1, 37.0], [10.0, 110.0, -1, 37.0], [0.0001, 1.2, 2, 37.0], [50.0, 440.0, 1, 6.3], [20.0, 20.0, 1, 20.0],
        .. Enumerable.Range(0, 3).Select(_ => (object[])[random.Between(1, 50), random.Between(60, 500), random.OneOf(1, -1, 2), random.Between(5, 40)]),
    ];

    private static double RTF(double T) => 1000 * PhysicalConstants.GasConstant * (T + PhysicalConstants.ZeroCelsius) / PhysicalConstants.Faraday;
}
