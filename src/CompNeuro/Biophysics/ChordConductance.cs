namespace CompNeuro.Biophysics;

/// <summary>
/// The membrane as conductances in parallel, each with its battery: without capacitive current V = Σ g E / Σ g, an average of Nernst potentials weighted by conductance.
/// It is exact for ohmic channels; <see cref="GoldmanHodgkinKatz"/> weights concentrations by permeability instead, and the two differ.
/// </summary>
public static class ChordConductance
{
    /// <summary>The voltage, mV, at which conductances with reversal potentials together carry no current.</summary>
    /// <param name="branches">Each conductance, in any unit common to all, and its reversal potential, mV.</param>
    /// <exception cref="ArgumentException">No conductance is above zero, or one is negative.</exception>
    public static double Voltage(params IReadOnlyList<(double Conductance, double Reversal)> branches)
    {
        ArgumentNullException.ThrowIfNull(branches);
        foreach (var (conductance, reversal) in branches)
        {
            if (!(conductance >= 0) || !double.IsFinite(conductance) || !double.IsFinite(reversal))
            {
                throw new ArgumentException($"A branch of conductance {conductance} and reversal potential {reversal} mV is not possible: conductances are 0 or positive, and both are finite.", nameof(branches));
            }
        }

        var total = branches.Sum(branch => branch.Conductance);
        return total > 0
            ? branches.Sum(branch => branch.Conductance / total * branch.Reversal)
            : throw new ArgumentException("No conductance is above 0, so no voltage is singled out: open at least one branch.", nameof(branches));
    }
}
