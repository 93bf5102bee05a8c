using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace CompNeuro.Dynamics;

/// <summary>How a model at rest answers to inputs too small to excite it.</summary>
public static class LinearResponse
{
    /// <summary>
    /// The complex amplitude of the first variable per amplitude of a small sinusoidal input around an equilibrium, e₁ᵀ(iω − J)⁻¹ ∂f/∂input:
    /// the impedance of a membrane, in kΩ·cm² for mV and µA/cm². An oscillating mode shows as a peak: resonance.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="frequency">Hz, for a time in ms.</param>
    /// <param name="input">The constant input around which the small one varies.</param>
    /// <param name="near">A state near the equilibrium; the model's rest if not given.</param>
    public static Complex Impedance<TState>(this IModel<TState> model, double frequency, double input = 0, TState? near = null)
        where TState : unmanaged
    {
        var state = model.Equilibrium(input, near).State;
        double[] x = StateLayout<TState>.Numbers(ref state).ToArray();
        var push = Maths.Jacobian.At(I => Equilibria.Rates(model, I[0])(x), [input]).Column(0).ToComplex();
        var turn = Complex.ImaginaryOne * (2 * Math.PI * frequency / 1000) * Matrix<Complex>.Build.DenseIdentity(x.Length);
        return (turn - model.Jacobian(state, input).ToComplex()).Solve(push)[0];
    }
}
