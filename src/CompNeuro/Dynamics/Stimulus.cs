using CompNeuro.Maths;

namespace CompNeuro.Dynamics;

/// <summary>
/// An input as a function of time that knows where it jumps or bends, so that integration restarts exactly there and no brief pulse is stepped over.
/// Meant for <c>using static CompNeuro.Dynamics.Stimulus</c>: <c>Step(10, from: 5, to: 45) + Sine(2, frequency: 40)</c>. A plain number is a constant input.
/// Times are in the model's time unit, ms throughout the course. At a jump the value is the one after it.
/// </summary>
public sealed class Stimulus
{
    private readonly Func<double, double> value;

    private Stimulus(Func<double, double> value, IEnumerable<double> discontinuities, bool flat = false, IEnumerable<double>? bends = null)
    {
        (this.value, IsFlat) = (value, flat);
        Discontinuities = [.. discontinuities.Where(double.IsFinite).Distinct().Order()];
        Restarts = bends is null ? Discontinuities : [.. Discontinuities.Union(bends).Order()];
    }

    /// <summary>The times, ascending, at which the input or its slope jumps.</summary>
    public IReadOnlyList<double> Discontinuities { get; }

    /// <summary>Where a solver that chooses its steps by the smoothness of the solution starts afresh: at every discontinuity, and at every sample of an input that is made of samples.</summary>
    internal IReadOnlyList<double> Restarts { get; }

    /// <summary>Whether it is known to be constant between discontinuities.</summary>
    internal bool IsFlat { get; }

    /// <summary>The input at time <paramref name="t"/>.</summary>
    public double At(double t) => value(t);

    /// <summary>The mean between two times: between jumps by the value midway, so that it is exact for pulses and of second order otherwise.</summary>
    internal double Mean(double from, double to)
    {
        var (sum, start) = (0.0, from);
        foreach (var cut in Discontinuities)
        {
            if (cut > from && cut < to)
            {
                sum += (cut - start) * value((start + cut) / 2);
                start = cut;
            }
        }

        return (sum + (to - start) * value((start + to) / 2)) / (to - from);
    }

    /// <summary>The same input at all times.</summary>
    public static Stimulus Constant(double amplitude)
    {
        Finite(amplitude);
        return new(_ => amplitude, [], flat: true);
    }

    /// <summary><paramref name="amplitude"/> while <paramref name="from"/> ≤ t &lt; <paramref name="to"/>, zero otherwise.</summary>
    public static Stimulus Step(double amplitude, double from = 0, double to = double.PositiveInfinity)
    {
        Finite(amplitude);
        Window(from, to);
        return new(t => t >= from && t < to ? amplitude : 0, [from, to], flat: true);
    }

    /// <summary>One rectangular pulse of <paramref name="amplitude"/> that starts at time <paramref name="at"/> and lasts <paramref name="width"/>.</summary>
    public static Stimulus Pulse(double amplitude, double at, double width)
    {
        Finite(at);
        Positive(width);
        return Step(amplitude, at, at + width);
    }

    /// <summary><paramref name="count"/> rectangular pulses, each lasting <paramref name="width"/>, whose onsets are one <paramref name="period"/> apart, the first at <paramref name="from"/>.</summary>
    public static Stimulus PulseTrain(double amplitude, double width, double period, int count, double from = 0)
    {
        Finite(amplitude);
        Finite(from);
        Positive(width);
        Positive(period);
        if (width > period)
        {
            throw new ArgumentOutOfRangeException(nameof(width), width, $"Pulses of width {width} overlap when they come every {period}: make width at most the period.");
        }

        if (count < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"A train cannot have {count} pulses: count must be 0 or more.");
        }

