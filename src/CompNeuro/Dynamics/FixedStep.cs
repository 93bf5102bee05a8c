using System.Numerics.Tensors;
using System.Runtime.InteropServices;

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

/// <summary>A model that takes steps of exponential Euler faster than by <see cref="IConditionallyLinear{TState}.Linear"/>, with the same result but for rounding.</summary>
internal interface IExponentialSteps<TState>
    where TState : unmanaged
{
    /// <summary>Takes steps of equal length: every state but the first follows from the one before and from the input.</summary>
    void Steps(double step, ReadOnlySpan<double> inputs, Span<TState> states);
}

internal static class FixedStep
{
    private const int Block = 256;

    /// <summary>Steps through the run. Each smooth stretch is divided into equal steps, at most <paramref name="step"/> long, so that steps end where the right-hand side jumps.</summary>
    public static Recording Integrate<TStepper>(ref TStepper stepper, ReadOnlySpan<double> initial, double step, Recording.Curve curve, Run run)
        where TStepper : struct, IStepper
    {
        var recording = Started(initial, step, curve, run);
        var y = initial.ToArray();
        foreach (var segment in run.Segments())
        {
            stepper.Begin(segment, y);
            var steps = Steps(segment, step);
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

    /// <summary>The same, many steps at a time.</summary>
    public static Recording Integrate<TState>(IExponentialSteps<TState> model, Stimulus input, TState initial, double step, Run run)
        where TState : unmanaged
    {
        var recording = Started(StateLayout<TState>.Numbers(ref initial), step, Recording.Curve.Line, run);
        var inputs = new double[Block];
        foreach (var segment in run.Segments())
        {
            var steps = Steps(segment, step);
            for (long k = 0; k < steps; k += Block)
            {
                var count = (int)Math.Min(Block, steps - k);
                var times = recording.TimesAhead(count);
                var numbers = recording.KnotsAhead(count);
                for (var j = 0; j < count; j++)
                {
                    inputs[j] = input.IsFlat && k + j > 0 ? inputs[0] : ModelField<TState>.InputAt(input, segment.Inside(times[j]));
                    times[j + 1] = At(segment, k + j + 1, steps);
                }

                model.Steps((segment.High - segment.Low) / steps, inputs.AsSpan(0, count), MemoryMarshal.Cast<double, TState>(numbers));
                // A state that has left the finite numbers does not come back.
                for (var j = TensorPrimitives.IsFiniteAll(numbers[^recording.Dimension..]) ? count : 1; j <= count; j++)
                {
                    run.RequireFinite(numbers.Slice(j * recording.Dimension, recording.Dimension), times[j], "State variable");
                }

                recording.Advance(count);
                recording.Evaluations += count;
                run.Report(recording);
            }
        }

        return recording;
    }

    private static Recording Started(ReadOnlySpan<double> initial, double step, Recording.Curve curve, Run run)
    {
        var steps = Math.Abs(run.To - run.From) / step;
        if (steps * initial.Length * Math.Max(1, (int)curve) > 1 << 29)
        {
            throw new ArgumentException($"Steps of {step} from t = {run.From} to {run.To} would be {steps:0.##e0}, more than fit in memory: take a longer step or a shorter run.");
        }

        // A run that an event may end does not claim the memory of the whole.
        var recording = new Recording(initial.Length, curve, (int)Math.Min(steps + run.Discontinuities.Count, run.StopAfterStep is null ? int.MaxValue : Block) + 3);
        recording.Start(run.From, initial);
        return recording;
    }

    // A stretch that is a whole number of steps up to rounding is not given one more.
    private static long Steps(Segment segment, double step) => Math.Max(1, (long)Math.Ceiling((segment.High - segment.Low) / step * (1 - 1e-12)));

    private static double At(Segment segment, long k, long steps) =>
        k == steps ? segment.End : segment.Start + segment.Direction * (segment.High - segment.Low) * ((double)k / steps);
}
