namespace CompNeuro.Exercises;

/// <summary>An exercise whose answer is a number, a curve or a word that follows from the arguments. Each case is one check.</summary>
internal abstract class DeterministicExercise<TAnswer>(string number, string title, string symbol, double points) : Exercise<TAnswer>(number, title, symbol, points)
    where TAnswer : Delegate
{
    internal abstract Tolerance Tolerance { get; }

    private protected override IReadOnlyList<Finding?> Examine(IReadOnlyList<IReadOnlyList<object>> cases, IReadOnlyList<Response> responses)
    {
        var expected = cases.Select(arguments => Response.Of(Reference, arguments).Value!).ToArray();
        var right = responses.Zip(expected).Count(pair => Tolerance.Admits(pair.First.Value, pair.Second));
        var advice = Pattern(responses, expected) ?? (right == 0 ? "No case comes out right yet: work this one through by hand." : "Some cases come out right: what does this one have that they have not?");
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
        var where = Horizontal(arguments) is { } t ? $"at {t.Name} = {Signature.Words(t.X[worst], t.Unit)}" : $"at place {worst}";
        return $": {where}, {Symbol} is {Signature.Words(yours[worst])}, and should be {Signature.Words(theirs[worst])}";
    }

    /// <summary>A slip that shows as the same factor or the same difference in every case.</summary>
    private string? Pattern(IReadOnlyList<Response> responses, object[] expected)
    {
        if (!responses.All(response => response.Value is double value && double.IsFinite(value)))
        {
            return null;
        }

        var pairs = responses.Select(response => (double)response.Value!).Zip(expected.Cast<double>()).ToArray();
        var telling = pairs.Where(pair => Math.Abs(pair.Second) > 10 * Tolerance.Absolute).ToArray();
        if (telling.Length > 2 && Same(telling.Select(pair => pair.First / pair.Second)) is { } factor)
        {
            return $"Every result is {factor:G4} times what it should be: look for {(factor == -1 ? "a sign" : "one constant factor")}.";
        }

        return Same(pairs.Select(pair => pair.First - pair.Second)) is { } difference
            ? $"Every result is {Signature.Words(Math.Abs(difference))} too {(difference > 0 ? "large" : "small")}: look for one constant term."
            : null;
    }

    private static double? Same(IEnumerable<double> values)
    {
        var all = values.Order().ToArray();
        return all[^1] - all[0] <= 1e-3 * Math.Abs(all[0]) && all[0] != 0 ? Math.Round(all[all.Length / 2], 6) : null;
    }
}
