using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;
using Vector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace CompNeuro.Dynamics;

/// <summary>An input at which a pair of eigenvalues of an equilibrium crosses the imaginary axis and a cycle is born.</summary>
/// <param name="Input">In the model's unit.</param>
/// <param name="State">The equilibrium there.</param>
/// <param name="Frequency">Of the small oscillation born there, for a time in ms: the imaginary part over 2π.</param>
/// <param name="FirstLyapunovCoefficient">See <see cref="HopfBifurcation.FirstLyapunovCoefficient"/>.</param>
public sealed record HopfPoint<TState>(double Input, TState State, [property: Unit("Hz")] double Frequency, double FirstLyapunovCoefficient)
    where TState : unmanaged
{
    /// <summary>Whether the cycles born here are unstable (within the centre manifold) and lie where the equilibrium is stable.</summary>
    public bool IsSubcritical => FirstLyapunovCoefficient > 0;
}

/// <summary>Which way a Hopf bifurcation goes.</summary>
public static class HopfBifurcation
{
    /// <summary>
    /// The first Lyapunov coefficient of an equilibrium with eigenvalues ±iω. Positive: the cycles are unstable and surround the stable equilibrium (subcritical,
    /// oscillation appears with full amplitude). Negative: they are stable and surround the unstable one (supercritical, it grows from zero).
    /// Only the sign is independent of the units of the variables. The value is for an eigenvector of length one in them, so that r' = a r³, θ' = ω has 2a/ω.
    /// </summary>
    /// <remarks>
    /// Kuznetsov, Elements of Applied Bifurcation Theory, §5.4: with Aq = iωq, Aᵀp = −iωp, ⟨p, q⟩ = 1,
    /// l₁ = Re[⟨p, C(q, q, q̄)⟩ − 2⟨p, B(q, A⁻¹B(q, q̄))⟩ + ⟨p, B(q̄, (2iω − A)⁻¹B(q, q))⟩]/2ω.
    /// B and C are differences of eighth order along real directions, with the step at which they change least: to six digits for smooth models.
    /// </remarks>
    /// <exception cref="ArgumentException">The equilibrium has no complex pair of eigenvalues.</exception>
    public static double FirstLyapunovCoefficient<TState>(this IModel<TState> model, TState state, double input = 0)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        var x = StateLayout<TState>.Numbers(ref state).ToArray();
        var f = Equilibria.Rates(model, input);
        var A = Maths.Jacobian.At(f, x).ToComplex();
        var evd = A.Evd();
        var critical = evd.EigenValues.Select((value, k) => (value, k)).Where(pair => pair.value.Imaginary > 0).OrderBy(pair => Math.Abs(pair.value.Real)).ToArray();
        if (critical.Length == 0)
        {
            throw new ArgumentException($"All eigenvalues are real at {state}: this is no Hopf point.", nameof(state));
        }

        var omega = critical[0].value.Imaginary;
        var q = evd.EigenVectors.Column(critical[0].k).Normalize(2);
        var adjoint = A.ConjugateTranspose().Evd();
        var p = adjoint.EigenVectors.Column(adjoint.EigenValues.Select((value, k) => (value, k)).MinBy(pair => (pair.value + Complex.ImaginaryOne * omega).Magnitude).k);
        p /= Complex.Conjugate(p.ConjugateDotProduct(q));
        var twice = 2 * Complex.ImaginaryOne * omega * Matrix<Complex>.Build.DenseIdentity(x.Length) - A;

        double Coefficient(double step)
        {
            var along = new Directional(f, x, step);
            var (re, im) = (q.Real(), q.Imaginary());
            var C = along.Third(re, re, re).ToComplex() + along.Third(re, im, im).ToComplex() + Complex.ImaginaryOne * (along.Third(re, re, im) + along.Third(im, im, im)).ToComplex();
            var steady = A.Solve(along.Second(q, q.Conjugate()));
            var doubled = twice.Solve(along.Second(q, q));
            return p.ConjugateDotProduct(C - 2 * along.Second(q, steady) + along.Second(q.Conjugate(), doubled)).Real / (2 * omega);
        }

        double[] values = [.. Enumerable.Range(0, 14).Select(k => Coefficient(Math.ScaleB(1, -k)))];
        return values[1 + Enumerable.Range(0, values.Length - 1).Where(k => double.IsFinite(values[k + 1] - values[k])).MinBy(k => Math.Abs(values[k + 1] - values[k]))];
    }

    /// <summary>The Hopf point next to an equilibrium whose complex pair turns at about ω (secants on the real part); null if there is none.</summary>
    internal static HopfPoint<TState>? Near<TState>(IModel<TState> model, TState state, double input, double omega)
        where TState : unmanaged
    {
        (Equilibrium<TState> At, Complex Pair)? Look(double I)
        {
            try
            {
                var at = model.Equilibrium(I, state);
                return at.Eigenvalues.Where(value => value.Imaginary > 0).OrderBy(value => Math.Abs(value.Imaginary - omega)).Select(pair => ((Equilibrium<TState>, Complex)?)(at, pair)).FirstOrDefault();
            }
            catch (IntegrationException)
            {
                return null;
            }
        }

        var unit = Math.Max(1, Math.Abs(input));
        var (last, next) = (input, input + 1e-4 * unit);
        for (var iteration = 0; iteration < 20; iteration++)
        {
            if (Look(last) is not { } before || Look(next) is not { } now || !double.IsFinite(next))
            {
                return null;
            }

            if (Math.Abs(next - last) < 1e-10 * unit || now.Pair.Real == before.Pair.Real)
            {
                return new(next, now.At.State, 1000 * now.Pair.Imaginary / (2 * Math.PI), model.FirstLyapunovCoefficient(now.At.State, next));
            }

            (last, next) = (next, next - now.Pair.Real * (next - last) / (now.Pair.Real - before.Pair.Real));
        }

        return null;
    }

    /// <summary>Second and third derivatives of f at x, as the forms B(u, v) and C(u, v, w), from differences along lines.</summary>
    private sealed class Directional(Func<double[], double[]> f, double[] x, double step)
    {
        // Central differences of eighth order.
        private static readonly double[] SecondWeights = [-205.0 / 72, 8.0 / 5, -1.0 / 5, 8.0 / 315, -1.0 / 560];
        private static readonly double[] ThirdWeights = [0, -488.0 / 240, 338.0 / 240, -72.0 / 240, 7.0 / 240];

        public Vector<Complex> Second(Vector<Complex> u, Vector<Complex> v) =>
            (Second(u.Real(), v.Real()) - Second(u.Imaginary(), v.Imaginary())).ToComplex() + Complex.ImaginaryOne * (Second(u.Real(), v.Imaginary()) + Second(u.Imaginary(), v.Real())).ToComplex();

        public Vector Third(Vector u, Vector v, Vector w) =>
            (Third(u + v + w) - Third(u + v - w) - Third(u - v + w) + Third(u - v - w)) / 24;

        private Vector Second(Vector u, Vector v) => (Second(u + v) - Second(u - v)) / 4;

        private Vector Second(Vector u) => Difference(u, SecondWeights, 1) / (step * step);

        private Vector Third(Vector u) => Difference(u, ThirdWeights, -1) / (step * step * step);

        private Vector Difference(Vector u, double[] weights, int parity)
        {
            var at = Vector.Build.Dense(x);
            Vector F(double s) => Vector.Build.Dense(f((at + s * u).ToArray()));
            return Enumerable.Range(1, weights.Length - 1).Aggregate(weights[0] * F(0), (sum, k) => sum + weights[k] * (F(k * step) + parity * F(-k * step)));
        }
    }
}
