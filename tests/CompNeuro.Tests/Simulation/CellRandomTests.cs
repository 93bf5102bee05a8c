using System.Numerics;
using CompNeuro.Maths;
using CompNeuro.Simulation;

namespace CompNeuro.Tests.Simulation;

public class CellRandomTests
{
    private unsafe delegate void Filler(CellRandom random, float* place, long step);

    // The known answers of the authors' Random123 for Threefry4x32 with 20 rounds prove the reference; the reference with 12 proves ours.
    [Fact]
    public void TheGeneratorIsThreefry()
    {
        Assert.Equal<uint[]>([0x9c6ca96a, 0xe17eae66, 0xfc10ecd4, 0x5256a7d8], Threefry([0, 0, 0, 0], [0, 0, 0, 0], 20));
        uint[] counter = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], key = [0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89];
        Assert.Equal<uint[]>([0x59cd1dbb, 0xb8879579, 0x86b5d00c, 0xac8b6d84], Threefry(counter, key, 20));
        Vector<uint> x0 = new(counter[0]), x1 = new(counter[1]), x2 = new(counter[2]), x3 = new(counter[3]);
        CellRandom.Mix(ref x0, ref x1, ref x2, ref x3, key[0], key[1], key[2], key[3]);
        uint[] ours = [x0[0], x1[1], x2[0], x3[1]];
        Assert.Equal(Threefry(counter, key, 12), ours);
    }

    [Fact]
    public unsafe void EveryCellHasTheWordsOfItsCounterWhateverTheWidth()
    {
        var words = stackalloc uint[CellRandom.Group];
        new CellRandom(seed: (7L << 32) + 5, stream: 9).Fill(words, group: 3, step: (1L << 32) + 2);
        for (var cell = 0u; cell < CellRandom.Group; cell++)
        {
            Assert.Equal(Threefry([3 * 16 + cell % 16, 2, 1, 0], [5, 7, 9, 0], 12)[cell / 16], words[cell]);
        }
    }

    [Fact]
    public unsafe void NormalNumbersHaveTheMomentsAndTheTailsOfTheNormalDistribution()
    {
        double[] numbers = Draw((random, place, step) => random.FillNormal(place, 0, step), 10_000);
        double Moment(int n) => numbers.Average(x => Math.Pow(x, n));
        // Four standard errors.
        var error = 4 / Math.Sqrt(numbers.Length);
        Assert.Equal(0, Moment(1), error);
        Assert.Equal(1, Moment(2), error * Math.Sqrt(2));
        Assert.Equal(0, Moment(3), error * Math.Sqrt(15));
        Assert.Equal(3, Moment(4), error * Math.Sqrt(96));
        foreach (var tail in new[] { 1e-4, 0.01, 0.3, 0.9, 0.999 })
        {
            var level = NormalDistribution.Quantile(tail);
            Assert.Equal(tail, numbers.Count(x => x < level) / (double)numbers.Length, error * Math.Sqrt(tail * (1 - tail)));
        }
    }

    [Fact]
    public unsafe void NeighboursInCellAndStepAreIndependent()
    {
        double[] numbers = Draw((random, place, step) => random.FillNormal(place, 0, step), 5_000);
        foreach (var apart in new[] { 1, 16, 32, 64 })
        {
            Assert.Equal(0, numbers.Zip(numbers.Skip(apart), (a, b) => a * b).Average(), 4 / Math.Sqrt(numbers.Length));
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(2)]
    [InlineData(40)]
    public unsafe void EventsHaveThePoissonDistribution(double mean)
    {
        var table = new PoissonTable(mean);
        double[] counts = Draw((random, place, step) => table.Fill(place, random, 0, step), 5_000);
        var error = 4 / Math.Sqrt(counts.Length);
        Assert.Equal(mean, counts.Average(), error * Math.Sqrt(mean));
        Assert.Equal(mean, counts.Average(n => (n - mean) * (n - mean)), error * Math.Sqrt(mean + 2 * mean * mean));
        var none = Math.Exp(-mean);
        Assert.Equal(none, counts.Count(n => n == 0) / (double)counts.Length, error * Math.Sqrt(none * (1 - none)) + 1e-9);
    }

    [Fact]
    public unsafe void LogarithmsAreThoseOfEvenNumbers()
    {
        double[] logs = Draw((random, place, step) => random.FillLog(place, 0, step), 10_000);
        Assert.InRange(logs.Min(), -22.2, -10);
        Assert.InRange(logs.Max(), -1e-4, 0);
        Assert.Equal(-1, logs.Average(), 4 / Math.Sqrt(logs.Length));
        Assert.Equal(0.5, logs.Count(log => log < -Math.Log(2)) / (double)logs.Length, 2 / Math.Sqrt(logs.Length));
    }

    private static unsafe double[] Draw(Filler fill, int steps)
    {
        var place = stackalloc float[CellRandom.Group];
        var numbers = new double[steps * CellRandom.Group];
        for (var step = 0; step < steps; step++)
        {
            fill(new(1, 0), place, step);
            for (var cell = 0; cell < CellRandom.Group; cell++)
            {
                numbers[step * CellRandom.Group + cell] = place[cell];
            }
        }

        return numbers;
    }

    private static uint[] Threefry(uint[] counter, uint[] key, int rounds)
    {
        int[][] rotations = [[10, 26], [11, 21], [13, 27], [23, 5], [6, 20], [17, 11], [25, 10], [18, 20]];
        uint[] keys = [.. key, 0x1BD11BDA ^ key[0] ^ key[1] ^ key[2] ^ key[3]];
        uint[] x = [.. counter.Zip(key, (a, b) => a + b)];
        for (var round = 0; round < rounds; round++)
        {
            var (first, second) = round % 2 == 0 ? (1, 3) : (3, 1);
            x[0] += x[first];
            x[first] = BitOperations.RotateLeft(x[first], rotations[round % 8][0]) ^ x[0];
            x[2] += x[second];
            x[second] = BitOperations.RotateLeft(x[second], rotations[round % 8][1]) ^ x[2];
            if (round % 4 == 3)
            {
                var injection = (uint)(round / 4 + 1);
                for (var i = 0; i < 4; i++)
                {
                    x[i] += keys[(injection + i) % 5];
                }

                x[3] += injection;
            }
        }

        return x;
    }
}
