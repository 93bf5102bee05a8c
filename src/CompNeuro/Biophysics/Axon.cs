using CompNeuro.Biophysics.Compartments;
using CompNeuro.Dynamics;

namespace CompNeuro.Biophysics;

/// <summary>Axons by name.</summary>
public static class Axon
{
    /// <summary>
    /// The axon for which Hodgkin &amp; Huxley (1952d, p. 529) worked out a propagating spike by hand: radius 238 µm, axoplasm 35.4 Ω·cm, 18.5 °C. They found
    /// 18.8 m/s where 21.2 m/s was observed; the equations themselves give 18.73.
    /// </summary>
    public static Axon<HodgkinHuxley.State> SquidGiant { get; } = Of(HodgkinHuxley.SquidAxon with { Temperature = 18.5 });

    /// <summary>An axon, by default as long and thick as the giant axon of the squid, covered with any membrane.</summary>
    public static Axon<TState> Of<TState>(IConditionallyLinear<TState> membrane)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(membrane);
        return new(membrane);
    }
}

/// <summary>
/// An unbranched, uniform axon with sealed ends, covered with one kind of membrane: C ∂V/∂t = (a/2Rᵢ) ∂²V/∂x² − I_ion + I, where a is the radius
/// (Hodgkin &amp; Huxley, J. Physiol. 117:500, 1952, eq. 28).
/// </summary>
/// <remarks>
/// Solved as NEURON does (Hines, Int. J. Bio-Med. Comput. 15:69, 1984): compartments of equal length, voltage by Crank–Nicolson and gates by exponential steps
/// staggered half a step from it, so that the error is of second order in time and in space and no step is too long to be stable.
/// </remarks>
/// <typeparam name="TState">The state of the membrane: a voltage V in mV, and gates whose rates depend on V alone.</typeparam>
/// <param name="Membrane">The membrane; its input is a current density in µA/cm².</param>
public sealed record Axon<TState>(IConditionallyLinear<TState> Membrane)
    where TState : unmanaged
{
    /// <summary>Length.</summary>
    [Unit("cm", Above = 0)] public double Length { get; init => field = Parameter.Checked<Axon<TState>>(value); } = 10;

    /// <summary>Diameter; the giant axon of Hodgkin &amp; Huxley had 476 µm.</summary>
    [Unit("µm", Above = 0)] public double Diameter { get; init => field = Parameter.Checked<Axon<TState>>(value); } = 476;

    /// <summary>Resistivity of the axoplasm.</summary>
    [Unit("Ω·cm", Above = 0)] public double Ri { get; init => field = Parameter.Checked<Axon<TState>>(value); } = 35.4;

    /// <summary>Number of compartments.</summary>
    [Unit("1", AtLeast = 2, AtMost = 1e6)] public double Compartments { get; init => field = Math.Round(Parameter.Checked<Axon<TState>>(value)); } = 400;

    /// <summary>Runs the axon from the rest of its membrane, with a current injected at its left end.</summary>
    /// <param name="input">The injected current, µA (a whole current, not a density), into the left end.</param>
    /// <param name="duration">How long, ms; rounded up to a whole number of steps.</param>
    /// <param name="dt">The step, ms; also the interval between samples.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Asked at every step.</param>
    /// <exception cref="ArgumentException">The duration, the step or the input is not possible, or the membrane has no variable V.</exception>
    public AxonRun Simulate(Stimulus input, double duration, double dt = 0.005, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (count, steps) = ((int)Compartments, CableEngine.Steps(duration, dt, Compartments));
        var dx = 1e4 * Length / count;
        // In nS, pF and µm.
        var coupling = 1e5 * Math.PI * Diameter * Diameter / (4 * Ri * dx);
        var area = 0.01 * Math.PI * Diameter * dx;
        double[] All(double value) => [.. Enumerable.Repeat(value, count)];
        var capacitance = All(area / MembraneMechanism<TState>.PerCapacitance(Membrane));
        // The squid's own membrane has a path of its own, several times as fast.
        var squid = Membrane as HodgkinHuxley;
        var engine = new CableEngine(
            [.. Enumerable.Range(-1, count)],
            All(coupling),
            capacitance,
            All(area * squid?.gL ?? 0),
            All(area * squid?.gL * squid?.EL ?? 0),
            [squid is null ? new MembraneMechanism<TState>(Membrane, capacitance) : new HodgkinHuxleyMechanism(squid, [.. Enumerable.Range(0, count)], All(area))]);
        var now = All(MembraneMechanism<TState>.RestingVoltage(Membrane));
        var V = new double[steps + 1][];
        engine.Run(now, steps, dt, [new CurrentClamp(default, 1000 * input).Sampled(0, steps, dt)], k => V[k] = [.. now], progress, cancellation);
        return new([.. Enumerable.Range(0, steps + 1).Select(k => k * dt)], [.. Enumerable.Range(0, count).Select(i => (i + 0.5) * Length / count)], V);
    }
}
