using CompNeuro.Dynamics;
using CompNeuro.Maths;

namespace CompNeuro.Biophysics;

/// <summary>
/// A cell whose Na/K-ATPase works against its leaks (pump–leak theory: Tosteson &amp; Hoffman, J. Gen. Physiol. 44:169, 1960): the concentrations inside follow
/// d[Na]/dt = −(A/FΩ)(I_Na + 3 F J), d[K]/dt = −(A/FΩ)(I_K − 2 F J), d[Cl]/dt = +(A/FΩ) I_Cl, with surface A, volume Ω, pump rate J and GHK currents I.
/// The input is the fraction of pumps blocked by ouabain: 0 leaves them on, 1 stops them. Time is in minutes.
/// </summary>
/// <remarks>
/// Assumed: the volume is fixed (a real cell without its pump swells); the bath is large, so its concentrations stay; Cl is passive, without transporters; what else is
/// charged inside cannot leave; and the charge on the membrane capacitance (some µM) is neglected, so that the voltage, which settles in milliseconds, is at every moment
/// that of zero net current. Then [Na] + [K] − [Cl] inside never changes.
/// </remarks>
[Unit("min")]
public sealed record PumpLeakCell : IModel<PumpLeakCell.State>
{
    /// <summary>Concentrations inside the cell.</summary>
    public readonly record struct State([property: Unit("mM")] double Na, [property: Unit("mM")] double K, [property: Unit("mM")] double Cl);

    public SodiumPotassiumPump Pump { get; init; } = new();

    /// <summary>Leak permeabilities, cm/s. K and Na must be above 0, Ca must be 0.</summary>
    public Permeabilities Leak
    {
        get;
        init => field = value is { K: > 0, Na: > 0, Ca: 0 } ? value : throw new ArgumentException($"A pump–leak cell leaks K and Na, perhaps Cl, and no Ca: {value} will not do.", nameof(Leak));
    } = new(K: 3e-7, Na: 1.2e-8, Cl: 1e-7);

    /// <summary>[Na] in the bath.</summary>
    [Unit("mM", Above = 0)] public double NaOutside { get; init => field = Parameter.Checked<PumpLeakCell>(value); } = 145;

    /// <summary>[K] in the bath.</summary>
    [Unit("mM", Above = 0)] public double KOutside { get; init => field = Parameter.Checked<PumpLeakCell>(value); } = 4.5;

    /// <summary>[Cl] in the bath.</summary>
    [Unit("mM", Above = 0)] public double ClOutside { get; init => field = Parameter.Checked<PumpLeakCell>(value); } = 110;

    /// <summary>Negative charge fixed inside (proteins, phosphates, less Mg and the like), which the cations less Cl must balance; it sets the level of <see cref="Rest"/>.</summary>
    [Unit("mM", AtLeast = 0)] public double ImpermeantCharge { get; init => field = Parameter.Checked<PumpLeakCell>(value); } = 147;

    /// <summary>Area of membrane; by default that of a sphere of 20 µm diameter.</summary>
    [Unit("µm²", Above = 0)] public double Surface { get; init => field = Parameter.Checked<PumpLeakCell>(value); } = 400 * Math.PI;

    [Unit("µm³", Above = 0)] public double Volume { get; init => field = Parameter.Checked<PumpLeakCell>(value); } = 4000 * Math.PI / 3;

    [Unit("°C", AtLeast = -5, AtMost = 100)] public double Temperature { get; init => field = Parameter.Checked<PumpLeakCell>(value); } = 37;

    /// <summary>A round cell body of the given diameter, µm.</summary>
    public static PumpLeakCell Sphere(double diameter) => new() { Surface = Math.PI * diameter * diameter, Volume = Math.PI / 6 * diameter * diameter * diameter };

    /// <summary>A stretch of neurite of the given diameter and length, µm.</summary>
    public static PumpLeakCell Cylinder(double diameter, double length) => new() { Surface = Math.PI * diameter * length, Volume = Math.PI / 4 * diameter * diameter * length };

