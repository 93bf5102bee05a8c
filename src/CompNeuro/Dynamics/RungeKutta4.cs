namespace CompNeuro.Dynamics;

/// <summary>The classical Runge–Kutta method of order 4 with a fixed step (Kutta 1901); cubic Hermite interpolation between steps.</summary>
/// <param name="Step">The longest step; a stretch between jumps is divided into equal steps.</param>
public sealed record RungeKutta4(double Step) : OdeMethod
{
    public double Step { get; init => field = PositiveStep(value, nameof(Step)); } = PositiveStep(Step, nameof(Step));

    internal override double? FixedStep => Step;

    internal override Recording.Curve Curve => Recording.Curve.Hermite;

    internal override Recording Integrate<TField>(TField field, ReadOnlySpan<double> initial, Run run)
    {
        var stepper = new Stepper<TField>(field, initial.Length);
        return Dynamics.FixedStep.Integrate(ref stepper, initial, Step, Curve, run);
    }

    private struct Stepper<TField>(TField f, int n) : IStepper
        where TField : struct, IVectorField
    {
        private readonly double[] k2 = new double[n], k3 = new double[n], k4 = new double[n], stage = new double[n];
        private double[] start = new double[n], end = new double[n];

        public readonly ReadOnlySpan<double> StartSlope => start;

        public readonly ReadOnlySpan<double> EndSlope => end;

        public long Evaluations { get; private set; }

        public void Begin(Segment segment, ReadOnlySpan<double> y)
        {
            f.Evaluate(segment.Inside(segment.Start), y, end);
            Evaluations++;
        }

        public void Step(Segment segment, double t, double h, Span<double> y)
        {
            (start, end) = (end, start);
            var (middle, last) = (segment.Inside(t + h / 2), segment.Inside(t + h));
            Move(y, h / 2, start);
            f.Evaluate(middle, stage, k2);
            Move(y, h / 2, k2);
            f.Evaluate(middle, stage, k3);
            Move(y, h, k3);
            f.Evaluate(last, stage, k4);
            for (var i = 0; i < y.Length; i++)
            {
                y[i] += h / 6 * (start[i] + 2 * (k2[i] + k3[i]) + k4[i]);
            }

            f.Evaluate(last, y, end);
            Evaluations += 4;
        }

        private readonly void Move(ReadOnlySpan<double> y, double h, double[] slope)
        {
            for (var i = 0; i < y.Length; i++)
            {
                stage[i] = y[i] + h * slope[i];
            }
        }
    }
}
