using CompNeuro.Maths;
using MathNet.Numerics.Integration;

namespace CompNeuro.Dynamics;

/// <summary>Runs a model that fires by rule, from spike to spike. Each is located on the solver's own curve, and the solver starts afresh after it.</summary>
internal static class Spiking
{
    // Left with less than this part of the time that the clock shows, a spike is taken to be there: an exponential upstroke can be too steep for the clock.
    private const double Instant = 1e-12;

    private const int Parts = 4;

    public static Recording Advance<TState>(ISpikingModel<TState> model, Method method, Stimulus input, TState initial, Run run)
        where TState : unmanaged
    {
        var (state, end, parts, exploded) = (initial, run.To, 0L, false);
        var (free, held) = (method is OdeMethod ? new Capped<TState>(model) : (IModel<TState>)model, new Held<TState>(model));
        var (random, noisy) = (method.Random, model as INoisyModel<TState>);
        double? spike = null;
        bool Watch(Recording flight)
        {
            spike = random is not null && noisy is not null ? Passage(noisy, model.SpikeLevel, random, input, flight) : Passage(model, flight);
            return spike is not null;
        }

        var whole = new Recording(StateLayout<TState>.Count, method.Curve);
        whole.Start(run.From, StateLayout<TState>.Numbers(ref state));
        while (true)
        {
            if (First(ref state) < model.SpikeLevel)
            {
                exploded = false;
                run = run with { From = whole.LastTime, To = end, StopAfterStep = Watch, EndsAtOnce = (t, y) => exploded = TimeToSpike(model, StateLayout<TState>.State(y), input.At(t)) < Instant * (1 + t) };
                var flight = method.Part(parts++).Advance(free, input, state, run);
                if (spike is { } time)
                {
                    flight.At(time, flight.Count - 2, StateLayout<TState>.Numbers(ref state));
                    First(ref state) = model.SpikeLevel;
                    flight.CutAt(time, StateLayout<TState>.Numbers(ref state));
                    spike = null;
                }

                whole.Append(flight);
                state = StateLayout<TState>.State(whole.Knot(whole.Count - 1));
                if (exploded)
                {
                    First(ref state) = model.SpikeLevel;
                    whole.Leap(StateLayout<TState>.Numbers(ref state));
                }
            }

            if (First(ref state) < model.SpikeLevel)
            {
                return whole;
            }

            state = model.Reset(state);
            Require(model, state);
            whole.Jump(StateLayout<TState>.Numbers(ref state));
            if (model.RefractoryPeriod > 0)
            {
                run = run with { From = whole.LastTime, To = Math.Min(whole.LastTime + model.RefractoryPeriod, end), StopAfterStep = null };
                whole.Append(method.Part(parts++).Advance(held, input, state, run));
                state = StateLayout<TState>.State(whole.Knot(whole.Count - 1));
            }
        }
    }

    /// <summary>When, if ever, the first variable met the spike level within the last step.</summary>
    private static double? Passage<TState>(ISpikingModel<TState> model, Recording recording)
        where TState : unmanaged
    {
        var step = recording.Count - 2;
        var (start, h) = (recording.Times[step], recording.Times[step + 1] - recording.Times[step]);
        var state = default(TState);
        double At(double t)
        {
            recording.At(t, step, StateLayout<TState>.Numbers(ref state));
            return First(ref state) - model.SpikeLevel;
        }

        double Place(double part) => part == Parts ? recording.Times[step + 1] : start + h * part / Parts;
        double? Crest(double part)
        {
            var (low, high) = (part - 1, part + 1);
            for (var spacing = 0.5; spacing > 1e-3; spacing /= 4)
            {
                var (left, middle, right) = (At(Place(part - spacing)), At(Place(part)), At(Place(part + spacing)));
                part = Math.Clamp(part - spacing * (right - left) / (2 * (right - 2 * middle + left)), low, high);
                if (At(Place(part)) >= 0)
                {
                    return part;
                }
            }

            return null;
        }

        double? Before(double part, double below) => Root.Between(At, Place(below), Place(part), 1e-14 * (1 + Math.Abs(start)));
        // Up and down again within one step is seen if the level is passed at one of these places, or at a crest between them.
        var (before, last) = (double.NaN, recording.Knot(step)[0] - model.SpikeLevel);
        for (var part = 1; part <= Parts; part++)
        {
            var value = At(Place(part));
            var (slope, bend) = ((value - before) / 2, value - 2 * last + before);
            // A parabola has its top, by less than one bend higher, between three places.
            if (Math.Abs(slope) < -bend && last - bend >= 0 && Crest(part - 1) is { } crest)
            {
                return Before(crest, part - 2);
            }

            if (value >= 0)
            {
                return Before(part, part - 1);
            }

            (before, last) = (last, value);
        }

        return null;
    }

