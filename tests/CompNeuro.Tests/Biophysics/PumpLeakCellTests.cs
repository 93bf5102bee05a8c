using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using CsCheck;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Biophysics;

public class PumpLeakCellTests
{
    private static readonly PumpLeakCell Cell = PumpLeakCell.Sphere(diameter: 20);

    private static readonly Gen<PumpLeakCell> AnyCell = Gen.Select(Gen.Double[1, 100], Gen.Double[1e-8, 1e-5], Gen.Double[0.005, 0.5], Gen.Double[0, 1], Gen.Double[1, 60], Gen.Double[2, 12])
        .Select((diameter, K, ratio, chloride, pump, outside) => PumpLeakCell.Sphere(diameter) with
        {
            Leak = new(K, Na: K * ratio, Cl: K * chloride),
            Pump = new() { MaximumRate = pump },
            KOutside = outside,
        });

    [Fact]
    public void PublishedGradientsAreHeldAtRest()
    {
        var rest = Cell.Rest;
        Assert.InRange(rest.Na, 10, 20);
        Assert.InRange(rest.K, 130, 150);
        Assert.InRange(rest.Cl, 4, 12);
        Assert.InRange(Cell.Voltage(rest), -80, -65);
        var run = Cell.Simulate(0, duration: 600, dt: 60);
        Assert.All(run.States, s => Assert.Equal(rest.Na, s.Na, 1e-5));
    }

    [Fact]
    public void RestIsStationaryAndNeutralForAnyCell() => AnyCell.Sample(cell =>
    {
        var rest = cell.Rest;
        var (na, k, cl) = cell.Derivative(rest, 0);
        var scale = 1e-9 * Math.Abs(cell.Derivative(rest, 1).Na);
        Assert.Equal(0, na, scale);
        Assert.Equal(0, k, scale);
        Assert.Equal(0, cl, scale);
        Assert.Equal(cell.ImpermeantCharge, rest.Na + rest.K - rest.Cl, 1e-9);
        Assert.Equal(new Ion("Chloride", "Cl", -1, rest.Cl, cell.ClOutside).NernstPotential(37), cell.Voltage(rest), 1e-6);
    });

    // Mullins & Noda, J. Gen. Physiol. 47:117, 1963: a pump of ratio r = 3/2 in steady state multiplies potassium by r in the GHK equation.
    [Fact]
    public void TheRestingPotentialIsThatOfMullinsAndNoda() => AnyCell.Sample(cell =>
    {
        var rest = cell.Rest;
        var b = cell.Leak.Na / cell.Leak.K;
        var V = PhysicalConstants.ThermalVoltage(37) * Math.Log((1.5 * cell.KOutside + b * cell.NaOutside) / (1.5 * rest.K + b * rest.Na));
        Assert.Equal(V, cell.Voltage(rest), 1e-6);
    });

    [Fact]
    public void ChargeIsConservedWhileTheGradientsRunDownAndRecover()
    {
        var run = Cell.Simulate(Step(1, from: 60, to: 660), duration: 1200, dt: 10);
        Assert.All(run.States, s => Assert.Equal(Cell.ImpermeantCharge, s.Na + s.K - s.Cl, 1e-6));
        Assert.All(run.States, s => Assert.True(s is { Na: > 0, K: > 0, Cl: > 0 }));
        var poisoned = run.At(659.9);
        Assert.True(poisoned.Na > 180 && poisoned.K < 15, $"{poisoned}");
        Assert.InRange(Cell.Voltage(poisoned, ouabain: 1), -20, 0);
        Assert.Equal(Cell.Rest.K, run.Final.K, 0.1);
    }

