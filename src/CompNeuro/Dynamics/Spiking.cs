namespace CompNeuro.Dynamics;

/// <summary>Runs a model that fires by rule, from spike to spike. Each is located on the solver's own curve, and the solver starts afresh after it.</summary>
internal static class Spiking
{
    // Left with less time than this to the spike, the first variable is taken to be there: an exponential upstroke can be too steep for the clock.
    private const double Instant = 1e-10;

    public static Recording Advance<TState>(ISpikingModel<TState> model, Method method, Stimulus input, TState initial, Run run)
        where TState : unmanaged
    {
        var (held, state, end, parts, exploded) = (new Held<TState>(model), initial, run.To, 0L, false);
        var watcher = new EventWatcher<TState>([new((_, s) => First(ref s) - model.SpikeLevel, Crossing.Rising, Terminal: true)], StateLayout<TState>.State);
        var whole = new Recording(StateLayout<TState>.Count, method.Curve);
        whole.Start(run.From, StateLayout<TState>.Numbers(ref state));
        while (true)
        {
            if (First(ref state) < model.SpikeLevel)
            {
                exploded = false;
                run = run with { From = whole.LastTime, To = end, StopAfterStep = watcher.After, EndsAtOnce = (first, rate) => exploded = model.SpikeLevel - first < Instant * rate };
                var flight = method.Part(parts++).Advance(model, input, state, run);
                if (watcher.Occurrences is [var spike])
                {
                    watcher.Occurrences.Clear();
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
}
