namespace CompNeuro.Dynamics;

/// <summary>What can be done with any model.</summary>
public static class ModelExtensions
{
    /// <summary>
    /// Runs a model from t = 0 for <paramref name="duration"/> under an input: <c>hh.Simulate(Step(10, from: 5, to: 45), duration: 60)</c>.
    /// A model that fires by rule (<see cref="ISpikingModel{TState}"/>) is stopped at each spike, to the accuracy of the solver, reset, and run on.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The input over time, in the model's unit; a number means a constant input.</param>
    /// <param name="duration">How long, ms.</param>
    /// <param name="dt">The interval between samples of the result (not the solver's step), ms; 0.025 if not given, or the step of a fixed-step method.</param>
    /// <param name="initial">Where to start; the model's <see cref="IModel{TState}.Rest"/> if not given.</param>
    /// <param name="method">The solver; <see cref="DormandPrince"/> with its tight tolerances if not given.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Asked at every step.</param>
    /// <exception cref="ArgumentException">The duration, the interval, the initial state or the input is not possible.</exception>
    /// <exception cref="IntegrationException">The state left the finite numbers; the message names the time and the variable.</exception>
    public static Simulation<TState> Simulate<TState>(
        this IModel<TState> model,
        Stimulus input,
        double duration,
        double? dt = null,
        TState? initial = null,
        Method? method = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        if (!(duration >= 0) || !double.IsFinite(duration))
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, $"A run cannot last {duration}: duration must be a finite number of ms, 0 or more.");
        }

        method ??= new DormandPrince();
        var interval = dt ?? Math.Min(method.FixedStep ?? 0.025, duration > 0 ? duration : 1);
        if (!(interval > 0) || !double.IsFinite(interval))
        {
            throw new ArgumentOutOfRangeException(nameof(dt), dt, $"Samples cannot be {interval} apart: dt must be a positive number of ms.");
        }

        // 0.3/0.1 is 2.999…: a duration that is a whole number of intervals up to rounding ends on a sample.
        var samples = Math.Floor(duration / interval * (1 + 1e-12)) + 1;
        if (samples > Array.MaxLength / 8)
        {
            throw new ArgumentOutOfRangeException(nameof(dt), dt, $"A run of {duration} sampled every {interval} has {samples} samples, more than fit in memory: give a larger dt.");
        }

        var start = initial ?? model.Rest;
        var names = StateLayout<TState>.Named(model);
        var run = new Run(0, duration, method.FixedStep is null ? input.Restarts : input.Discontinuities, i => names[i].Name, null, progress, cancellation);
        run.Check(StateLayout<TState>.Numbers(ref start));
        var recording = model is ISpikingModel<TState> spiking ? Spiking.Advance(spiking, method, input, start, run) : method.Advance(model, input, start, run);
        return new(model, input, recording, (int)samples, interval);
    }
}
