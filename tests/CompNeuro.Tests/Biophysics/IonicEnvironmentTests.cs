using CompNeuro.Biophysics;

namespace CompNeuro.Tests.Biophysics;

public class IonicEnvironmentTests
{
    private static readonly IonicEnvironment Mammal = IonicEnvironment.MammalianNeuron, Squid = IonicEnvironment.SquidAxon;

    // Kandel et al., table of ionic concentrations, at 37 °C.
    [Fact]
    public void TheMammalianNernstPotentialsAreThePublishedOnes()
    {
        Assert.Equal(60.6, Mammal.ENa, 0.05);
        Assert.Equal(-91.9, Mammal.EK, 0.05);
        Assert.Equal(125.5, Mammal.ECa, 0.05);
        Assert.Equal(-64.1, Mammal.ECl, 0.05);
    }

    [Fact]
    public void TheSquidNernstPotentialsAreNotThoseOfTheHodgkinHuxleyEquations()
    {
        Assert.Equal(52.4, Squid.ENa, 0.05);
        Assert.Equal(-72.1, Squid.EK, 0.05);
        Assert.Equal(-57.2, Squid.ECl, 0.05);
    }

    // Hodgkin & Katz 1949: about -60 mV at rest, and an overshoot of about 40 mV.
    [Fact]
    public void ThePermeabilitiesOfHodgkinAndKatzGiveRestAndOvershoot()
    {
        Assert.Equal(24.081 * Math.Log(61.0 / 654), Squid.GoldmanVoltage(Permeabilities.SquidAtRest), 0.01);
        Assert.Equal(24.081 * Math.Log(8843.4 / 1652), Squid.GoldmanVoltage(Permeabilities.SquidAtSpikePeak), 0.01);
        Assert.InRange(Squid.GoldmanVoltage(Permeabilities.SquidAtRest), -62, -55);
        Assert.InRange(Squid.GoldmanVoltage(Permeabilities.SquidAtSpikePeak), 38, 45);
    }

    [Fact]
    public void ChordAndGoldmanDifferBecauseTheyWeightDifferentThings()
    {
        Assert.Equal(-69.4, Mammal.GoldmanVoltage(new(K: 1, Na: 0.04, Cl: 0.1)), 0.05);
        Assert.Equal(-84.1, Mammal.ChordVoltage(gK: 1, gNa: 0.04, gCl: 0.1), 0.05);
    }

    // The three branches of the Hodgkin–Huxley membrane at rest, with m = 0.0529, h = 0.5961, n = 0.3177.
    [Fact]
    public void TheChordVoltageOfTheRestingHodgkinHuxleyMembraneIsItsRest()
    {
        var gNa = 120 * Math.Pow(0.052932, 3) * 0.596121;
        var gK = 36 * Math.Pow(0.317677, 4);
        Assert.Equal(-65, ChordConductance.Voltage((gNa, 50), (gK, -77), (0.3, -54.387)), 0.01);
    }

    [Fact]
    public void TheRestingPotentialLeavesTheNernstLineAsPotassiumFalls()
    {
        double Rest(double outside) => (Mammal with { Potassium = Mammal.Potassium with { Outside = outside } }).GoldmanVoltage(new(K: 1, Na: 0.04));
        double Nernst(double outside) => Ion.Potassium(140, outside).NernstPotential(37);
        double Slope(double outside) => Rest(outside * Math.Sqrt(10)) - Rest(outside / Math.Sqrt(10));
        Assert.Equal(Nernst(200), Rest(200), 1.0);
        Assert.Equal(61.5, Slope(300), 1.5);
        Assert.InRange(Slope(1), 5, 15);
        var gaps = new[] { 0.5, 1, 2, 4.5, 10, 20, 50, 100 }.Select(outside => Rest(outside) - Nernst(outside)).ToArray();
        Assert.All(gaps.Zip(gaps.Skip(1)), pair => Assert.True(pair.First > pair.Second && pair.Second > 0));
    }

    // Hodgkin & Horowicz 1959: V = 58 log10(([K]o + 0.01 [Na]o) / 140), their figure 5.
    [Theory]
    [InlineData(0.5)]
    [InlineData(2.5)]
    [InlineData(10)]
    [InlineData(100)]
    public void FrogMuscleFollowsTheFormulaOfHodgkinAndHorowicz(double outside)
    {
        var muscle = Mammal with { Potassium = Ion.Potassium(140, outside), Sodium = Ion.Sodium(0, 120), Temperature = 20 };
        Assert.Equal(58 * Math.Log10((outside + 0.01 * 120) / 140), muscle.GoldmanVoltage(Permeabilities.FrogMuscle), 0.4);
    }

    [Fact]
    public void TheRestingPotentialDepartsFromPotassiumAsSodiumPermeabilityGrows()
    {
        var rest = new[] { 0, 0.01, 0.04, 0.1, 1, 100, 1e6 }.Select(PNa => Mammal.GoldmanVoltage(new(K: 1, Na: PNa))).ToArray();
        Assert.Equal(Mammal.EK, rest[0], 1e-9);
        Assert.Equal(-69.9, rest[2], 0.05);
        Assert.All(rest.Zip(rest.Skip(1)), pair => Assert.True(pair.First < pair.Second));
        Assert.Equal(Mammal.ENa, rest[^1], 0.01);
    }

    [Fact]
    public void TheTotalCurrentVanishesAtTheReversalPotentialCalciumIncluded()
    {
        Permeabilities permeabilities = new(K: 1e-6, Na: 4e-8, Cl: 1e-7, Ca: 1e-7);
        var reversal = Mammal.ReversalPotential(permeabilities);
        Assert.Equal(0, Mammal.GoldmanCurrent(reversal, permeabilities), 1e-9);
        Assert.True(Mammal.GoldmanCurrent(reversal + 5, permeabilities) > 0);
    }

    [Fact]
    public void AnIonInTheWrongPlaceIsNamed()
    {
        Assert.Contains("Sodium was given Potassium", Assert.Throws<ArgumentException>(() => Mammal with { Sodium = Ion.Potassium(140, 4.5) }).Message);
        Assert.Contains("IonicEnvironment.Temperature = 310 °C", Assert.Throws<ArgumentOutOfRangeException>(() => Mammal with { Temperature = 310 }).Message);
        Assert.Contains("Permeabilities.Na = -1", Assert.Throws<ArgumentOutOfRangeException>(() => new Permeabilities(K: 1, Na: -1)).Message);
    }

    [Fact]
    public void ImpossibleBranchesAreNamed()
    {
        Assert.Contains("conductance -1", Assert.Throws<ArgumentException>(() => Mammal.ChordVoltage(gK: 1, gNa: -1)).Message);
        Assert.Contains("No conductance is above 0", Assert.Throws<ArgumentException>(() => Mammal.ChordVoltage(gK: 0)).Message);
        Assert.Contains("No conductance is above 0", Assert.Throws<ArgumentException>(() => ChordConductance.Voltage()).Message);
        var withoutSodium = Mammal with { Sodium = Mammal.Sodium with { Outside = 0 } };
        Assert.Equal(Mammal.EK, withoutSodium.ChordVoltage(gK: 2), 1e-12);
    }
}
