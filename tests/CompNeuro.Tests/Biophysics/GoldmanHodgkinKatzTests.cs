using CompNeuro.Biophysics;
using CsCheck;

namespace CompNeuro.Tests.Biophysics;

public class GoldmanHodgkinKatzTests
{
    private static readonly Ion K = Ion.Potassium(140, 4.5), Na = Ion.Sodium(15, 145), Cl = Ion.Chloride(10, 110), Ca = Ion.Calcium(1e-4, 1.2);

    private static readonly Gen<double> Concentration = Gen.Double[-4, 3].Select(exponent => Math.Pow(10, exponent));
    private static readonly Gen<double> Permeability = Gen.Double[-3, 3].Select(exponent => Math.Pow(10, exponent));
    private static readonly Gen<double> Temperature = Gen.Double[0, 45];
    private static readonly Gen<Ion> AnyIon = Gen.Select(Gen.OneOf(-2, -1, 1, 2), Concentration, Concentration, (z, inside, outside) => new Ion("Test", "X", z, inside, outside));
    private static readonly Gen<(Ion, double)[]> Monovalent = Gen.Select(AnyIon, Permeability, (ion, P) => (ion with { Valence = Math.Sign(ion.Valence) }, P)).Array[1, 5];
    private static readonly Gen<(Ion, double)[]> Mixture = Gen.Select(AnyIon, Permeability).Array[1, 5];

    [Fact]
    public void OneIonAloneGivesItsNernstPotential() => Gen.Select(AnyIon, Permeability, Temperature).Sample((ion, P, temperature) =>
    {
        Assert.Equal(ion.NernstPotential(temperature), GoldmanHodgkinKatz.ReversalPotential(temperature, (ion, P)), 1e-8);
        var monovalent = ion with { Valence = Math.Sign(ion.Valence) };
        Assert.Equal(monovalent.NernstPotential(temperature), GoldmanHodgkinKatz.Voltage(temperature, (monovalent, P)), 1e-10);
    });

    [Fact]
    public void TheCurrentOfAnIonVanishesAtItsNernstPotentialAndHasTheSignOfTheDrivingForce() => Gen.Select(AnyIon, Temperature, Gen.Double[-200, 200]).Sample((ion, temperature, V) =>
    {
        var E = ion.NernstPotential(temperature);
        var scale = PhysicalConstants.Faraday * (ion.Inside + ion.Outside) * (1 + Math.Abs(E) / 10);
        Assert.Equal(0, GoldmanHodgkinKatz.Current(E, ion, 1, temperature) / scale, 1e-12);
        Assert.Equal(1, Math.Sign(GoldmanHodgkinKatz.Current(E + Math.Abs(V) + 1e-3, ion, 1, temperature)));
        Assert.Equal(-1, Math.Sign(GoldmanHodgkinKatz.Current(E - Math.Abs(V) - 1e-3, ion, 1, temperature)));
    });

    [Fact]
    public void TheCurrentRisesWithVoltage() => Gen.Select(AnyIon, Temperature, Gen.Double[-200, 200], Gen.Double[0.01, 50]).Sample((ion, temperature, V, more) =>
        GoldmanHodgkinKatz.Current(V, ion, 1, temperature) < GoldmanHodgkinKatz.Current(V + more, ion, 1, temperature));

    [Fact]
    public void TurningTheChargesOverTurnsVoltageAndCurrentOver() => Gen.Select(AnyIon, Temperature, Gen.Double[-200, 200]).Sample((ion, temperature, V) =>
    {
        var current = GoldmanHodgkinKatz.Current(V, ion, 1, temperature);
        Assert.Equal(-current, GoldmanHodgkinKatz.Current(-V, ion with { Valence = -ion.Valence }, 1, temperature), Math.Abs(current) * 1e-12);
    });

    [Fact]
    public void TheClosedFormIsTheVoltageOfZeroCurrent() => Gen.Select(Monovalent, Temperature).Sample((ions, temperature) =>
        Assert.Equal(GoldmanHodgkinKatz.Voltage(temperature, ions), GoldmanHodgkinKatz.ReversalPotential(temperature, ions), 1e-8));

    [Fact]
    public void TheReversalPotentialLiesBetweenTheNernstPotentialsAndIgnoresTheScaleOfPermeability() => Gen.Select(Mixture, Temperature, Permeability).Sample((ions, temperature, factor) =>
    {
        var reversal = GoldmanHodgkinKatz.ReversalPotential(temperature, ions);
        var nernst = ions.Select(one => one.Item1.NernstPotential(temperature)).ToArray();
        Assert.InRange(reversal, nernst.Min() - 1e-8, nernst.Max() + 1e-8);
        Assert.Equal(reversal, GoldmanHodgkinKatz.ReversalPotential(temperature, [.. ions.Select(one => (one.Item1, one.Item2 * factor))]), 1e-8);
    });

