namespace CompNeuro.Dynamics;

/// <summary>Runs a model that fires by rule, from spike to spike. Each is located on the solver's own curve, and the solver starts afresh after it.</summary>
internal static class Spiking
{
    // Left with less time than this to the spike, the first variable is taken to be there: an exponential upstroke can be too steep for the clock.
    private const double Instant = 1e-10;

    public static Recording Advance<TState>(ISpikingModel<TState> model, Method method, Stimulus input, TState initial, Run run)
        where TState : unmanaged
    {
        var (state, end, parts, exploded) = (initial, run.To, 0L, false);
        var (free, held) = (method is OdeMethod ? new Capped<TState>(model) : (IModel<TState>)model, new Held<TState>(model));
        var (spikes, watch) = Watch(model, method, input);
        var whole = new Recording(StateLayout<TState>.Count, method.Curve);
        whole.Start(run.From, StateLayout<TState>.Numbers(ref state));
        while (true)
        {
            if (First(ref state) < model.SpikeLevel)
            {
                exploded = false;
                run = run with { From = whole.LastTime, To = end, StopAfterStep = watch, EndsAtOnce = (first, rate) => exploded = model.SpikeLevel - first < Instant * rate };
                var flight = method.Part(parts++).Advance(free, input, state, run);
                if (spikes is [var spike])
                {
                    spikes.Clear();
                    state = spike.State;
                    First(ref state) = model.SpikeLevel;
                    flight.CutAt(spike.Time, StateLayout<TState>.Numbers(ref state));
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

    /// <summary>What to call after every step, and where it then puts a spike.</summary>
    private static (List<Occurrence<TState>> Spikes, Func<Recording, bool> Watch) Watch<TState>(ISpikingModel<TState> model, Method method, Stimulus input)
        where TState : unmanaged
    {
        var watcher = new EventWatcher<TState>([new((_, s) => First(ref s) - model.SpikeLevel, Crossing.Rising, Terminal: true)], StateLayout<TState>.State);
        if (method.Random is not { } random || model is not INoisyModel<TState> noisy)
        {
            return (watcher.Occurrences, watcher.After);
        }

        bool Cross(Recording recording)
        {
            var step = recording.Count - 2;
            var (before, after) = (StateLayout<TState>.State(recording.Knot(step)), StateLayout<TState>.State(recording.Knot(step + 1)));
            var (t, h) = (recording.Times[step], recording.Times[step + 1] - recording.Times[step]);
            var noise = noisy.Diffusion(before, input.At(t));
            if (First(ref noise) == 0)
            {
                return watcher.After(recording);
            }

            if (BrownianBridge.FirstPassage(random, model.SpikeLevel - First(ref before), model.SpikeLevel - First(ref after), First(ref noise) * Math.Sqrt(h)) is not { } part)
            {
                return false;
            }

            var state = default(TState);
            recording.At(t + part * h, step, StateLayout<TState>.Numbers(ref state));
            watcher.Occurrences.Add(new(0, t + part * h, state));
            return true;
        }

        return (watcher.Occurrences, Cross);
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

    /// <summary>The model between spikes, with a roof far above the spike level, so that no trial step can overflow on an explosive upstroke.</summary>
    private sealed class Capped<TState> : IModel<TState>
        where TState : unmanaged
    {
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
            return model.Derivative(state, input);
        }
    }
}
