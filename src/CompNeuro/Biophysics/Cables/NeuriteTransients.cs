using CompNeuro.Dynamics;
using CompNeuro.Maths;
using MathNet.Numerics;

namespace CompNeuro.Biophysics.Cables;

/// <summary>How passive neurites answer in time, from the solution itself and not from a discretisation: the inverse Laplace transform of the impedance.</summary>
/// <remarks>The error is about 10⁻¹³ of what the same charge would do at the same time where it enters if nothing leaked; voltages far smaller, such as those long before the signal arrives, are noise of that size.</remarks>
public static class NeuriteTransients
{
    /// <summary>The voltage, mV, a time <paramref name="t"/> after a charge of 1 pC (1 nA for 1 ms, in no time) is put at a place: Green's function of the cable equation.</summary>
    /// <param name="t">ms; before 0 the neurite is at rest.</param>
    public static double ImpulseResponse<TPlace>(this IPassiveNeurite<TPlace> neurite, double t, TPlace from, TPlace to)
        where TPlace : struct
    {
        ArgumentNullException.ThrowIfNull(neurite);
        return t > 0 ? LaplaceTransform.Invert(s => neurite.Transfer(s, from, to), t) : 0;
    }

    /// <summary>The voltage, mV, a time <paramref name="t"/> after a constant current of 1 nA is switched on at a place.</summary>
    /// <inheritdoc cref="ImpulseResponse"/>
    public static double StepResponse<TPlace>(this IPassiveNeurite<TPlace> neurite, double t, TPlace from, TPlace to)
        where TPlace : struct
    {
        ArgumentNullException.ThrowIfNull(neurite);
        return t > 0 ? LaplaceTransform.Invert(s => neurite.Transfer(s, from, to) / s, t) : 0;
    }

    /// <summary>The voltage, mV, at time <paramref name="t"/> by any current into a neurite that is at rest at t = 0: ∫ G(r) I(t − r) dr, to about 10⁻⁹ of itself.</summary>
    /// <param name="input">nA.</param>
    /// <param name="t">ms.</param>
    public static double Response<TPlace>(this IPassiveNeurite<TPlace> neurite, Stimulus input, double t, TPlace from, TPlace to)
        where TPlace : struct
    {
        ArgumentNullException.ThrowIfNull(input);
        // In u = √r the integrand has no singularity: where the charge enters, G goes as 1/√r.
        double[] cuts = [0, .. input.Discontinuities.Where(jump => jump > 0 && jump < t).Select(jump => Math.Sqrt(t - jump)).Order(), Math.Sqrt(Math.Max(t, 0))];
        return cuts.Zip(cuts.Skip(1), (low, high) => Integrate.GaussKronrod(u => 2 * u * neurite.ImpulseResponse(u * u, from, to) * input.At(t - u * u), low, high, 1e-9, 7, 21)).Sum();
    }
}
