using System.Collections.Concurrent;
using MathNet.Numerics.Statistics;

namespace CompNeuro.Exercises;

/// <summary>
/// An exercise whose answer is random: the last argument is a seed, and any stream of random numbers will do. Each statistic of each case is one check: it must lie where the
/// reference's own runs put it.
/// </summary>
/// <remarks>
/// The reference is run <see cref="Runs"/> times; a statistic may be up to <see cref="Widths"/> of its standard deviations from its mean. For a Gaussian statistic that fails a right answer with
/// probability 1e-8 (Student's t with 199 degrees of freedom, for the spread is estimated); what is skewed, like a standard deviation, fails more often, so the tests measure
/// that a right answer to a whole exercise fails less than once in 10⁴.
/// </remarks>
internal abstract class StochasticExercise<TAnswer>(string number, string title, string symbol, double points) : Exercise<TAnswer>(number, title, symbol, points)
    where TAnswer : Delegate
{
    internal const int Runs = 200;
    internal const int FirstSeed = 1_000_000_000;
    internal const double Widths = 6;

    private readonly ConcurrentDictionary<(Delegate, string), (int Length, Spread[] Spreads)> calibrations = new();

    /// <summary>What is measured on each answer.</summary>
    internal abstract IReadOnlyList<Statistic> Statistics { get; }

    private protected override string Expected => "a right one";

    private protected override IReadOnlyList<Finding?> Examine(IReadOnlyList<IReadOnlyList<object>> cases, IReadOnlyList<Response> responses) =>
        [.. Enumerable.Range(0, cases.Count).SelectMany(i => Examine(i, cases[i], responses[i]))];

    internal override IEnumerable<Misconception> Showing(IReadOnlyList<IReadOnlyList<object>> cases, IReadOnlyList<Response> responses) =>
        responses.Where((response, i) => Flaw(response, Calibrated(Reference, cases[i]).Length) is not null).Any()
            ? []
            : Misconceptions.Select(wrong => (Wrong: wrong, Likelihood: Likelihood(wrong.Answer, cases, responses)))
                .Where(one => double.IsFinite(one.Likelihood)).OrderByDescending(one => one.Likelihood).Select(one => one.Wrong);

    private IEnumerable<Finding?> Examine(int place, IReadOnlyList<object> arguments, Response response)
    {
        var words = $"For {Signature.Words(arguments)}";
        var (length, spreads) = Calibrated(Reference, arguments);
        if (Flaw(response, length) is { } flaw)
        {
            return Statistics.Select(_ => new Finding(place, flaw, words + "."));
        }

        return Statistics.Zip(spreads, (statistic, spread) =>
        {
            var value = statistic.Of((double[])response.Value!, arguments);
            return spread.Holds(value)
                ? null
                : new Finding(place, $"The {statistic.Name} is not what it should be.",
                    $"{words}: the {statistic.Name} is {Signature.Quantity($"{value:G4}", statistic.Unit)}, and should be {Range(spread, statistic.Unit)}.");
        });
    }

    private static string Range(Spread spread, string unit)
    {
        var (low, high) = ($"{spread.Low:G4}", $"{spread.High:G4}");
        return low == high ? Signature.Quantity(low, unit) : $"between {low} and {Signature.Quantity(high, unit)}";
    }

    private double Likelihood(Delegate answer, IReadOnlyList<IReadOnlyList<object>> cases, IReadOnlyList<Response> responses) =>
        cases.Zip(responses).Sum(tried => Statistics.Zip(Calibrated(answer, tried.First).Spreads, (statistic, spread) =>
            spread.LogLikelihood(statistic.Of((double[])tried.Second.Value!, tried.First))).Sum());

    // Made once for each case: the same seed gives the same cases, with the same calibration.
    private (int Length, Spread[] Spreads) Calibrated(Delegate answer, IReadOnlyList<object> arguments) =>
        calibrations.GetOrAdd((answer, Signature.Words([.. arguments.SkipLast(1)])), _ =>
        {
            var runs = Enumerable.Range(1, Runs).Select(seed => (double[])Response.Of(answer, [.. arguments.SkipLast(1), FirstSeed + seed]).Value!).ToArray();
            return (runs[0].Length, [.. Statistics.Select(statistic => Spread.Of(runs.Select(run => statistic.Of(run, arguments))))]);
        });

    /// <param name="Name">As in <c>standard deviation</c>.</param>
    /// <param name="Of">Of an answer and its arguments.</param>
    internal sealed record Statistic(string Name, string Unit, Func<double[], IReadOnlyList<object>, double> Of);

    private sealed record Spread(double Mean, double Deviation)
    {
        public double Low => Mean - Widths * Deviation;

        public double High => Mean + Widths * Deviation;

        public static Spread Of(IEnumerable<double> values)
        {
            var (mean, deviation) = values.MeanStandardDeviation();
            return new(mean, Math.Max(deviation, 1e-12 * Math.Max(1, Math.Abs(mean))));
        }

        public bool Holds(double value) => value >= Low && value <= High;

        public double LogLikelihood(double value) =>
            Holds(value) ? -Math.Pow((value - Mean) / Deviation, 2) / 2 - Math.Log(Deviation) : double.NegativeInfinity;
    }
}
