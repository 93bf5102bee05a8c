using CompNeuro.Biophysics;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("µA/cm²")]
public delegate double GhkCurrentAnswer([Unit("mV")] double V, [Unit("cm/s")] double P, int z, [Unit("mM")] double inside, [Unit("mM")] double outside, [Unit("°C")] double T);

public static partial class Check
{
    /// <summary>Homework H1.1.1: the Goldman–Hodgkin–Katz current of one ion, at every voltage.</summary>
    public static Verdict GhkCurrent(GhkCurrentAnswer answer) => Of<GhkCurrentExercise>(answer);
}

public static partial class Hint
{
    public static Advice GhkCurrent(int number) => Of<GhkCurrentExercise>(number);
}

internal sealed class GhkCurrentExercise() : DeterministicExercise<GhkCurrentAnswer>("H1.1.1", "Goldman–Hodgkin–Katz current", symbol: "I", points: 2)
{
    internal override GhkCurrentAnswer Reference => (V, P, z, inside, outside, T) => GoldmanHodgkinKatz.Current(V, new("Any", "X", z, inside, outside), P, T);

    internal override Tolerance Tolerance { get; } = new(5e-3, 0.02, "Constants rounded to three digits, and 273 for 273.15, are near enough; near the reversal potential they move currents of ten and more µA/cm² by 0.02.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Write u for zFV/RT, a pure number, and start from the boxed equation of section 1.1. What becomes of it where V is 0, and is there anything special about the membrane there?",
        "cm/s times mM times C/mol is µA/cm², with nothing to convert. In the box there are two more factors: P z F is multiplied by u and by a quotient of two differences.",
        "At V = 0 the factor u over 1 − exp(−u) tends to 1: then the current is P z F times the difference of the concentrations, plain diffusion. Treat that voltage as a case of its own, or use the library's function for x/(exp x − 1).",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(GoldmanHodgkinKatz), nameof(GoldmanHodgkinKatz.Current)), (typeof(IonicEnvironment), nameof(IonicEnvironment.GoldmanCurrent))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("0/0 at 0 mV", "All is right but one point: at 0 mV your quotient is 0/0. There the ions only diffuse, and the current is P z F times the difference of the concentrations.",
            (V, P, z, inside, outside, T) => V == 0 ? double.NaN : Flow(P * z, z * V / Thermal(T), inside, outside)),
        Wrong("z for z²", "The valence comes in twice, by the force on an ion and by the charge it carries: z². With z alone a current of chloride, in µA/cm², gets the wrong sign, and one of calcium is half as large.",
            (V, P, z, inside, outside, T) => Flow(P, z * V / Thermal(T), inside, outside)),
        Wrong("z left out of the exponent", "The exponent is zFV/RT, a pure number; yours lacks z. So the current of calcium, in µA/cm², reverses at twice its Nernst potential, and that of chloride at the one of a cation.",
            (V, P, z, inside, outside, T) => z * Flow(P * z, V / Thermal(T), inside, outside)),
        Wrong("inside and outside exchanged", "Inside and outside are exchanged: at large positive V, in mV, an outward current of cations is fed from inside, so the concentration there must set its slope.",
            (V, P, z, inside, outside, T) => Flow(P * z, z * V / Thermal(T), outside, inside)),
        Wrong("inward positive", "Your current is positive when it flows in. Here outward is positive, in µA/cm², as in the rest of the chapter.",
            (V, P, z, inside, outside, T) => -Flow(P * z, z * V / Thermal(T), inside, outside)),
        Wrong("mV for V", "V is in mV and RT/F, from R in J/(mol K), in volts: the exponent is a thousand times too large.",
            (V, P, z, inside, outside, T) => V == 0 ? Flow(P * z, 0, inside, outside) : z * V / Thermal(T) * 1000 is var u ? P * z * PhysicalConstants.Faraday * u * (inside - outside * Math.Exp(-u)) / (1 - Math.Exp(-u)) : 0),
        Wrong("°C for K", "RT/F is in proportion to the absolute temperature: T is in °C, so add 273.15.",
            (V, P, z, inside, outside, T) => Flow(P * z, z * V / (Thermal(T) * T / PhysicalConstants.Kelvin(T)), inside, outside)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [-60.0, 1e-5, 1, 140.0, 4.5, 37.0], [0.0, 1e-5, 1, 140.0, 4.5, 37.0], [50.0, 1e-5, 2, 0.1, 2.0, 37.0], [-70.0, 1e-5, -1, 10.0, 110.0, 37.0], [90.0, 1e-5, 1, 15.0, 145.0, 20.0], [0.0, 1e-5, 2, 0.1, 2.0, 20.0],
        .. Enumerable.Range(0, 4).Select(_ => (object[])[random.Between(-90, 60), 1e-5, random.OneOf(-1, 1, 2), random.Between(5, 140), random.Between(5, 140), random.Between(10, 37)]),
    ];

    private static double Thermal(double T) => PhysicalConstants.ThermalVoltage(T);

    private static double Flow(double charge, double u, double inside, double outside) =>
        charge * PhysicalConstants.Faraday * (inside * Special.XOverExpM1(-u) - outside * Special.XOverExpM1(u));
}
