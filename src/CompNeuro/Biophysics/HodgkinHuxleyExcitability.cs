using CompNeuro.Dynamics;
using static CompNeuro.Dynamics.Stimulus;
using State = CompNeuro.Biophysics.HodgkinHuxley.State;

namespace CompNeuro.Biophysics;

/// <summary>What it takes to make the Hodgkin–Huxley membrane fire once. A spike is a rise of V through 0 mV.</summary>
public static class HodgkinHuxleyExcitability
{
    // Long enough after the end of a stimulus for the latest spike, ms at 6.3 °C; the gates set the pace.
    private const double Latency = 40;

    private static readonly Event<State> Spike = new((_, s) => s.V, Crossing.Rising, Terminal: true);

    /// <summary>Whether the membrane fires under a stimulus: all or none.</summary>
    /// <param name="hh">The membrane.</param>
    /// <param name="stimulus">µA/cm² over ms.</param>
    /// <param name="duration">How long to wait, ms; until well after the stimulus has ended if not given.</param>
    /// <param name="initial">Where to start; rest if not given.</param>
    public static bool Fires(this HodgkinHuxley hh, Stimulus stimulus, double? duration = null, State? initial = null) =>
        hh.Follow(stimulus, initial ?? hh.Rest, duration ?? hh.Wait(stimulus), Spike).Occurrences.Count > 0;

    /// <summary>The highest voltage, mV, reached under a stimulus: nearly one value below threshold, nearly another above.</summary>
    /// <inheritdoc cref="Fires"/>
    public static double PeakVoltage(this HodgkinHuxley hh, Stimulus stimulus, double? duration = null, State? initial = null)
    {
        var summit = new Event<State>((t, s) => hh.Derivative(s, stimulus.At(t)).V, Crossing.Falling);
        var path = hh.Follow(stimulus, initial ?? hh.Rest, duration ?? hh.Wait(stimulus), summit);
        return path.States.Concat(path.Occurrences.Select(top => top.State)).Max(s => s.V);
    }

    /// <summary>The weakest rectangular pulse of a given width that makes the membrane fire, µA/cm², to six digits.</summary>
    /// <param name="hh">The membrane.</param>
    /// <param name="pulseWidth">ms; infinite for a step that stays on.</param>
    /// <param name="initial">The state in which the pulse starts; rest if not given.</param>
    /// <returns>The threshold, or positive infinity if no current up to a million µA·ms/cm² of charge brings a spike.</returns>
    public static double ThresholdCurrent(this HodgkinHuxley hh, double pulseWidth, State? initial = null)
    {
        ArgumentNullException.ThrowIfNull(hh);
        if (!(pulseWidth > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(pulseWidth), pulseWidth, $"A pulse cannot last {pulseWidth} ms: give a positive width.");
        }

        var start = initial ?? hh.Rest;
        return Threshold(I => hh.Fires(Step(I, 0, pulseWidth), initial: start), first: 1, largest: 1e6 / Math.Min(pulseWidth, 1));
    }

    /// <summary>The weakest step that makes the membrane fire at least once, µA/cm². More is needed to keep it firing: <see cref="HodgkinHuxleyFiring.RepetitiveFiringCurrent"/>.</summary>
    public static double Rheobase(this HodgkinHuxley hh) => hh.ThresholdCurrent(double.PositiveInfinity);

    /// <summary>
    /// The weakest hyperpolarising pulse, µA/cm² (negative), after whose end the membrane fires: anode-break excitation. Hyperpolarisation frees h and
    /// closes n, which outlast it, and V is back at rest before they are.
    /// </summary>
    /// <param name="hh">The membrane.</param>
    /// <param name="pulseWidth">ms.</param>
    /// <returns>The threshold, or negative infinity if the release from none brings a spike.</returns>
    public static double AnodeBreakThreshold(this HodgkinHuxley hh, double pulseWidth)
    {
        ArgumentNullException.ThrowIfNull(hh);
        if (!(pulseWidth > 0) || !double.IsFinite(pulseWidth))
        {
            throw new ArgumentOutOfRangeException(nameof(pulseWidth), pulseWidth, $"A pulse of {pulseWidth} ms cannot be released: give a positive, finite width.");
        }

        var rest = hh.Rest;
        return -Threshold(I => hh.Fires(Step(-I, 0, pulseWidth), initial: rest), first: 1, largest: 1000);
    }

    /// <summary>Doubles from <paramref name="first"/> until <paramref name="fires"/> is true, then halves the interval; infinite if it is still false at <paramref name="largest"/>.</summary>
    internal static double Threshold(Func<double, bool> fires, double first, double largest, double precision = 1e-7)
    {
        var (low, high) = (0.0, first);
        while (!fires(high))
        {
            if (high >= largest)
            {
                return double.PositiveInfinity;
            }

            (low, high) = (high, Math.Min(2 * high, largest));
        }

        while (high - low > precision * high)
        {
            var middle = (low + high) / 2;
            (low, high) = fires(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }

    internal static Trajectory<State> Follow(this HodgkinHuxley hh, Stimulus stimulus, State initial, double duration, params Event<State>[] events) =>
        hh.Follow(new(), stimulus, initial, duration, events);

    internal static Trajectory<State> Follow(this HodgkinHuxley hh, DormandPrince solver, Stimulus stimulus, State initial, double duration, params Event<State>[] events)
    {
        ArgumentNullException.ThrowIfNull(hh);
        ArgumentNullException.ThrowIfNull(stimulus);
        return solver.Solve((t, s) => hh.Derivative(s, stimulus.At(t)), initial, 0, duration, events, stimulus.Discontinuities);
    }

    private static double Wait(this HodgkinHuxley hh, Stimulus stimulus) => (stimulus.Discontinuities is [.., > 0 and var last] ? last : 0) + Latency / Math.Min(1, hh.phi);
}
