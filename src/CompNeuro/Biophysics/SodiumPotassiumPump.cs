namespace CompNeuro.Biophysics;

/// <summary>
/// The Na/K-ATPase, which for every ATP carries 3 Na⁺ out and 2 K⁺ in, and so one positive charge out:
/// J = J_max / ((1 + KNa/[Na]in)³ (1 + KK/[K]out)²), three and two independent binding sites
/// (Kager, Wadman &amp; Somjen, J. Neurophysiol. 84:495, 2000, with their affinities). Its dependence on voltage and on ATP is left out.
/// </summary>
public sealed record SodiumPotassiumPump
{
    public const int SodiumPerCycle = 3;

    public const int PotassiumPerCycle = 2;

    /// <summary>Cycles per area and time when every site is occupied; 24 is about 2000 pumps per µm² turning over 70 times a second.</summary>
    [Unit("pmol/(cm²·s)", AtLeast = 0)] public double MaximumRate { get; init => field = Parameter.Checked<SodiumPotassiumPump>(value); } = 24;

    /// <summary>[Na] inside at which half of the sodium sites are occupied.</summary>
    [Unit("mM", Above = 0)] public double KNa { get; init => field = Parameter.Checked<SodiumPotassiumPump>(value); } = 10;

    /// <summary>[K] outside at which half of the potassium sites are occupied.</summary>
    [Unit("mM", Above = 0)] public double KK { get; init => field = Parameter.Checked<SodiumPotassiumPump>(value); } = 3.5;

    /// <summary>Cycles, and so molecules of ATP, per area and time: pmol/(cm²·s).</summary>
    /// <param name="sodiumInside">mM.</param>
    /// <param name="potassiumOutside">mM.</param>
    public double Rate(double sodiumInside, double potassiumOutside) =>
        MaximumRate * Math.Pow(sodiumInside / (sodiumInside + KNa), SodiumPerCycle) * Math.Pow(potassiumOutside / (potassiumOutside + KK), PotassiumPerCycle);

    /// <summary>The net outward current of the pump, one charge per cycle: µA/cm².</summary>
    /// <inheritdoc cref="Rate"/>
    public double Current(double sodiumInside, double potassiumOutside) =>
        (SodiumPerCycle - PotassiumPerCycle) * PhysicalConstants.Faraday * 1e-6 * Rate(sodiumInside, potassiumOutside);

    /// <summary>
    /// The least work one mole of cycles takes, kJ/mol: F (3 (ENa − V) + 2 (V − EK)). Hydrolysis of a mole of ATP in a cell yields 50–60 kJ, the most it may be.
    /// </summary>
    /// <param name="V">Membrane potential, mV.</param>
    /// <param name="ENa">Nernst potential of sodium, mV.</param>
    /// <param name="EK">Nernst potential of potassium, mV.</param>
    public static double WorkPerCycle(double V, double ENa, double EK) => PhysicalConstants.Faraday * 1e-6 * (SodiumPerCycle * (ENa - V) + PotassiumPerCycle * (V - EK));
}
