using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompNeuro.Neurons.PointProcess.Fitting;

/// <summary>The part of a block of bins that a spike's filter covers.</summary>
/// <param name="Lag">The first lag of the filter that lies in it.</param>
/// <param name="At">The bin of the block where that is.</param>
/// <param name="Length">How many bins.</param>
/// <param name="Count">How many spikes.</param>
internal readonly unsafe record struct Window(int Lag, int At, int Length, double Count)
{
    /// <summary>sum + factor · x, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyAdd(double factor, double* x, double* sum, int length)
    {
        var (i, factors) = (0, Vector256.Create(factor));
        for (; i <= length - 4; i += 4)
        {
            Vector256.Store(Vector256.FusedMultiplyAdd(factors, Vector256.Load(x + i), Vector256.Load(sum + i)), sum + i);
        }

        for (; i < length; i++)
        {
            sum[i] = Math.FusedMultiplyAdd(factor, x[i], sum[i]);
        }
    }

    /// <summary>Adds a filter to the bins of each window.</summary>
    public static void AddFilter(List<Window> windows, double* filter, double* sum)
    {
        foreach (var window in windows)
        {
            MultiplyAdd(window.Count, filter + window.Lag, sum + window.At, window.Length);
        }
    }

    /// <summary>Adds, lag by lag, the values in each window.</summary>
    public static void AddValues(List<Window> windows, double* values, double* sum)
    {
        foreach (var window in windows)
        {
            MultiplyAdd(window.Count, values + window.At, sum + window.Lag, window.Length);
        }
    }

    /// <summary>The same for four rows of values, <paramref name="stride"/> apart, and as many of sums: each must wait for its own last sum only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddFourRows(List<Window> windows, double* values, nint stride, double* sums, nint width)
    {
        foreach (var window in windows)
        {
            double* x = values + window.At, sum = sums + window.Lag;
            var (i, factor) = ((nint)0, Vector256.Create(window.Count));
            for (; i <= window.Length - 4; i += 4)
            {
                Add(factor, x + i, sum + i);
                Add(factor, x + i + stride, sum + i + width);
                Add(factor, x + i + 2 * stride, sum + i + 2 * width);
                Add(factor, x + i + 3 * stride, sum + i + 3 * width);
            }

            for (; i < window.Length; i++)
            {
                for (var row = 0; row < 4; row++)
                {
                    sum[i + row * width] = Math.FusedMultiplyAdd(window.Count, x[i + row * stride], sum[i + row * width]);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector256<double> factor, double* x, double* sum) => Vector256.Store(Vector256.FusedMultiplyAdd(factor, Vector256.Load(x), Vector256.Load(sum)), sum);
}
