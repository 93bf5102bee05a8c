using System.Numerics;

namespace CompNeuro.Maths;

/// <summary>From a Laplace transform back to the function of time.</summary>
internal static class LaplaceTransform
{
    private const int Nodes = 24;

    /// <summary>
    /// f(t) for t above 0, where F has all its singularities on the negative real axis or at 0 and is real on the positive one. The integral along Talbot's contour with the
    /// parameters of J. A. C. Weideman, SIAM J. Numer. Anal. 44:2342 (2006), by the midpoint rule: the error falls as 3.9⁻ᴺ in the number of nodes, here to 10⁻¹³ of the largest f.
    /// </summary>
    public static double Invert(Func<Complex, Complex> F, double t)
    {
        var sum = 0.0;
        for (var theta = Math.PI / Nodes; theta < Math.PI; theta += 2 * Math.PI / Nodes)
        {
            var (angle, scale) = (0.6407 * theta, Nodes / t);
            var cotangent = 1 / Math.Tan(angle);
            var z = scale * new Complex(0.5017 * theta * cotangent - 0.6122, 0.2645 * theta);
            var slope = scale * new Complex(0.5017 * (cotangent - angle * (1 + cotangent * cotangent)), 0.2645);
            sum += (Complex.Exp(z * t) * F(z) * slope).Imaginary;
        }

        return 2 * sum / Nodes;
    }
}
