using CompNeuro.Biophysics;
using CsCheck;

namespace CompNeuro.Tests.Biophysics;

public class IonTests
{
    private static readonly Gen<double> Concentration = Gen.Double[-5, 3].Select(exponent => Math.Pow(10, exponent));
    private static readonly Gen<double> Temperature = Gen.Double[-5, 100];
    private static readonly Gen<int> Valence = Gen.OneOf(-2, -1, 1, 2, 3);

    [Theory]
    [InlineData(37, 26.727)]
    [InlineData(6.3, 24.081)]
    [InlineData(25, 25.693)]
    public void TheThermalVoltageIsRTOverF(double temperature, double published)
    {
        Assert.Equal(published, PhysicalConstants.ThermalVoltage(temperature), 5e-4);
        Assert.Equal(
            1000 * PhysicalConstants.GasConstant * PhysicalConstants.Kelvin(temperature) / PhysicalConstants.Faraday,
            PhysicalConstants.ThermalVoltage(temperature),
            1e-12);
    }

    // CODATA 2018: both are exact products of exact constants, listed to these digits.
    [Fact]
    public void TheConstantsAreThoseOfCodata()
    {
        Assert.Equal(8.31446261815324, PhysicalConstants.GasConstant, 1e-14);
        Assert.Equal(96485.3321233100184, PhysicalConstants.Faraday, 1e-10);
    }

    [Fact]
    public void PotassiumOfAMammalianNeuronReversesAtMinus92()
    {
        var K = Ion.Potassium(inside: 140, outside: 4.5);
        Assert.Equal(-91.88, K.NernstPotential(temperature: 37), 0.01);
        Assert.Equal(-65 - K.NernstPotential(37), K.DrivingForce(V: -65, temperature: 37), 1e-12);
    }

    // 2.302585 RT/F: 58.2 mV at 20 °C and 61.5 at 37 °C for a monovalent ion, half for a divalent one.
    [Theory]
    [InlineData(20, 1, 58.17)]
    [InlineData(37, 1, 61.54)]
    [InlineData(20, 2, 29.08)]
    [InlineData(20, -1, -58.17)]
    public void ATenfoldConcentrationAddsADecade(double temperature, int valence, double perDecade)
    {
        var ion = new Ion("Test", "X", valence, Inside: 100, Outside: 3);
        Assert.Equal(perDecade, (ion with { Outside = 30 }).NernstPotential(temperature) - ion.NernstPotential(temperature), 0.01);
        Assert.Equal(perDecade, ion.NernstSlope(temperature), 0.01);
    }

    [Fact]
    public void SwappingTheSidesOrTheSignOfTheChargeTurnsThePotentialOver() =>
        Gen.Select(Concentration, Concentration, Valence, Temperature).Sample((inside, outside, z, temperature) =>
        {
            var ion = new Ion("Test", "X", z, inside, outside);
            var E = ion.NernstPotential(temperature);
            Assert.Equal(-E, new Ion("Test", "X", z, outside, inside).NernstPotential(temperature), 1e-9);
            Assert.Equal(-E, (ion with { Valence = -z }).NernstPotential(temperature), 1e-9);
        });

    [Fact]
    public void AtTheNernstPotentialTheBoltzmannRatioIsTheConcentrationRatio() =>
        Gen.Select(Concentration, Concentration, Valence, Temperature).Sample((inside, outside, z, temperature) =>
        {
            var E = new Ion("Test", "X", z, inside, outside).NernstPotential(temperature) / 1000;
            var boltzmann = Math.Exp(-z * PhysicalConstants.ElementaryCharge * E / (PhysicalConstants.Boltzmann * PhysicalConstants.Kelvin(temperature)));
            Assert.Equal(1, boltzmann / (inside / outside), 1e-9);
        });

    [Fact]
    public void AnImpossibleIonIsNamed()
    {
        var negative = Assert.Throws<ArgumentOutOfRangeException>(() => Ion.Sodium(inside: -1, outside: 145));
        Assert.Equal("Inside", negative.ParamName);
        Assert.Contains("Ion.Inside = -1 mM is not possible: it must be at least 0", negative.Message);
        Assert.Contains("Outside", Assert.Throws<ArgumentOutOfRangeException>(() => Ion.Sodium(15, double.NaN)).Message);
        Assert.Contains("valence 0", Assert.Throws<ArgumentOutOfRangeException>(() => new Ion("Glucose", "Glc", 0, 5, 5)).Message);
    }

    [Fact]
    public void AnIonOnOneSideOnlyHasNoNernstPotential() =>
        Assert.Contains("Sodium has no Nernst potential with 15 mM inside and 0 mM outside", Assert.Throws<InvalidOperationException>(() => Ion.Sodium(15, 0).NernstPotential(37)).Message);

    [Theory]
    [InlineData(310.15, "If 310.15 K was meant, write 37.")]
    [InlineData(-20, "from -5 to 100")]
    [InlineData(double.NaN, "from -5 to 100")]
    public void ATemperatureThatIsNotInCelsiusIsAnswered(double temperature, string advice) =>
        Assert.Contains(advice, Assert.Throws<ArgumentOutOfRangeException>(() => Ion.Potassium(140, 4.5).NernstPotential(temperature)).Message);
}