    /// <summary>The same for a step with noise, in which the path may have met the level and come back.</summary>
    private static double? Passage<TState>(INoisyModel<TState> noisy, double level, RandomNumbers random, Stimulus input, Recording recording)
        where TState : unmanaged
    {
        var step = recording.Count - 2;
        var (t, h) = (recording.Times[step], recording.Times[step + 1] - recording.Times[step]);
        var noise = noisy.Diffusion(StateLayout<TState>.State(recording.Knot(step)), input.At(t));
        return BrownianBridge.FirstPassage(random, level - recording.Knot(step)[0], level - recording.Knot(step + 1)[0], First(ref noise) * Math.Sqrt(h)) is { } part ? t + part * h : null;
    }

    /// <summary>How long the first variable takes to the spike level while all else stands still; no number if it does not get there.</summary>
    private static double TimeToSpike<TState>(ISpikingModel<TState> model, TState state, double input)
        where TState : unmanaged
    {
        double Slowness(double first)
        {
            First(ref state) = first;
            var rate = model.Derivative(state, input);
            return First(ref rate) > 0 ? 1 / First(ref rate) : double.NaN;
        }

        return GaussKronrodRule.Integrate(Slowness, First(ref state), model.SpikeLevel, out _, out _, 1e-3, 20, 15);
    }

    /// <summary>Refuses a model that goes on from a spike to the next without end.</summary>
    public static void RequireLowReset<TState>(ISpikingModel<TState> model)
        where TState : unmanaged
    {
        var spike = default(TState);
        First(ref spike) = model.SpikeLevel;
        Require(model, model.Reset(spike));
    }

    private static void Require<TState>(ISpikingModel<TState> model, TState reset)
        where TState : unmanaged
    {
        if (!(First(ref reset) < model.SpikeLevel))
        {
            throw new ArgumentException($"After a spike {model.GetType().Name} goes on from {StateLayout<TState>.Variables[0].Name} = {First(ref reset)}, and {model.SpikeLevel} already is a spike: it would fire without end. Give it a lower reset.");
        }
    }

    private static ref double First<TState>(ref TState state)
        where TState : unmanaged => ref StateLayout<TState>.Numbers(ref state)[0];

    /// <summary>The model during its refractory period: the first variable does not move.</summary>
    private sealed class Held<TState>(ISpikingModel<TState> model) : INoisyModel<TState>, IConditionallyLinear<TState>
        where TState : unmanaged
    {
        public TState Rest => model.Rest;

        public TState Derivative(TState state, double input) => Still(model.Derivative(state, input));

        public TState Diffusion(TState state, double input) => Still(((INoisyModel<TState>)model).Diffusion(state, input));

        public (TState Drive, TState Decay) Linear(TState state, double input)
        {
            var (drive, decay) = ((IConditionallyLinear<TState>)model).Linear(state, input);
            return (Still(drive), Still(decay));
        }

        private static TState Still(TState rate)
        {
            First(ref rate) = 0;
            return rate;
        }
    }

    /// <summary>The model between spikes, with a roof far above the spike level and a limit to the rate, so that no trial step can overflow on an explosive upstroke.</summary>
    private sealed class Capped<TState> : IModel<TState>
        where TState : unmanaged
    {
        private const double Fastest = 1e100;

        private readonly ISpikingModel<TState> model;
        private readonly double roof;

        public Capped(ISpikingModel<TState> model)
        {
            var spike = model.Rest;
            First(ref spike) = model.SpikeLevel;
            var after = model.Reset(spike);
            (this.model, roof) = (model, model.SpikeLevel + 10 * Math.Abs(model.SpikeLevel - First(ref after)));
        }

        public TState Rest => model.Rest;

        public TState Derivative(TState state, double input)
        {
            First(ref state) = Math.Min(First(ref state), roof);
            var rate = model.Derivative(state, input);
            First(ref rate) = Math.Min(First(ref rate), Fastest);
            return rate;
        }
    }
}
