using CompNeuro.Biophysics;
using CompNeuro.Maths;
using MathNet.Numerics.Statistics;

namespace CompNeuro.Exercises;

[return: Unit("1")]
public delegate double[] OpenChannelsAnswer(int N, [Unit("1/ms")] double alpha, [Unit("1/ms")] double beta, [Unit("ms")] double dt, int n, int seed);

public static partial class Check
{
    /// <summary>Homework H1.5.1: how many of N channels are open, from moment to moment.</summary>
    public static Verdict OpenChannels(OpenChannelsAnswer answer) => Of<OpenChannelsExercise>(answer);
}

public static partial class Hint
{
    public static Advice OpenChannels(int number) => Of<OpenChannelsExercise>(number);
}

internal sealed class OpenChannelsExercise() : StochasticExercise<OpenChannelsAnswer>("H1.5.1", "Channels that open and close by chance", symbol: "open", points: 3)
{
    // With a short step the memory shows, with long ones that channels open and close within it.
    private static readonly double[] stepsInTau = [0.25, 1, 1.75];

    internal override OpenChannelsAnswer Reference => (N, alpha, beta, dt, n, seed) =>
        new GateRates(alpha, beta) is var gate ? Each(N, n, seed, opening: gate.After(dt, 0), staying: gate.After(dt, 1)) : [];

    internal override IReadOnlyList<Statistic> Statistics { get; } =
    [
        new("mean", "", (open, _) => Settled(open).Mean()),
        new("variance", "", (open, _) => Settled(open).Variance()),
        new("correlation from one value to the next", "", (open, _) => Settled(open) is var x ? Finite(Correlation.Pearson(x[..^1], x[1..])) : 0),
        new("mean of the first four values", "", (open, _) => open.Take(4).Mean()),
    ];

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Follow one channel first. It is closed now: what is the chance that it is open dt later, allowing for every opening and closing in between? For very long dt you know the answer.",
        "A single channel's chance to be open obeys the equation of a gate: it relaxes to α/(α + β) with the time constant 1/(α + β), from 0 if the channel is closed now and from 1 if it is open.",
        "In each step draw one uniform number per channel. A closed one is open afterwards if the number is below p (1 − E), an open one if it is below p + (1 − p) E, with p = α/(α + β) and E = exp(−(α + β) dt). Note the sum; begin with all closed.",
    ];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("α dt for the chance", "α dt is the chance to open only for very short dt. With a step as long as the time constant, in ms, a channel opens and closes again within it; take the exact chances.",
            (N, alpha, beta, dt, n, seed) => Each(N, n, seed, opening: alpha * dt, staying: 1 - beta * dt)),
        Wrong("chance without the return", "1 − exp(−α dt) is the chance of opening at least once. Within a long step, in ms, a channel can close again: it is open at its end with the chance p (1 − exp(−(α + β) dt)).",
            (N, alpha, beta, dt, n, seed) => Each(N, n, seed, opening: 1 - Math.Exp(-alpha * dt), staying: Math.Exp(-beta * dt))),
        Wrong("α and β exchanged", "Opening and closing are exchanged: α, per ms, takes a closed channel to the open state.",
            (N, alpha, beta, dt, n, seed) => ((OpenChannelsAnswer)Reference)(N, beta, alpha, dt, n, seed)),
        Wrong("one draw for all channels", "All channels get the same random number and move together, so the noise does not average out: the variance is of order N², a pure number far above N p (1 − p).",
            (N, alpha, beta, dt, n, seed) => Together(N, n, seed, new GateRates(alpha, beta), dt)),
        Wrong("no memory", "Every value is drawn anew, whatever the one before: the correlation over a short step, far below the time constant in ms, should be close to 1.",
            (N, alpha, beta, dt, n, seed) => Each(N, n, seed, new GateRates(alpha, beta).inf, new GateRates(alpha, beta).inf)),
        Wrong("no noise", "You compute the mean, N p(t). A finite number of channels fluctuates around it, with the variance N p (1 − p), a pure number.",
            (N, alpha, beta, dt, n, seed) => [.. Enumerable.Range(0, n).Select(i => N * new GateRates(alpha, beta).After(i * dt, 0))]),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random) =>
        from ratio in stepsInTau
        let tau = random.Between(2, 10)
        let p = random.Between(0.2, 0.35, 2)
        select (object[])[100, Math.Round(p / tau, 4), Math.Round((1 - p) / tau, 4), Math.Round(ratio * tau, 2), 600, (int)(random.NextUniform() * FirstSeed)];

    private protected override Signature.Abscissa? Horizontal(IReadOnlyList<object> arguments) => new("t", "ms", Draws.Times((double)arguments[3], (int)arguments[4]));

    // By then 20 time constants have passed, even with the short step.
    private static double[] Settled(double[] open) => open[80..];

    private static double Finite(double correlation) => double.IsFinite(correlation) ? correlation : 0;

    private static double[] Each(int N, int n, int seed, double opening, double staying)
    {
        var random = new RandomNumbers(seed);
        return Counted(n, open => Successes(random, open, staying) + Successes(random, N - open, opening));
    }

    private static double[] Together(int N, int n, int seed, GateRates gate, double dt)
    {
        var random = new RandomNumbers(seed);
        return Counted(n, open => random.NextUniform() < gate.After(dt, open > 0 ? 1 : 0) ? N : 0);
    }

    private static double[] Counted(int n, Func<int, int> next)
    {
        var (open, counts) = (0, new double[n]);
        for (var i = 0; i < n; i++, open = next(open))
        {
            counts[i] = open;
        }

        return counts;
    }

    /// <summary>A number of the binomial distribution, by inversion: one uniform number for all trials.</summary>
    private static int Successes(RandomNumbers random, int trials, double chance)
    {
        var (u, successes, probability) = (random.NextUniform(), 0, Math.Pow(1 - chance, trials));
        while (u > probability && successes < trials)
        {
            u -= probability;
            probability *= (trials - successes) * chance / (++successes * (1 - chance));
        }

        return successes;
    }
}