    // The gradient of 130 mM divided by the flux through P_Na at the start, in about 2.5 h; as the voltage runs down too, so does the flux.
    [Fact]
    public void TheTimeToRunDownIsContentOverFlux()
    {
        var rest = Cell.Rest;
        var influx = -GoldmanHodgkinKatz.Current(Cell.Voltage(rest, ouabain: 1), Ion.Sodium(rest.Na, 145), Cell.Leak.Na, 37) / PhysicalConstants.Faraday;
        var perMinute = influx * 60 * 1e4 * 3 / 10; // µmol/(cm² s) into a sphere of radius 10 µm
        Assert.Equal(perMinute, Cell.Derivative(rest, ouabain: 1).Na, 1e-9);
        var run = Cell.Simulate(1, duration: 600, dt: 10);
        var half = Assert.Single(run.Crossings("Na", (145 + rest.Na) / 2));
        Assert.InRange(half, 0.3 * (145 - rest.Na) / perMinute, 1.5 * (145 - rest.Na) / perMinute);
        Assert.InRange(half, 60, 180);
    }

    [Fact]
    public void ACellTwiceAsWideRunsDownHalfAsFast()
    {
        var small = Cell.Simulate(1, duration: 100, dt: 10).Final;
        var large = PumpLeakCell.Sphere(diameter: 40).Simulate(1, duration: 200, dt: 10).Final;
        var neurite = PumpLeakCell.Cylinder(diameter: 0.5, length: 100).Simulate(1, duration: 100 * (3 / 10.0) / (4 / 0.5), dt: 1).Final;
        Assert.Equal(small.Na, large.Na, 1e-5);
        Assert.Equal(small.Na, neurite.Na, 1e-5);
    }

    [Fact]
    public void WithoutAPumpTheCellEndsInDonnanEquilibrium()
    {
        var stopped = Cell with { Pump = Cell.Pump with { MaximumRate = 0 } };
        var donnan = stopped.Rest;
        var V = stopped.Voltage(donnan);
        Assert.Equal(V, Ion.Sodium(donnan.Na, 145).NernstPotential(37), 1e-8);
        Assert.Equal(V, Ion.Potassium(donnan.K, 4.5).NernstPotential(37), 1e-8);
        Assert.Equal(V, Ion.Chloride(donnan.Cl, 110).NernstPotential(37), 1e-8);
        Assert.Equal(stopped.ImpermeantCharge, donnan.Na + donnan.K - donnan.Cl, 1e-9);
        var run = Cell.Simulate(1, duration: 6000, dt: 100);
        Assert.Equal(donnan.Na, run.Final.Na, 1e-3);
    }

    [Fact]
    public void ThePumpHyperpolarisesByItsOwnCurrent()
    {
        var rest = Cell.Rest;
        Assert.InRange(Cell.ElectrogenicShift(rest), -10, -1);
        var blocked = new IonicEnvironment
        {
            Sodium = Ion.Sodium(rest.Na, 145),
            Potassium = Ion.Potassium(rest.K, 4.5),
            Chloride = Ion.Chloride(rest.Cl, 110),
            Calcium = Ion.Calcium(1e-4, 1.2),
            Temperature = 37,
        };
        Assert.Equal(blocked.GoldmanVoltage(Cell.Leak), Cell.Voltage(rest, ouabain: 1), 1e-8);
        Assert.Equal(-Cell.Pump.Current(rest.Na, 4.5), blocked.GoldmanCurrent(Cell.Voltage(rest), Cell.Leak), 1e-9);
    }

