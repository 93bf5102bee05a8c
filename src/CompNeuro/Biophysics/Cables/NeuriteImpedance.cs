using System.Numerics;

namespace CompNeuro.Biophysics.Cables;

/// <summary>How passive neurites, cables and trees alike, answer to constant currents and to sine waves.</summary>
public static class NeuriteImpedance
{
    // The slope of an analytic function at 0 from one value a little way up the imaginary axis: no difference, so nothing cancels; the error is of the order of (Small·τ)².
    private const double Small = 1e-8;

    /// <summary>Voltage at a place by a constant current of 1 nA there, MΩ.</summary>
    public static double InputResistance<TPlace>(this IPassiveNeurite<TPlace> neurite, TPlace at = default)
        where TPlace : struct => neurite.TransferResistance(at, at);

    /// <summary>Voltage at one place by a constant current of 1 nA at another, MΩ; the same when the two are exchanged.</summary>
    public static double TransferResistance<TPlace>(this IPassiveNeurite<TPlace> neurite, TPlace from, TPlace to)
        where TPlace : struct => neurite.TransferImpedance(0, from, to).Real;

    /// <summary>Complex ratio of voltage to sinusoidal current at one place, MΩ.</summary>
    /// <param name="frequency">Hz.</param>
    public static Complex InputImpedance<TPlace>(this IPassiveNeurite<TPlace> neurite, double frequency, TPlace at = default)
        where TPlace : struct => neurite.TransferImpedance(frequency, at, at);

    /// <summary>Complex ratio of the voltage at one place to a sinusoidal current at another, MΩ.</summary>
    /// <param name="frequency">Hz.</param>
    public static Complex TransferImpedance<TPlace>(this IPassiveNeurite<TPlace> neurite, double frequency, TPlace from, TPlace to)
        where TPlace : struct => Checked(neurite).Transfer(Rate(frequency), from, to);

    /// <summary>Complex ratio of the voltage at <paramref name="to"/> to the one at <paramref name="from"/>, where the current, or a clamp, is.</summary>
    /// <param name="frequency">Hz; 0 for the steady state, and for the ratio of the areas under any transient.</param>
    public static Complex VoltageRatio<TPlace>(this IPassiveNeurite<TPlace> neurite, TPlace from, TPlace to, double frequency = 0)
        where TPlace : struct => Checked(neurite).Ratio(Rate(frequency), from, to);

    /// <summary>By how much the voltage shrinks on its way, 1 or more: the amplitude at <paramref name="from"/> over the one at <paramref name="to"/>.</summary>
    /// <inheritdoc cref="VoltageRatio"/>
    public static double Attenuation<TPlace>(this IPassiveNeurite<TPlace> neurite, TPlace from, TPlace to, double frequency = 0)
        where TPlace : struct => 1 / neurite.VoltageRatio(from, to, frequency).Magnitude;

    /// <summary>
    /// How much later than the injected current the voltage comes, ms, measured by the centres of mass of the two in time, whatever their shape
    /// (H. Agmon-Snir and I. Segev, J. Neurophysiol. 70:2066, 1993).
    /// </summary>
    public static double TotalDelay<TPlace>(this IPassiveNeurite<TPlace> neurite, TPlace from, TPlace to)
        where TPlace : struct => Delay(s => Checked(neurite).Transfer(s, from, to));

    /// <summary>How much later the voltage comes at <paramref name="to"/> than where the current enters, ms, by the centres of mass: τ/2 for every λ of an endless cable.</summary>
    public static double PropagationDelay<TPlace>(this IPassiveNeurite<TPlace> neurite, TPlace from, TPlace to)
        where TPlace : struct => Delay(s => Checked(neurite).Ratio(s, from, to));

    /// <summary>The length constant for sine waves, µm: their amplitude falls by e over each on an endless cable. λ √(2/(1 + √(1 + ω²τ²))).</summary>
    /// <param name="frequency">Hz.</param>
    public static double LengthConstant(this Cable cable, double frequency)
    {
        ArgumentNullException.ThrowIfNull(cable);
        return cable.lambda / Complex.Sqrt(1 + Rate(frequency) * cable.tau).Real;
    }

    private static double Delay(Func<Complex, Complex> transfer)
    {
        var value = transfer(new(0, Small));
        return -value.Imaginary / value.Real / Small;
    }

    private static Complex Rate(double frequency) =>
        frequency >= 0 && double.IsFinite(frequency)
            ? new(0, 2 * Math.PI * frequency / 1000)
            : throw new ArgumentOutOfRangeException(nameof(frequency), frequency, $"frequency = {frequency} Hz is not possible: it must be 0 or a positive, finite number.");

    private static IPassiveNeurite<TPlace> Checked<TPlace>(IPassiveNeurite<TPlace> neurite)
        where TPlace : struct => neurite ?? throw new ArgumentNullException(nameof(neurite));
}
