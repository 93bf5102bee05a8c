using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Numerics.Vector;

namespace CompNeuro.Simulation;

/// <summary>Numbers of events, one for each cell and step, of the Poisson distribution: the inverse of its cumulative probability, at 32 random bits.</summary>
internal sealed unsafe class PoissonTable
{
    // Above this the distribution is drawn as the sum of several.
    private const double LargestMean = 16;

    private readonly uint[] thresholds;
    private readonly int parts;

    /// <param name="mean">The mean number in one step.</param>
    public PoissonTable(double mean)
    {
        parts = Math.Max(1, (int)Math.Ceiling(mean / LargestMean));
        var (each, below) = (mean / parts, new List<uint>());
        var (probability, cumulative) = (Math.Exp(-each), Math.Exp(-each));
        for (var k = 1; cumulative < 1 - 0.5 / (1L << 32); k++)
        {
            below.Add((uint)Math.Round(cumulative * (1L << 32)));
            probability *= each / k;
            cumulative += probability;
        }

        thresholds = [.. below];
    }

    /// <summary>Numbers of events for the cells of one group.</summary>
    [SkipLocalsInit]
    public void Fill(float* counts, CellRandom random, uint group, long step)
    {
        var words = stackalloc uint[CellRandom.Group];
        for (var part = 0; part < parts; part++)
        {
            random.Fill(words, group, step * parts + part);
            Add(counts, words, part == 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(float* counts, uint* words, bool first)
    {
        for (var i = 0; i < CellRandom.Group; i += Vector<uint>.Count)
        {
            // A condition that holds is −1.
            var (word, missing) = (Load(words + i), Vector<int>.Zero);
            foreach (var threshold in thresholds)
            {
                missing += GreaterThanOrEqual(word, Create(threshold)).As<uint, int>();
            }

            var count = ConvertToSingle(-missing);
            (first ? count : Load(counts + i) + count).Store(counts + i);
        }
    }
}
