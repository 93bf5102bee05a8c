using CompNeuro.Maths;
using CompNeuro.Neurons;

namespace CompNeuro.Exercises;

[return: Unit("mV")]
public delegate double[] IzhikevichRunAnswer([Unit("1/ms")] double a, [Unit("1/ms")] double b, [Unit("mV")] double c, [Unit("mV/ms")] double d, [Unit("mV/ms")] double I, [Unit("ms")] double h, int n);

public static partial class Check
{
    /// <summary>Exercise 2.3.1: Izhikevich's neuron in the scheme in which it was published.</summary>
    public static Verdict IzhikevichRun(IzhikevichRunAnswer answer) => Of<IzhikevichRunExercise>(answer);
}

public static partial class Hint
{
    public static Advice IzhikevichRun(int number) => Of<IzhikevichRunExercise>(number);
}

internal sealed class IzhikevichRunExercise() : DeterministicExercise<IzhikevichRunAnswer>("2.3.1", "Izhikevich's neuron as published", symbol: "v", points: 3)
{
    internal override IzhikevichRunAnswer Reference => (a, b, c, d, I, h, n) => Run(b, n, (v, u) => Step(v, u, a, b, I, h), (_, u) => (c, u + d));

    internal override Tolerance Tolerance { get; } = new(1e-4, 1e-3, "The same scheme gives the same numbers but for rounding, which grows a millionfold in 40 ms of firing, and would not stay small for ever.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "One loop, and in each step four things in this order: move v, move u, write v down, and reset after a spike. Which v does the rate of change of u see?",
        "v grows by h times (0.04 v² + 5 v + 140 − u + I), and then u by h times a (b v − u), with the v you have just computed. Start from v = −70 and u = −70 b; the first value that you write down is v after one step.",
        "If v is above 30, write down 30 instead, set v to c, and add d to u, in this very step; the next step starts from there.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(IzhikevichScheme), nameof(IzhikevichScheme.SimulateAsPublished))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("u with the old v", "You move v and u at once, each from the old values. In the published program u sees the new v, in mV; at steps as coarse as these the spikes come at other times.",
            (a, b, c, d, I, h, n) => Run(b, n, (v, u) => (v + h * Rate(v, u, I), u + h * a * (b * v - u)), (_, u) => (c, u + d))),
        Wrong("peak not cut off", "The spikes come at the right times, but each has a height of its own: the last step overshoots 30 mV by far. Write down 30 instead.",
            (a, b, c, d, I, h, n) => Run(b, n, (v, u) => Step(v, u, a, b, I, h), (_, u) => (c, u + d), peak: v => v)),
        Wrong("reset written down", "The spikes are missing: you reset v before you write it down. In the step of the spike the value is 30 mV.",
            (a, b, c, d, I, h, n) => Run(b, n, (v, u) => Step(v, u, a, b, I, h), (_, u) => (c, u + d), peak: _ => c)),
        Wrong("u set to d", "After a spike you set u to d. It is raised by d, in mV/ms: u remembers the spikes before.",
            (a, b, c, d, I, h, n) => Run(b, n, (v, u) => Step(v, u, a, b, I, h), (_, _) => (c, d))),
        Wrong("u not raised", "A spike resets v, and raises u by d, in mV/ms, as well. Without that the neuron does not adapt, and does not burst.",
            (a, b, c, d, I, h, n) => Run(b, n, (v, u) => Step(v, u, a, b, I, h), (_, u) => (c, u))),
        Wrong("u lowered", "You subtract d from u. A spike raises u by d, in mV/ms: u opposes v, so that the next spike comes later.",
            (a, b, c, d, I, h, n) => Run(b, n, (v, u) => Step(v, u, a, b, I, h), (_, u) => (c, u - d))),
        Wrong("h left out of u", "v moves by h times its rate of change, but u by the whole of it, as if its step were 1 ms.",
            (a, b, c, d, I, h, n) => Run(b, n, (v, u) => v + h * Rate(v, u, I) is var next ? (next, u + a * (b * next - u)) : default, (_, u) => (c, u + d))),
        Wrong("a on b v alone", "The bracket is missing: a, per ms, multiplies both b v and u.",
            (a, b, c, d, I, h, n) => Run(b, n, (v, u) => v + h * Rate(v, u, I) is var next ? (next, u + h * (a * b * next - u)) : default, (_, u) => (c, u + d))),
        Wrong("b of 0.2", "Your b is 0.2 per ms, always. It is an argument, and also says where u starts: at b times −70 mV.",
            (a, _, c, d, I, h, n) => Run(0.2, n, (v, u) => Step(v, u, a, 0.2, I, h), (_, u) => (c, u + d))),
        Wrong("u starts at −14", "Your u starts at −14 mV/ms whatever b is. It starts at b times −70 mV.",
            (a, b, c, d, I, h, n) => Run(0.2, n, (v, u) => Step(v, u, a, b, I, h), (_, u) => (c, u + d))),
        Wrong("two half steps", "You move v in two half steps, as the program of 2003 does to be stable at 1 ms. Here v takes one step of h.",
            (a, b, c, d, I, h, n) => Run(b, n, (v, u) => Step(v + h / 2 * Rate(v, u, I), u, a, b, I, h / 2) is var (next, _) ? (next, u + h * a * (b * next - u)) : default, (_, u) => (c, u + d))),
        Wrong("sign of u", "u is added to the rate of change of v. It is subtracted, in mV/ms: u is what recovers the neuron.",
            (a, b, c, d, I, h, n) => Run(b, n, (v, u) => v + h * Rate(v, -u, I) is var next ? (next, u + h * a * (b * next - u)) : default, (_, u) => (c, u + d))),
        Wrong("written before the step", "Your values are those at the beginning of each step: all come one step of h ms late. Move v first, then write it down.",
            (a, b, c, d, I, h, n) => Late(Run(b, n, (v, u) => Step(v, u, a, b, I, h), (_, u) => (c, u + d)), c)),
        Wrong("start from −65", "Your v starts from −65 mV. The task starts it from −70 mV, the rest of these cells.",
            (a, b, c, d, I, h, n) => Run(b, n, (v, u) => Step(v, u, a, b, I, h), (_, u) => (c, u + d), start: -65)),
        Wrong("reset before u", "You reset v before u moves, so that in the step of a spike u sees c, in mV, and not the peak. Move v and u first, then look for a spike.",
            (a, b, c, d, I, h, n) => Run(b, n, (v, u) => v + h * Rate(v, u, I) is > 30 and var peak ? (peak, u + h * a * (b * c - u - d)) : Step(v, u, a, b, I, h), (_, u) => (c, u + d))),
        Wrong("h left out", "v and u move by the whole of their rates of change, as if each step were 1 ms. Multiply both by h.",
            (a, b, c, d, I, h, n) => Run(b, n, (v, u) => Step(v, u, a, b, I, 1), (_, u) => (c, u + d))),
        Wrong("b on u too", "The rate of change of u is a (b v − u): b, per ms, multiplies v alone.",
            (a, b, c, d, I, h, n) => Run(b, n, (v, u) => v + h * Rate(v, u, I) is var next ? (next, u + h * a * b * (next - u)) : default, (_, u) => (c, u + d))),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [0.02, 0.2, -65.0, 8.0, 14.0, 0.25, 160], [0.02, 0.2, -50.0, 2.0, 10.0, 0.25, 160], [0.1, 0.2, -65.0, 2.0, 10.0, 0.2, 200],
        .. Enumerable.Range(0, 3).Select(_ => (object[])[random.Between(0.02, 0.1, 2), random.OneOf(0.18, 0.22, 0.24), random.Between(-65, -50, 0), random.Between(2, 8), random.Between(8, 15), 0.25, 160]),
    ];

    private protected override Signature.Abscissa? Horizontal(IReadOnlyList<object> arguments) => new("t", "ms", Draws.Times((double)arguments[5], (int)arguments[6]));

    private static double Rate(double v, double u, double I) => 0.04 * v * v + 5 * v + 140 - u + I;

    private static (double V, double U) Step(double v, double u, double a, double b, double I, double h)
    {
        v += h * Rate(v, u, I);
        return (v, u + h * a * (b * v - u));
    }

    private static double[] Run(double b, int n, Func<double, double, (double, double)> step, Func<double, double, (double, double)> reset, Func<double, double>? peak = null, double start = -70)
    {
        var (v, u, shown) = (start, start * b, new double[n]);
        for (var k = 0; k < n; k++)
        {
            (v, u) = step(v, u);
            shown[k] = v;
            if (v > 30)
            {
                shown[k] = peak is null ? 30 : peak(v);
                (v, u) = reset(v, u);
            }
        }

        return shown;
    }

    /// <summary>The values at the beginning of the steps, where a spike shows in its own step all the same.</summary>
    private static double[] Late(double[] shown, double c) => [.. shown.Select((v, k) => v == 30 ? 30 : k == 0 ? -70 : shown[k - 1] == 30 ? c : shown[k - 1])];
}
