using CompNeuro.Maths;
using CompNeuro.Neurons;

namespace CompNeuro.Exercises;

[return: Unit("mV/ms")]
public delegate double LastRestingCurrentAnswer([Unit("1/ms")] double b);

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
    internal override LastRestingCurrentAnswer Reference => b => new Izhikevich { b = b }.SaddleNodeCurrent();

    internal override Tolerance Tolerance { get; } = new(1e-3, 2e-3, "It is a formula of which two large numbers cancel; one who finds the current by halving is as near.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "At an equilibrium both rates of change are zero. What does the second one say of u?",
        "With u = b v the first one is a quadratic equation in v. When has it two roots, when one, and when none?",
        "The equation is 0.04 v² + (5 − b) v + 140 + I = 0. Its roots meet where (5 − b)² = 4 · 0.04 · (140 + I): solve that for I.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(IzhikevichEquilibria), nameof(IzhikevichEquilibria.SaddleNodeCurrent)), (typeof(IzhikevichEquilibria), nameof(IzhikevichEquilibria.RestAndThreshold))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("u taken as 0", "Your current does not depend on b: you left u out. At an equilibrium it is b v, in mV/ms, and takes b from the 5.", b => 25 / 0.16 - 140),
        Wrong("sign of b", "u is subtracted, so the coefficient of v is 5 − b, per ms.", b => (5 + b) * (5 + b) / 0.16 - 140),
        Wrong("4 left out", "The discriminant is (5 − b)² minus four times 0.04 times the constant: the 4 is missing, and your current is hundreds of mV/ms too large.", b => (5 - b) * (5 - b) / 0.04 - 140),
        Wrong("sign of I", "The discriminant vanishes at 140 + I = (5 − b)²/0.16. You have its negative, in mV/ms.", b => 140 - (5 - b) * (5 - b) / 0.16),
        Wrong("140 left out", "That is 140 + I, in mV/ms: subtract the constant.", b => (5 - b) * (5 - b) / 0.16),
        Wrong("potential for current", "That is v at the saddle-node, (b − 5)/0.08, in mV. The task asks for the current there, in mV/ms.", b => (b - 5) / 0.08),
        Wrong("square left out", "The discriminant has the square of 5 − b, which is per ms².", b => (5 - b) / 0.16 - 140),
        Wrong("u as a constant", "You take u = b for u = b v: that shifts the constant, in mV/ms, and not the coefficient of v.", b => 25 / 0.16 - 140 + b),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        [[0.2], [0.25], [0.26], [0.0], [-0.1], .. Enumerable.Range(0, 3).Select(_ => (object[])[random.Between(-0.2, 0.4, 2)])];
}
