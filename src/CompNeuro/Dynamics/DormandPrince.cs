namespace CompNeuro.Dynamics;

/// <summary>
/// The embedded Runge–Kutta pair of orders 5 and 4 of Dormand &amp; Prince (J. Comput. Appl. Math. 6:19, 1980) with adaptive steps: proportional–integral
/// step control, starting step and fourth-order dense output as in DOPRI5 (Hairer, Nørsett &amp; Wanner, Solving Ordinary Differential Equations I, II.4–II.6).
/// </summary>
public sealed record DormandPrince : OdeMethod
{
    /// <summary>The error allowed in one step, relative to the size of each variable.</summary>
    public double RelativeTolerance { get; init => field = value > 0 && value < 1 ? value : throw Unusable(nameof(RelativeTolerance), value, "between 0 and 1"); } = 1e-8;

    /// <summary>The error allowed in one step, in the unit of the variable: one number for all variables, or one for each.</summary>
    public IReadOnlyList<double> AbsoluteTolerance
    {
        get;
        init => field = value is { Count: > 0 } && value.All(tolerance => tolerance > 0 && double.IsFinite(tolerance))
            ? value
            : throw new ArgumentException("AbsoluteTolerance must be one positive number, or one for each variable.", nameof(AbsoluteTolerance));
    } = [1e-10];

    /// <summary>The longest step allowed.</summary>
    public double MaximumStep { get; init => field = value > 0 ? value : throw Unusable(nameof(MaximumStep), value, "positive"); } = double.PositiveInfinity;

    /// <summary>The number of steps, taken or rejected, after which the solver gives up.</summary>
    public int MaximumSteps { get; init => field = value > 0 ? value : throw Unusable(nameof(MaximumSteps), value, "positive"); } = 10_000_000;

    internal override Recording.Curve Curve => Recording.Curve.Corrected;

    private static ArgumentOutOfRangeException Unusable(string name, double value, string range) => new(name, value, $"{name} = {value} is not possible: it must be {range}.");

    internal override Recording Integrate<TField>(TField field, ReadOnlySpan<double> initial, Run run)
    {
        if (AbsoluteTolerance.Count != 1 && AbsoluteTolerance.Count != initial.Length)
        {
            throw new ArgumentException($"AbsoluteTolerance has {AbsoluteTolerance.Count} numbers for {initial.Length} variables: give one, or one for each.");
        }

        return new Integration<TField>(this, field, initial.ToArray(), run).Solve();
    }

