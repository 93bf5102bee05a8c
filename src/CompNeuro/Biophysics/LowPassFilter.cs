using System.Numerics;

namespace CompNeuro.Biophysics;

/// <summary>A first-order low-pass filter: τ dy/dt = −y + x, so that H(f) = 1/(1 + 2πifτ).</summary>
/// <param name="tau">Time constant, ms.</param>
public sealed record LowPassFilter(double tau)
{
    [Unit("ms", Above = 0)] public double tau { get; init => field = Parameter.Checked<LowPassFilter>(value); } = Parameter.Checked<LowPassFilter>(tau, nameof(tau));

    /// <summary>1/(2πτ): here power is halved, amplitude is 1/√2 (−3 dB), and the output lags by 45°.</summary>
    [Unit("Hz")] public double CutoffFrequency => 1000 / (2 * Math.PI * tau);

    /// <summary>Complex ratio of output to input for a sine wave.</summary>
    /// <param name="frequency">Hz.</param>
    public Complex Response(double frequency) =>
        frequency >= 0 && double.IsFinite(frequency)
            ? 1 / new Complex(1, frequency / CutoffFrequency)
            : throw new ArgumentOutOfRangeException(nameof(frequency), frequency, $"frequency = {frequency} Hz is not possible: it must be 0 or a positive, finite number.");

    /// <summary>Ratio of the amplitudes, 1 at frequency 0.</summary>
    /// <inheritdoc cref="Response"/>
    public double Gain(double frequency) => Response(frequency).Magnitude;

    /// <summary>The gain in dB, 20 log₁₀: far above the cutoff it falls by 20 dB a decade.</summary>
    /// <inheritdoc cref="Response"/>
    public double Decibels(double frequency) => 20 * Math.Log10(Gain(frequency));

    /// <summary>Phase of the output, in degrees: from 0 to −90, negative because it lags.</summary>
    /// <inheritdoc cref="Response"/>
    public double Phase(double frequency) => Response(frequency).Phase * 180 / Math.PI;
}
