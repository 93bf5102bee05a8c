using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using CompNeuro.Tests.Dynamics;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Tests.Biophysics;

public class AxonTests
{
    private static readonly Stimulus Shock = Pulse(200, at: 0.1, width: 0.2);

    // Hodgkin & Huxley 1952d, p. 529: 18.8 m/s by hand. The limit of dx, dt → 0 by Richardson extrapolation of this solver: 18.7266.
    [Fact]
    public void TheSpikeOfTheSquidTravelsAsHodgkinAndHuxleyComputed()
    {
        var velocity = Axon.SquidGiant.Simulate(Shock, duration: 6).Velocity(4, 8);
        Assert.Equal(18.8, velocity, 0.1);
        Assert.Equal(18.7266, velocity, 0.015);
    }

    [Fact]
    public void TheErrorIsOfSecondOrderInSpaceAndInTime()
    {
        double Velocity(int compartments, double dt) => (Axon.SquidGiant with { Compartments = compartments }).Simulate(Shock, duration: 6, dt).Velocity(4, 8);
        var (fine, dx, dt) = (Velocity(1000, 0.005), 10.0 / 125, 0.02);
        Assert.InRange(Order.Of(h => Math.Abs(Velocity((int)Math.Round(10 / h), 0.005) - (fine + (fine - Velocity(500, 0.005)) / 3)), dx, halvings: 2), 1.9, 2.1);
        var finest = Velocity(500, 0.00125);
        Assert.InRange(Order.Of(h => Math.Abs(Velocity(500, h) - (finest + (finest - Velocity(500, 0.0025)) / 3)), dt, halvings: 2), 1.9, 2.1);
    }

    // In the cable equation diameter and length enter only as a/x²: an axon a quarter as thick and half as long is the same axon, shock per area included.
    [Fact]
    public void VelocityGrowsAsTheRootOfTheDiameter()
    {
        var thick = Axon.SquidGiant.Simulate(Shock, duration: 6).Velocity(4, 8);
        var thin = (Axon.SquidGiant with { Diameter = 119, Length = 5 }).Simulate(0.125 * Shock, duration: 6).Velocity(2, 4);
        Assert.Equal(2, thick / thin, 1e-6);
    }

    [Fact]
    public void TheSpikeTravelsUnchangedAndAtConstantSpeed()
    {
        var run = Axon.SquidGiant.Simulate(Shock, duration: 6);
        Assert.Equal(run.Velocity(3, 5), run.Velocity(5, 7), 1e-2);
        Assert.Equal(run.At(4).Max(), run.At(7).Max(), 0.1);
        Assert.InRange(run.At(5).Max(), 20, 40);
        Assert.Equal(run.Velocity(4, 8, level: 0), run.Velocity(4, 8, level: -30), 1e-2);
    }

    [Fact]
    public void WarmthSpeedsTheSpikeAndTheBathCanStopIt()
    {
        double At(double temperature) => Axon.Of(HodgkinHuxley.SquidAxon with { Temperature = temperature }).Simulate(Shock, duration: 10).Velocity(4, 8);
        Assert.True(At(6.3) < At(12) && At(12) < At(18.5));
        var blocked = Axon.Of(HodgkinHuxley.SquidAxon with { Temperature = 18.5, gNa = 20 }).Simulate(Shock, duration: 6);
        Assert.Null(blocked.Arrival(5));
        Assert.Contains("No spike passed", Assert.Throws<InvalidOperationException>(() => blocked.Velocity(4, 8)).Message);
    }

    [Fact]
    public void AWeakShockIsNotPropagated() => Assert.Null(Axon.SquidGiant.Simulate(Pulse(2, at: 0.1, width: 0.2), duration: 6).Arrival(5, level: -50));

    // Sealed at both ends, current I into the left one: V = I·R∞·cosh((L − x)/λ)/sinh(L/λ), with λ² = a/(2RᵢG) and R∞ = Rᵢλ/πa².
    [Fact]
    public void APassiveAxonSettlesToTheSolutionOfTheCableEquation()
    {
        const double Radius = 0.005, Ri = 100, Conductance = 3e-4, Length = 2;
        var axon = Axon.Of(new Leak()) with { Length = Length, Diameter = 2e4 * Radius, Ri = Ri, Compartments = 400 };
        var run = axon.Simulate(1, duration: 40, dt: 0.05);
        var lambda = Math.Sqrt(Radius / (2 * Ri * Conductance));
        var scale = 1e-3 * Ri * lambda / (Math.PI * Radius * Radius) / Math.Sinh(Length / lambda);
        Assert.All(run.Position.Zip(run.V[^1]), place => Assert.Equal(1, place.Second / (scale * Math.Cosh((Length - place.First) / lambda)), 4e-4));
    }

    [Fact]
    public void BadInputIsNamed()
    {
        Assert.Contains("dt", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.SquidGiant.Simulate(Shock, duration: 6, dt: 0)).Message);
        Assert.Contains("duration", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.SquidGiant.Simulate(Shock, duration: double.NaN)).Message);
        Assert.Contains("Diameter = -1 µm", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.SquidGiant with { Diameter = -1 }).Message);
        Assert.Contains("not on the axon", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.SquidGiant.Simulate(Shock, duration: 1).At(11)).Message);
        Assert.Contains("same compartment", Assert.Throws<ArgumentException>(() => Axon.SquidGiant.Simulate(Shock, duration: 1).Velocity(5, 5)).Message);
    }

    private sealed record Leak : IConditionallyLinear<Leak.State>
    {
        public readonly record struct State([property: Unit("mV")] double V);

        public State Rest => new(0);

        public State Derivative(State s, double I) => new(I - 0.3 * s.V);

        public (State Drive, State Decay) Linear(State s, double I) => (new(I), new(0.3));
    }

    [Fact]
    public void WhatDoesNotFitInMemoryIsRefused()
    {
        Assert.Contains("fit in memory", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.SquidGiant.Simulate(0, duration: 1, dt: 1e-12)).Message);
        Assert.Contains("Axon.Compartments = 1000000000000 is not possible", Assert.Throws<ArgumentOutOfRangeException>(() => Axon.SquidGiant with { Compartments = 1e12 }).Message);
    }
}
