using System.Numerics;
using CompNeuro.Dynamics;

namespace CompNeuro.Neurons;

/// <summary>
/// A one-variable neuron under white noise, dV = (rate of change) dt + D dW: how its potential is distributed, how often it fires, and how its rate follows a small sinusoidal current. Solves the
/// Fokker–Planck equation from the threshold downwards, which is exact but for the step in V.
/// </summary>
/// <remarks>Threshold integration: Richardson, Phys. Rev. E 76:021919, 2007; here with steps of second order. See <see cref="WhiteNoises.UnderWhiteNoise{TState}"/>.</remarks>
public sealed class WhiteNoise
{
    private const int MostSteps = 5_000_000;
    private const double Large = 1e100;

    private readonly double step, refractory, halfSquare, sensitivity;
    private readonly double[] decay, weight;
    private readonly int reset;

    internal WhiteNoise(Func<double, double> drift, double sensitivity, double noise, double threshold, double reset, double refractory, int steps)
    {
        (step, this.reset, halfSquare, this.sensitivity, this.refractory) = ((threshold - reset) / steps, steps, noise * noise / 2, sensitivity, refractory);
        var (V, density, decays, weights) = (new List<double> { threshold }, new List<double> { 0 }, new List<double>(), new List<double>());
        // p = P/r obeys dp/dV = (f p − j)/(D²/2), j being 1 above the reset and 0 below. Down to where next to nothing is left. All is scaled so that a neuron that hardly ever fires has a density too.
        var flux = 1.0;
        for (var (p, most) = (0.0, 0.0); V.Count <= steps || p > 1e-13 * most; most = Math.Max(most, p))
        {
            if (V.Count > MostSteps)
            {
                throw new InvalidOperationException($"{V.Count} steps below the threshold, at {V[^1]}, the density has not yet fallen off: give fewer steps if the reset lies close to the threshold; a neuron that nothing holds has no steady density.");
            }

            var x = step * drift(threshold - (V.Count - 0.5) * step) / halfSquare;
            decays.Add(Math.Exp(-x));
            weights.Add(step / halfSquare / Maths.Special.XOverExpM1(-x));
            p = p * decays[^1] + (V.Count <= steps ? flux * weights[^1] : 0);
            if (!double.IsFinite(p))
            {
                throw new ArgumentOutOfRangeException(nameof(steps), steps, $"Under noise of {noise} mV/√ms the density changes too much in one step at {V[^1]} mV: give more than {steps} steps, or stronger noise.");
            }

            V.Add(threshold - V.Count * step);
            density.Add(p);
            if (p > Large)
            {
                density = density.ConvertAll(each => each / Large);
                (p, most, flux) = (p / Large, most / Large, flux / Large);
            }
        }

        (decay, weight) = ([.. decays], [.. weights]);
        var whole = flux * refractory + step * density.Sum();
        (Rate, this.V, Density) = (1000 * flux / whole, [.. V], [.. density.Select(p => p / whole)]);
    }

    /// <summary>Mean firing rate.</summary>
    [Unit("Hz")] public double Rate { get; }

    /// <summary>The potentials of <see cref="Density"/>, from the threshold downwards.</summary>
    [Unit("mV")] public double[] V { get; }

    /// <summary>The density of the potential; it integrates to the part of the time that the neuron is not refractory.</summary>
    [Unit("1/mV")] public double[] Density { get; }

    /// <summary>The complex amplitude with which the rate follows a small sinusoidal current, per unit of current: the gain, Hz per unit, and the phase by which the rate leads.</summary>
    /// <param name="frequency">Hz.</param>
    public Complex Response(double frequency)
    {
        if (Rate == 0)
        {
            return 0;
        }

        // With P₁ = r₁ a + I₁ b, both from the threshold down: dJ/dV = −iω P₁ (and what is reset comes in there), dP₁/dV = (f P₁ + g P₀ − J)/(D²/2). No flux is left at the bottom.
        var omega = new Complex(0, 2 * Math.PI * frequency / 1000);
        var back = Complex.Exp(-omega * refractory);
        var (a, fluxA, b, fluxB) = (Complex.Zero, Complex.One, Complex.Zero, Complex.Zero);
        for (var k = 0; k < decay.Length; k++)
        {
            fluxA -= k == reset ? back : 0;
            var push = sensitivity * (Density[k] + Density[k + 1]) / 2;
            var nextA = a * decay[k] + weight[k] * (fluxA + step / 2 * omega * a);
            var nextB = b * decay[k] + weight[k] * (fluxB + step / 2 * omega * b - push);
            fluxA += step / 2 * omega * (a + nextA);
            fluxB += step / 2 * omega * (b + nextB);
            (a, b) = (nextA, nextB);
        }

        return -1000 * fluxB / fluxA;
    }
}

/// <summary>One-variable neurons under white noise.</summary>
public static class WhiteNoises
{
    /// <summary>What a one-variable neuron does under a constant current and white noise of strength <paramref name="noise"/>.</summary>
    /// <param name="neuron">The neuron; the input must enter its equation linearly.</param>
    /// <param name="I">The current, in the neuron's unit.</param>
    /// <param name="noise">D in dV = … + D dW, mV/√ms; in the convention of <see cref="NoisyLeakyIntegrateAndFire"/>, σ/√τ.</param>
    /// <param name="steps">Into how many steps the way from reset to threshold is divided; the error falls as their square.</param>
    public static WhiteNoise UnderWhiteNoise<TState>(this ISpikingModel<TState> neuron, double I, double noise, int steps = 4000)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(neuron);
        if (StateLayout<TState>.Count != 1)
        {
            throw new ArgumentException($"{neuron.GetType().Name} has {StateLayout<TState>.Count} variables: the density of one is all that is solved for here.", nameof(neuron));
        }

        if (!(noise > 0) || !double.IsFinite(noise))
        {
            throw new ArgumentOutOfRangeException(nameof(noise), noise, $"Noise of {noise} mV/√ms is not possible: it must be a positive, finite number.");
        }

        if (!double.IsFinite(I))
        {
            throw new ArgumentOutOfRangeException(nameof(I), I, $"A current of {I} is not possible: it must be a finite number.");
        }

        if (steps < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(steps), steps, $"The way from reset to threshold cannot be divided into {steps} steps: give a positive number.");
        }

        Spiking.RequireLowReset(neuron);
        TState At(double V) => StateLayout<TState>.State([V]);
        double First(TState s) => StateLayout<TState>.Numbers(ref s)[0];
        double Drift(double V, double input) => First(neuron.Derivative(At(V), input));
        var reset = First(neuron.Reset(At(neuron.SpikeLevel)));
        return new(V => Drift(V, I), Drift(reset, I + 1) - Drift(reset, I), noise, neuron.SpikeLevel, reset, neuron.RefractoryPeriod, steps);
    }
}
