using CompNeuro.Biophysics;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("1/ms")]
public delegate double AlphaMAnswer([Unit("mV")] double V);

public static partial class Check
{
    /// <summary>Exercise 1.4.1: the opening rate of the sodium gate, at every voltage.</summary>
    public static Verdict AlphaM(AlphaMAnswer answer) => Of<AlphaMExercise>(answer);
}

public static partial class Hint
{
    public static Advice AlphaM(int number) => Of<AlphaMExercise>(number);
}

internal sealed class AlphaMExercise() : DeterministicExercise<AlphaMAnswer>("1.4.1", "Opening rate without a hole", symbol: "α_m", points: 1)
{
    internal override AlphaMAnswer Reference => V => HodgkinHuxley.SquidAxon.Gates(V).m.alpha;

    internal override Tolerance Tolerance { get; } = new(1e-3, 1e-7, "It is a formula; to take the limit within a hundredth of a mV of −40 mV does no harm.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Write u for (V + 40)/10: the rate is u/(1 − exp(−u)). What happens to it at V = −40 mV, and what does the curve do on both sides?",
        "For small u, 1 − exp(−u) is nearly u, so the quotient tends to 1: the hole is only in the formula.",
        "Treat V = −40 mV as a case of its own, whose rate is 1 per ms; or use the library's function for x/(exp x − 1), with x = −u.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(HodgkinHuxley), nameof(HodgkinHuxley.Gates))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("0/0 at −40 mV", "All is right but one point: at −40 mV your quotient is 0/0, and a simulation that passes there is full of NaN from then on. The limit is 1 per ms.",
            V => (V + 40) / 10 / (1 - Math.Exp(-(V + 40) / 10))),
        Wrong("sign of the exponent", "The exponent has the wrong sign: your rate falls with V, in mV. Sodium channels open on depolarization.", V => Special.XOverExpM1((V + 40) / 10)),
        Wrong("voltage from rest", "You use the formula of 1952 as it was printed, with the voltage measured from rest. Here V is absolute, in mV, and rest is −65: shift it.", V => Special.XOverExpM1((25 - V) / 10)),
        Wrong("closing rate", "That is β_m, the rate of closing, per ms. It falls with depolarization; α_m rises.", V => 4 * Math.Exp(-(V + 65) / 18)),
        Wrong("patched too widely", "You return 1 in an interval of 1 mV or more around −40 mV, and the curve jumps where it ends. The limit holds at that one voltage; beside it the formula is right.",
            V => Math.Abs(V + 40) < 1 ? 1 : Special.XOverExpM1(-(V + 40) / 10)),
        Wrong("0 in the hole", "At −40 mV you return 0. Both above and below the quotient are 0 there, and the limit is not: just beside it the rate is 1 per ms.", V => V == -40 ? 0 : Special.XOverExpM1(-(V + 40) / 10)),
        Wrong("10 mV left out", "u is (V + 40)/10: the voltage, in mV, is measured in tens, both above and in the exponent.", V => Special.XOverExpM1(-(V + 40))),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        [[-40.0], [-65.0], [-39.99], [-40.5], [0.0], [50.0], [-100.0], .. Enumerable.Range(0, 3).Select(_ => (object[])[random.Between(-90, 40)])];
}
