using CompNeuro.Dynamics;
using MathNet.Numerics.RootFinding;
using Complex = System.Numerics.Complex;
using State = CompNeuro.Biophysics.HodgkinHuxley.State;

namespace CompNeuro.Biophysics;

/// <summary>A current at which the equilibrium changes stability because a pair of eigenvalues crosses the imaginary axis.</summary>
/// <param name="Current">µA/cm².</param>
/// <param name="State">The equilibrium there.</param>
/// <param name="Frequency">Of the small oscillation born there, Hz: the imaginary part over 2π.</param>
/// <param name="FirstLyapunovCoefficient">Positive where firing appears with full amplitude, negative where it grows from zero: <see cref="HopfBifurcation.FirstLyapunovCoefficient"/>.</param>
public sealed record HopfPoint(
    [property: Unit("µA/cm²")] double Current,
    State State,
    [property: Unit("Hz")] double Frequency,
    double FirstLyapunovCoefficient)
{
    public bool IsSubcritical => FirstLyapunovCoefficient > 0;
}

/// <summary>Where the Hodgkin–Huxley equilibrium gains and loses stability as the current changes.</summary>
public static class HodgkinHuxleyBifurcations
{
    /// <summary>The largest real part of the eigenvalues at the equilibrium for a current (µA/cm²), per ms; positive means unstable.</summary>
    public static double GrowthRate(this HodgkinHuxley hh, double I) => hh.Equilibrium(I).Eigenvalues[0].Real;

    /// <summary>
    /// The currents at which the equilibrium changes stability by a Hopf bifurcation, ascending: for the squid axon 9.78 and 154.5 µA/cm²
    /// (Hassard, J. Theor. Biol. 71:401, 1978; Rinzel &amp; Miller, Math. Biosci. 49:27, 1980).
    /// </summary>
    /// <remarks>Voltage, not current, runs along the curve of equilibria: the current that holds each voltage follows from it, fold or no fold.</remarks>
    public static IReadOnlyList<HopfPoint> HopfCurrents(this HodgkinHuxley hh)
    {
        ArgumentNullException.ThrowIfNull(hh);
        double Growth(double V) => hh.Leading(V).Real;
        var low = Math.Min(hh.EK, hh.EL);
        double[] grid = [.. Enumerable.Range(0, (int)Math.Ceiling(hh.ENa - low) + 1).Select(k => low + k)];
        var growth = Array.ConvertAll(grid, Growth);
        return
        [
            .. Enumerable.Range(0, grid.Length - 1)
                .Where(k => growth[k] < 0 != growth[k + 1] < 0)
                .Select(k => Brent.FindRoot(Growth, grid[k], grid[k + 1], 1e-12, 200))
                .Where(V => hh.Leading(V).Imaginary != 0)
                .Select(V => new HopfPoint(hh.SteadyCurrent(V), hh.SteadyState(V), 1000 * Math.Abs(hh.Leading(V).Imaginary) / (2 * Math.PI), hh.FirstLyapunovCoefficient(hh.SteadyState(V), hh.SteadyCurrent(V))))
                .OrderBy(hopf => hopf.Current),
        ];
    }

    private static Complex Leading(this HodgkinHuxley hh, double V) => hh.Jacobian(hh.SteadyState(V)).Evd().EigenValues.MaxBy(lambda => lambda.Real);
}
