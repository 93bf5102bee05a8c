using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CompNeuro.Maths;

namespace CompNeuro.Neurons.PointProcess.Fitting;

/// <summary>
/// Arithmetic on a block of bins, column by column. Bins are taken up to the next multiple of eight, so that a column must be readable seven bins beyond
/// the block. Only operations that IEEE 754 rounds, in a fixed order: the bits are the same on every machine. All is compiled
/// for good at once, so that the first fit of a session is not a slow one.
/// </summary>
internal static unsafe class WeightedProducts
{
    /// <summary>So many columns times so many are multiplied at once: their sixteen sums stay in registers.</summary>
    public const int Tile = 4;

    /// <summary>sum = constant + Σ weight · column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Combine(double** x, double* weight, int columns, double constant, int n, double* sum)
    {
        for (var i = 0; i < n; i += 8)
        {
            var (low, high) = (Vector256.Create(constant), Vector256.Create(constant));
            for (var column = 0; column < columns; column++)
            {
                var factor = Vector256.Create(weight[column]);
                low = Vector256.FusedMultiplyAdd(factor, Vector256.Load(x[column] + i), low);
                high = Vector256.FusedMultiplyAdd(factor, Vector256.Load(x[column] + i + 4), high);
            }

            Vector256.Store(low, sum + i);
            Vector256.Store(high, sum + i + 4);
        }
    }

    /// <summary>x becomes eˣ, and zero beyond the block; negative its opposite. Returns the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Exponentials(double* x, int n, double* negative)
    {
        var sum = Vector256<double>.Zero;
        for (var i = 0; i < (n + 7) / 8 * 8; i += 4)
        {
            var inside = Vector256.LessThan(Vector256.Create(i, i + 1.0, i + 2, i + 3), Vector256.Create((double)n));
            var power = VectorExponential.Exp(Vector256.Load(x + i)) & inside;
            Vector256.Store(power, x + i);
            Vector256.Store(-power, negative + i);
            sum += power;
        }

        return Sum(sum);
    }

    /// <summary>Adds Σ column · y to the sum of each column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddDots(double** x, double* y, int columns, int n, double* sums)
    {
        for (var column = 0; column < columns; column++)
        {
            var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
            var one = x[column];
            for (var i = 0; i < n; i += 8)
            {
                even = Vector256.FusedMultiplyAdd(Vector256.Load(one + i), Vector256.Load(y + i), even);
                odd = Vector256.FusedMultiplyAdd(Vector256.Load(one + i + 4), Vector256.Load(y + i + 4), odd);
            }

            sums[column] += Sum(even + odd);
        }
    }

    /// <summary>The products of a tile of columns with w, each <paramref name="stride"/> after the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Weigh(double** x, double* w, int n, double* weighted, int stride)
    {
        for (var column = 0; column < Tile; column++)
        {
            for (var i = 0; i < n; i += 4)
            {
                Vector256.Store(Vector256.Load(x[column] + i) * Vector256.Load(w + i), weighted + column * stride + i);
            }
        }
    }

    /// <summary>Adds Σ weighted · column for a tile of both to a tile of a matrix with rows of <paramref name="width"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddTile(double* weighted, int stride, double** x, int n, double* matrix, int width)
    {
        double* w0 = weighted, w1 = w0 + stride, w2 = w1 + stride, w3 = w2 + stride;
        double* x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3];
        Vector256<double> s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
        Vector256<double> s20 = default, s21 = default, s22 = default, s23 = default, s30 = default, s31 = default, s32 = default, s33 = default;
        for (nint i = 0; i < n; i += 4)
        {
            var (a, b, c, d) = (Vector256.Load(x0 + i), Vector256.Load(x1 + i), Vector256.Load(x2 + i), Vector256.Load(x3 + i));
            var w = Vector256.Load(w0 + i);
            s00 = Vector256.FusedMultiplyAdd(w, a, s00);
            s01 = Vector256.FusedMultiplyAdd(w, b, s01);
            s02 = Vector256.FusedMultiplyAdd(w, c, s02);
            s03 = Vector256.FusedMultiplyAdd(w, d, s03);
            w = Vector256.Load(w1 + i);
            s10 = Vector256.FusedMultiplyAdd(w, a, s10);
            s11 = Vector256.FusedMultiplyAdd(w, b, s11);
            s12 = Vector256.FusedMultiplyAdd(w, c, s12);
            s13 = Vector256.FusedMultiplyAdd(w, d, s13);
            w = Vector256.Load(w2 + i);
            s20 = Vector256.FusedMultiplyAdd(w, a, s20);
            s21 = Vector256.FusedMultiplyAdd(w, b, s21);
            s22 = Vector256.FusedMultiplyAdd(w, c, s22);
            s23 = Vector256.FusedMultiplyAdd(w, d, s23);
            w = Vector256.Load(w3 + i);
            s30 = Vector256.FusedMultiplyAdd(w, a, s30);
            s31 = Vector256.FusedMultiplyAdd(w, b, s31);
            s32 = Vector256.FusedMultiplyAdd(w, c, s32);
            s33 = Vector256.FusedMultiplyAdd(w, d, s33);
        }

        AddRow(s00, s01, s02, s03, matrix);
        AddRow(s10, s11, s12, s13, matrix + width);
        AddRow(s20, s21, s22, s23, matrix + 2 * width);
        AddRow(s30, s31, s32, s33, matrix + 3 * width);
    }

    private static void AddRow(Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d, double* row) =>
        Vector256.Store(Vector256.Load(row) + Vector256.Create(Sum(a), Sum(b), Sum(c), Sum(d)), row);

    private static double Sum(Vector256<double> v) => v[0] + v[1] + (v[2] + v[3]);
}