    // P [in] z²F²/RT outward, P [out] z²F²/RT inward, for a cation.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TheLimitingConductancesAreSetByTheSideTheIonComesFrom(int valence)
    {
        var ion = new Ion("Test", "X", valence, Inside: 3, Outside: 50);
        var perConcentration = 1e-6 * valence * valence * PhysicalConstants.Faraday / PhysicalConstants.ThermalVoltage(20);
        double Slope(double V) => (GoldmanHodgkinKatz.Current(V + 1, ion, 1e-6, 20) - GoldmanHodgkinKatz.Current(V - 1, ion, 1e-6, 20)) / 2;
        Assert.Equal(3 * perConcentration, Slope(1000), 3 * perConcentration * 1e-9);
        Assert.Equal(50 * perConcentration, Slope(-1000), 50 * perConcentration * 1e-9);
    }

    [Fact]
    public void WithoutAFieldOnlyDiffusionIsLeft()
    {
        // P z F ([in] − [out]), the limit at V = 0; close to it the curve is a straight line.
        Assert.Equal(1e-6 * PhysicalConstants.Faraday * (140 - 4.5), GoldmanHodgkinKatz.Current(0, K, 1e-6, 37), 1e-12);
        Assert.Equal(-2e-6 * PhysicalConstants.Faraday * (1.2 - 1e-4), GoldmanHodgkinKatz.Current(0, Ca, 1e-6, 37), 1e-12);
        foreach (var tiny in new[] { 1e-300, 1e-12, 1e-6, 1e-3 })
        {
            Assert.Equal(
                2 * GoldmanHodgkinKatz.Current(0, K, 1e-6, 37),
                GoldmanHodgkinKatz.Current(tiny, K, 1e-6, 37) + GoldmanHodgkinKatz.Current(-tiny, K, 1e-6, 37),
                1e-8);
        }
    }

    [Fact]
    public void EqualConcentrationsMakeTheMembraneOhmic()
    {
        var symmetric = Ion.Potassium(100, 100);
        var unit = GoldmanHodgkinKatz.Current(1, symmetric, 1e-6, 20);
        Assert.All([-150.0, -10, 0, 33, 150], V => Assert.Equal(V * unit, GoldmanHodgkinKatz.Current(V, symmetric, 1e-6, 20), 1e-9));
    }

    // P_Ca is a tenth of P_K here; the closed form without calcium is -68.2 mV, and calcium depolarises.
    [Fact]
    public void CalciumShiftsTheReversalPotential()
    {
        (Ion, double)[] without = [(K, 1), (Na, 0.04), (Cl, 0.45)];
        var shift = GoldmanHodgkinKatz.ReversalPotential(37, [.. without, (Ca, 0.1)]) - GoldmanHodgkinKatz.Voltage(37, without);
        Assert.InRange(shift, 0.5, 5);
    }

    [Fact]
    public void DivalentIonsAreRefusedByTheClosedFormWithAReason()
    {
        var message = Assert.Throws<ArgumentException>(() => GoldmanHodgkinKatz.Voltage(37, (K, 1), (Ca, 0.1))).Message;
        Assert.Contains("Calcium has valence 2", message);
        Assert.Contains("Use ReversalPotential", message);
        Assert.Equal(K.NernstPotential(37), GoldmanHodgkinKatz.Voltage(37, (K, 1), (Ca, 0)), 1e-10);
    }

    [Fact]
    public void WithoutAReversalPotentialTheReasonIsGiven()
    {
        foreach (Func<double, (Ion, double)[], double> find in new Func<double, (Ion, double)[], double>[] { (T, ions) => GoldmanHodgkinKatz.Voltage(T, ions), (T, ions) => GoldmanHodgkinKatz.ReversalPotential(T, ions) })
        {
            Assert.Contains("No ion is permeant", Assert.Throws<ArgumentException>(() => find(37, [(K, 0)])).Message);
            Assert.Contains("No ion is permeant", Assert.Throws<ArgumentException>(() => find(37, [])).Message);
            Assert.Contains("K (140 mM inside, 0 outside): it can flow one way only", Assert.Throws<ArgumentException>(() => find(37, [(K with { Outside = 0 }, 1)])).Message);
            Assert.Contains("permeability of Sodium is -1", Assert.Throws<ArgumentOutOfRangeException>(() => find(37, [(K, 1), (Na, -1)])).Message);
        }

        Assert.Contains("V = NaN mV", Assert.Throws<ArgumentOutOfRangeException>(() => GoldmanHodgkinKatz.Current(double.NaN, K, 1e-6, 37)).Message);
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-15)]
    public void TheReversalPotentialOfDiluteSolutionsIsAsPrecise(double dilution)
    {
        (Ion, double)[] ions = [(Ion.Potassium(140 * dilution, 4.5 * dilution), 1), (Ion.Sodium(15 * dilution, 145 * dilution), 0.04)];
        Assert.Equal(GoldmanHodgkinKatz.Voltage(37, ions), GoldmanHodgkinKatz.ReversalPotential(37, ions), 1e-9);
    }
}
