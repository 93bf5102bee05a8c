using CompNeuro.Maths;

namespace CompNeuro.Dynamics;

/// <summary>
/// <see cref="ExponentialEuler"/> with noise: over each step every variable follows the exact solution of dx = (Drive − Decay·x) dt + Diffusion dW with the three held.
/// Where they are constant (an Ornstein–Uhlenbeck process) the samples have the exact joint distribution whatever the step (Gillespie, Phys. Rev. E 54:2084, 1996).
/// </summary>
/// <remarks>The noise is that of <c>new RandomNumbers(seed)</c>, in the order that <see cref="EulerMaruyama"/> uses it. Between steps the path is drawn as straight lines.</remarks>
/// <param name="Step">The longest step; a stretch between jumps is divided into equal steps.</param>
/// <param name="Seed">The same seed gives the same noise.</param>
public sealed record ExponentialEulerMaruyama(double Step, long Seed) : Method
{
    public double Step { get; init => field = PositiveStep(value, nameof(Step)); } = PositiveStep(Step, nameof(Step));

    internal override double? FixedStep => Step;

    internal override Recording.Curve Curve => Recording.Curve.Line;

    internal override RandomNumbers Random => new(Seed, stream: -1);

    internal override Method Part(long number) => this with { Stream = number };

    /// <summary>Which of the independent streams of random numbers of this seed.</summary>
    private long Stream { get; init; }

    internal override Recording Advance<TState>(IModel<TState> model, Stimulus input, TState initial, Run run)
    {
        if (model is not IConditionallyLinear<TState> linear || model is not INoisyModel<TState> noisy)
        {
            throw new ArgumentException($"{model.GetType().Name} does not say both how its variables decay (IConditionallyLinear) and how noisy they are (INoisyModel), so exponential Euler–Maruyama cannot step it: use EulerMaruyama for noise, DormandPrince without.");
        }

        var stepper = new Stepper<TState>(linear, noisy, input, new RandomNumbers(Seed, Stream));
        return Dynamics.FixedStep.Integrate(ref stepper, StateLayout<TState>.Numbers(ref initial), Step, Curve, run);
    }

    private struct Stepper<TState>(IConditionallyLinear<TState> linear, INoisyModel<TState> noisy, Stimulus input, RandomNumbers random) : IStepper
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
            var state = StateLayout<TState>.State(y);
            var current = ModelField<TState>.InputAt(input, segment.Inside(t));
            var (drive, decay) = linear.Linear(state, current);
            var diffusion = noisy.Diffusion(state, current);
            Evaluations++;
            var drives = StateLayout<TState>.Numbers(ref drive);
            var decays = StateLayout<TState>.Numbers(ref decay);
            var amplitudes = StateLayout<TState>.Numbers(ref diffusion);
            for (var i = 0; i < y.Length; i++)
            {
                // The variance D² (1 − e^{−2z})/(2·decay), z = decay·h, is D² h over 2z/(1 − e^{−2z}), finite at z = 0.
                y[i] += ExponentialEuler.Change(y[i], drives[i], decays[i], h) + amplitudes[i] * Math.Sqrt(h / Special.XOverExpM1(-2 * (decays[i] * h))) * random.NextNormal();
            }
        }
    }
}
