using CompNeuro.Maths;

namespace CompNeuro.Dynamics;

/// <summary>
/// The method of Euler and Maruyama for noisy equations in the sense of Itô, dx = drift dt + diffusion dW with an independent Wiener process for every variable
/// (Kloeden &amp; Platen, Numerical Solution of Stochastic Differential Equations, 1992, §10.2). Strong order ½, or 1 if the diffusion is constant; weak order 1.
/// </summary>
/// <remarks>The noise is that of <c>new RandomNumbers(seed)</c>: one normal number per variable and step, in the order of the variables. Between steps the path is drawn as straight lines.</remarks>
/// <param name="Step">The longest step; a stretch between jumps of the input is divided into equal steps.</param>
/// <param name="Seed">The same seed gives the same path, bit for bit.</param>
public sealed record EulerMaruyama(double Step, long Seed) : Method
{
    public double Step { get; init => field = PositiveStep(value, nameof(Step)); } = PositiveStep(Step, nameof(Step));

    internal override double? FixedStep => Step;

    internal override Recording.Curve Curve => Recording.Curve.Line;

    internal override RandomNumbers Random => new(Seed, stream: -1);

    internal override Method Part(long number) => this with { Stream = number };

    /// <summary>Which of the independent streams of random numbers of this seed.</summary>
    private long Stream { get; init; }

    /// <summary>One path of dx = drift(t, x) dt + diffusion(t, x) dW, for a scalar or for a state whose fields are all doubles.</summary>
    /// <exception cref="IntegrationException">The path left the finite numbers.</exception>
    public Trajectory<TState> Solve<TState>(
        Func<double, TState, TState> drift,
        Func<double, TState, TState> diffusion,
        TState initial,
        double from,
        double to,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(drift);
        ArgumentNullException.ThrowIfNull(diffusion);
        var names = StateLayout<TState>.Variables;
        var run = new Run(from, to, [], i => names[i].Name, null, progress, cancellation);
        run.Check(StateLayout<TState>.Numbers(ref initial));
        if (to < from)
        {
            throw new ArgumentException($"Noise cannot be integrated backwards, from t = {from} to {to}: give a later end.", nameof(to));
        }

        return new(Integrate(new StateField<TState>(drift), new StateField<TState>(diffusion), StateLayout<TState>.Numbers(ref initial), run), StateLayout<TState>.State, [], false);
    }

    /// <summary>One path for a vector.</summary>
    /// <inheritdoc cref="Solve{TState}"/>
    public Trajectory<double[]> Solve(
        VectorField drift,
        VectorField diffusion,
        double[] initial,
        double from,
        double to,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(drift);
        ArgumentNullException.ThrowIfNull(diffusion);
        ArgumentNullException.ThrowIfNull(initial);
        var run = new Run(from, to, [], i => $"y[{i}]", null, progress, cancellation);
        run.Check(initial);
        if (to < from)
        {
            throw new ArgumentException($"Noise cannot be integrated backwards, from t = {from} to {to}: give a later end.", nameof(to));
        }

        return new(Integrate(new SpanField(drift), new SpanField(diffusion), initial, run), y => y.ToArray(), [], false);
    }

    internal override Recording Advance<TState>(IModel<TState> model, Stimulus input, TState initial, Run run)
    {
        var noisy = model as INoisyModel<TState>
            ?? throw new ArgumentException($"{model.GetType().Name} has no noise (INoisyModel), so Euler–Maruyama has nothing to add to it: use DormandPrince or RungeKutta4.");
        var diffusion = new StateField<TState>((t, state) => noisy.Diffusion(state, input.At(t)));
        return Integrate(new ModelField<TState>(model, input), diffusion, StateLayout<TState>.Numbers(ref initial), run);
    }

    private Recording Integrate<TDrift, TDiffusion>(TDrift drift, TDiffusion diffusion, ReadOnlySpan<double> initial, Run run)
        where TDrift : struct, IVectorField
        where TDiffusion : struct, IVectorField
    {
        var stepper = new Stepper<TDrift, TDiffusion>(drift, diffusion, initial.Length, new RandomNumbers(Seed, Stream));
        return Dynamics.FixedStep.Integrate(ref stepper, initial, Step, Curve, run);
    }

    private struct Stepper<TDrift, TDiffusion>(TDrift drift, TDiffusion diffusion, int n, RandomNumbers random) : IStepper
        where TDrift : struct, IVectorField
        where TDiffusion : struct, IVectorField
    {
        private readonly double[] rate = new double[n], noise = new double[n];

        public readonly ReadOnlySpan<double> StartSlope => default;

        public readonly ReadOnlySpan<double> EndSlope => default;

        public long Evaluations { get; private set; }

        public readonly void Begin(Segment segment, ReadOnlySpan<double> y)
        {
        }

        public void Step(Segment segment, double t, double h, Span<double> y)
        {
            drift.Evaluate(segment.Inside(t), y, rate);
            diffusion.Evaluate(segment.Inside(t), y, noise);
            Evaluations++;
            var root = Math.Sqrt(h);
            for (var i = 0; i < y.Length; i++)
            {
                y[i] += h * rate[i] + root * noise[i] * random.NextNormal();
            }
        }
    }
}
