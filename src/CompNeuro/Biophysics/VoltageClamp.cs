using State = CompNeuro.Biophysics.HodgkinHuxley.State;

namespace CompNeuro.Biophysics;

/// <summary>
/// A family of voltage-clamp steps (Hodgkin, Huxley &amp; Katz, J. Physiol. 116:424, 1952). At constant voltage the gates relax exponentially,
/// so every current is known in closed form. The capacitive spike at the step, which the amplifier supplies at once, is left out.
/// </summary>
/// <param name="Time">Times of the samples after the step, ms.</param>
/// <param name="Steps">One entry for each command voltage, in the order asked for.</param>
public sealed record VoltageClamp(double[] Time, IReadOnlyList<ClampStep> Steps);

/// <summary>The membrane held at one voltage from time 0 on.</summary>
public sealed class ClampStep
{
    private readonly HodgkinHuxley membrane;
    private readonly State start;
    private readonly (GateRates m, GateRates h, GateRates n) gate;

    internal ClampStep(HodgkinHuxley membrane, State start, double voltage, double[] time)
    {
        (this.membrane, this.start, Voltage, Time, gate) = (membrane, start, voltage, time, membrane.Gates(voltage));
        var states = Array.ConvertAll(time, At);
        (INa, IK, IL) = (Array.ConvertAll(states, membrane.INa), Array.ConvertAll(states, membrane.IK), Array.ConvertAll(states, membrane.IL));
    }

    /// <summary>Command voltage, mV.</summary>
    public double Voltage { get; }

    /// <summary>Times of the samples after the step, ms.</summary>
    public double[] Time { get; }

    /// <summary>Sodium current at each sample, µA/cm², outward positive.</summary>
    public double[] INa { get; }

    /// <summary>Potassium current at each sample, µA/cm², outward positive.</summary>
    public double[] IK { get; }

    /// <summary>Leak current at each sample, µA/cm², outward positive.</summary>
    public double[] IL { get; }

    /// <summary>What the electrode measures: the sum of the ionic currents at each sample, µA/cm².</summary>
    public double[] Total => [.. INa.Zip(IK, IL).Select(I => I.First + I.Second + I.Third)];

    /// <summary>Sodium conductance at each sample, mS/cm².</summary>
    public double[] gNa => [.. Time.Select(At).Select(s => membrane.gNa * Math.Pow(s.m, 3) * s.h)];

    /// <summary>Potassium conductance at each sample, mS/cm².</summary>
    public double[] gK => [.. Time.Select(At).Select(s => membrane.gK * Math.Pow(s.n, 4))];

    /// <summary>The largest sodium current of the samples in either direction, with its sign, µA/cm².</summary>
    public double PeakINa => INa.MaxBy(Math.Abs);

    /// <summary>The gates at any time <paramref name="t"/> (ms) after the step, from which another step may start.</summary>
    public State At(double t) => t >= 0
        ? new(Voltage, gate.m.After(t, start.m), gate.h.After(t, start.h), gate.n.After(t, start.n))
        : throw new ArgumentOutOfRangeException(nameof(t), t, $"The clamp steps to {Voltage} mV at t = 0: t = {t} ms lies before it.");
}

/// <summary>Voltage clamp of the Hodgkin–Huxley membrane.</summary>
public static class HodgkinHuxleyVoltageClamp
{
    /// <summary>Holds the membrane until its gates have settled, then steps to each of the voltages: <c>hh.VoltageClamp(holding: -65, to: [-40, -20, 0, 20, 40], duration: 12)</c>.</summary>
    /// <param name="hh">The membrane.</param>
    /// <param name="holding">Voltage before the step, mV.</param>
    /// <param name="to">Command voltages, mV.</param>
    /// <param name="duration">How long after the step to record, ms.</param>
    /// <param name="dt">Interval between samples, ms; a five-hundredth of the duration if not given.</param>
    public static VoltageClamp VoltageClamp(this HodgkinHuxley hh, double holding, IReadOnlyList<double> to, double duration, double? dt = null) =>
        hh.VoltageClamp(hh.SteadyState(Finite(holding, nameof(holding))), to, duration, dt);

    /// <summary>Steps from any state, such as one in the middle of an earlier step: the second part of a two-pulse experiment.</summary>
    /// <inheritdoc cref="VoltageClamp(HodgkinHuxley, double, IReadOnlyList{double}, double, double?)"/>
    public static VoltageClamp VoltageClamp(this HodgkinHuxley hh, State from, IReadOnlyList<double> to, double duration, double? dt = null)
    {
        ArgumentNullException.ThrowIfNull(hh);
        ArgumentNullException.ThrowIfNull(to);
        var interval = dt ?? duration / 500;
        if (!(duration > 0) || !double.IsFinite(duration) || !(interval > 0) || !double.IsFinite(interval))
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, $"A clamp of {duration} ms sampled every {interval} ms is not possible: both must be positive, finite times.");
        }

        if (duration / interval > Array.MaxLength / 8)
        {
            throw new ArgumentOutOfRangeException(nameof(dt), dt, $"A clamp of {duration} ms sampled every {interval} ms has more samples than fit in memory: give a larger dt.");
        }

        double[] time = [.. Enumerable.Range(0, (int)Math.Floor(duration / interval * (1 + 1e-12)) + 1).Select(k => Math.Min(k * interval, duration))];
        return new(time, [.. to.Select(voltage => new ClampStep(hh, from, Finite(voltage, nameof(to)), time))]);
    }

    private static double Finite(double voltage, string name) =>
        double.IsFinite(voltage)
            ? voltage
            : throw new ArgumentOutOfRangeException(name, voltage, $"The membrane cannot be clamped to {voltage} mV: give a finite voltage.");
}
