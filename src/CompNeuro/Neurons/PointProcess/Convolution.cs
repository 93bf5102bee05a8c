using CompNeuro.Neurons.PointProcess.Fitting;

namespace CompNeuro.Neurons.PointProcess;

/// <summary>Causal convolution in bins.</summary>
internal static unsafe class Convolution
{
    // So many bins stay in the cache while all lags are added to them.
    private const int Block = 1024;

    /// <summary>Σ over lags of filter[lag] · signal[bin − lag], with nothing before the first bin.</summary>
    public static double[] Of(ReadOnlySpan<double> signal, ReadOnlySpan<double> filter)
    {
        var sum = new double[signal.Length];
        fixed (double* source = signal, target = sum)
        {
            for (var from = 0; from < sum.Length; from += Block)
            {
                var to = Math.Min(from + Block, sum.Length);
                for (var lag = 0; lag < Math.Min(filter.Length, to); lag++)
                {
                    var first = Math.Max(from, lag);
                    Window.MultiplyAdd(filter[lag], source + first - lag, target + first, to - first);
                }
            }
        }

        return sum;
    }

    /// <summary>Adds a filter, times a count, to the bins that follow <paramref name="bin"/>.</summary>
    public static void AddAfter(double[] sum, int bin, IReadOnlyList<double> filter, int count)
    {
        var end = Math.Min(filter.Count, sum.Length - bin - 1);
        for (var lag = 0; lag < end; lag++)
        {
            sum[bin + 1 + lag] += count * filter[lag];
        }
    }
}
