using System.Runtime.CompilerServices;

namespace CompNeuro.Biophysics;

/// <summary>The ions on both sides of a cell's membrane, and its temperature: what fixes every equilibrium potential.</summary>
public sealed record IonicEnvironment
{
    /// <summary>A mammalian neuron at 37 °C. Its Nernst potentials are +60.6, −91.9, −64.1 and +125.5 mV. Concentrations after Kandel et al., Principles of Neural Science.</summary>
    public static IonicEnvironment MammalianNeuron { get; } = new()
    {
        Sodium = Ion.Sodium(inside: 15, outside: 145),
        Potassium = Ion.Potassium(inside: 140, outside: 4.5),
        Chloride = Ion.Chloride(inside: 10, outside: 110),
        Calcium = Ion.Calcium(inside: 1e-4, outside: 1.2),
        Temperature = 37,
    };

    /// <summary>
    /// The squid giant axon in sea water at 6.3 °C, the temperature of Hodgkin &amp; Huxley's equations. Na, K, Cl: Kandel et al., Principles of Neural Science, after Hodgkin 1964;
    /// Ca: free calcium of 50 nM inside (DiPolo et al., J. Gen. Physiol. 67:433, 1976), sea water outside.
    /// The equations of 1952 use ENa = 50 and EK = −77 mV, from other axons: these concentrations give 52 and −72 mV.
    /// </summary>
    public static IonicEnvironment SquidAxon { get; } = new()
    {
        Sodium = Ion.Sodium(inside: 50, outside: 440),
        Potassium = Ion.Potassium(inside: 400, outside: 20),
        Chloride = Ion.Chloride(inside: 52, outside: 560),
        Calcium = Ion.Calcium(inside: 5e-5, outside: 10),
        Temperature = 6.3,
    };

    public required Ion Sodium { get; init => field = Require(value, "Na"); }

    public required Ion Potassium { get; init => field = Require(value, "K"); }

    public required Ion Chloride { get; init => field = Require(value, "Cl"); }

    public required Ion Calcium { get; init => field = Require(value, "Ca"); }

    [Unit("°C", AtLeast = -5, AtMost = 100)] public required double Temperature { get; init => field = Parameter.Checked<IonicEnvironment>(value); }

    /// <summary>RT/F, mV.</summary>
    [Unit("mV")] public double ThermalVoltage => PhysicalConstants.ThermalVoltage(Temperature);

    [Unit("mV")] public double ENa => Sodium.NernstPotential(Temperature);

    [Unit("mV")] public double EK => Potassium.NernstPotential(Temperature);

    [Unit("mV")] public double ECl => Chloride.NernstPotential(Temperature);

    [Unit("mV")] public double ECa => Calcium.NernstPotential(Temperature);

    /// <summary>The four ions, in the order Na, K, Cl, Ca.</summary>
    public IReadOnlyList<Ion> Ions => [Sodium, Potassium, Chloride, Calcium];

    /// <summary>The Goldman–Hodgkin–Katz voltage, mV; for the resting permeabilities, the resting potential. Permeability to Ca must be 0.</summary>
    /// <inheritdoc cref="GoldmanHodgkinKatz.Voltage"/>
    public double GoldmanVoltage(Permeabilities permeabilities) => GoldmanHodgkinKatz.Voltage(Temperature, Weighted(permeabilities));

    /// <summary>The voltage, mV, at which the four ions together carry no current, found numerically and so with Ca too.</summary>
    /// <inheritdoc cref="GoldmanHodgkinKatz.ReversalPotential"/>
    public double ReversalPotential(Permeabilities permeabilities) => GoldmanHodgkinKatz.ReversalPotential(Temperature, Weighted(permeabilities));

    /// <summary>The Goldman–Hodgkin–Katz current of the four ions together, µA/cm², at <paramref name="V"/> mV, for permeabilities in cm/s.</summary>
    public double GoldmanCurrent(double V, Permeabilities permeabilities) =>
        Weighted(permeabilities).Sum(one => GoldmanHodgkinKatz.Current(V, one.Ion, one.Permeability, Temperature));

    /// <summary>The chord-conductance voltage, mV: the mean of the Nernst potentials weighted by conductances (in any common unit).</summary>
    public double ChordVoltage(double gK, double gNa = 0, double gCl = 0, double gCa = 0)
    {
        (double Conductance, Func<double> Reversal)[] branches = [(gK, () => EK), (gNa, () => ENa), (gCl, () => ECl), (gCa, () => ECa)];
        // A closed branch needs no Nernst potential, which an ion absent from one side has not.
        return ChordConductance.Voltage([.. branches.Where(branch => branch.Conductance != 0).Select(branch => (branch.Conductance, branch.Reversal()))]);
    }

    private (Ion Ion, double Permeability)[] Weighted(Permeabilities permeabilities)
    {
        ArgumentNullException.ThrowIfNull(permeabilities);
        return [(Sodium, permeabilities.Na), (Potassium, permeabilities.K), (Chloride, permeabilities.Cl), (Calcium, permeabilities.Ca)];
    }

    private static Ion Require(Ion ion, string symbol, [CallerMemberName] string name = "") =>
        ion is null ? throw new ArgumentNullException(name)
        : ion.Symbol == symbol ? ion
        : throw new ArgumentException($"{name} was given {ion.Name}: give Ion.{name}(inside: …, outside: …), in mM.", name);
}
