namespace CompNeuro.Dynamics;

/// <summary>One step of a fixed-step method.</summary>
internal interface IStepper
{
    /// <summary>f at the start and at the end of the step last taken; empty if the method knows no slopes.</summary>
    ReadOnlySpan<double> StartSlope { get; }

    ReadOnlySpan<double> EndSlope { get; }

    long Evaluations { get; }

    /// <summary>Called where a smooth stretch begins.</summary>
    void Begin(Segment segment, ReadOnlySpan<double> y);

    /// <summary>Takes y from time t to t + h.</summary>
    void Step(Segment segment, double t, double h, Span<double> y);
}

internal static class FixedStep
{
    /// <summary>Steps through the run. Each smooth stretch is divided into equal steps, at most <paramref name="step"/> long, so that steps end where the right-hand side jumps.</summary>
    public static Recording Integrate<TStepper>(ref TStepper stepper, ReadOnlySpan<double> initial, double step, Recording.Curve curve, Run run)
        where TStepper : struct, IStepper
    {
        var needed = Math.Abs(run.To - run.From) / step * initial.Length * Math.Max(1, (int)curve);
        if (needed > 1 << 29)
        {
            throw new ArgumentException($"Steps of {step} from t = {run.From} to {run.To} would be {Math.Abs(run.To - run.From) / step:0.##e0}, more than fit in memory: take a longer step or a shorter run.");
        }

        var recording = new Recording(initial.Length, curve);
        var y = initial.ToArray();
        recording.Start(run.From, y);
        foreach (var segment in run.Segments())
        {
            stepper.Begin(segment, y);
            // A stretch that is a whole number of steps up to rounding is not given one more.
            var steps = Math.Max(1, (long)Math.Ceiling((segment.High - segment.Low) / step * (1 - 1e-12)));
            for (long k = 0; k < steps; k++)
            {
                var t = At(segment, k, steps);
                var end = At(segment, k + 1, steps);
                stepper.Step(segment, t, end - t, y);
                run.RequireFinite(y, end, "State variable");
                recording.Add(end, y, stepper.StartSlope, stepper.EndSlope);
                recording.Evaluations = stepper.Evaluations;
                if (run.Report(recording))
                {
                    return recording;
                }
            }
        }

        return recording;
    }

    private static double At(Segment segment, long k, long steps) =>
        k == steps ? segment.End : segment.Start + segment.Direction * (segment.High - segment.Low) * ((double)k / steps);
}
