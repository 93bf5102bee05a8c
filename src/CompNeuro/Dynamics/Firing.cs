namespace CompNeuro.Dynamics;

/// <summary>
/// Firing rates against steady input, with the input slowly raised and then slowly lowered, each time from the state the last left behind.
/// Where the two differ the model can rest or fire under the same input.
/// </summary>
/// <param name="Currents">Ascending, in the model's unit of input.</param>
/// <param name="Rising">Rates on the way up, from rest, Hz.</param>
/// <param name="Falling">Rates on the way down, from the state at the highest input, Hz; in the order of <paramref name="Currents"/>.</param>
public sealed record FiringRateCurve(double[] Currents, double[] Rising, double[] Falling);

/// <summary>How a spiking model fires under steady input. A spike is a rise of its first variable through a level, or what the model itself calls one (<see cref="ISpikingModel{TState}"/>).</summary>
public static class Firing
{
    // Rates come out right to six digits, just above rheobase to four, several times faster than with the tolerances of a single run.
    private static readonly DormandPrince Solver = new() { RelativeTolerance = 1e-6, AbsoluteTolerance = [1e-7] };

    /// <summary>The rate, Hz for a time in ms, at which the model goes on firing under a steady input; 0 if it falls silent.</summary>
    /// <param name="model">The model.</param>
    /// <param name="current">The input, in its unit.</param>
    /// <param name="initial">The state in which the input is switched on; rest if not given.</param>
    /// <param name="duration">How long to follow the model, ms; the rate is that of the second half. Give several times the period of the slowest firing of interest.</param>
    /// <param name="level">What counts as a spike, mV. Strong currents make small spikes: the squid axon's no longer reach 0 mV from 63 µA/cm² on.</param>
    public static double FiringRate<TState>(this IModel<TState> model, double current, TState? initial = null, double duration = 1000, double level = 0)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Fire(current, initial ?? model.Rest, duration, level).Rate;
    }

    /// <summary>The rate at each input, from rest upwards and then, from firing, downwards: hysteresis.</summary>
    /// <param name="model">The model.</param>
    /// <param name="currents">Inputs, in any order.</param>
    /// <param name="duration">For each input, ms: a quarter to reach it, the rest half to settle and half to measure the rate.</param>
    /// <param name="level">What counts as a spike, mV.</param>
    public static FiringRateCurve FiringRateCurve<TState>(this IModel<TState> model, IEnumerable<double> currents, double duration = 1000, double level = 0)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(currents);
        RequireTime(duration);
        double[] ascending = [.. currents.Order()];
        var (state, last) = (model.Rest, 0.0);
        var shock = 0.005 * (level - First(ref state));
        double Next(double current)
        {
            // Turned at once, the input can throw the model out of the oscillation or into it; turned slowly, it leaves the model balanced on an
            // equilibrium that has become unstable, until a shock (0.3 mV for the squid axon) too small to matter elsewhere tips it.
            state = model.Follow(Stimulus.Ramp(last, current, 0, duration / 4), state, duration / 4).Final;
            First(ref state) += shock;
            (var rate, state) = model.Fire(current, state, duration * 3 / 4, level);
            last = current;
            return rate;
        }

        double[] rising = [.. ascending.Select(Next)];
        double[] falling = [.. ascending.Reverse().Select(Next)];
        Array.Reverse(falling);
        return new(ascending, rising, falling);
    }

    private static (double Rate, TState Final) Fire<TState>(this IModel<TState> model, double current, TState initial, double duration, double level)
        where TState : unmanaged
    {
        RequireTime(duration);
        var path = model.Follow(current, initial, duration);
        double[] spikes = [.. path.SpikeTimes(StateLayout<TState>.Named(model)[0].Name, level).Where(t => t > duration / 2)];
        if (spikes.Length < 2)
        {
            return (0, path.Final);
        }

        var interval = (spikes[^1] - spikes[0]) / (spikes.Length - 1);
        return (duration - spikes[^1] < 2 * interval ? 1000 / interval : 0, path.Final);
    }

    private static Simulation<TState> Follow<TState>(this IModel<TState> model, Stimulus stimulus, TState initial, double duration)
        where TState : unmanaged => model.Simulate(stimulus, duration, dt: duration, initial, Solver);

    private static ref double First<TState>(ref TState state)
        where TState : unmanaged => ref StateLayout<TState>.Numbers(ref state)[0];

    private static void RequireTime(double duration)
    {
        if (!(duration > 0) || !double.IsFinite(duration))
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, $"Firing cannot be watched for {duration} ms: give a positive, finite time.");
        }
    }
}
