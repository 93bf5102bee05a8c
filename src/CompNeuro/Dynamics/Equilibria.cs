using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace CompNeuro.Dynamics;

/// <summary>How a system moves near an equilibrium.</summary>
public enum EquilibriumKind
{
    /// <summary>All nearby states return, without oscillating.</summary>
    StableNode,

    /// <summary>All nearby states return, and oscillate.</summary>
    StableFocus,

    /// <summary>All nearby states leave, without oscillating.</summary>
    UnstableNode,

    /// <summary>All nearby states leave, and oscillate.</summary>
    UnstableFocus,

    /// <summary>Nearby states return along some directions and leave along others.</summary>
    Saddle,

    /// <summary>An eigenvalue has no real part: a bifurcation point, or a centre. The linearisation does not decide.</summary>
    Marginal,
}

/// <summary>A state in which a system stays, and the eigenvalues of its linearisation there.</summary>
/// <param name="State">The state.</param>
/// <param name="Eigenvalues">Of the Jacobian, per unit of time, the one with the largest real part first.</param>
public sealed record Equilibrium<TState>(TState State, IReadOnlyList<Complex> Eigenvalues)
{
    public EquilibriumKind Kind { get; } = Equilibria.Classify(Eigenvalues);

    public bool IsStable => Kind is EquilibriumKind.StableNode or EquilibriumKind.StableFocus;

    /// <summary>Of the complex pairs the one that decays most slowly or grows fastest, with positive imaginary part; <see langword="null"/> if all eigenvalues are real.</summary>
    public Complex? OscillatingMode => Eigenvalues.Where(value => value.Imaginary > 0).Select(value => (Complex?)value).FirstOrDefault();
}

/// <summary>Equilibria of models: where they are, and what happens near them.</summary>
public static class Equilibria
{
    private const int MaximumIterations = 100;

    // Relative corrections this small may be nothing but rounding.
    private const double RoundingOff = 1e-8;

    /// <summary>The equilibrium under a constant input that Newton's method reaches from <paramref name="near"/> (the model's rest if not given).</summary>
    /// <exception cref="IntegrationException">None was found from there.</exception>
    public static Equilibrium<TState> Equilibrium<TState>(this IModel<TState> model, double input = 0, TState? near = null)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!double.IsFinite(input))
        {
            throw new ArgumentOutOfRangeException(nameof(input), input, $"input = {input} is not possible: it must be a finite number.");
        }

        var f = Rates(model, input);
        var start = near ?? model.Rest;
        var x = Newton(f, StateLayout<TState>.Numbers(ref start).ToArray());
        return new(StateLayout<TState>.State(x), Eigenvalues(Maths.Jacobian.At(f, x)));
    }

    /// <summary>The linearisation of a model at a state: ∂(rate of variable i)/∂(variable j), per unit of time.</summary>
    public static Matrix<double> Jacobian<TState>(this IModel<TState> model, TState state, double input = 0)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        return Maths.Jacobian.At(Rates(model, input), StateLayout<TState>.Numbers(ref state).ToArray());
    }

    /// <summary>What the eigenvalues of the linearisation say about the motion nearby.</summary>
    public static EquilibriumKind Classify(IReadOnlyList<Complex> eigenvalues)
    {
        ArgumentNullException.ThrowIfNull(eigenvalues);
        var largest = eigenvalues.Max(value => value.Magnitude);
        if (eigenvalues.Any(value => Math.Abs(value.Real) <= 1e-9 * largest))
        {
            return EquilibriumKind.Marginal;
        }

        var oscillates = eigenvalues.Any(value => Math.Abs(value.Imaginary) > 1e-9 * largest);
        return (eigenvalues.All(value => value.Real < 0), eigenvalues.All(value => value.Real > 0), oscillates) switch
        {
            (true, _, false) => EquilibriumKind.StableNode,
            (true, _, true) => EquilibriumKind.StableFocus,
            (_, true, false) => EquilibriumKind.UnstableNode,
            (_, true, true) => EquilibriumKind.UnstableFocus,
            _ => EquilibriumKind.Saddle,
        };
    }

    internal static Complex[] Eigenvalues(Matrix<double> jacobian) =>
        [.. jacobian.Evd(Symmetricity.Asymmetric).EigenValues.OrderByDescending(value => value.Real).ThenByDescending(value => value.Imaginary)];

    internal static Func<double[], double[]> Rates<TState>(IModel<TState> model, double input)
        where TState : unmanaged =>
        x =>
        {
            var rate = model.Derivative(StateLayout<TState>.State(x), input);
            return StateLayout<TState>.Numbers(ref rate).ToArray();
        };

    /// <summary>Newton's method, damped until the next correction is shorter: a measure that does not depend on the units of the variables (Deuflhard, Newton Methods for Nonlinear Problems, 2004, §3.3).</summary>
    internal static double[] Newton(Func<double[], double[]> f, double[] x)
    {
        var previous = double.PositiveInfinity;
        for (var iteration = 0; iteration < MaximumIterations; iteration++)
        {
            var inverse = Maths.Jacobian.At(f, x).LU();
            double[] Correction(double[] at) => [.. inverse.Solve(-Vector<double>.Build.Dense(f(at)))];
            var correction = Correction(x);
            var size = Size(correction, x);
            if (!double.IsFinite(size))
            {
                break;
            }

            // Where the matrix is nearly singular, as at a fold, rounding keeps the correction from shrinking below the first of these.
            if (size < 1e-13 || (size < RoundingOff && size > previous / 2))
            {
                return [.. x.Zip(correction, (value, change) => value + change)];
            }

            previous = size;

            for (var damping = 1.0; ; damping /= 2)
            {
                double[] next = [.. x.Zip(correction, (value, change) => value + damping * change)];
                var nextSize = Size(Correction(next), x);
                if (nextSize <= (1 - damping / 4) * size || size < RoundingOff)
                {
                    x = next;
                    break;
                }

                if (damping < 1e-6)
                {
                    throw NotFound(x);
                }
            }
        }

        throw NotFound(x);
    }

    private static double Size(double[] correction, double[] x) => Math.Sqrt(correction.Zip(x, (change, value) => change / (1 + Math.Abs(value))).Sum(relative => relative * relative));

    private static IntegrationException NotFound(double[] x) =>
        new($"No equilibrium was found: the search ended at ({string.Join(", ", x)}). Start it nearer to one (near: …), or there may be none at this input.");
}
