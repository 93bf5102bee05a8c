using CompNeuro.Biophysics.Cables;
using CompNeuro.Biophysics.Compartments;

namespace CompNeuro.Tests.Biophysics.Compartments;

public class MorphologyTests
{
    private const string ThreePoints = """
        # a soma of three points, a dendrite that tapers and forks, and an axon
        1 1 0 0 0 10 -1
        2 1 0 -10 0 10 1
        3 1 0 10 0 10 1
        4 3 10 0 0 2 1
        5 3 40 40 0 1 4
        6 3 70 40 0 1 5
        7 3 40 80 0 0.5 5

        8 2 -10 0 0 0.5 1
        9 2 -110 0 0 0.5 8
        """;

    // By hand: π(r₁ + r₂)·√(L² + (r₁ − r₂)²) for a cone; the soma 4πr².
    [Fact]
    public void AreasAndLengthsAreThoseOfTheCones()
    {
        var neuron = Morphology.ParseSwc(ThreePoints);
        double[] areas = [400 * Math.PI, 3 * Math.PI * Math.Sqrt(2501), 2 * Math.PI * 30, 1.5 * Math.PI * Math.Sqrt(1600.25), Math.PI * 100];
        Assert.Equal(areas.Length, neuron.Sections.Count);
        Assert.All(areas.Zip(neuron.Sections), pair => Assert.Equal(pair.First, pair.Second.Area, 1e-9));
        Assert.Equal(50 + 30 + 40 + 100, neuron.Length, 1e-12);
        Assert.Equal([Region.Soma, Region.Dendrite, Region.Dendrite, Region.Dendrite, Region.Axon], neuron.Sections.Select(section => section.Region));
        Assert.Equal(90, neuron.Distance(neuron.Tips[1]), 1e-12);
        Assert.Equal(new Place(1, 0.5), neuron.Toward(neuron.Tips[1], 25));
        Assert.Equal(neuron.Origin, neuron.Toward(neuron.Tips[1], 0));
    }

    [Fact]
    public void TheCoreOfAConeIsAnIntegral()
    {
        var cone = new Section(Region.Dendrite, -1, 0, [new(0, 0, 0, 4), new(100, 0, 0, 1)]);
        const int Slices = 100_000;
        var sum = Enumerable.Range(0, Slices).Sum(k => 4 / (Math.PI * Math.Pow(4 - 3 * (0.2 + 0.5 * (k + 0.5) / Slices), 2)) * 50 / Slices);
        Assert.Equal(sum, cone.ResistanceBetween(20, 70), 1e-8);
        Assert.Equal(cone.Area, cone.AreaBetween(0, 30) + cone.AreaBetween(30, 100), 1e-10);
    }

    [Fact]
    public void ASomaOfOnePointHasTheAreaOfItsSphereAndATracedOneOfItsCones()
    {
        Assert.Equal(4 * Math.PI * 36, Morphology.ParseSwc("1 1 0 0 0 6 -1").Area, 1e-10);
        Assert.Equal(2 * Math.PI * 5 * 30, Morphology.ParseSwc("1 1 0 0 0 5 -1\n2 1 10 0 0 5 1\n3 1 20 0 0 5 2\n4 1 30 0 0 5 3").Area, 1e-10);
    }

    // A neurite of a single point on the soma reaches there from the middle, with its own thickness, as in NEURON.
    [Fact]
    public void ANeuriteOfOnePointBeginsInTheSoma() => Assert.Equal(2 * Math.PI * 1 * 20, Morphology.ParseSwc("1 1 0 0 0 6 -1\n2 3 20 0 0 1 1").Sections[1].Area, 1e-10);

    [Fact]
    public void PointsMayComeInAnyOrderAndColumnsBeSpacedAnyhow()
    {
        var lines = ThreePoints.Split('\n');
        Assert.Equal(Morphology.ParseSwc(ThreePoints).Area, Morphology.ParseSwc(string.Join("\r\n", lines.Reverse().Select(line => "\t " + line.Replace(" ", " \t")))).Area, 1e-9);
    }

    [Theory]
    [InlineData("", "no points")]
    [InlineData("# nothing", "no points")]
    [InlineData("1 1 0 0 0 5 2\n2 1 0 0 0 5 1", "no root")]
    [InlineData("1 1 0 0 0 5 -1\n2 3 9 0 0 1 7", "Line 2: the parent of point 2 is 7, and there is no such point")]
    [InlineData("1 1 0 0 0 5 -1\n# x\n2 1 9 0 0 1 -1", "Line 3: a second root")]
    [InlineData("1 1 0 0 0 5 -1\n2 3 9 0 0 1 1\n2 3 12 0 0 1 1", "Line 3: id 2 stands on line 2 already")]
    [InlineData("1 1 0 0 0 5 -1\n2 3 9 0 0 1 3\n3 3 9 9 0 1 2", "Line 2: the parents of point 2 lead round in a circle")]
    [InlineData("1 1 0 0 0 -5 -1", "Line 1: the radius of point 1 is -5 µm")]
    [InlineData("1 1 0 0 0 0 -1", "Line 1: the radius of point 1 is 0 µm")]
    [InlineData("1 1 0 0 zero 5 -1", "Line 1: z is \"zero\": it must be a number")]
    [InlineData("1 1 0 0 NaN 5 -1", "Line 1: z is \"NaN\"")]
    [InlineData("1.5 1 0 0 0 5 -1", "Line 1: the id is \"1.5\": it must be a whole number")]
    [InlineData("1 1 0 0 0 5", "Line 1: 6 numbers where SWC has seven")]
    [InlineData("1 1 0 0 0 5 1", "Line 1: id 1, type 1 and parent 1 are not possible")]
    [InlineData("1 3 0 0 0 5 -1", "must be a soma")]
    [InlineData("1 1 0 0 0 5 -1\n2 3 9 0 0 1 1\n3 3 9 0 0 1 2", "Line 3: the section that ends here has no length")]
    public void WhatIsNoTreeIsRefusedWithItsLine(string text, string message) => Assert.Contains(message, Assert.Throws<FormatException>(() => Morphology.ParseSwc(text)).Message);

    [Fact]
    public void BranchesBecomeSectionsWithAndWithoutASoma()
    {
        var tree = new Branch(4, 100, new Branch(2, 50), new Branch(1, 30, new Branch(0.5, 20)));
        var (bare, cell) = (Morphology.Of(tree), Morphology.Of(20, tree, tree));
        Assert.Equal([-1, 0, 0, 2], bare.Sections.Select(section => section.Parent));
        Assert.Equal(Math.PI * (400 + 100 + 30 + 10), bare.Area, 1e-9);
        Assert.Equal(2 * bare.Area + 400 * Math.PI, cell.Area, 1e-9);
        Assert.Equal(150, bare.Distance(bare.Tips[0]), 1e-9);
        Assert.Equal([0, 1, 1, 3, 0, 5, 5, 7], cell.Sections.Skip(1).Select(section => section.Parent));
        Assert.Contains("not on this neuron", Assert.Throws<ArgumentOutOfRangeException>(() => bare.Distance(new(4, 0))).Message);
        Assert.Contains("diameter", Assert.Throws<ArgumentOutOfRangeException>(() => Morphology.Of(-1, tree)).Message, StringComparison.OrdinalIgnoreCase);
    }
}
