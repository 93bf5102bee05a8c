using CompNeuro.Maths;

namespace CompNeuro.Biophysics;

/// <summary>
/// The constant-field theory of a membrane (Goldman, J. Gen. Physiol. 27:37, 1943; Hodgkin &amp; Katz, J. Physiol. 108:37, 1949): ions cross
/// independently, by diffusion and by drift in a uniform electric field. Outward current and the inside potential are positive.
/// </summary>
public static class GoldmanHodgkinKatz
{
    /// <summary>
    /// The current one ion carries, µA/cm²: I = P z² (V F²/RT) ([in] − [out] e^(−zVF/RT)) / (1 − e^(−zVF/RT)).
    /// It rectifies: the conductance tends to P z²F²/(RT)·[in] outward and P z²F²/(RT)·[out] inward (for a cation).
    /// </summary>
    /// <param name="V">Membrane potential, mV.</param>
    /// <param name="ion">The ion, with its concentrations.</param>
    /// <param name="permeability">P, cm/s.</param>
    /// <param name="temperature">°C.</param>
    public static double Current(double V, Ion ion, double permeability, double temperature)
    {
        ArgumentNullException.ThrowIfNull(ion);
        return Flow(Finite(V), ion.Valence, ion.Inside, ion.Outside, NotNegative(permeability, ion), PhysicalConstants.ThermalVoltage(temperature));
    }

    /// <summary>
    /// The voltage, mV, at which monovalent ions together carry no current:
    /// V = (RT/F) ln[(Σ P⁺[out] + Σ P⁻[in]) / (Σ P⁺[in] + Σ P⁻[out])], cations (⁺) with outside, anions (⁻) with inside above.
    /// Concentrations, not Nernst potentials, are weighted; for the weighting of potentials see <see cref="ChordConductance"/>.
    /// </summary>
    /// <param name="temperature">°C.</param>
    /// <param name="ions">Each ion with its permeability, in any unit common to all.</param>
    /// <exception cref="ArgumentException">A permeant ion is divalent: the equation then has no such solution, see <see cref="ReversalPotential"/>.</exception>
    public static double Voltage(double temperature, params IReadOnlyList<(Ion Ion, double Permeability)> ions)
    {
        if (Permeant(ions).FirstOrDefault(one => Math.Abs(one.Ion.Valence) != 1).Ion is { } divalent)
        {
            throw new ArgumentException(
                $"The Goldman–Hodgkin–Katz voltage equation holds for monovalent ions, and {divalent.Name} has valence {divalent.Valence}: with it, zero current is no longer a "
                + "linear equation in e^(VF/RT). Use ReversalPotential, which finds the voltage of zero current numerically for any valences.",
                nameof(ions));
        }

        var inward = Permeant(ions).Sum(one => one.Permeability * (one.Ion.Valence > 0 ? one.Ion.Outside : one.Ion.Inside));
        var outward = Permeant(ions).Sum(one => one.Permeability * (one.Ion.Valence > 0 ? one.Ion.Inside : one.Ion.Outside));
        return inward > 0 && outward > 0 ? PhysicalConstants.ThermalVoltage(temperature) * Math.Log(inward / outward) : throw NoReversal(ions);
    }

    /// <summary>The voltage, mV, at which the ions, of any valence, together carry no current: the root of Σ I(V) = 0, of which there is one because every I rises with V.</summary>
    /// <param name="temperature">°C.</param>
    /// <param name="ions">Each ion with its permeability, in any unit common to all.</param>
    /// <exception cref="ArgumentException">No ion is permeant, or all can carry current one way only.</exception>
    public static double ReversalPotential(double temperature, params IReadOnlyList<(Ion Ion, double Permeability)> ions)
    {
        var thermal = PhysicalConstants.ThermalVoltage(temperature);
        var permeant = Permeant(ions).ToArray();
        var largest = permeant.Select(one => one.Permeability).DefaultIfEmpty(1).Max();
        double Total(double V) => permeant.Sum(one => Flow(V, one.Ion.Valence, one.Ion.Inside, one.Ion.Outside, one.Permeability / largest, thermal));
        // A concentration ratio of 10³⁰⁰ is 20 V: no bracket beyond helps.
        for (var bound = 100.0; bound < 50_000; bound *= 2)
        {
            if (Total(-bound) < 0 && Total(bound) > 0)
            {
                return Root.Between(Total, -bound, bound, 1e-12);
            }
        }

        throw NoReversal(ions);
    }

    internal static double Flow(double V, int valence, double inside, double outside, double permeability, double thermalVoltage)
    {
        // With u = zVF/RT, V/(1 − e^{−u}) and V e^{−u}/(1 − e^{−u}) are x/(eˣ − 1) at −u and u: finite at V = 0 and without overflow.
        // P [cm/s] · c [mM = µmol/cm³] · F [C/mol] is in µA/cm².
        var u = valence * V / thermalVoltage;
        return permeability * valence * PhysicalConstants.Faraday * (inside * Special.XOverExpM1(-u) - outside * Special.XOverExpM1(u));
    }

    private static IEnumerable<(Ion Ion, double Permeability)> Permeant(IReadOnlyList<(Ion Ion, double Permeability)> ions)
    {
        ArgumentNullException.ThrowIfNull(ions);
        return ions.Where(one => NotNegative(one.Permeability, one.Ion) > 0);
    }

    private static ArgumentException NoReversal(IReadOnlyList<(Ion Ion, double Permeability)> ions) =>
        new(Permeant(ions).Any()
            ? $"No voltage stops the current of {string.Join(", ", Permeant(ions).Select(one => $"{one.Ion.Symbol} ({one.Ion.Inside} mM inside, {one.Ion.Outside} outside)"))}: "
                + "it can flow one way only. Give a permeant ion on each side."
            : "No ion is permeant, so no voltage is singled out: give at least one permeability above 0.",
            nameof(ions));

    private static double Finite(double V) =>
        double.IsFinite(V) ? V : throw new ArgumentOutOfRangeException(nameof(V), V, $"V = {V} mV is not possible: it must be a finite number.");

    private static double NotNegative(double permeability, Ion ion) =>
        permeability >= 0 && double.IsFinite(permeability)
            ? permeability
            : throw new ArgumentOutOfRangeException(nameof(permeability), permeability, $"The permeability of {ion.Name} is {permeability}: it must be 0 or a positive, finite number.");
}
