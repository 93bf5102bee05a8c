using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace CompNeuro.Exercises.Tests;

/// <summary>What a student sees.</summary>
public sealed class CheckTests
{
    [ModuleInitializer]
    internal static void KeepAwayFromTheUsersProgress() =>
        Environment.SetEnvironmentVariable("COMPNEURO_PROGRESS", Path.Combine(Path.GetTempPath(), $"progress-{Environment.ProcessId}", "progress.json"));

    [Fact]
    public void A_right_answer()
    {
        var verdict = Check.NernstPotential((inside, outside, z, T) => 8.314 * (T + 273.15) / (z * 96.485) * Math.Log(outside / inside));
        Assert.Equal((Outcome.Correct, 1.0, ""), (verdict.Outcome, verdict.Points, verdict.Note));
        Assert.Equal("✔ NernstPotential: correct (8 of 8 checks, 1 of 1 points). All checks pass.", verdict.ToString());
        Assert.Contains(ProgressOfUser.Progress().Rows, row => row.Title == "Nernst potential" && row.Best == Outcome.Correct);
    }

    [Fact]
    public void The_failing_case_in_numbers_with_units()
    {
        var verdict = Check.NernstPotential((inside, outside, z, T) => z > 0 ? 8.314 * (T + 273.15) / (z * 96.485) * Math.Log(outside / inside) : 0);
        Assert.Equal(Outcome.Almost, verdict.Outcome);
        Assert.Equal("Your function is right for inside = 140 mM, outside = 4.5 mM, z = 1, T = 37 °C: what is different in the case below?", verdict.Message);
        Assert.Equal("For inside = 10 mM, outside = 110 mM, z = -1, T = 37 °C: E is 0 mV, and should be -64.0877 mV.", verdict.Example);
        Assert.Null(verdict.Misconception);
    }

    [Fact]
    public void A_constant_factor_is_seen() =>
        Assert.Contains("Every result is 0.5 times", Check.ConductionVelocity((speed, diameter, newDiameter) => speed / 2 * Math.Sqrt(newDiameter / diameter)).Message);

    [Fact]
    public void A_constant_difference_is_seen() =>
        Assert.Contains("Every result is 5 mV too large", Check.GoldmanVoltage((P, inside, outside, T) => 5 + Reference<GoldmanVoltageAnswer>("GoldmanVoltage")(P, inside, outside, T)).Message);

    [Fact]
    public void Two_numbers_in_the_opposite_order_are_told_so() =>
        Assert.Equal("Your numbers are right, but you return them in the opposite order.", Check.NewtonStep((x, y, b, k) => [.. Step(x, y, b, k).Reverse()]).Message);

    [Fact]
    public void Of_two_numbers_the_wrong_one_is_named_and_its_slip()
    {
        Assert.Equal("Of the 2 numbers only one is wrong: k, 0.5 times what it should be in every case.", Check.NewtonStep((x, y, b, k) => Step(x, y, b, k) is var right ? [right[0], right[1] / 2] : []).Message);
        Assert.Equal("Of the 2 numbers only one is wrong: b, by 3 too large in every case.", Check.NewtonStep((x, y, b, k) => Step(x, y, b, k) is var right ? [right[0] + 3, right[1]] : []).Message);
        Assert.Equal("Of the 2 numbers only one is wrong: k.", Check.NewtonStep((x, y, b, k) => [Step(x, y, b, k)[0], 7]).Message);
        Assert.Contains("No case comes out right yet", Check.NewtonStep((_, _, _, _) => [7, 7]).Message);
    }

    /// <summary>So that it can be worked through by hand.</summary>
    [Fact]
    public void Counts_are_shown_and_one_of_two_numbers_by_its_name() =>
        Assert.Equal("For x = [0, 1, -1, 2], y = [0, 1, 0, 3], b = 0, k = 0: k is 7, and should be 1.", Check.NewtonStep((x, y, b, k) => [Step(x, y, b, k)[0], 7]).Example);

    [Fact]
    public void Nothing_is_near_infinity()
    {
        var tolerance = new Tolerance(1e-3, 1e-3, "");
        Assert.False(tolerance.Admits(1.0, double.PositiveInfinity));
        Assert.False(tolerance.Admits(double.NegativeInfinity, double.PositiveInfinity));
        Assert.True(tolerance.Admits(double.PositiveInfinity, double.PositiveInfinity));
    }

