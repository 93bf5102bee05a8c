using System.Numerics;
using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Cables;
using CsCheck;

namespace CompNeuro.Tests.Biophysics.Cables;

public class CableTests
{
    // Dayan & Abbott 2001, §6.3: radius 2 µm, rm = 1 MΩ·mm², rL = 1 kΩ·mm give λ = 1 mm. Koch 1999, ch. 2: d = 4 µm, Rm = 20 kΩ·cm², Ri = 200 Ω·cm give 1 mm.
    [Theory]
    [InlineData(4, 10, 100)]
    [InlineData(4, 20, 200)]
    public void PublishedLengthConstants(double diameter, double Rm, double Ri) =>
        Assert.Equal(1000, new Cable { Diameter = diameter, Ri = Ri, Membrane = PassiveMembrane.FromResistance(Rm) }.lambda, 1e-9);

    [Fact]
    public void TheCanonicalDendriteByHand()
    {
        var cable = new Cable();
        Assert.Equal(1e4 * Math.Sqrt(2e-4 / 4 * 20_000 / 150), cable.lambda, 1e-9);
        Assert.Equal(1e-6 * 2 / Math.PI * Math.Sqrt(20_000 * 150) / Math.Pow(2e-4, 1.5), cable.Rinf, 1e-9);
        Assert.Equal(cable.rm / (1e-4 * cable.lambda), cable.Rinf, 1e-9);
        Assert.Equal(cable.ra * 1e-4 * cable.lambda, cable.Rinf, 1e-9);
        Assert.Equal((816.4966, 389.8484, 20), (Math.Round(cable.lambda, 4), Math.Round(cable.Rinf, 4), cable.tau));
        Assert.Equal(1, cable.Ginf * cable.Rinf / 1000, 1e-12);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    public void SteadyVoltageIsThatOfTheTextbooks(double L)
    {
        var (@sealed, killed, loaded) = (AnyCable.Of(L), AnyCable.Of(L, end: CableEnd.Killed), AnyCable.Of(L, end: CableEnd.Loaded(0.7 * new Cable().Ginf)));
        Assert.Equal(1 / Math.Tanh(L), @sealed.InputResistance() / @sealed.Rinf, 1e-12);
        Assert.Equal(Math.Tanh(L), killed.InputResistance() / killed.Rinf, 1e-12);
        // Rall 1959: G/G∞ = (B + tanh L)/(1 + B tanh L).
        Assert.Equal((1 + 0.7 * Math.Tanh(L)) / (0.7 + Math.Tanh(L)), loaded.InputResistance() / loaded.Rinf, 1e-12);
        Assert.Equal(Math.Cosh(L), @sealed.Attenuation(0, @sealed.Length), 1e-12);
        foreach (var X in new[] { 0, 0.2 * L, 0.7 * L, L })
        {
            var x = Math.Min(X * killed.lambda, killed.Length);
            Assert.Equal(Math.Cosh(L - X) / Math.Cosh(L), @sealed.VoltageRatio(0, x).Real, 1e-12);
            Assert.Equal(Math.Sinh(L - X) / Math.Sinh(L), killed.VoltageRatio(0, x).Real, 1e-12);
            Assert.Equal((Math.Cosh(L - X) + 0.7 * Math.Sinh(L - X)) / (Math.Cosh(L) + 0.7 * Math.Sinh(L)), loaded.VoltageRatio(0, x).Real, 1e-12);
        }
    }

    [Fact]
    public void OnAnEndlessCableVoltageFallsExponentiallyToBothSides()
    {
        var (both, one) = (AnyCable.Infinite, AnyCable.SemiInfinite);
        Assert.Equal(both.Rinf / 2, both.InputResistance(), 1e-10);
        Assert.Equal(one.Rinf, one.InputResistance(), 1e-10);
        Assert.Equal(Math.E, both.Attenuation(0, -both.lambda), 1e-12);
        Assert.Equal(Math.Exp(-400), both.TransferResistance(-200 * both.lambda, 200 * both.lambda) / both.InputResistance(), 1e-12 * Math.Exp(-400));
        Assert.Equal(Math.Exp(-3), one.VoltageRatio(0, 3 * one.lambda).Real, 1e-12);
        // A load of G∞ is the rest of the cable.
        Assert.Equal(one.InputResistance(300), AnyCable.Of(1, end: CableEnd.Loaded(one.Ginf)).InputResistance(300), 1e-10);
    }

    // The formula is checked against the differential equation itself: V = [Vₗ] to the left, [Vᵣ] to the right of x₀, each satisfying its end, joined by the current.
    [Fact]
    public void VoltageSolvesTheCableEquationAtItsEndsAndWhereTheCurrentEnters() => Gen.Select(AnyCable.Finite, Gen.Double[0.05, 0.95], Gen.Double[0, 300]).Sample((cable, fraction, frequency) =>
    {
        var (at, h) = (fraction * cable.Length, 1e-3 * Math.Min(cable.lambda, cable.Length));
        Complex Z(double x) => cable.TransferImpedance(frequency, at, x);
        var omega = new Complex(0, 2 * Math.PI * frequency / 1000);
        // One-sided slopes and the curvature of fourth and second order in h, per λ.
        Complex Slope(double x, int side) => side * (-25 * Z(x) + 48 * Z(x + side * h) - 36 * Z(x + 2 * side * h) + 16 * Z(x + 3 * side * h) - 3 * Z(x + 4 * side * h)) / 12 / h * cable.lambda;
        var scale = Z(at).Magnitude;
        var unit = 1e-6 * (scale * (1 + (1 + omega * cable.tau).Magnitude) + cable.Rinf);
        Assert.Equal(0, (Slope(at, 1) - Slope(at, -1) + cable.Rinf).Magnitude, unit * cable.lambda / h * 1e-3);
        foreach (var (x, side, end) in new[] { (0.0, 1, cable.Start), (cable.Length, -1, cable.End) })
        {
            var load = 1e-3 * (end.Conductance + omega * end.Capacitance);
            var miss = end == CableEnd.Killed ? Z(x) : side * Slope(x, side) - cable.Rinf * load * Z(x);
            Assert.Equal(0, miss.Magnitude, unit * cable.lambda / h * 1e-3);
        }

        var x1 = at / 2;
        var curvature = (Z(x1 + h) - 2 * Z(x1) + Z(x1 - h)) / (h * h) * cable.lambda * cable.lambda;
        if (x1 > 2 * h)
        {
            Assert.Equal(0, (curvature - (1 + omega * cable.tau) * Z(x1)).Magnitude, 1e-3 * (1 + omega * cable.tau).Magnitude * scale);
        }
    });

    [Fact]
    public void TransferIsTheSameInBothDirections() => Gen.Select(AnyCable.Finite, AnyCable.Fraction, AnyCable.Fraction, Gen.Double[0, 1000]).Sample((cable, a, b, frequency) =>
        Assert.Equal(cable.TransferImpedance(frequency, a * cable.Length, b * cable.Length), cable.TransferImpedance(frequency, b * cable.Length, a * cable.Length)));

    [Fact]
    public void TransferIsInputTimesAttenuation() => Gen.Select(AnyCable.Finite, Gen.Double[0.01, 0.99], AnyCable.Fraction, Gen.Double[0, 1000]).Sample((cable, a, b, frequency) =>
    {
        var (from, to) = (a * cable.Length, b * cable.Length);
        var transfer = cable.TransferImpedance(frequency, from, to);
        Assert.Equal(0, (transfer - cable.InputImpedance(frequency, from) * cable.VoltageRatio(from, to, frequency)).Magnitude, 1e-10 * cable.InputImpedance(frequency, from).Magnitude);
    });

    // A short, sealed cable is one compartment: the membrane of section 1.2.
    [Fact]
    public void AShortCableIsAPatchOfMembrane()
    {
        var cable = new Cable { Length = 1 };
        var area = 1e-8 * Math.PI * cable.Diameter * cable.Length;
        Assert.All([0.0, 8, 100], f => Assert.Equal(0, (cable.InputImpedance(f) / (1e-3 * cable.Membrane.Impedance(f) / area) - 1).Magnitude, 1e-5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(100)]
    public void SineWavesAttenuateByTheirOwnLengthConstant(double frequency)
    {
        var cable = AnyCable.Infinite;
        var x = 2 * Math.PI * frequency / 1000 * cable.tau;
        Assert.Equal(cable.lambda * Math.Sqrt(2 / (1 + Math.Sqrt(1 + x * x))), cable.LengthConstant(frequency), 1e-9);
        Assert.Equal(Math.E, cable.Attenuation(0, cable.LengthConstant(frequency), frequency), 1e-12);
    }

    // Agmon-Snir & Segev 1993: on an endless cylinder the centroid moves at 2λ/τ, and it starts τ/2 after that of the current.
    [Fact]
    public void CentroidsTravelAtTwoLengthConstantsPerTimeConstant()
    {
        var cable = AnyCable.Infinite;
        Assert.Equal(3 * cable.tau / 2, cable.PropagationDelay(0, 3 * cable.lambda), 1e-7);
        Assert.Equal(cable.tau / 2, cable.TotalDelay(0, 0), 1e-7);
        Assert.Equal(2 * cable.tau, cable.TotalDelay(0, 3 * cable.lambda), 1e-7);
        var patch = new Cable { Length = 0.01 };
        Assert.Equal(patch.tau, patch.TotalDelay(0, 0), 1e-6);
    }

    [Fact]
    public void ImpossibleValuesAreNamed()
    {
        Assert.Contains("Cable.Diameter = 0 µm is not possible: it must be above 0", Assert.Throws<ArgumentOutOfRangeException>(() => new Cable { Diameter = 0 }).Message);
        Assert.Contains("to = 1001 µm is not on the cable: it reaches from 0 to 1000 µm", Assert.Throws<ArgumentOutOfRangeException>(() => new Cable().TransferResistance(0, 1001)).Message);
        Assert.Contains("from = -1 µm", Assert.Throws<ArgumentOutOfRangeException>(() => AnyCable.SemiInfinite.TransferResistance(-1, 0)).Message);
        Assert.Contains("conductance = -1 nS", Assert.Throws<ArgumentOutOfRangeException>(() => CableEnd.Loaded(-1)).Message);
        Assert.Contains("capacitance = Infinity pF", Assert.Throws<ArgumentOutOfRangeException>(() => CableEnd.Loaded(1, double.PositiveInfinity)).Message);
        Assert.Contains("diameter = 0 µm", Assert.Throws<ArgumentOutOfRangeException>(() => CableEnd.Soma(new(), 0)).Message);
        Assert.Contains("frequency = -1 Hz", Assert.Throws<ArgumentOutOfRangeException>(() => new Cable().InputImpedance(-1)).Message);
    }

    [Fact]
    public void ASphericalSomaIsItsMembraneTimesItsArea()
    {
        var soma = CableEnd.Soma(new PassiveMembrane { C = 0.9, gL = 0.1 }, diameter: 20);
        Assert.Equal(0.1 * 1e6 * 1e-8 * Math.PI * 400, soma.Conductance, 1e-12);
        Assert.Equal(0.9 * 1e6 * 1e-8 * Math.PI * 400, soma.Capacitance, 1e-12);
    }
}
