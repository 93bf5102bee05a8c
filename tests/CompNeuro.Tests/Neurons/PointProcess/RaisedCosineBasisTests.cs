using CompNeuro.Neurons.PointProcess;

namespace CompNeuro.Tests.Neurons.PointProcess;

public class RaisedCosineBasisTests
{
    private static readonly RaisedCosineBasis Even = RaisedCosineBasis.Linear(6, firstPeak: 10, lastPeak: 60);
    private static readonly RaisedCosineBasis Stretched = RaisedCosineBasis.LogStretched(6, firstPeak: 2, lastPeak: 80, offset: 3);

    // Four overlap there, a quarter of a period apart: ½(1 + cos) sums to 2.
    [Fact]
    public void BetweenTheOuterPeaksTheyAddUpToAConstant()
    {
        for (var t = 20.0; t <= 50; t += 0.37)
        {
            Assert.Equal(2, Enumerable.Range(0, 6).Sum(index => Even.At(index, t)), 1e-12);
        }

        // From the second peak to the last but one.
        var ratio = Math.Pow(83.0 / 5, 1.0 / 5);
        for (var t = 5 * ratio - 3; t < 83 / ratio - 3; t += 0.37)
        {
            Assert.Equal(2, Enumerable.Range(0, 6).Sum(index => Stretched.At(index, t)), 1e-12);
        }
    }

    [Fact]
    public void PeaksAreWhereTheyWereAskedForAndTheLastEndsTwoSpacingsLater()
    {
        Assert.Equal(1, Even.At(0, 10));
        Assert.Equal(1, Even.At(5, 60), 1e-15);
        Assert.Equal(0.5, Even.At(2, 40), 1e-12);
        Assert.Equal(80, Even.Duration, 1e-12);
        Assert.Equal(1, Stretched.At(0, 2));
        Assert.Equal(1, Stretched.At(5, 80), 1e-12);
        Assert.Equal(0, Stretched.At(5, Stretched.Duration));
        Assert.True(Stretched.At(5, Stretched.Duration - 1) > 0);
    }

    [Fact]
    public void TheLogarithmMakesThemWiderWithTime()
    {
        double Width(int index) => Enumerable.Range(0, 4000).Count(k => Stretched.At(index, 0.1 * k) > 0.5);
        Assert.True(Width(5) > 8 * Width(1));
    }

    [Fact]
    public void AStimulusActsInItsOwnBinAndASpikeFromTheNext()
    {
        Assert.Equal([0.0, 2, 4], FilterBasis.EveryLag(3).Sample(2).Times);
        Assert.Equal([2.0, 4, 6], FilterBasis.EveryLag(3).Sample(2, firstLag: 1).Times);
        Assert.Equal(Stretched.At(1, 1), Stretched.Sample(0.5, firstLag: 1).Functions[1][1]);
        Assert.Equal([7.0, 8, 9], FilterBasis.EveryLag(3).Sample(1).Filter(7, 8, 9));
    }

    [Fact]
    public void OrthogonalisedTheySpanTheSameSpace()
    {
        var (plain, orthogonal) = (Stretched.Sample(1), Stretched.Orthogonalised().Sample(1));
        for (var i = 0; i < 6; i++)
        {
            for (var j = 0; j < 6; j++)
            {
                Assert.Equal(i == j ? 1 : 0, Product(orthogonal.Functions[i], orthogonal.Functions[j]), 1e-12);
            }

            var rest = plain.Functions[i].ToArray();
            foreach (var unit in orthogonal.Functions)
            {
                var along = Product(unit, plain.Functions[i]);
                rest = [.. rest.Zip(unit, (left, one) => left - along * one)];
            }

            Assert.All(rest, left => Assert.Equal(0, left, 1e-12));
        }
    }

    [Fact]
    public void ImpossibleBasesAreNamed()
    {
        Assert.Contains("from 5 to 5 ms", Assert.Throws<ArgumentOutOfRangeException>(() => RaisedCosineBasis.Linear(3, 5, 5)).Message);
        Assert.Contains("offset of 0 ms", Assert.Throws<ArgumentOutOfRangeException>(() => RaisedCosineBasis.LogStretched(3, 1, 5, 0)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => RaisedCosineBasis.Linear(1, 0, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => FilterBasis.EveryLag(0));
        Assert.Contains("Bins of 0 ms", Assert.Throws<ArgumentOutOfRangeException>(() => Even.Sample(0)).Message);
        Assert.Contains("Basis function 1 of 8", Assert.Throws<ArgumentException>(() => RaisedCosineBasis.LogStretched(8, 0.5, 80, 0.1).Sample(4, firstLag: 1)).Message);
        Assert.Contains("combination", Assert.Throws<ArgumentException>(() => RaisedCosineBasis.Linear(4, 0, 6).Orthogonalised().Sample(3.5)).Message);
        Assert.Contains("2 weights for 6", Assert.Throws<ArgumentException>(() => Even.Sample(1).Filter(1, 2)).Message);
    }

    private static double Product(IReadOnlyList<double> a, IReadOnlyList<double> b) => a.Zip(b, (x, y) => x * y).Sum();
}