        if (count > 10_000_000)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"A train of {count} pulses does not fit in memory: give at most ten million.");
        }

        var onsets = Enumerable.Range(0, count).Select(k => from + k * period).ToArray();
        return new(
            t =>
            {
                var found = Array.BinarySearch(onsets, t);
                var last = found >= 0 ? found : ~found - 1;
                return last >= 0 && t < onsets[last] + width ? amplitude : 0;
            },
            onsets.SelectMany(onset => new[] { onset, onset + width }),
            flat: true);
    }

    /// <summary>A synaptic current: from <paramref name="at"/> on it rises to <paramref name="amplitude"/>, which it reaches after <paramref name="tau"/>, and falls: (s/tau) e^(1 − s/tau), s = t − at.</summary>
    public static Stimulus Alpha(double amplitude, double at, double tau)
    {
        Finite(amplitude);
        Finite(at);
        Positive(tau);
        return new(t => t > at ? amplitude * ((t - at) / tau) * Math.Exp(1 - (t - at) / tau) : 0, [at]);
    }

    /// <summary>A straight line from <paramref name="start"/> at time <paramref name="from"/> to <paramref name="end"/> at time <paramref name="to"/>; constant before and after.</summary>
    public static Stimulus Ramp(double start, double end, double from, double to)
    {
        Finite(start);
        Finite(end);
        Window(from, to);
        Finite(to);
        return new(t => t <= from ? start : t >= to ? end : start + (end - start) * ((t - from) / (to - from)), [from, to]);
    }

    /// <summary>offset + amplitude · sin(2π·frequency·(t − from)/1000 + phase) while <paramref name="from"/> ≤ t &lt; <paramref name="to"/>, zero otherwise.</summary>
    /// <param name="amplitude">Half the peak-to-peak distance, in the unit of the input.</param>
    /// <param name="frequency">In Hz; time is in ms.</param>
    /// <param name="phase">In rad.</param>
    /// <param name="offset">Mean of the input inside the window.</param>
    /// <param name="from">Onset, ms.</param>
    /// <param name="to">End, ms.</param>
    public static Stimulus Sine(double amplitude, double frequency, double phase = 0, double offset = 0, double from = 0, double to = double.PositiveInfinity)
    {
        Finite(amplitude);
        Finite(frequency);
        Finite(phase);
        Finite(offset);
        Window(from, to);
        var perMillisecond = 2 * Math.PI * frequency / 1000;
        return new(t => t >= from && t < to ? offset + amplitude * Math.Sin(perMillisecond * (t - from) + phase) : 0, [from, to]);
    }

    /// <summary>
    /// A fluctuating input, the process of Ornstein and Uhlenbeck: mean <paramref name="mean"/>, stationary standard deviation <paramref name="sigma"/>, correlation e^(−|lag|/<paramref name="tau"/>).
    /// The samples, <paramref name="interval"/> apart, have the exact joint distribution; between them the input is a straight line, and <see cref="DormandPrince"/> starts afresh at each. The same seed gives the same input, so that models can be compared under it.
    /// </summary>
    /// <param name="mean">In the unit of the input.</param>
    /// <param name="sigma">In the unit of the input.</param>
    /// <param name="tau">Correlation time, ms.</param>
    /// <param name="duration">How long, ms; after it the input keeps its last value.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="interval">ms. A fixed step that divides it meets the input's bends.</param>
    public static Stimulus OrnsteinUhlenbeck(double mean, double sigma, double tau, double duration, long seed, double interval = 0.1)
    {
        Finite(mean);
        Finite(sigma);
        Positive(tau);
        Positive(duration);
        Positive(interval);
        if (sigma < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, $"A standard deviation cannot be {sigma}: give 0 or a positive number.");
        }

        if (duration / interval > Array.MaxLength / 8)
        {
            throw new ArgumentOutOfRangeException(nameof(interval), interval, $"{duration} ms in samples {interval} ms apart are more than fit in memory: give a longer interval or a shorter duration.");
        }

        var random = new RandomNumbers(seed);
        var values = new double[(int)Math.Ceiling(duration / interval) + 2];
        var (kept, spread) = (Math.Exp(-interval / tau), sigma * Math.Sqrt(1 - Math.Exp(-2 * interval / tau)));
        values[0] = sigma * random.NextNormal();
        for (var k = 1; k < values.Length; k++)
        {
            values[k] = kept * values[k - 1] + spread * random.NextNormal();
        }

        return new(
            t =>
            {
                var place = Math.Clamp(t, 0, duration) / interval;
                var k = (int)place;
                return mean + values[k] + (place - k) * (values[k + 1] - values[k]);
            },
            [],
            bends: Enumerable.Range(0, values.Length - 1).Select(k => Math.Min(k * interval, duration)));
    }

    /// <summary>Any function of time. List in <paramref name="discontinuities"/> the times at which it jumps or bends, and the onset of anything brief.</summary>
    public static Stimulus FromFunction(Func<double, double> function, params IEnumerable<double> discontinuities)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(discontinuities);
        var times = discontinuities.ToArray();
        Array.ForEach(times, time => Finite(time, nameof(discontinuities)));
        return new(function, times);
    }

    public static Stimulus operator +(Stimulus left, Stimulus right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(t => left.value(t) + right.value(t), left.Discontinuities.Concat(right.Discontinuities), left.IsFlat && right.IsFlat, left.Restarts.Concat(right.Restarts));
    }

    public static Stimulus operator *(double factor, Stimulus stimulus)
    {
        ArgumentNullException.ThrowIfNull(stimulus);
        Finite(factor);
        return new(t => factor * stimulus.value(t), stimulus.Discontinuities, stimulus.IsFlat, stimulus.Restarts);
    }

    public static Stimulus operator -(Stimulus left, Stimulus right) => left + -1 * right;

    public static Stimulus Add(Stimulus left, Stimulus right) => left + right;

    public static Stimulus Subtract(Stimulus left, Stimulus right) => left - right;

    public static Stimulus Multiply(double factor, Stimulus stimulus) => factor * stimulus;

    public static implicit operator Stimulus(double amplitude) => Constant(amplitude);

    public static Stimulus FromDouble(double amplitude) => Constant(amplitude);

    private static void Finite(double value, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} = {value} is not possible: it must be a finite number.");
        }
    }

    private static void Positive(double value, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > 0) || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} = {value} is not possible: it must be a positive, finite time.");
        }
    }

    private static void Window(double from, double to)
    {
        Finite(from);
        if (!(to > from))
        {
            throw new ArgumentOutOfRangeException(nameof(to), to, $"The stimulus would end (to = {to}) before it starts (from = {from}): give a later end.");
        }
    }
}