    // Attwell & Laughlin, J. Cereb. Blood Flow Metab. 21:1133, 2001: ATP/s = N_A (ENa − V)(V − EK) / (F R (V + 2 ENa − 3 EK)) for ohmic leaks, their 3.4·10⁸ at 200 MΩ.
    [Fact]
    public void TheAtpOfRestIsThatOfTheLeakItPaysFor()
    {
        var rest = Cell.Rest;
        var V = Cell.Voltage(rest);
        var sodiumLeak = -GoldmanHodgkinKatz.Current(V, Ion.Sodium(rest.Na, 145), Cell.Leak.Na, 37) * 1e-6 * Cell.Surface * 1e-8;
        Assert.Equal(sodiumLeak / PhysicalConstants.ElementaryCharge / 3, Cell.AtpPerSecond(rest), 1.0);
        Assert.Equal(0, Cell.AtpPerSecond(rest, ouabain: 1));
        var withoutChloride = Cell with { Leak = Cell.Leak with { Cl = 0 } };
        double Current(double v) => GoldmanHodgkinKatz.Current(v, Ion.Sodium(rest.Na, 145), Cell.Leak.Na, 37) + GoldmanHodgkinKatz.Current(v, Ion.Potassium(rest.K, 4.5), Cell.Leak.K, 37);
        var resistance = 1e-3 / ((Current(V + 0.5) - Current(V - 0.5)) * 1e-6 * Cell.Surface * 1e-8); // Ω
        var (ENa, EK) = (Ion.Sodium(rest.Na, 145).NernstPotential(37), Ion.Potassium(rest.K, 4.5).NernstPotential(37));
        var published = 1e-3 * (ENa - V) * (V - EK) / (resistance * (V + 2 * ENa - 3 * EK)) / PhysicalConstants.ElementaryCharge;
        Assert.InRange(withoutChloride.AtpPerSecond(rest) / published, 0.5, 2);
    }

    [Fact]
    public void OneAtpSufficesForOneCycle()
    {
        var mammal = IonicEnvironment.MammalianNeuron;
        Assert.Equal(42.0, SodiumPotassiumPump.WorkPerCycle(-70, mammal.ENa, mammal.EK), 0.1);
        Assert.InRange(SodiumPotassiumPump.WorkPerCycle(-70, mammal.ENa, mammal.EK), 0, 50);
    }

    [Fact]
    public void ThePumpSaturatesAndIsHalfOccupiedAtItsAffinities()
    {
        var pump = new SodiumPotassiumPump();
        Assert.Equal(pump.MaximumRate / 8 / 4, pump.Rate(pump.KNa, pump.KK), 1e-12);
        Assert.Equal(pump.MaximumRate, pump.Rate(1e9, 1e9), 1e-6);
        Assert.Equal(0, pump.Rate(0, 5));
        Assert.Equal(1e-6 * PhysicalConstants.Faraday * pump.Rate(15, 4.5), pump.Current(15, 4.5), 1e-12);
    }

    [Fact]
    public void ImpossibleCellsAreNamed()
    {
        Assert.Contains("ouabain = 2", Assert.Throws<ArgumentOutOfRangeException>(() => Cell.Simulate(2, duration: 1)).Message);
        Assert.Contains("no Ca", Assert.Throws<ArgumentException>(() => Cell with { Leak = new(K: 1e-6, Na: 1e-8, Ca: 1e-8) }).Message);
        Assert.Contains("PumpLeakCell.Volume = 0 µm³", Assert.Throws<ArgumentOutOfRangeException>(() => Cell with { Volume = 0 }).Message);
        Assert.Contains("SodiumPotassiumPump.MaximumRate = -1", Assert.Throws<ArgumentOutOfRangeException>(() => new SodiumPotassiumPump { MaximumRate = -1 }).Message);
    }

    [Fact]
    public void TimeIsInMinutesAndTheInputIsOuabain()
    {
        var run = Cell.Simulate(0, duration: 1);
        Assert.Equal(("min", "ouabain", "1"), (run.TimeUnit, run.InputName, run.InputUnit));
        Assert.Equal(["mM", "mM", "mM"], run.Variables.Select(variable => variable.Unit));
    }

    // Only the ratio of pumping to leaking decides where a cell settles.
    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-12)]
    [InlineData(1e3)]
    public void ATightCellWithFewPumpsRestsWhereALeakyOneDoes(double factor)
    {
        var cell = new PumpLeakCell();
        var tight = cell with
        {
            Leak = new(K: factor * cell.Leak.K, Na: factor * cell.Leak.Na, Cl: factor * cell.Leak.Cl),
            Pump = cell.Pump with { MaximumRate = factor * cell.Pump.MaximumRate },
        };
        Assert.Equal(cell.Rest.Na, tight.Rest.Na, 1e-9);
        Assert.Equal(cell.Voltage(cell.Rest), tight.Voltage(cell.Rest), 1e-9);
    }
}
