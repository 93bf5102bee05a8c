using System.Linq.Expressions;
using System.Reflection;

namespace CompNeuro.Exercises.Tests;

/// <summary>What holds for every exercise of the course, found by itself: a new one needs no line here.</summary>
public sealed class ExerciseTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Ids => [.. Exercise.All.Select(exercise => exercise.Id)];

    public static TheoryData<string, string> Misconceptions =>
        [.. Exercise.All.SelectMany(exercise => exercise.Misconceptions, (exercise, wrong) => (exercise.Id, wrong.Name))];

    [Theory, MemberData(nameof(Ids))]
    public void The_reference_passes_with_full_points(string id)
    {
        var exercise = Of(id);
        Assert.All(Seeds, seed =>
        {
            var verdict = Judge(exercise, exercise.Reference, seed);
            Assert.Equal((Outcome.Correct, exercise.Points, verdict.Checks), (verdict.Outcome, verdict.Points, verdict.ChecksPassed));
            Assert.Equal("", verdict.Example);
        });
    }

    [Theory, MemberData(nameof(Ids))]
    public void The_stub_is_missing(string id)
    {
        var verdict = Judge(Of(id), Throwing(Of(id), typeof(NotImplementedException)));
        Assert.Equal((Outcome.Missing, 0.0), (verdict.Outcome, verdict.Points));
    }

    [Theory, MemberData(nameof(Misconceptions))]
    public void A_misconception_fails_and_is_recognised_as_itself_and_no_other(string id, string name)
    {
        var exercise = Of(id);
        var wrong = exercise.Misconceptions.Single(one => one.Name == name);
        Assert.All(Seeds, seed =>
        {
            var verdict = Judge(exercise, wrong.Answer, seed);
            Assert.True(verdict.Outcome is Outcome.Wrong or Outcome.Almost && verdict.Points < exercise.Points);
            Assert.Equal((wrong.Name, wrong.Message), (verdict.Misconception, verdict.Message));
            Assert.NotEqual("", verdict.Example);
        });
    }

    /// <summary>Not only is it the first that matches: no other matches at all.</summary>
    [Theory, MemberData(nameof(Misconceptions))]
    public void The_responses_of_a_misconception_show_no_other(string id, string name)
    {
        var exercise = Of(id);
        var wrong = exercise.Misconceptions.Single(one => one.Name == name);
        Assert.All(Seeds, seed =>
        {
            var cases = exercise.Cases(seed);
            var responses = Trial.Run(wrong.Answer, cases, Long);
            Assert.Equal([name], exercise.Showing(cases, responses).Select(shown => shown.Name));
        });
    }

    [Theory, MemberData(nameof(Ids))]
    public void A_right_answer_written_otherwise_passes(string id)
    {
        var answers = Alternatives.All.Where(answer => answer.Id == id).ToList();
        Assert.NotEmpty(answers);
        Assert.All(answers, answer => Assert.All(Seeds, seed =>
        {
            var verdict = Judge(Of(id), answer.Answer, seed);
            Assert.True(verdict.Outcome is Outcome.Correct, verdict.ToString());
        }));
    }

    [Theory, MemberData(nameof(Ids))]
    public void A_bad_return_gets_a_clear_verdict(string id)
    {
        var exercise = Of(id);
        foreach (var (value, words) in BadReturns(exercise))
        {
            var responses = exercise.Cases(1).Select(_ => new Response(Ending.Returned, value)).ToArray();
            var verdict = exercise.Judge(1, responses);
            Assert.Equal((Outcome.Wrong, 0.0, 0), (verdict.Outcome, verdict.Points, verdict.ChecksPassed));
            Assert.Contains(words, verdict.Message);
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void An_exception_gets_a_clear_verdict(string id)
    {
        var verdict = Judge(Of(id), Throwing(Of(id), typeof(IndexOutOfRangeException)));
        Assert.Equal((Outcome.Wrong, 0.0), (verdict.Outcome, verdict.Points));
        Assert.Contains("IndexOutOfRangeException", verdict.Message);
    }

    [Theory, MemberData(nameof(Ids))]
    public void There_are_three_hints_that_are_words_and_no_code(string id)
    {
        Assert.Equal(3, Of(id).Hints.Count);
        Assert.Equal(3, Of(id).Hints.Distinct().Count());
        Assert.All(Of(id).Hints, hint =>
        {
            Assert.True(hint.Length > 40, hint);
            Assert.DoesNotMatch(@"Math\.|=>|;$|return |\+=|\w+\(\w+, ", hint);
        });
    }

    [Theory, MemberData(nameof(Ids))]
    public void It_has_three_misconceptions_or_more_each_with_words_of_its_own(string id)
    {
        var wrong = Of(id).Misconceptions;
        Assert.True(wrong.Count >= 3);
        Assert.Equal(wrong.Count, wrong.Select(one => one.Name).Distinct().Count());
        Assert.Equal(wrong.Count, wrong.Select(one => one.Message).Distinct().Count());
    }

    [Theory, MemberData(nameof(Misconceptions))]
    public void A_message_speaks_in_the_units_of_the_chapter(string id, string name) =>
        Assert.Matches("mV|ms|µA/cm²|MΩ|kΩ|nS|µm|cm²|pA|m/s|mol/s|1/s|Hz|°C|pure number", Of(id).Misconceptions.Single(one => one.Name == name).Message);

    [Theory, MemberData(nameof(Ids))]
    public void Every_number_that_goes_in_or_comes_out_has_a_unit(string id)
    {
        var method = Of(id).AnswerType.GetMethod("Invoke")!;
        var numbers = method.GetParameters().Append(method.ReturnParameter).Where(one => one.ParameterType == typeof(double) || one.ParameterType == typeof(double[]));
        Assert.All(numbers, one => Assert.True(one.GetCustomAttribute<UnitAttribute>() is not null, $"{id}: {one.Name ?? "the result"} has no unit."));
        var verdict = Judge(Of(id), Of(id).Misconceptions[0].Answer);
        foreach (var unit in numbers.Select(one => Signature.UnitOf(one)).Where(unit => unit is not "").Distinct())
        {
            Assert.Contains(unit.Replace("1/", " per "), verdict.Example);
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void Signature_and_cases_are_plain_data(string id)
    {
        Type[] plain = [typeof(double), typeof(int), typeof(bool), typeof(string), typeof(double[]), typeof(int[]), typeof(string[]), typeof(bool[])];
        var method = Of(id).AnswerType.GetMethod("Invoke")!;
        var types = method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        Assert.All(types.Append(method.ReturnType), type => Assert.Contains(type, plain));
        Assert.All(Of(id).Cases(7), arguments => Assert.Equal(types, arguments.Select(argument => argument.GetType())));
    }

    [Theory, MemberData(nameof(Ids))]
    public void Cases_follow_from_the_seed(string id)
    {
        Assert.Equivalent(Of(id).Cases(5), Of(id).Cases(5), strict: true);
        Assert.NotEqual(Of(id).Cases(5).Select(Text), Of(id).Cases(6).Select(Text));
        string Text(IReadOnlyList<object> arguments) => string.Join(' ', arguments.Select(argument => argument is double[] many ? string.Join(' ', many) : argument));
    }

    [Theory, MemberData(nameof(Ids))]
    public void What_may_not_be_called_and_what_is_built_on_exists(string id)
    {
        Assert.All(Of(id).Forbidden, one => Assert.True(one.Type.GetMember(one.Member).Length + (one.Member is ".ctor" ? 1 : 0) > 0, $"{one.Type}.{one.Member}"));
        Assert.All(Of(id).BuildsOn, earlier => Assert.Contains(Of(earlier), Exercise.All.TakeWhile(one => one.Id != id)));
    }

    [Theory, MemberData(nameof(Ids))]
    public void A_tolerance_has_its_reason(string id)
    {
        if (Of(id).GetType().GetProperty("Tolerance", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(Of(id)) is Tolerance tolerance)
        {
            Assert.True(tolerance.Reason.Length > 20 && tolerance.Relative <= 0.01);
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void Check_and_Hint_have_a_member_of_its_name(string id)
    {
        Assert.Equal(Of(id).AnswerType, typeof(Check).GetMethod(id)!.GetParameters()[0].ParameterType);
        Assert.Contains(Of(id).Hints[1], $"{typeof(Hint).GetMethod(id)!.Invoke(null, [2])}");
        Assert.Contains("hints 1 to 3", $"{typeof(Hint).GetMethod(id)!.Invoke(null, [4])}");
    }

    /// <summary>A student's function of that name would hide the type in the cells that follow.</summary>
    [Theory, MemberData(nameof(Ids))]
    public void Its_name_is_that_of_no_type_of_the_course(string id) =>
        Assert.DoesNotContain(id, new[] { typeof(UnitAttribute), typeof(Figures.Figure), typeof(Verdict) }.SelectMany(type => type.Assembly.GetExportedTypes()).Select(type => type.Name));

    [Fact]
    public void Numbers_are_unique_and_in_order() =>
        Assert.Equal(Exercise.All.Count, Exercise.All.Select(exercise => exercise.Number).Distinct().Count());

    private static IEnumerable<int> Seeds => Enumerable.Range(1, 20);

    private static Exercise Of(string id) => Exercise.All.Single(exercise => exercise.Id == id);

    private static Verdict Judge(Exercise exercise, Delegate answer, int seed = 1) => exercise.Judge(seed, Trial.Run(answer, exercise.Cases(seed), Long));

    private static IEnumerable<(object? Value, string Words)> BadReturns(Exercise exercise)
    {
        yield return (null, "null");
        yield return (new object(), "of type Object");
        var result = exercise.AnswerType.GetMethod("Invoke")!.ReturnType;
        if (result == typeof(double))
        {
            yield return (double.NaN, "NaN");
            yield return (double.PositiveInfinity, "infinite");
            yield return (double.NegativeInfinity, "infinite");
            yield return (1, "of type Int32");
        }
        else if (result == typeof(double[]))
        {
            var length = ((double[])Response.Of(exercise.Reference, exercise.Cases(1)[0]).Value!).Length;
            yield return (Array.Empty<double>(), "0 values");
            yield return (new double[length + 1], $"{length + 1} values");
            yield return (Enumerable.Repeat(1.0, length - 1).Append(double.NaN).ToArray(), $"Value {length - 1}");
            yield return (Enumerable.Repeat(double.PositiveInfinity, length).ToArray(), "Value 0");
            yield return (new[] { new double[1] }, "of type Double[][]");
        }
    }

    private static Delegate Throwing(Exercise exercise, Type exception)
    {
        var method = exercise.AnswerType.GetMethod("Invoke")!;
        var body = Expression.Throw(Expression.New(exception), method.ReturnType);
        return Expression.Lambda(exercise.AnswerType, body, method.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType))).Compile();
    }
}
