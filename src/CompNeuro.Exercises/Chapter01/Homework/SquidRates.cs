using CompNeuro.Biophysics;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

[return: Unit("1/ms")]
public delegate double[] SquidRatesAnswer([Unit("mV")] double V);

public static partial class Check
{
    /// <summary>Homework H1.3.1: the six rates of the squid axon.</summary>
    public static Verdict SquidRates(SquidRatesAnswer answer) => Of<SquidRatesExercise>(answer);
}

public static partial class Hint
{
    public static Advice SquidRates(int number) => Of<SquidRatesExercise>(number);
}

internal sealed class SquidRatesExercise() : DeterministicExercise<SquidRatesAnswer>("H1.3.1", "Six rates", symbol: "rates", points: 2)
{
    internal override SquidRatesAnswer Reference => V => HodgkinHuxley.SquidAxon.Gates(V) is var (m, h, n) ? [m.alpha, m.beta, h.alpha, h.beta, n.alpha, n.beta] : [];

    internal override Tolerance Tolerance { get; } = new(1e-4, 1e-7, "They are formulas; next to their holes the plain quotients still have five digits.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Two of the six formulas are 0/0 at one voltage each, though the rate itself is perfectly smooth there. Which two, and where?",
        "α_m has its hole at −40 mV and α_n at −55 mV. Both have the form of a number times u over 1 − exp(−u), which tends to that number: 1 for m, 0.1 for n.",
        "Write one small function for u over 1 − exp(−u) that gives 1 at u = 0, and use it twice. The other four are exponentials as they stand in the task; β_h is 1 over 1 plus an exponential.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(HodgkinHuxley), nameof(HodgkinHuxley.Gates)), (typeof(HodgkinHuxley), nameof(HodgkinHuxley.Linear)), (typeof(HodgkinHuxley), nameof(HodgkinHuxley.Derivative))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("0/0 at −40 and −55 mV", "All is right but two points: at −40 mV α_m is 0/0 in your formula, and at −55 mV α_n is. The limits are 1 and 0.1 per ms.",
            V => Changed(V, (0, (V + 40) / 10 / (1 - Math.Exp(-(V + 40) / 10))), (4, (V + 55) / 100 / (1 - Math.Exp(-(V + 55) / 10))))),
        Wrong("voltage from rest", "You use the formulas of 1952 as they were printed, with the voltage measured from rest. Here V is absolute, in mV, and rest is −65: shift it.",
            V => SquidAxonByHand.Rates(V - 65)),
        Wrong("h like m", "Your h opens with depolarization, but it is the gate that inactivates: α_h falls with V, in mV, and β_h rises.",
            V => SquidAxonByHand.Rates(V) is var r ? [r[0], r[1], r[3], r[2], r[4], r[5]] : []),
        Wrong("n as fast as m", "Your α_n lacks the factor 0.1: it is 0.01 (V + 55) and not 0.1, per ms. Potassium must open ten times more slowly than sodium, or there is no spike.",
            V => Changed(V, (4, 10 * SquidAxonByHand.Rates(V)[4]))),
        Wrong("18 and 80 exchanged", "The closing rates have each other's steepness: β_m falls by e over 18 mV and β_n over 80.",
            V => Changed(V, (1, 4 * Math.Exp(-(V + 65) / 80)), (5, 0.125 * Math.Exp(-(V + 65) / 18)))),
        Wrong("sign in β_h", "Your β_h falls with V. Depolarization closes the gate h: the exponent is −(V + 35)/10, with V in mV, below the fraction line.",
            V => Changed(V, (3, 1 / (1 + Math.Exp((V + 35) / 10))))),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        [[-65.0], [-40.0], [-55.0], [-39.99], [0.0], [45.0], .. Enumerable.Range(0, 3).Select(_ => (object[])[random.Between(-90, 40)])];

    private static double[] Changed(double V, params ReadOnlySpan<(int Place, double Rate)> changes)
    {
        var rates = SquidAxonByHand.Rates(V);
        foreach (var (place, rate) in changes)
        {
            rates[place] = rate;
        }

        return rates;
    }
}
