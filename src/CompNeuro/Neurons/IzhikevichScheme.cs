using CompNeuro.Dynamics;

namespace CompNeuro.Neurons;

/// <summary>The scheme in which Izhikevich's neuron was published.</summary>
public static class IzhikevichScheme
{
    /// <summary>
    /// Runs the neuron as in the program to the paper of 2004: v ← v + h v'(v, u), then u ← u + h u'(v, u) with the new v; where v is then above 30 mV, a spike at 30 mV and the reset.
    /// A step h of a fifth to half a millisecond is coarse for a spike, and part of what this scheme shows is due to it: compare with <see cref="ModelExtensions.Simulate{TState}"/>.
    /// </summary>
    /// <remarks>As there, the first sample, at t = 0, is the state after one step, and the input is taken at the end of each.</remarks>
    /// <param name="neuron">The neuron.</param>
    /// <param name="input">The input over time, mV/ms.</param>
    /// <param name="duration">A whole number of steps, ms.</param>
    /// <param name="step">h, ms.</param>
    /// <param name="initial">The state before the first step; rest if not given.</param>
    public static Simulation<Izhikevich.State> SimulateAsPublished(this Izhikevich neuron, Stimulus input, double duration, double step, Izhikevich.State? initial = null)
    {
        ArgumentNullException.ThrowIfNull(neuron);
        ArgumentNullException.ThrowIfNull(input);
        var steps = Math.Round(duration / step);
        if (!(step > 0) || !(steps >= 0) || Math.Abs(steps * step - duration) > 1e-9 * duration)
        {
            throw new ArgumentException($"A run of {duration} ms is not a whole number of steps of {step} ms.", nameof(step));
        }

        var recording = new Recording(2, Recording.Curve.Line, (int)steps + 2);
        var s = initial ?? neuron.Rest;
        for (var k = 0; k <= steps; k++)
        {
            var t = k * step;
            s = s with { v = s.v + step * neuron.Derivative(s, input.At(t)).v };
            s = s with { u = s.u + step * neuron.Derivative(s, input.At(t)).u };
            var spikes = s.v > neuron.SpikeLevel;
            Izhikevich.State shown = spikes ? s with { v = neuron.SpikeLevel } : s;
            if (k == 0)
            {
                recording.Start(t, [shown.v, shown.u]);
            }
            else
            {
                recording.Add(t, [shown.v, shown.u]);
            }

            if (spikes)
            {
                s = neuron.Reset(s);
                recording.Jump([s.v, s.u]);
            }
        }

        return new(neuron, input, recording, (int)steps + 1, step);
    }
}
