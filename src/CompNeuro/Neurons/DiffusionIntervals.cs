using CompNeuro.Maths;
using MathNet.Numerics.Integration;

namespace CompNeuro.Neurons;

/// <summary>
/// The intervals between spikes of a potential that diffuses, τ dy = −y dt + √τ dW, from <paramref name="reset"/> up to <paramref name="threshold"/>, after a dead time.
/// Every exponential is scaled by its largest value, so that no argument is too large: a neuron far below threshold has an endless mean interval and a coefficient of variation of 1.
/// </summary>
/// <param name="reset">Without unit, like the threshold.</param>
/// <param name="threshold">Above the reset.</param>
/// <param name="tau">ms.</param>
/// <param name="dead">Absolute refractory period, ms.</param>
internal sealed class DiffusionIntervals(double reset, double threshold, double tau, double dead)
{
    // The squared threshold, if it lies above the mean: the exponent by which everything is scaled.
    private readonly double top = Square(Math.Max(threshold, 0));

    /// <summary>Mean, ms.</summary>
    public double Mean => dead + Diffusing / Math.Exp(-top);

    public double CoefficientOfVariation =>
        Math.Sqrt(2 * Math.PI * Integrate(Inner, reset, threshold, 1e-10)) * tau / (dead * Math.Exp(-top) + Diffusing);

    private double Diffusing => tau * Math.Sqrt(Math.PI) * Integrate(Scaled, reset, threshold, 1e-12);

    /// <summary>e^(u² − top)(1 + erf u).</summary>
    private double Scaled(double u) => u > 0
        ? 2 * Math.Exp(u * u - top) - Math.Exp(-top) * Special.ScaledErfc(u)
        : Math.Exp(-top) * Special.ScaledErfc(-u);

    /// <summary>e^(x² − 2 top) ∫₋∞ˣ e^(u²)(1 + erf u)² du.</summary>
    private double Inner(double x)
    {
        // With u = x − t, (1 + erf u)² e^(u²) = e^(−u²) erfcx(−u)², and x² − u² = t(2x − t), the integrand is finite on both sides of zero.
        double Integrand(double t)
        {
            var u = x - t;
            return u > 0 ? Math.Exp(x * x + u * u - 2 * top) * Square(2 - Math.Exp(-u * u) * Special.ScaledErfc(u)) : Math.Exp(t * (2 * x - t) - 2 * top) * Square(Special.ScaledErfc(-u));
        }

        // Below zero it has fallen by e⁻⁴⁰ where t(t + 2|x|) = 40.
        var reach = 40 / (Math.Abs(x) + Math.Sqrt(x * x + 40));
        return x > 0 ? Integrate(Integrand, 0, x, 1e-12) + Integrate(Integrand, x, x + 6.5, 1e-12) : Integrate(Integrand, 0, reach, 1e-12);
    }

    /// <summary>An integral over a function that changes on scales in proportion to the distance from zero.</summary>
    private static double Integrate(Func<double, double> f, double from, double to, double accuracy)
    {
        double Part(double low, double high) => GaussKronrodRule.Integrate(s => f(Math.Sinh(s)) * Math.Cosh(s), Math.Asinh(low), Math.Asinh(high), out _, out _, accuracy, 12, 21);
        return from < 0 && to > 0 ? Part(from, 0) + Part(0, to) : Part(from, to);
    }

    private static double Square(double x) => x * x;
}
