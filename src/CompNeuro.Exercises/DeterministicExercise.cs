namespace CompNeuro.Exercises;

/// <summary>An exercise whose answer is a number, a curve or a word that follows from the arguments. Each case is one check.</summary>
internal abstract class DeterministicExercise<TAnswer>(string number, string title, string symbol, double points) : Exercise<TAnswer>(number, title, symbol, points)
    where TAnswer : Delegate
{
    private const int MostNumbers = 3;

    internal abstract Tolerance Tolerance { get; }

    private protected override IReadOnlyList<Finding?> Examine(IReadOnlyList<IReadOnlyList<object>> cases, IReadOnlyList<Response> responses)
    {
        var expected = cases.Select(arguments => Response.Of(Reference, arguments).Value!).ToArray();
        var advice = Pattern(responses, expected) ?? Comparison(cases, responses, expected);
        return [.. responses.Select((response, i) => Examine(i, cases[i], response, expected[i], advice))];
    }

    internal override IEnumerable<Misconception> Showing(IReadOnlyList<IReadOnlyList<object>> cases, IReadOnlyList<Response> responses) =>
        Misconceptions.Where(wrong => cases.Zip(responses).All(tried =>
            Response.Of(wrong.Answer, tried.First) is var own && own.Ending == tried.Second.Ending && Tolerance.Admits(tried.Second.Value, own.Value)));

    private Finding? Examine(int place, IReadOnlyList<object> arguments, Response response, object expected, string advice)
    {
        var flaw = Flaw(response, (expected as double[])?.Length);
        return flaw is null && Tolerance.Admits(response.Value, expected)
            ? null
            : new(place, flaw ?? advice, $"For {Signature.Words(arguments)}{Contrast(arguments, response, expected)}.");
    }

    // A curve is compared where it is furthest off.
    private string Contrast(IReadOnlyList<object> arguments, Response response, object expected)
    {
        if (response.Ending is not Ending.Returned)
        {
            return $": {Symbol} should be {Signature.Words(expected)}";
        }

        if ((response.Value, expected) is not (double[] yours, double[] theirs) || yours.Length != theirs.Length)
        {
            return $": {Symbol} is {Signature.Words(response.Value)}, and should be {Signature.Words(expected)}";
        }

        var worst = Enumerable.Range(0, yours.Length).MaxBy(i => double.IsFinite(yours[i]) ? Math.Abs(yours[i] - theirs[i]) : double.PositiveInfinity);
        var what = Horizontal(arguments) is { } t ? $"at {t.Name} = {Signature.Words(t.X[worst], t.Unit)}, {Symbol}" : Name(worst, of: yours.Length);
        return $": {what} is {Signature.Words(yours[worst])}, and should be {Signature.Words(theirs[worst])}";
    }

    // "μ, σ" names two numbers.
    private string Name(int place, int of) => Symbol.Split(", ") is var names && names.Length == of ? names[place] : $"{Symbol} at place {place}";

    // A case whose answer is nearly 0, such as equal concentrations, comes out right by many a wrong formula.
    private bool IsTelling(object expected) => expected is not double value || Math.Abs(value) > 10 * Tolerance.Absolute;

    private string Comparison(IReadOnlyList<IReadOnlyList<object>> cases, IReadOnlyList<Response> responses, object[] expected) =>
        Enumerable.Range(0, cases.Count).FirstOrDefault(i => IsTelling(expected[i]) && Tolerance.Admits(responses[i].Value, expected[i]), -1) is >= 0 and var right
            ? $"Your function is right for {Signature.Words(cases[right])}: what is different in the case below?"
            : "No case comes out right yet: work the one below through by hand.";

    /// <summary>A slip that shows as the same factor or the same difference in every case.</summary>
    private string? Pattern(IReadOnlyList<Response> responses, object[] expected)
    {
        if (!responses.Zip(expected).All(pair => Numbers(pair.First.Value) is { } yours && yours.All(double.IsFinite) && yours.Length == Numbers(pair.Second)?.Length))
        {
            return null;
        }

        var pairs = responses.SelectMany(response => Numbers(response.Value)!).Zip(expected.SelectMany(value => Numbers(value)!)).ToArray();
        var telling = pairs.Where(pair => Math.Abs(pair.Second) > 10 * Tolerance.Absolute).ToArray();
        if (telling.Length > 2 && Same(telling.Select(pair => pair.First / pair.Second)) is { } factor && Math.Abs(factor - 1) > 0.002)
        {
            // A unit may stand under a root.
            var power = 2 * Math.Log10(Math.Abs(factor));
            return $"Every result is {factor:G4} times what it should be: look for {(factor == -1 ? "a sign" : Math.Abs(power - Math.Round(power)) < 1e-3 ? "a unit" : "one constant factor")}.";
        }

        if (Same(pairs.Select(pair => pair.First - pair.Second)) is { } difference)
        {
            return $"Every result is {Signature.Words(Math.Abs(difference))} too {(difference > 0 ? "large" : "small")}: look for one constant term.";
        }

        if (PatternOfPlaces([.. responses.Select(response => Numbers(response.Value)!)], [.. expected.Select(value => Numbers(value)!)]) is { } pattern)
        {
            return pattern;
        }

        return telling.Length > 2 && pairs.All(pair => Math.Abs(pair.First - pair.Second) < Math.Max(0.01 * Math.Abs(pair.Second), 10 * Tolerance.Absolute))
            ? "Every result is right within 1 %, which is not near enough: look for a rounded constant, or for a step that is too coarse."
            : null;
    }

    /// <summary>Where a few numbers are asked for: the right ones in the wrong order, or only one of them wrong.</summary>
    private string? PatternOfPlaces(double[][] yours, double[][] expected)
    {
        var count = expected[0].Length;
        if (count is < 2 or > MostNumbers || expected.Any(values => values.Length != count))
        {
            return null;
        }

        if (yours.Zip(expected).All(pair => Tolerance.Admits(pair.First.Reverse().ToArray(), pair.Second)))
        {
            return "Your numbers are right, but you return them in the opposite order.";
        }

        var wrong = Enumerable.Range(0, count).Where(i => !yours.Zip(expected).All(pair => Tolerance.Admits(pair.First[i], pair.Second[i]))).ToArray();
        if (wrong is not [var place])
        {
            return null;
        }

        var slip = Same(yours.Zip(expected, (one, other) => one[place] / other[place])) is { } factor && double.IsFinite(factor) ? $", {factor:G4} times what it should be in every case"
            : Same(yours.Zip(expected, (one, other) => one[place] - other[place])) is { } difference ? $", by {Signature.Words(Math.Abs(difference))} too {(difference > 0 ? "large" : "small")} in every case"
            : "";
        return $"Of the {count} numbers only one is wrong: {Name(place, of: count)}{slip}.";
    }

    private static double[]? Numbers(object? value) => value switch { double one => [one], double[] many => many, _ => null };

    private static double? Same(IEnumerable<double> values)
    {
        var all = values.Order().ToArray();
        return all[^1] - all[0] <= 1e-3 * Math.Abs(all[0]) && all[0] != 0 ? Math.Round(all[all.Length / 2], 6) : null;
    }
}
