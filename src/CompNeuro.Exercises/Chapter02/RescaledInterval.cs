using CompNeuro.Maths;
using CompNeuro.Neurons.PointProcess;

namespace CompNeuro.Exercises;

[return: Unit("1")]
public delegate double RescaledIntervalAnswer([Unit("Hz")] double[] rate, [Unit("ms")] double dt, [Unit("1")] double r);

public static partial class Check
{
    /// <summary>Exercise 2.4.3: an interval between spikes on the clock of a model, corrected for the bins.</summary>
    public static Verdict RescaledInterval(RescaledIntervalAnswer answer) => Of<RescaledIntervalExercise>(answer);
}

public static partial class Hint
{
    public static Advice RescaledInterval(int number) => Of<RescaledIntervalExercise>(number);
}

internal sealed class RescaledIntervalExercise() : DeterministicExercise<RescaledIntervalAnswer>("2.4.3", "Time on the clock of a model", symbol: "z", points: 2)
{
    internal override RescaledIntervalAnswer Reference => (rate, dt, r) => Z(rate, dt / 1000, last => -Math.Log(1 - r * (1 - Math.Exp(-last))));

    internal override Tolerance Tolerance { get; } = new(1e-4, 1e-5, "It is a formula; to spread the spike evenly over its bin is wrong by a few thousandths.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The clock of the model ticks in expected spikes: each bin moves it on by µ, its rate times its length. Of which bin do you not know how much of it had passed when the spike came?",
        "Of the last bin only a part counts. The chance of a spike anywhere in it is 1 − exp(−µ); r is the part of this chance that had gone by. After which ξ is the chance of a spike r times that?",
        "Solve 1 − exp(−ξ) = r (1 − exp(−µ)) for ξ of the last bin, add µ of all the bins before, and z is 1 − exp(−the sum).",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden =>
        [(typeof(ConditionalIntensity), nameof(ConditionalIntensity.Rescaled)), (typeof(ConditionalIntensity), nameof(ConditionalIntensity.RescaledNaively))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("whole last bin", "You count the bin with the spike to its end. The spike came somewhere within its dt ms; so counted, z never comes near 0, and a right model fails the test.",
            (rate, dt, r) => Z(rate, dt / 1000, last => last)),
        Wrong("last bin left out", "You stop before the bin with the spike. A part of its dt ms had passed when the spike came, and belongs to the interval.",
            (rate, dt, r) => Z(rate, dt / 1000, _ => 0)),
        Wrong("evenly over the bin", "You count the fraction r of the last bin. Over its dt ms a spike is the less likely the later, for it may have come before: r is a part of the chance 1 − exp(−µ), and not of µ.",
            (rate, dt, r) => Z(rate, dt / 1000, last => r * last)),
        Wrong("chance for ξ", "For the last bin you add the chance r (1 − exp(−µ)), a pure number. What adds up is ξ, whose chance that is: −ln(1 − chance).",
            (rate, dt, r) => Z(rate, dt / 1000, last => r * (1 - Math.Exp(-last)))),
        Wrong("ξ for z", "That is ξ, which is exponentially distributed. The task asks for z = 1 − exp(−ξ), a pure number between 0 and 1.",
            (rate, dt, r) => -Math.Log(1 - Z(rate, dt / 1000, last => -Math.Log(1 - r * (1 - Math.Exp(-last)))))),
        Wrong("exp(−ξ) for z", "That is exp(−ξ), the chance, a pure number, that there was no spike. z is one minus it.",
            (rate, dt, r) => 1 - Z(rate, dt / 1000, last => -Math.Log(1 - r * (1 - Math.Exp(-last))))),
        Wrong("Hz times ms", "A rate in Hz times a bin in ms is 1000 times too large, and your z is 1, or next to it: divide by 1000.",
            (rate, dt, r) => Z(rate, dt, last => -Math.Log(1 - r * (1 - Math.Exp(-last))))),
        Wrong("r from the end", "You take 1 − r for r. That would be as random, but here r, a pure number, is the part of the chance that had gone by.",
            (rate, dt, r) => Z(rate, dt / 1000, last => -Math.Log(1 - (1 - r) * (1 - Math.Exp(-last))))),
        Wrong("r on every bin", "You give every bin a spike at r. In the bins before the last there was none: each counts with all of its µ, over all of its dt ms.",
            (rate, dt, r) => 1 - Math.Exp(-rate.Sum(each => -Math.Log(1 - r * (1 - Math.Exp(-each * dt / 1000)))))),
        Wrong("chances added", "For the bins without a spike you add the chances 1 − exp(−µ), pure numbers. What adds up is µ itself.",
            (rate, dt, r) => 1 - Math.Exp(-(rate.SkipLast(1).Sum(each => 1 - Math.Exp(-each * dt / 1000)) - Math.Log(1 - r * (1 - Math.Exp(-rate[^1] * dt / 1000)))))),
        Wrong("µ for the chance", "You take µ, a pure number, for the chance of a spike in a bin, and −ln(1 − µ) for what adds up. The chance is 1 − exp(−µ), and µ adds up.",
            (rate, dt, r) => 1 - Math.Exp(rate.SkipLast(1).Sum(each => Math.Log(1 - each * dt / 1000)) + Math.Log(1 - r * rate[^1] * dt / 1000))),
        Wrong("last bin twice", "You add the part of the last bin to a sum that holds all of it already. Sum µ over the bins before; of the last one, dt ms long, only the part counts.",
            (rate, dt, r) => Z(rate, dt / 1000, last => last - Math.Log(1 - r * (1 - Math.Exp(-last))))),
        Wrong("r as the whole chance", "−ln(1 − r) would be the ξ of a bin in which a spike is certain. The chance of one in it, a pure number, is 1 − exp(−µ), and r is a part of that.",
            (rate, dt, r) => Z(rate, dt / 1000, _ => -Math.Log(1 - r))),
        Wrong("part of the first bin", "You take the part r of the first bin. The interval begins at its start; it is the last bin, dt ms long, that ends somewhere within.",
            (rate, dt, r) => Z([.. rate.Reverse()], dt / 1000, last => -Math.Log(1 - r * (1 - Math.Exp(-last))))),
        Wrong("exp(−µ) for the chance", "exp(−µ) is the chance, a pure number, that the last bin stays empty. That of a spike in it is 1 − exp(−µ).",
            (rate, dt, r) => Z(rate, dt / 1000, last => -Math.Log(1 - r * Math.Exp(-last)))),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
    [
        [(double[])[100, 100, 100], 5.0, 0.5], [(double[])[200], 5.0, 0.3], [(double[])[20, 50, 150], 4.0, 0.8],
        .. Enumerable.Range(0, 4).Select(_ => (object[])[(double[])[.. Enumerable.Range(0, random.OneOf(2, 3, 4)).Select(_ => random.Between(40, 160, 0))], random.OneOf(2.0, 4, 5), random.Between(0.1, 0.9, 2)]),
    ];

    /// <param name="bin">s.</param>
    /// <param name="inLast">How much of the µ of the last bin counts.</param>
    private static double Z(double[] rate, double bin, Func<double, double> inLast) => 1 - Math.Exp(-(rate.SkipLast(1).Sum() * bin + inLast(rate[^1] * bin)));
}
