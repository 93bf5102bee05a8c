using MathNet.Numerics.LinearAlgebra;

namespace CompNeuro.Maths;

/// <summary>Derivatives of a vector function by finite differences.</summary>
public static class Jacobian
{
    /// <summary>The matrix ∂fᵢ/∂xⱼ at <paramref name="x"/>, by central differences of fourth order; exact up to rounding for polynomials of degree four.</summary>
    /// <param name="f">As many numbers from as many numbers, smooth near <paramref name="x"/>.</param>
    /// <param name="x">Where to differentiate.</param>
    public static Matrix<double> At(Func<double[], double[]> f, double[] x)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(x);
        return Matrix<double>.Build.DenseOfColumnArrays(x.Select((_, j) =>
        {
            // A power of two, so that x ± h and x ± 2h differ from x by what the formula says.
            var h = Math.ScaleB(1, -12) * Math.Max(1, Math.ScaleB(1, Math.ILogB(Math.Abs(x[j]) + 1)));
            double[] Shifted(double by)
            {
                var moved = (double[])x.Clone();
                moved[j] += by;
                return f(moved);
            }

            var (far, near, back, farBack) = (Shifted(2 * h), Shifted(h), Shifted(-h), Shifted(-2 * h));
            return far.Select((_, i) => (8 * (near[i] - back[i]) - (far[i] - farBack[i])) / (12 * h)).ToArray();
        }));
    }
}
