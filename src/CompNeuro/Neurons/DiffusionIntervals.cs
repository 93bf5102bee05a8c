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
    // What is smaller than the largest value by e⁻⁶⁰ adds nothing.
    private const double Depth = 60;

    // The squared threshold, if it lies above the mean: the exponent by which everything is scaled.
    private readonly double top = Square(Math.Max(threshold, 0));

    /// <summary>Mean, ms.</summary>
    public double Mean => dead + Diffusing / Math.Exp(-top);

    public double CoefficientOfVariation =>
        Math.Sqrt(2 * Math.PI * Integrate(Inner, 1e-10)) * tau / (dead * Math.Exp(-top) + Diffusing);

    private double Diffusing => tau * Math.Sqrt(Math.PI) * Integrate(Scaled, 1e-12);

    /// <summary>e^(u² − top)(1 + erf u), u lying <paramref name="below"/> the threshold.</summary>
    private double Scaled(double below)
    {
        var u = threshold - below;
        return u > 0
            ? 2 * Math.Exp(Fallen(below)) - Math.Exp(-top) * Special.ScaledErfc(u)
            : Math.Exp(-top) * Special.ScaledErfc(-u);
    }

    /// <summary>e^(x² − 2 top) ∫₋∞ˣ e^(u²)(1 + erf u)² du, x lying <paramref name="below"/> the threshold.</summary>
    private double Inner(double below)
    {
        var x = threshold - below;
        // With u = x − t, (1 + erf u)² e^(u²) = e^(−u²) erfcx(−u)², and x² − u² = t(2x − t).
        double Negative(double t) => Math.Exp(t * (2 * x - t) - 2 * top) * Square(Special.ScaledErfc(t - x));
        double Positive(double t) => Math.Exp(Fallen(below) + Fallen(below + t)) * Square(2 - Math.Exp(-Square(x - t)) * Special.ScaledErfc(x - t));
        if (x > 0)
        {
            return Quadrature(Positive, 0, Math.Min(x, Reach(x)), 1e-12) + (x * x < Depth ? Quadrature(Negative, x, x + 6.5, 1e-12) : 0);
        }

        // It has fallen by e⁻⁴⁰ where t(t + 2|x|) = 40.
        return Quadrature(Negative, 0, 40 / (-x + Math.Sqrt(x * x + 40)), 1e-12);
    }

    /// <summary>u² − top. As a difference of squares it would have no correct digits far below threshold, where it is their last ones that count.</summary>
    private double Fallen(double below) => -below * (2 * threshold - below);

    /// <summary>How far below a positive x the exponential e^(u²) has become too small to count.</summary>
    private static double Reach(double x) => x * x > Depth ? Depth / (x + Math.Sqrt(x * x - Depth)) : double.PositiveInfinity;

    /// <summary>From reset to threshold, over a function of the distance below the threshold.</summary>
    private double Integrate(Func<double, double> f, double accuracy)
    {
        var above = threshold > 0 ? Quadrature(f, 0, Math.Min(threshold - Math.Max(reset, 0), Reach(threshold)), accuracy) : 0;
        return above + (reset < 0 && top < Depth ? Quadrature(u => f(threshold - u), reset, Math.Min(threshold, 0), accuracy) : 0);
    }

    /// <summary>An integral over a function that changes on scales in proportion to the distance from zero.</summary>
    private static double Quadrature(Func<double, double> f, double from, double to, double accuracy) =>
        GaussKronrodRule.Integrate(s => f(Math.Sinh(s)) * Math.Cosh(s), Math.Asinh(from), Math.Asinh(to), out _, out _, accuracy, 12, 21);

    private static double Square(double x) => x * x;
}
