using CompNeuro.Biophysics;
using CompNeuro.Dynamics;

namespace CompNeuro.Tests.Dynamics;

public class PhasePlaneTests
{
    /// <summary>x' = x² + y² − 1, y' = xy − input: a circle, and a hyperbola that for input = 0 is the cross of the axes.</summary>
    private sealed record Conics : IModel<Pair>
    {
        public Pair Rest => default;

        public Pair Derivative(Pair s, double input) => new(s.X * s.X + s.Y * s.Y - 1, s.X * s.Y - input);
    }

    [Fact]
    public void NullclinesOfAnyShapeAreFound()
    {
        var plane = new Conics().PhasePlane(0.3, (-2, 2.1), (-1.9, 2));
        var circle = Assert.Single(plane.XNullcline);
        Assert.Equal((circle.X[0], circle.Y[0]), (circle.X[^1], circle.Y[^1]));
        Assert.All(circle.X.Zip(circle.Y), point => Assert.Equal(1, Math.Sqrt(point.First * point.First + point.Second * point.Second), 1e-12));
        Assert.Equal(2, plane.YNullcline.Count);
        Assert.All(plane.YNullcline, branch => Assert.All(branch.X.Zip(branch.Y), point => Assert.Equal(0.3, point.First * point.Second, 1e-12)));
    }

    // On the circle xy = sin(2θ)/2: four equilibria below an input of 1/2, which meet in pairs there, and none above.
    [Theory]
    [InlineData(0, 4)]
    [InlineData(0.3, 4)]
    [InlineData(0.4999999, 4)]
    [InlineData(0.5000001, 0)]
    public void EquilibriaAreAllFoundHoweverClose(double input, int count)
    {
        var found = new Conics().PhasePlane(input, (-2, 2.1), (-1.9, 2)).Equilibria;
        Assert.Equal(count, found.Count);
        Assert.All(found, one => Assert.Equal(input, one.State.X * one.State.Y, 1e-8));
    }

    [Fact]
    public void ASaddlesManifoldsAreItsEigenvectorsInALinearPlane()
    {
        // Eigenvalues 1 and −2 along (1, 1) and (1, −2).
        var plane = new Linear().PhasePlane(0, (-1, 1), (-3, 3));
        Assert.Equal(EquilibriumKind.Saddle, Assert.Single(plane.Equilibria).Kind);
        Assert.All(plane.UnstableManifolds, line => Assert.All(line.X.Zip(line.Y), point => Assert.Equal(point.First, point.Second, 1e-6)));
        Assert.All(plane.StableManifolds, line => Assert.All(line.X.Zip(line.Y), point => Assert.Equal(-2 * point.First, point.Second, 1e-5)));
        Assert.Equal([-1, 1], plane.UnstableManifolds.Select(line => line.X[^1]).Order(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    private sealed record Linear : IModel<Pair>
    {
        public Pair Rest => default;

        public Pair Derivative(Pair s, double input) => new(s.Y, 2 * s.X - s.Y);
    }

    [Fact]
    public void TheFieldIsTheRateOfChange()
    {
        var field = new Conics().PhasePlane(0.3, (-2, 2), (-2, 2)).Field(4);
        Assert.Equal(16, field.Count);
        Assert.All(field, at => Assert.Equal((at.X * at.X + at.Y * at.Y - 1, at.X * at.Y - 0.3), (at.XRate, at.YRate)));
    }

    [Fact]
    public void WhatHasNoPlaneIsRefused()
    {
        Assert.Contains("4 variables", Assert.Throws<ArgumentException>(() => HodgkinHuxley.SquidAxon.PhasePlane(0, (-80, 40), (0, 1))).Message);
        Assert.Contains("range of y", Assert.Throws<ArgumentOutOfRangeException>(() => new Linear().PhasePlane(0, (-1, 1), (1, 1))).Message);
        Assert.Contains("NaN", Assert.Throws<ArgumentOutOfRangeException>(() => new Linear().PhasePlane(double.NaN, (-1, 1), (0, 1))).Message);
    }
}
