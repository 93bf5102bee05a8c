using System.Numerics;
using CompNeuro.Dynamics;

namespace CompNeuro.Biophysics;

/// <summary>A patch of membrane without gates, capacitance and leak in parallel: C dV/dt = −gL (V − EL) + I. All currents are densities, per area of membrane.</summary>
public sealed record PassiveMembrane : IConditionallyLinear<PassiveMembrane.State>
{
    public readonly record struct State([property: Unit("mV")] double V);

    [Unit("µF/cm²", Above = 0)] public double C { get; init => field = Parameter.Checked<PassiveMembrane>(value); } = 1;

    [Unit("mS/cm²", Above = 0)] public double gL { get; init => field = Parameter.Checked<PassiveMembrane>(value); } = 0.05;

    [Unit("mV")] public double EL { get; init => field = Parameter.Checked<PassiveMembrane>(value); } = -70;

    /// <summary>The membrane time constant, C/gL = Rm C.</summary>
    [Unit("ms")] public double tau => C / gL;

    /// <summary>The resistance of one cm² of membrane, 1/gL.</summary>
    [Unit("kΩ·cm²")] public double Rm => 1 / gL;

    /// <summary>The membrane as a filter: voltage relative to what the same current does when it is constant.</summary>
    public LowPassFilter Filter => new(tau);

    /// <summary>A membrane given by its specific resistance, kΩ·cm² (10 to 30 in cortical pyramidal cells), and capacitance, µF/cm²: τ = Rm C.</summary>
    public static PassiveMembrane FromResistance(double Rm, double C = 1, double EL = -70) =>
        Rm > 0 && double.IsFinite(Rm)
            ? new() { gL = 1 / Rm, C = C, EL = EL }
            : throw new ArgumentOutOfRangeException(nameof(Rm), Rm, $"Rm = {Rm} kΩ·cm² is not possible: it must be a positive, finite number.");

    public State Rest => new(EL);

    public State Derivative(State s, [Unit("µA/cm²")] double I) => new((-gL * (s.V - EL) + I) / C);

    public (State Drive, State Decay) Linear(State s, double I) => (new((gL * EL + I) / C), new(gL / C));

    /// <summary>The voltage, mV, a time <paramref name="t"/> after a constant current is switched on at rest: V = EL + (I/gL)(1 − e^(−t/τ)).</summary>
    /// <param name="t">ms; before 0 the membrane is at rest.</param>
    /// <param name="I">µA/cm².</param>
    public double StepResponse(double t, double I) => EL - (t > 0 ? I / gL * (Math.Exp(-t / tau) - 1) : 0);

    /// <summary>The voltage, mV, a time <paramref name="t"/> after a current is switched on that lasts for <paramref name="width"/>: the sum of two steps.</summary>
    /// <inheritdoc cref="StepResponse"/>
    /// <param name="width">ms.</param>
    public double PulseResponse(double t, double I, double width) => StepResponse(t, I) + StepResponse(t - width, -I) - EL;

    /// <summary>
    /// The voltage, mV, a time <paramref name="t"/> after the current amplitude·sin(2πft) is switched on at rest:
    /// V = EL + (amplitude/gL) (sin ωt − ωτ cos ωt + ωτ e^(−t/τ)) / (1 + ω²τ²). The last term is the transient.
    /// </summary>
    /// <param name="t">ms; before 0 the membrane is at rest.</param>
    /// <param name="amplitude">µA/cm².</param>
    /// <param name="frequency">Hz.</param>
    public double SineResponse(double t, double amplitude, double frequency)
    {
        var omega = 2 * Math.PI * frequency / 1000;
        var (sin, cos) = Math.SinCos(omega * t);
        var x = omega * tau;
        return EL + (t > 0 ? amplitude / gL * (sin - x * cos + x * Math.Exp(-t / tau)) / (1 + x * x) : 0);
    }

    /// <summary>The impedance, kΩ·cm²: the complex ratio of voltage to sinusoidal current, Z = Rm/(1 + 2πifτ).</summary>
    /// <param name="frequency">Hz.</param>
    public Complex Impedance(double frequency) => Rm * Filter.Response(frequency);
}