    private sealed class Integration<TField>(DormandPrince options, TField f, double[] y, Run run)
        where TField : struct, IVectorField
    {
        private readonly int n = y.Length;
        private readonly double[] absolute = [.. Enumerable.Range(0, y.Length).Select(i => options.AbsoluteTolerance[options.AbsoluteTolerance.Count == 1 ? 0 : i])];
        private readonly double[] k2 = new double[y.Length], k3 = new double[y.Length], k4 = new double[y.Length], k5 = new double[y.Length], k6 = new double[y.Length];
        private readonly double[] stage = new double[y.Length], correction = new double[y.Length];
        private readonly Recording recording = new(y.Length, options.Curve);
        private double[] next = new double[y.Length], k1 = new double[y.Length], k7 = new double[y.Length];
        private int attempts;

        public Recording Solve()
        {
            recording.Start(run.From, y);
            foreach (var segment in run.Segments())
            {
                if (Cross(segment))
                {
                    break;
                }
            }

            return recording;
        }

        /// <summary>Crosses one smooth stretch; true if an event ended the run.</summary>
        private bool Cross(Segment segment)
        {
            var t = segment.Start;
            Evaluate(segment, t, y, k1);
            run.RequireFinite(k1, t, "The rate of change of");
            // At least long enough for the clock to tell its parts apart; a stretch shorter than that is one step.
            var h = Math.Max(FirstStep(segment), 100 * (Math.BitIncrement(Math.Abs(t)) - Math.Abs(t)));
            var (lastError, rejected) = (1e-4, false);
            while (t != segment.End)
            {
                h = Math.Min(h, options.MaximumStep);
                var remaining = Math.Abs(segment.End - t);
                // A last step that is nearly the whole remainder is stretched, so that no sliver is left over.
                var last = h * 1.01 >= remaining;
                h = last ? remaining : h;
                var end = last ? segment.End : t + segment.Direction * h;
                if (!last && (t + 0.1 * segment.Direction * h == t || h < 1e-290))
                {
                    return run.EndsAtOnce?.Invoke(t, y) == true ? true : throw Underflow(t, h);
                }

                if (++attempts > options.MaximumSteps)
                {
                    throw new IntegrationException($"{options.MaximumSteps} steps were not enough: t = {t} was reached. Loosen the tolerance, shorten the run, or raise MaximumSteps.", t, "");
                }

                var error = Try(segment, t, end - t);
                // Published factors of DOPRI5: safety 0.9, β = 0.04, a step shrinks at most fivefold and grows at most tenfold.
                var shrink = Math.Pow(error, 0.2 - 0.75 * 0.04);
                if (error <= 1)
                {
                    Accept(t, end);
                    t = end;
                    var factor = Math.Clamp(0.9 * Math.Pow(lastError, 0.04) / shrink, 0.2, rejected ? 1 : 10);
                    (h, lastError, rejected) = (h * factor, Math.Max(error, 1e-4), false);
                    if (run.Report(recording))
                    {
                        return true;
                    }
                }
                else
                {
                    h *= double.IsFinite(error) ? Math.Max(0.2, 0.9 / shrink) : 0.2;
                    rejected = true;
                    recording.Rejected++;
                }
            }

            return false;
        }

        /// <summary>Tries the step to t + h, leaves its result in <c>next</c>, and returns its error in units of the tolerance (root mean square over the variables).</summary>
        private double Try(Segment segment, double t, double h)
        {
            for (var i = 0; i < n; i++)
            {
                stage[i] = y[i] + h * (1.0 / 5 * k1[i]);
            }

            Evaluate(segment, t + h / 5, stage, k2);
            for (var i = 0; i < n; i++)
            {
                stage[i] = y[i] + h * (3.0 / 40 * k1[i] + 9.0 / 40 * k2[i]);
            }

            Evaluate(segment, t + 3 * h / 10, stage, k3);
            for (var i = 0; i < n; i++)
            {
                stage[i] = y[i] + h * (44.0 / 45 * k1[i] - 56.0 / 15 * k2[i] + 32.0 / 9 * k3[i]);
            }

            Evaluate(segment, t + 4 * h / 5, stage, k4);
            for (var i = 0; i < n; i++)
            {
                stage[i] = y[i] + h * (19372.0 / 6561 * k1[i] - 25360.0 / 2187 * k2[i] + 64448.0 / 6561 * k3[i] - 212.0 / 729 * k4[i]);
            }

            Evaluate(segment, t + 8 * h / 9, stage, k5);
            for (var i = 0; i < n; i++)
            {
                stage[i] = y[i] + h * (9017.0 / 3168 * k1[i] - 355.0 / 33 * k2[i] + 46732.0 / 5247 * k3[i] + 49.0 / 176 * k4[i] - 5103.0 / 18656 * k5[i]);
            }

            Evaluate(segment, t + h, stage, k6);
            for (var i = 0; i < n; i++)
            {
                next[i] = y[i] + h * (35.0 / 384 * k1[i] + 500.0 / 1113 * k3[i] + 125.0 / 192 * k4[i] - 2187.0 / 6784 * k5[i] + 11.0 / 84 * k6[i]);
            }

            Evaluate(segment, t + h, next, k7);
            var sum = 0.0;
            for (var i = 0; i < n; i++)
            {
                var error = h * (71.0 / 57600 * k1[i] - 71.0 / 16695 * k3[i] + 71.0 / 1920 * k4[i] - 17253.0 / 339200 * k5[i] + 22.0 / 525 * k6[i] - 1.0 / 40 * k7[i]);
                var allowed = absolute[i] + options.RelativeTolerance * Math.Max(Math.Abs(y[i]), Math.Abs(next[i]));
                sum += error / allowed * (error / allowed);
            }

            return Math.Sqrt(sum / Math.Max(n, 1));
        }

        private void Accept(double t, double end)
        {
            for (var i = 0; i < n; i++)
            {
                correction[i] = -12715105075.0 / 11282082432 * k1[i] + 87487479700.0 / 32700410799 * k3[i] - 10690763975.0 / 1880347072 * k4[i]
                    + 701980252875.0 / 199316789632 * k5[i] - 1453857185.0 / 822651844 * k6[i] + 69997945.0 / 29380423 * k7[i];
            }

            recording.Add(end, next, k1, k7, correction);
            (y, next) = (next, y);
            (k1, k7) = (k7, k1);
        }

        /// <summary>The starting step of Hairer, Nørsett &amp; Wanner, II.4: an explicit Euler step tells how fast the slope changes.</summary>
        private double FirstStep(Segment segment)
        {
            var length = segment.High - segment.Low;
            var (size, slope) = (Norm(y), Norm(k1));
            var small = size < 1e-10 || slope < 1e-10 ? 1e-6 * length : Math.Clamp(0.01 * size / slope, 1e-6 * length, length);
            for (var i = 0; i < n; i++)
            {
                stage[i] = y[i] + segment.Direction * small * k1[i];
            }

            Evaluate(segment, segment.Start + segment.Direction * small, stage, k2);
            for (var i = 0; i < n; i++)
            {
                k3[i] = k2[i] - k1[i];
            }

            var steepest = Math.Max(slope, Norm(k3) / small);
            var step = steepest > 1e-15 ? Math.Pow(0.01 / steepest, 0.2) : Math.Max(1e-6 * length, 1e-3 * small);
            return double.IsFinite(step) ? Math.Min(100 * small, Math.Min(step, length)) : small;
        }

        private double Norm(double[] values)
        {
            var sum = 0.0;
            for (var i = 0; i < n; i++)
            {
                var scaled = values[i] / (absolute[i] + options.RelativeTolerance * Math.Abs(y[i]));
                sum += scaled * scaled;
            }

            return Math.Sqrt(sum / Math.Max(n, 1));
        }

        private void Evaluate(Segment segment, double t, double[] state, double[] rate)
        {
            f.Evaluate(segment.Inside(t), state, rate);
            recording.Evaluations++;
        }

        private IntegrationException Underflow(double t, double h)
        {
            var fastest = Enumerable.Range(0, n).MaxBy(i => Math.Abs(k1[i]) / (1 + Math.Abs(y[i])));
            var name = run.VariableName(fastest);
            return new($"No step is small enough at t = {t} (tried {h}): {name} = {y[fastest]} changes at a rate of {k1[fastest]}. The solution may grow without bound, the right-hand side may jump (name its discontinuities), or the tolerance may be too tight.", t, name);
        }
    }
}
