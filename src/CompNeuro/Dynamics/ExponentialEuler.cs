using CompNeuro.Maths;

namespace CompNeuro.Dynamics;

/// <summary>
/// Exponential Euler with a fixed step: over each step every variable follows the exact solution of dx/dt = Drive − Decay·x with the others held.
/// First order in general, exact for constant coefficients, and stable however fast a gate is (Rush &amp; Larsen, IEEE Trans. Biomed. Eng. 25:389, 1978).
/// </summary>
/// <param name="Step">The longest step; a stretch between jumps is divided into equal steps.</param>
public sealed record ExponentialEuler(double Step) : Method
{
    public double Step { get; init => field = PositiveStep(value, nameof(Step)); } = PositiveStep(Step, nameof(Step));

    internal override double? FixedStep => Step;

    internal override Recording.Curve Curve => Recording.Curve.Line;

    /// <summary>Solves dx/dt = Drive(t, x) − Decay(t, x)·x, component by component.</summary>
    /// <inheritdoc cref="OdeMethod.Solve{TState}"/>
    public Trajectory<TState> Solve<TState>(
        Func<double, TState, (TState Drive, TState Decay)> f,
        TState initial,
        double from,
        double to,
        IReadOnlyList<double>? discontinuities = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(f);
        var names = StateLayout<TState>.Variables;
        var run = new Run(from, to, discontinuities ?? [], i => names[i].Name, null, progress, cancellation);
        run.Check(StateLayout<TState>.Numbers(ref initial));
        var stepper = new Stepper<TState>(f);
        return new(Dynamics.FixedStep.Integrate(ref stepper, StateLayout<TState>.Numbers(ref initial), Step, Curve, run), StateLayout<TState>.State, [], false);
    }

    /// <summary>How much x changes in a time h if drive and decay stay: the exact solution of dx/dt = drive − decay·x.</summary>
    /// <remarks>(1 − e^{−z})/z, with z = decay·h, is 1/(z/(1 − e^{−z})), which is finite at z = 0 (no decay).</remarks>
    internal static double Change(double x, double drive, double decay, double h) => h * (drive - decay * x) / Special.XOverExpM1(-decay * h);

    internal override Recording Advance<TState>(IModel<TState> model, Stimulus input, TState initial, Run run)
    {
        if (model is IExponentialSteps<TState> fast)
        {
            return Dynamics.FixedStep.Integrate(fast, input, initial, Step, run);
        }

        var linear = model as IConditionallyLinear<TState>
            ?? throw new ArgumentException($"{model.GetType().Name} does not say how its variables decay (IConditionallyLinear), so exponential Euler cannot step it: use DormandPrince or RungeKutta4.");
        var stepper = new Stepper<TState>((t, state) => linear.Linear(state, ModelField<TState>.InputAt(input, t)));
        return Dynamics.FixedStep.Integrate(ref stepper, StateLayout<TState>.Numbers(ref initial), Step, Curve, run);
    }

    private struct Stepper<TState>(Func<double, TState, (TState Drive, TState Decay)> f) : IStepper
        where TState : unmanaged
    {
        public readonly ReadOnlySpan<double> StartSlope => default;

        public readonly ReadOnlySpan<double> EndSlope => default;

        public long Evaluations { get; private set; }

        public readonly void Begin(Segment segment, ReadOnlySpan<double> y)
        {
        }

        public void Step(Segment segment, double t, double h, Span<double> y)
        {
            var (drive, decay) = f(segment.Inside(t), StateLayout<TState>.State(y));
            Evaluations++;
            var drives = StateLayout<TState>.Numbers(ref drive);
            var decays = StateLayout<TState>.Numbers(ref decay);
            for (var i = 0; i < y.Length; i++)
            {
                y[i] += Change(y[i], drives[i], decays[i], h);
            }
        }
    }
}
