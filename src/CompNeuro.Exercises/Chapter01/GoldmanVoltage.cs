using CompNeuro.Biophysics;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("mV")]
public delegate double GoldmanVoltageAnswer([Unit("1")] double[] P, [Unit("mM")] double[] inside, [Unit("mM")] double[] outside, [Unit("°C")] double T);

public static partial class Check
{
    /// <summary>Exercise 1.1.2: the Goldman–Hodgkin–Katz voltage of K⁺, Na⁺ and Cl⁻.</summary>
    public static Verdict GoldmanVoltage(GoldmanVoltageAnswer answer) => Of<GoldmanVoltageExercise>(answer);
}

public static partial class Hint
{
    public static Advice GoldmanVoltage(int number) => Of<GoldmanVoltageExercise>(number);
}

internal sealed class GoldmanVoltageExercise() : DeterministicExercise<GoldmanVoltageAnswer>("1.1.2", "Goldman–Hodgkin–Katz voltage", symbol: "V", points: 2)
{
    internal override GoldmanVoltageAnswer Reference => (P, inside, outside, T) =>
        PhysicalConstants.ThermalVoltage(T) * Math.Log((P[0] * outside[0] + P[1] * outside[1] + P[2] * inside[2]) / (P[0] * inside[0] + P[1] * inside[1] + P[2] * outside[2]));

    internal override Tolerance Tolerance { get; } = new(0.001, 0.05, "Rounded constants are near enough; the chord equation differs by several mV.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "It is one logarithm. Above stands what drives positive charge in, below what drives it out, each concentration with its permeability in front.",
        "A chloride ion that leaves is a positive charge that enters: its two concentrations stand on the other sides than those of the cations.",
        "Above: P times outside for K and Na, and P times inside for Cl. Below, the other three. Then RT/F, in mV, times the natural logarithm of the quotient.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
    [
        (typeof(GoldmanHodgkinKatz), nameof(GoldmanHodgkinKatz.Voltage)), (typeof(GoldmanHodgkinKatz), nameof(GoldmanHodgkinKatz.ReversalPotential)),
        (typeof(IonicEnvironment), nameof(IonicEnvironment.GoldmanVoltage)), (typeof(IonicEnvironment), nameof(IonicEnvironment.ReversalPotential)),
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("chloride like a cation", "Chloride is an anion: its inside concentration belongs above and its outside one below. As it stands it pulls the voltage up by many mV.",
            (P, inside, outside, T) => PhysicalConstants.ThermalVoltage(T) * Math.Log(Dot(P, outside) / Dot(P, inside))),
        Wrong("chloride left out", "Chloride is missing. It is permeant too, and moves the voltage by several mV unless it is in equilibrium.",
            (P, inside, outside, T) => PhysicalConstants.ThermalVoltage(T) * Math.Log((P[0] * outside[0] + P[1] * outside[1]) / (P[0] * inside[0] + P[1] * inside[1]))),
        Wrong("Nernst potentials averaged", "You average Nernst potentials, in mV, with the permeabilities. That is the chord equation, for conductances. Permeabilities weight the concentrations, inside the logarithm.",
            (P, inside, outside, T) => PhysicalConstants.ThermalVoltage(T) * (P[0] * Math.Log(outside[0] / inside[0]) + P[1] * Math.Log(outside[1] / inside[1]) - P[2] * Math.Log(outside[2] / inside[2])) / P.Sum()),
        Wrong("permeabilities left out", "The permeabilities are missing: sodium counts as much as potassium, and the voltage comes out tens of mV away from E_K.",
            (P, inside, outside, T) => PhysicalConstants.ThermalVoltage(T) * Math.Log((outside[0] + outside[1] + inside[2]) / (inside[0] + inside[1] + outside[2]))),
        Wrong("upside down", "The quotient is upside down: a membrane permeable to potassium alone must sit at E_K, which is negative, −72 mV in the squid.",
            (P, inside, outside, T) => PhysicalConstants.ThermalVoltage(T) * Math.Log((P[0] * inside[0] + P[1] * inside[1] + P[2] * outside[2]) / (P[0] * outside[0] + P[1] * outside[1] + P[2] * inside[2]))),
        Wrong("log10 for ln", "Your numbers are 2.303 times too small: RT/F, 26.7 mV at 37 °C, goes with the natural logarithm.",
            (P, inside, outside, T) => PhysicalConstants.ThermalVoltage(T) * Math.Log10((P[0] * outside[0] + P[1] * outside[1] + P[2] * inside[2]) / (P[0] * inside[0] + P[1] * inside[1] + P[2] * outside[2]))),
        Wrong("chloride subtracted", "You subtract chloride because its charge is negative. Its terms are added like the others, but change places: inside above, outside below. As it stands the logarithm may have no value in mV at all.",
            (P, inside, outside, T) => PhysicalConstants.ThermalVoltage(T) * Math.Log((P[0] * outside[0] + P[1] * outside[1] - P[2] * outside[2]) / (P[0] * inside[0] + P[1] * inside[1] - P[2] * inside[2]))),
        Wrong("°C for K", "The temperature in RT/F is absolute: add 273.15 to the °C.",
            (P, inside, outside, T) => PhysicalConstants.ThermalVoltage(T) * T / (T + PhysicalConstants.ZeroCelsius) * Math.Log((P[0] * outside[0] + P[1] * outside[1] + P[2] * inside[2]) / (P[0] * inside[0] + P[1] * inside[1] + P[2] * outside[2]))),
        Wrong("sodium and potassium exchanged", "The arrays hold K, Na, Cl in this order. With sodium's permeability on potassium the voltage is far too high, by tens of mV.",
            (P, inside, outside, T) => PhysicalConstants.ThermalVoltage(T) * Math.Log((P[1] * outside[0] + P[0] * outside[1] + P[2] * inside[2]) / (P[1] * inside[0] + P[0] * inside[1] + P[2] * outside[2]))),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random)
    {
        double[] squidInside = [400, 50, 52], squidOutside = [20, 440, 560], inside = [140, 15, 10], outside = [4.5, 145, 110];
        return
        [
            [(double[])[1, 0.04, 0.45], squidInside, squidOutside, 6.3], [(double[])[1, 20, 0.45], squidInside, squidOutside, 6.3],
            [(double[])[1, 0.04, 0], inside, outside, 37.0], [(double[])[1, 0, 0], inside, outside, 37.0],
            .. Enumerable.Range(0, 4).Select(_ => (object[])[(double[])[1, random.Between(0.02, 2, 2), random.Between(0.1, 1, 2)], inside, outside, random.Between(15, 40)]),
        ];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
