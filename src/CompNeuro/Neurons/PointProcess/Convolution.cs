using System.Numerics.Tensors;

namespace CompNeuro.Neurons.PointProcess;

/// <summary>Causal convolution in bins.</summary>
internal static class Convolution
{
    /// <summary>Σ over lags of filter[lag] · signal[bin − lag], with nothing before the first bin.</summary>
    public static double[] Of(ReadOnlySpan<double> signal, ReadOnlySpan<double> filter)
    {
        var sum = new double[signal.Length];
        for (var lag = 0; lag < Math.Min(filter.Length, signal.Length); lag++)
        {
            var shifted = sum.AsSpan(lag);
            TensorPrimitives.MultiplyAdd(signal[..shifted.Length], filter[lag], shifted, shifted);
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
