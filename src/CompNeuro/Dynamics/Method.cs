using CompNeuro.Maths;

namespace CompNeuro.Dynamics;

/// <summary>A way to step a model through time: <see cref="DormandPrince"/>, <see cref="RungeKutta4"/>, <see cref="ExponentialEuler"/> or <see cref="EulerMaruyama"/>.</summary>
public abstract record Method
{
    /// <summary>The fixed step, or <see langword="null"/> for a method that chooses its own.</summary>
    internal virtual double? FixedStep => null;

    /// <summary>How the states between two steps are found.</summary>
    internal abstract Recording.Curve Curve { get; }

    /// <summary>The method for one of the parts into which spikes cut a run: the same, with noise of its own if it has noise.</summary>
    internal virtual Method Part(long number) => this;

    /// <summary>Random numbers that no part of the run uses, for a method with noise.</summary>
    internal virtual RandomNumbers? Random => null;

    internal abstract Recording Advance<TState>(IModel<TState> model, Stimulus input, TState initial, Run run)
        where TState : unmanaged;

    internal static double PositiveStep(double value, string name) =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} = {value} is not possible: a step is a positive, finite time.");
}

/// <summary>
/// A solver of dy/dt = f(t, y), autonomous or not, forwards or (with <c>to &lt; from</c>) backwards, for a scalar y, a struct of doubles, or a vector.
/// <code>new DormandPrince().Solve((t, y) => -y, 1.0, from: 0, to: 10)</code>
/// </summary>
public abstract record OdeMethod : Method
{
    private protected OdeMethod()
    {
    }

    /// <summary>Solves for a scalar, or for a state whose fields are all doubles; takes no memory per step but that of the result.</summary>
    /// <param name="f">The right-hand side, f(t, y).</param>
    /// <param name="initial">y at time <paramref name="from"/>.</param>
    /// <param name="from">Where to start.</param>
    /// <param name="to">Where to end; may lie before <paramref name="from"/>.</param>
    /// <param name="events">What to look out for on the way.</param>
    /// <param name="discontinuities">Times at which f jumps; there f(t, y) is its value after the jump.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Asked at every step.</param>
    /// <exception cref="IntegrationException">The solution left the finite numbers, or needs smaller steps than the machine can take.</exception>
    public Trajectory<TState> Solve<TState>(
        Func<double, TState, TState> f,
        TState initial,
        double from,
        double to,
        IReadOnlyList<Event<TState>>? events = null,
        IReadOnlyList<double>? discontinuities = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(f);
        var names = StateLayout<TState>.Variables;
        return Solve(new StateField<TState>(f), StateLayout<TState>.Numbers(ref initial), StateLayout<TState>.State, i => names[i].Name, from, to, events, discontinuities, progress, cancellation);
    }

    /// <summary>Solves for a vector; f returns a new vector, or one of its own that it overwrites next time.</summary>
    /// <inheritdoc cref="Solve{TState}"/>
    public Trajectory<double[]> Solve(
        Func<double, double[], double[]> f,
        double[] initial,
        double from,
        double to,
        IReadOnlyList<Event<double[]>>? events = null,
        IReadOnlyList<double>? discontinuities = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(initial);
        var n = initial.Length;
        return Solve(
            (t, y, dydt) =>
            {
                var rate = f(t, y.ToArray());
                if (rate.Length != n)
                {
                    throw new ArgumentException($"f(t, y) returned {rate.Length} numbers for the {n} of y: it must return one rate for each.", nameof(f));
                }

                rate.CopyTo(dydt);
            },
            initial,
            from,
            to,
            events,
            discontinuities,
            progress,
            cancellation);
    }

    /// <summary>Solves for a vector; f writes its result in place and so takes no memory.</summary>
    /// <inheritdoc cref="Solve{TState}"/>
    public Trajectory<double[]> Solve(
        VectorField f,
        double[] initial,
        double from,
        double to,
        IReadOnlyList<Event<double[]>>? events = null,
        IReadOnlyList<double>? discontinuities = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(initial);
        return Solve(new SpanField(f), initial, y => y.ToArray(), i => $"y[{i}]", from, to, events, discontinuities, progress, cancellation);
    }

    internal abstract Recording Integrate<TField>(TField field, ReadOnlySpan<double> initial, Run run)
        where TField : struct, IVectorField;

    internal sealed override Recording Advance<TState>(IModel<TState> model, Stimulus input, TState initial, Run run) =>
        Integrate(new ModelField<TState>(model, input), StateLayout<TState>.Numbers(ref initial), run);

    private Trajectory<TState> Solve<TField, TState>(
        TField field,
        ReadOnlySpan<double> initial,
        StateReader<TState> read,
        Func<int, string> name,
        double from,
        double to,
        IReadOnlyList<Event<TState>>? events,
        IReadOnlyList<double>? discontinuities,
        IProgress<double>? progress,
        CancellationToken cancellation)
        where TField : struct, IVectorField
    {
        var watcher = new EventWatcher<TState>(events ?? [], read);
        var ended = false;
        var run = new Run(from, to, discontinuities ?? [], name, events is null or [] ? null : recording => ended = watcher.After(recording), progress, cancellation);
        run.Check(initial);
        return new(Integrate(field, initial, run), read, watcher.Occurrences, ended);
    }
}
