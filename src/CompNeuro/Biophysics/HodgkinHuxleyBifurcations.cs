using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.RootFinding;
using Complex = System.Numerics.Complex;
using State = CompNeuro.Biophysics.HodgkinHuxley.State;

namespace CompNeuro.Biophysics;

/// <summary>A current at which the equilibrium changes stability because a pair of eigenvalues crosses the imaginary axis.</summary>
/// <param name="Current">µA/cm².</param>
/// <param name="State">The equilibrium there.</param>
/// <param name="Frequency">Of the small oscillation born there, Hz: the imaginary part over 2π.</param>
/// <param name="FirstLyapunovCoefficient">
/// Its sign tells the direction of the cycles: positive, they are unstable and surround the stable equilibrium (subcritical: firing appears with full
/// amplitude); negative, they are stable and surround the unstable one (supercritical: it grows from zero). Per ms, for an eigenvector of length one.
/// </param>
public sealed record HopfPoint(
    [property: Unit("µA/cm²")] double Current,
    State State,
    [property: Unit("Hz")] double Frequency,
    [property: Unit("1/ms")] double FirstLyapunovCoefficient)
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
                .Select(V => new HopfPoint(hh.SteadyCurrent(V), hh.SteadyState(V), 1000 * Math.Abs(hh.Leading(V).Imaginary) / (2 * Math.PI), hh.FirstLyapunovCoefficient(V)))
                .OrderBy(hopf => hopf.Current),
        ];
    }

    private static Complex Leading(this HodgkinHuxley hh, double V) => hh.Jacobian(hh.SteadyState(V)).Evd().EigenValues.MaxBy(lambda => lambda.Real);

    /// <summary>
    /// Kuznetsov, Elements of Applied Bifurcation Theory, eq. 5.62: with Aq = iωq, Aᵀp = −iωp, ⟨p, q⟩ = 1,
    /// l₁ = Re[⟨p, C(q, q, q̄)⟩ − 2⟨p, B(q, A⁻¹B(q, q̄))⟩ + ⟨p, B(q̄, (2iω − A)⁻¹B(q, q))⟩]/2ω.
    /// </summary>
    private static double FirstLyapunovCoefficient(this HodgkinHuxley hh, double V)
    {
        var x = hh.SteadyState(V);
        var A = hh.Jacobian(x).ToComplex();
        var evd = A.Evd();
        var index = evd.EigenValues.Select((lambda, k) => (lambda, k)).Where(pair => pair.lambda.Imaginary > 0).MaxBy(pair => pair.lambda.Real).k;
        var omega = evd.EigenValues[index].Imaginary;
        var q = evd.EigenVectors.Column(index).Normalize(2);
        var adjoint = A.ConjugateTranspose().Evd();
        var p = adjoint.EigenVectors.Column(adjoint.EigenValues.Select((lambda, k) => (lambda, k)).MinBy(pair => (pair.lambda + Complex.ImaginaryOne * omega).Magnitude).k);
        p /= Complex.Conjugate(p.ConjugateDotProduct(q));

        // The second and third derivatives are those of the analytic Jacobian along the real and imaginary part of q.
        const double step = 0.01;
        Matrix<Complex> J(Vector<double> along, double s) =>
            hh.Jacobian(new(x.V + s * along[0], x.m + s * along[1], x.h + s * along[2], x.n + s * along[3])).ToComplex();
        Matrix<Complex> First(Vector<double> along) => (J(along, step) - J(along, -step)) / (2 * step);
        Matrix<Complex> Second(Vector<double> along) => (J(along, step) - 2 * A + J(along, -step)) / (step * step);
        var (re, im) = (q.Real(), q.Imaginary());
        var Bq = First(re) + Complex.ImaginaryOne * First(im);
        var BqBar = First(re) - Complex.ImaginaryOne * First(im);
        var C = (Second(re) + Second(im)) * q;
        var steady = A.Solve(Bq * q.Conjugate());
        var doubled = (2 * Complex.ImaginaryOne * omega * Matrix<Complex>.Build.DenseIdentity(4) - A).Solve(Bq * q);
        return p.ConjugateDotProduct(C - 2 * (Bq * steady) + BqBar * doubled).Real / (2 * omega);
    }
}
