using CompNeuro.Dynamics;
using CompNeuro.Maths;

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
        if (!(duration >= 0) || !double.IsFinite(duration))
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, $"A run cannot last {duration}: duration must be a finite number of ms, 0 or more.");
        }

        if (!(dt > 0) || !double.IsFinite(dt))
        {
            throw new ArgumentOutOfRangeException(nameof(dt), dt, $"A step of {dt} is not possible: dt must be a positive number of ms.");
        }

        if (duration / dt * Compartments > 1 << 29)
        {
            throw new ArgumentOutOfRangeException(nameof(dt), dt, $"The voltages of {Compartments} compartments every {dt} ms for {duration} ms do not fit in memory: take a larger dt, fewer compartments, or a shorter run.");
        }

        var voltage = StateLayout<TState>.IndexOf("V") ?? throw new ArgumentException($"{Membrane.GetType().Name} has no state variable V, so it cannot cover an axon.");
        var (count, steps) = ((int)Compartments, (int)Math.Ceiling(duration / dt * (1 - 1e-12)));
        var dx = Length / count;
        var radius = 1e-4 * Diameter / 2;
        var rest = Membrane.Rest;
        // 1/C is what one unit of input adds to the drive of the voltage.
        var perCapacitance = DriveOf(rest, 1) - DriveOf(rest, 0);
        var coupling = 1000 * radius / (2 * Ri * dx * dx) * perCapacitance;
        var density = 1 / (2 * Math.PI * radius * dx);
        var states = Enumerable.Repeat(rest, count).ToArray();
        var (diagonal, right) = (new double[count], new double[count]);
        var V = new double[steps + 1][];
        V[0] = Voltages();
        // The gates run half a step ahead of the voltage.
        AdvanceGates(dt / 2);
        for (var k = 0; k < steps; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            AdvanceVoltage(k * dt);
            V[k + 1] = Voltages();
            if (V[k + 1].Any(value => !double.IsFinite(value)))
            {
                throw new IntegrationException($"V left the finite numbers at t = {(k + 1) * dt} ms: check the input and the parameters.", (k + 1) * dt, "V");
            }

            AdvanceGates(dt);
            if ((k + 1) % Math.Max(1, steps / 100) == 0)
            {
                progress?.Report((k + 1.0) / steps);
            }
        }

        return new([.. Enumerable.Range(0, steps + 1).Select(k => k * dt)], [.. Enumerable.Range(0, count).Select(i => (i + 0.5) * dx)], V);

        double DriveOf(TState state, double I)
        {
            var drive = Membrane.Linear(state, I).Drive;
            return StateLayout<TState>.Numbers(ref drive)[voltage];
        }

        double[] Voltages()
        {
            var values = new double[count];
            for (var i = 0; i < count; i++)
            {
                values[i] = StateLayout<TState>.Numbers(ref states[i])[voltage];
            }

            return values;
        }

        void AdvanceGates(double h)
        {
            for (var i = 0; i < count; i++)
            {
                var (drive, decay) = Membrane.Linear(states[i], 0);
                var numbers = StateLayout<TState>.Numbers(ref states[i]);
                var drives = StateLayout<TState>.Numbers(ref drive);
                var decays = StateLayout<TState>.Numbers(ref decay);
                for (var j = 0; j < numbers.Length; j++)
                {
                    if (j != voltage)
                    {
                        numbers[j] += h * (drives[j] - decays[j] * numbers[j]) / Special.XOverExpM1(-decays[j] * h);
                    }
                }
            }
        }

        // Crank–Nicolson is a backward Euler half step, then as much again: V(t + dt) = 2V(t + dt/2) − V(t).
        void AdvanceVoltage(double t)
        {
            var half = dt / 2;
            for (var i = 0; i < count; i++)
            {
                var current = i == 0 ? density * input.Mean(t, t + dt) : 0;
                var (drive, decay) = Membrane.Linear(states[i], current);
                var neighbours = (i > 0 ? 1 : 0) + (i < count - 1 ? 1 : 0);
                diagonal[i] = 1 + half * (StateLayout<TState>.Numbers(ref decay)[voltage] + neighbours * coupling);
                right[i] = StateLayout<TState>.Numbers(ref states[i])[voltage] + half * StateLayout<TState>.Numbers(ref drive)[voltage];
            }

            Tridiagonal.Solve(diagonal, half * coupling, right);
            for (var i = 0; i < count; i++)
            {
                ref var value = ref StateLayout<TState>.Numbers(ref states[i])[voltage];
                value = 2 * right[i] - value;
            }
        }
    }
}
