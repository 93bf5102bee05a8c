namespace CompNeuro.Maths;

/// <summary>
/// Random numbers that are the same on every machine and in every version of .NET: <c>new RandomNumbers(seed: 1)</c>. Those with different seeds, or
/// with the same seed and different streams, are independent, so that each neuron or trial can have its own, whichever thread runs it.
/// </summary>
/// <remarks>
/// The generator is the counter-based Philox4x32-10 (Salmon, Moraes, Dror &amp; Shaw, SC'11, 2011): value k is a keyed mixing of the number k. .NET does not promise the
/// sequence of <see cref="Random"/> across versions, and its logarithm comes from the machine's C library; this class uses only integer
/// arithmetic and the operations that IEEE 754 rounds correctly.
/// </remarks>
/// <param name="seed">Any number.</param>
/// <param name="stream">Which of the independent streams of this seed.</param>
public sealed class RandomNumbers(long seed, long stream = 0)
{
    private ulong block;
    private ulong spare;
    private bool hasSpare;

    /// <summary>A number evenly distributed on (0, 1); never 0 or 1.</summary>
    public double NextUniform() => ((NextBits() >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>A number of the standard normal distribution: the normal quantile of one <see cref="NextUniform"/>.</summary>
    public double NextNormal() => NormalDistribution.Quantile(NextUniform());

    /// <summary>A number of the exponential distribution with mean one.</summary>
    public double NextExponential() => -NormalDistribution.Log(NextUniform());

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        if (hasSpare)
        {
            hasSpare = false;
            return spare;
        }

        var (x0, x1, x2, x3) = Philox(block++, (ulong)stream, (ulong)seed);
        (spare, hasSpare) = (((ulong)x3 << 32) | x2, true);
        return ((ulong)x1 << 32) | x0;
    }

    /// <summary>Ten rounds of Philox4x32 on the counter (low, high) under a key.</summary>
    internal static (uint X0, uint X1, uint X2, uint X3) Philox(ulong low, ulong high, ulong key)
    {
        var (x0, x1, x2, x3) = ((uint)low, (uint)(low >> 32), (uint)high, (uint)(high >> 32));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < 10; round++)
        {
            var (a, b) = (0xD2511F53UL * x0, 0xCD9E8D57UL * x2);
            (x0, x1, x2, x3) = ((uint)(b >> 32) ^ x1 ^ k0, (uint)b, (uint)(a >> 32) ^ x3 ^ k1, (uint)a);
            (k0, k1) = (k0 + 0x9E3779B9, k1 + 0xBB67AE85);
        }

        return (x0, x1, x2, x3);
    }
}
