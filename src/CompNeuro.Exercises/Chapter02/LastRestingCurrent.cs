using CompNeuro.Maths;
using CompNeuro.Neurons;

namespace CompNeuro.Exercises;

[return: Unit("mV/ms")]
public delegate double LastRestingCurrentAnswer([Unit("1/ms")] double b, [Unit("1/ms")] double linear, [Unit("mV/ms")] double constant);

public static partial class Check
{
    /// <summary>Exercise 2.3.2: the current above which Izhikevich's neuron has no equilibrium.</summary>
    public static Verdict LastRestingCurrent(LastRestingCurrentAnswer answer) => Of<LastRestingCurrentExercise>(answer);
}

public static partial class Hint
{
    public static Advice LastRestingCurrent(int number) => Of<LastRestingCurrentExercise>(number);
}

internal sealed class LastRestingCurrentExercise() : DeterministicExercise<LastRestingCurrentAnswer>("2.3.2", "Where rest and threshold meet", symbol: "I_SN", points: 1)
{
    internal override LastRestingCurrentAnswer Reference => (b, linear, constant) => new Izhikevich { b = b, linear = linear, constant = constant }.SaddleNodeCurrent();

    internal override Tolerance Tolerance { get; } = new(1e-3, 2e-3, "It is a formula of which two large numbers cancel; one who finds the current by halving is as near.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "At an equilibrium both rates of change are zero. What does the second one say of u?",
        "With u = b v the first one is a quadratic equation in v. When has it two roots, when one, and when none?",
        "The equation is 0.04 v² + (linear − b) v + constant + I = 0. Its roots meet where the square of linear − b is 4 · 0.04 times constant + I: solve that for I.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(IzhikevichEquilibria), nameof(IzhikevichEquilibria.SaddleNodeCurrent)), (typeof(IzhikevichEquilibria), nameof(IzhikevichEquilibria.RestAndThreshold))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("u taken as 0", "Your current does not depend on b: you left u out. At an equilibrium it is b v, in mV/ms, and takes b from the coefficient of v.", (b, linear, constant) => linear * linear / 0.16 - constant),
        Wrong("sign of b", "u is subtracted, so the coefficient of v is linear − b, per ms.", (b, linear, constant) => (linear + b) * (linear + b) / 0.16 - constant),
        Wrong("4 left out", "The discriminant is the square of linear − b minus four times 0.04 times the constant: the 4 is missing, and your current is hundreds of mV/ms too large.",
            (b, linear, constant) => (linear - b) * (linear - b) / 0.04 - constant),
        Wrong("sign of the current", "The discriminant vanishes where constant + I is (linear − b)²/0.16. You have the negative of I, in mV/ms.", (b, linear, constant) => constant - (linear - b) * (linear - b) / 0.16),
        Wrong("constant left out", "That is constant + I, in mV/ms: subtract the constant.", (b, linear, constant) => (linear - b) * (linear - b) / 0.16),
        Wrong("the ordinary neuron", "You put 5 and 140 mV/ms into the formula. Here the parabola has the coefficients that are given; two of the published patterns need others.", (b, linear, constant) => (5 - b) * (5 - b) / 0.16 - 140),
        Wrong("potential for current", "That is v at the saddle-node, (b − linear)/0.08, in mV. The task asks for the current there, in mV/ms.", (b, linear, constant) => (b - linear) / 0.08),
        Wrong("square left out", "The discriminant has the square of linear − b, which is per ms².", (b, linear, constant) => (linear - b) / 0.16 - constant),
        Wrong("2 for 4", "The discriminant of 0.04 v² + … is the square minus 4 · 0.04 times constant + I, in mV/ms: you divide by 2 · 0.04.", (b, linear, constant) => (linear - b) * (linear - b) / 0.08 - constant),
        Wrong("u forgotten at the end", "v at the saddle-node is right. But in dv/dt you left u out, which is b v there, in mV/ms.",
            (b, linear, constant) => (b - linear) / 0.08 is var v ? -(0.04 * v * v + linear * v + constant) : 0),
        Wrong("lowest point of the parabola", "You take v at the lowest point of the parabola, in mV. It touches the line u = b v where it has the line's slope, b, and not slope 0.",
            (b, linear, constant) => -linear / 0.08 is var v ? b * v - 0.04 * v * v - linear * v - constant : 0),
        Wrong("constant added", "The discriminant vanishes where constant + I, in mV/ms, is (linear − b)²/0.16: the constant goes to the other side with a minus.", (b, linear, constant) => (linear - b) * (linear - b) / 0.16 + constant),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [0.2, 5.0, 140.0], [0.26, 5.0, 140.0], [-0.1, 4.1, 108.0], [0.2, 4.1, 108.0],
        .. Enumerable.Range(0, 3).Select(_ => (object[])[random.Between(0.1, 0.4, 2), random.Between(4, 6), random.Between(100, 160, 0)]),
    ];
}
