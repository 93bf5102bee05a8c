using CompNeuro.Dynamics;
using State = CompNeuro.Biophysics.HodgkinHuxley.State;

namespace CompNeuro.Biophysics;

/// <summary>
/// Firing rates against steady current, with the current slowly raised and then slowly lowered, each time from the state the last left behind.
/// Where the two differ the membrane can rest or fire under the same current.
/// </summary>
/// <param name="Currents">Ascending, µA/cm².</param>
/// <param name="Rising">Rates on the way up, from rest, Hz.</param>
/// <param name="Falling">Rates on the way down, from the state at the highest current, Hz; in the order of <paramref name="Currents"/>.</param>
public sealed record FiringRateCurve(double[] Currents, double[] Rising, double[] Falling);

/// <summary>How the Hodgkin–Huxley membrane fires under steady current: at a frequency that jumps from nothing to tens of hertz (class II).</summary>
public static class HodgkinHuxleyFiring
{
    // Rates come out right to six digits, several times faster than with the tolerances of a single run.
    private static readonly DormandPrince Solver = new() { RelativeTolerance = 1e-6, AbsoluteTolerance = [1e-7] };

    /// <summary>The rate, Hz, at which the membrane goes on firing under a steady current; 0 if it falls silent. A spike is a rise of V through <paramref name="level"/>.</summary>
    /// <param name="hh">The membrane.</param>
    /// <param name="current">µA/cm².</param>
    /// <param name="initial">The state in which the current is switched on; rest if not given.</param>
    /// <param name="duration">How long to follow the membrane, ms; the rate is that of the second half.</param>
    /// <param name="level">mV. Strong currents make small spikes: from 63 µA/cm² on they no longer reach 0 mV.</param>
    public static double FiringRate(this HodgkinHuxley hh, double current, State? initial = null, double duration = 1000, double level = 0) =>
        hh.Fire(current, initial ?? hh.Rest, duration, level).Rate;

    /// <summary>The rate at each current, from rest upwards and then, from firing, downwards: hysteresis.</summary>
    /// <param name="hh">The membrane.</param>
    /// <param name="currents">µA/cm², in any order.</param>
    /// <param name="duration">For each current, ms: a quarter to reach it, the rest half to settle and half to measure the rate.</param>
    /// <param name="level">What counts as a spike, mV.</param>
    public static FiringRateCurve FiringRateCurve(this HodgkinHuxley hh, IEnumerable<double> currents, double duration = 1000, double level = 0)
    {
        ArgumentNullException.ThrowIfNull(hh);
        ArgumentNullException.ThrowIfNull(currents);
        RequireTime(duration);
        double[] ascending = [.. currents.Order()];
        var (state, last) = (hh.Rest, 0.0);
        double Next(double current)
        {
            // Turned at once, the current can throw the membrane out of the oscillation or into it; turned slowly, it leaves the membrane balanced
            // on an equilibrium that has become unstable, until a shock (0.3 mV) too small to matter elsewhere tips it.
            state = hh.Follow(Solver, Stimulus.Ramp(last, current, 0, duration / 4), state, duration / 4).Final;
            (var rate, state) = hh.Fire(current, state with { V = state.V + 0.3 }, duration * 3 / 4, level);
            last = current;
            return rate;
        }

        double[] rising = [.. ascending.Select(Next)];
        double[] falling = [.. ascending.Reverse().Select(Next)];
        Array.Reverse(falling);
        return new(ascending, rising, falling);
    }

    /// <summary>
    /// The weakest step from rest that keeps the membrane firing, µA/cm². Below it a step brings a few spikes at most, and yet up to
    /// <see cref="HodgkinHuxleyBifurcations.HopfCurrents"/> the equilibrium stays stable.
    /// It is where the cycles of firing begin, the lowest fold of <c>hh.LimitCycles(at: 20, from: 0, to: 200)</c>, to four digits:
    /// closer to it than that, spikes go on for seconds before they stop.
    /// </summary>
    public static double RepetitiveFiringCurrent(this HodgkinHuxley hh)
    {
        ArgumentNullException.ThrowIfNull(hh);
        var rest = hh.Rest;
        return HodgkinHuxleyExcitability.Threshold(I => hh.FiringRate(I, rest, duration: 3000) > 0, first: hh.Rheobase(), largest: 1e4, precision: 1e-5);
    }

    private static (double Rate, State Final) Fire(this HodgkinHuxley hh, double current, State initial, double duration, double level)
    {
        RequireTime(duration);
        var path = hh.Follow(Solver, current, initial, duration, new Event<State>((_, s) => s.V - level, Crossing.Rising));
        double[] spikes = [.. path.Occurrences.Select(spike => spike.Time).Where(t => t > duration / 2)];
        if (spikes.Length < 2)
        {
            return (0, path.Final);
        }

        var interval = (spikes[^1] - spikes[0]) / (spikes.Length - 1);
        return (duration - spikes[^1] < 2 * interval ? 1000 / interval : 0, path.Final);
    }

    private static void RequireTime(double duration)
    {
        if (!(duration > 0) || !double.IsFinite(duration))
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, $"Firing cannot be watched for {duration} ms: give a positive, finite time.");
        }
    }
}
