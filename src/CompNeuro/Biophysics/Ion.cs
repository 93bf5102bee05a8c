namespace CompNeuro.Biophysics;

/// <summary>An ion species on the two sides of a membrane. E = (RT/zF) ln([out]/[in]) (Nernst 1888).</summary>
/// <param name="Name">For example <c>Potassium</c>.</param>
/// <param name="Symbol">For example <c>K</c>.</param>
/// <param name="Valence">Charge in units of e, with its sign; not zero.</param>
/// <param name="Inside">Concentration inside the cell, mM.</param>
/// <param name="Outside">Concentration outside, mM.</param>
public sealed record Ion(string Name, string Symbol, int Valence, double Inside, double Outside)
{
    public int Valence { get; init => field = Charged(value, Name); } = Charged(Valence, Name);

    [Unit("mM", AtLeast = 0)] public double Inside { get; init => field = Parameter.Checked<Ion>(value); } = Parameter.Checked<Ion>(Inside, nameof(Inside));

    [Unit("mM", AtLeast = 0)] public double Outside { get; init => field = Parameter.Checked<Ion>(value); } = Parameter.Checked<Ion>(Outside, nameof(Outside));

    public static Ion Sodium(double inside, double outside) => new("Sodium", "Na", 1, inside, outside);

    public static Ion Potassium(double inside, double outside) => new("Potassium", "K", 1, inside, outside);

    public static Ion Chloride(double inside, double outside) => new("Chloride", "Cl", -1, inside, outside);

    public static Ion Calcium(double inside, double outside) => new("Calcium", "Ca", 2, inside, outside);

    /// <summary>The voltage, inside minus outside, mV, at which the ion is in equilibrium: diffusion out balances drift in.</summary>
    /// <param name="temperature">°C.</param>
    /// <exception cref="InvalidOperationException">One side holds none of the ion, so that no finite voltage balances it.</exception>
    public double NernstPotential(double temperature) =>
        Inside > 0 && Outside > 0
            ? PhysicalConstants.ThermalVoltage(temperature) / Valence * Math.Log(Outside / Inside)
            : throw new InvalidOperationException(
                $"{Name} has no Nernst potential with {Inside} mM inside and {Outside} mM outside: both must be above 0 mM, since its logarithm has no value otherwise.");

    /// <summary>How much the Nernst potential rises, mV, when the concentration outside grows tenfold: 2.303 RT/zF, 58 mV at 20 °C for a monovalent cation.</summary>
    /// <param name="temperature">°C.</param>
    public double NernstSlope(double temperature) => Math.Log(10) * PhysicalConstants.ThermalVoltage(temperature) / Valence;

    /// <summary>V − E, mV: above zero it drives positive charge out of the cell (outward current, whatever the sign of the ion).</summary>
    /// <param name="V">Membrane potential, mV.</param>
    /// <param name="temperature">°C.</param>
    public double DrivingForce(double V, double temperature) => V - NernstPotential(temperature);

    private static int Charged(int valence, string name) =>
        valence != 0 ? valence : throw new ArgumentOutOfRangeException(nameof(valence), valence, $"{name} has valence 0: an ion carries charge. Give for example 1, 2 or -1.");
}