    /// <summary>The concentrations at which leak and pump cancel for every ion; without a pump, the Donnan equilibrium.</summary>
    public State Rest
    {
        get
        {
            // Without a pump all ions share one Nernst potential, −φ ln r: (Na + K) r − Cl/r equals the fixed charge. A pump can only lower [Na] from there.
            var cations = NaOutside + KOutside;
            var r = (ImpermeantCharge + Math.Sqrt(ImpermeantCharge * ImpermeantCharge + 4 * cations * ClOutside)) / (2 * cations);
            return Pump.MaximumRate == 0
                ? new(NaOutside * r, KOutside * r, ClOutside / r)
                : WithPassiveChloride(Root.Between(Na => Derivative(WithPassiveChloride(Na), 0).Na, 0, NaOutside * r, 1e-12));
        }
    }

    public State Derivative(State s, [Unit("1")] double ouabain)
    {
        var V = Voltage(s, ouabain);
        // pmol/(cm²·s) in the unit of a current.
        var pump = Active(ouabain) * Pump.Rate(s.Na, KOutside) * 1e-6 * PhysicalConstants.Faraday;
        // Surface/Volume in 1/µm is 10⁴ per cm; µA/cm² over C/mol is µmol/(cm²·s), and µmol/cm³ is mM; 60 s in a minute.
        var perCurrent = 60 * 1e4 * Surface / Volume / PhysicalConstants.Faraday;
        return new(
            -perCurrent * (SodiumLeak(V, s.Na) + SodiumPotassiumPump.SodiumPerCycle * pump),
            -perCurrent * (PotassiumLeak(V, s.K) - SodiumPotassiumPump.PotassiumPerCycle * pump),
            perCurrent * ChlorideLeak(V, s.Cl));
    }

    /// <summary>The membrane potential, mV, of zero net current through leaks and pump.</summary>
    /// <param name="s">Concentrations inside.</param>
    /// <param name="ouabain">Fraction of pumps blocked, 0 to 1.</param>
    public double Voltage(State s, double ouabain = 0)
    {
        var pump = Active(ouabain) * Pump.Current(s.Na, KOutside);
        return ZeroCrossing(V => SodiumLeak(V, s.Na) + PotassiumLeak(V, s.K) + ChlorideLeak(V, s.Cl) + pump);
    }

    /// <summary>How far, mV, the pump's own current moves the membrane potential: negative, and lost at once when ouabain is applied.</summary>
    public double ElectrogenicShift(State s) => Voltage(s) - Voltage(s, ouabain: 1);

    /// <summary>Molecules of ATP the pumps of the cell use in a second.</summary>
    /// <inheritdoc cref="Voltage"/>
    public double AtpPerSecond(State s, double ouabain = 0) => Active(ouabain) * Pump.Rate(s.Na, KOutside) * 1e-12 * PhysicalConstants.Avogadro * Surface * 1e-8;

    private double ThermalVoltage => PhysicalConstants.ThermalVoltage(Temperature);

    private double SodiumLeak(double V, double inside) => GoldmanHodgkinKatz.Flow(V, 1, inside, NaOutside, Leak.Na, ThermalVoltage);

    private double PotassiumLeak(double V, double inside) => GoldmanHodgkinKatz.Flow(V, 1, inside, KOutside, Leak.K, ThermalVoltage);

    private double ChlorideLeak(double V, double inside) => GoldmanHodgkinKatz.Flow(V, -1, inside, ClOutside, Leak.Cl, ThermalVoltage);

    /// <summary>The state with this much Na in which Cl is in equilibrium and K balances the charge.</summary>
    private State WithPassiveChloride(double Na)
    {
        State At(double V)
        {
            var Cl = ClOutside * Math.Exp(V / ThermalVoltage);
            return new(Na, Math.Max(0, ImpermeantCharge + Cl - Na), Cl);
        }

        return At(ZeroCrossing(V => SodiumLeak(V, Na) + PotassiumLeak(V, At(V).K) + Pump.Current(Na, KOutside)));
    }

    private static double ZeroCrossing(Func<double, double> risingCurrent)
    {
        var bound = 200.0;
        while (risingCurrent(-bound) > 0)
        {
            bound *= 2;
        }

        return Root.Between(risingCurrent, -bound, 200, 1e-13);
    }

    private static double Active(double ouabain) =>
        ouabain is >= 0 and <= 1 ? 1 - ouabain : throw new ArgumentOutOfRangeException(nameof(ouabain), ouabain, $"ouabain = {ouabain} is not possible: it is the fraction of pumps blocked, from 0 to 1.");
}