    [Fact]
    public void A_unit_is_seen_in_a_curve_too()
    {
        var verdict = Check.ClampedPotassiumCurrent((t, n0, nInf, tau, gK, V, EK) => [.. Reference<ClampedPotassiumCurrentAnswer>("ClampedPotassiumCurrent")(t, n0, nInf, tau, gK, V, EK).Select(I => I / 1000)]);
        Assert.Equal("Every result is 0.001 times what it should be: look for a unit.", verdict.Message);
    }

    [Fact]
    public void What_is_nearly_right_is_told_so() =>
        Assert.Contains("right within 1 %", Check.FitzHughNagumoRest((I, a, b) => Math.Round(Reference<FitzHughNagumoRestAnswer>("FitzHughNagumoRest")(I, a, b), 3)).Message);

    [Fact]
    public void What_is_right_where_the_answer_is_0_by_any_formula_is_not_called_right() =>
        Assert.Contains("No case comes out right yet", Check.NernstPotential((inside, outside, z, T) => 30 * (outside - inside)).Message);

    [Fact]
    public void A_curve_is_drawn_over_the_expected_one_and_compared_where_it_is_furthest_off()
    {
        var verdict = Check.StepResponse((t, Rm, C, EL, I, width) => [.. Reference<StepResponseAnswer>("StepResponse")(t, Rm, C, EL, I, width).Select((V, i) => i == 30 ? V + 2 : V)]);
        Assert.Contains("at t = 60 ms, V is ", verdict.Example);
        var panel = verdict.Picture!.Panels.Single();
        Assert.Equal(["expected", "yours"], panel.Series.Select(one => one.Name));
        Assert.Equal(("t (ms)", "V (mV)"), ($"{panel.X}", $"{panel.Y}"));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void A_curve_that_cannot_be_drawn_whole_is_drawn_with_gaps(double value)
    {
        var verdict = Check.StepResponse((t, Rm, C, EL, I, width) => [.. t.Select(time => time < 50 ? EL : value)]);
        Assert.Contains("<svg", Formatted(verdict));
        Assert.Null(Check.StepResponse((t, Rm, C, EL, I, width) => [.. t.Select(_ => value)]).Picture);
    }

    [Fact]
    public void An_answer_that_never_returns_is_reported_after_some_seconds()
    {
        var verdict = Check.AlphaM(V =>
        {
            while (true)
            {
                V++;
            }
        });
        Assert.Equal(Outcome.Wrong, verdict.Outcome);
        Assert.Contains("still running", verdict.Message);
    }

    [Fact]
    public void No_answer_at_all_is_missing() => Assert.Equal(Outcome.Missing, Check.ParentDiameter(null!).Outcome);

    [Fact]
    public void A_verdict_is_a_card_without_markup_of_the_student()
    {
        var html = Formatted(Check.ClassifyEquilibrium((a, b, c, d) => "<script>alert(1)</script>"));
        Assert.DoesNotContain("<script", html);
        Assert.Contains("&lt;script", html);
    }

    [Fact]
    public void Progress_is_a_table_in_text_and_html()
    {
        var progress = ProgressOfUser.Progress();
        var forms = new ProgressFormatters().CreateTypeFormatters().Cast<TypeForm<Progress>>().ToDictionary(form => form.MimeType, form => Written(form, progress));
        Assert.Equal(Exercise.All.Count(exercise => !exercise.IsHomework) + 2, forms["text/plain"].Split('\n').Length);
        Assert.Equal(Exercise.All.Count(exercise => !exercise.IsHomework) + 2, Regex.Count(forms["text/html"], "<tr>"));
    }

    [Fact]
    public void Responses_must_be_one_for_each_case() =>
        Assert.Contains("8 cases", Assert.Throws<ArgumentException>(() => Exercise.All[0].Judge(1, [new(Ending.Returned, 1.0)])).Message);

    private static double[] Step(double[] x, int[] y, double b, double k) => Reference<NewtonStepAnswer>("NewtonStep")(x, y, b, k);

    private static T Reference<T>(string id)
        where T : Delegate => (T)Exercise.All.Single(exercise => exercise.Id == id).Reference;

    private static string Formatted(Verdict verdict) => Written(new VerdictFormatters().CreateTypeFormatters().Cast<TypeForm<Verdict>>().First(), verdict);

    private static string Written<T>(TypeForm<T> form, T value)
    {
        using var writer = new StringWriter();
        form.Format(value!, writer);
        return writer.ToString();
    }
}
