namespace CompNeuro.Exercises.Tests;

/// <summary>The error rates of the statistical checks, measured on every exercise that has them.</summary>
public sealed class StochasticExerciseTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Ids => [.. Stochastic.Select(exercise => exercise.Id)];

    public static TheoryData<string, string> Misconceptions => [.. Stochastic.SelectMany(exercise => exercise.Misconceptions, (exercise, wrong) => (exercise.Id, wrong.Name))];

    private static IEnumerable<Exercise> Stochastic =>
        Exercise.All.Where(exercise => exercise.GetType().BaseType!.GetGenericTypeDefinition() == typeof(StochasticExercise<>));

    public static TheoryData<string, int> Otherwise =>
        [.. Stochastic.SelectMany(exercise => Enumerable.Range(0, Alternatives.All.Count(one => one.Id == exercise.Id)), (exercise, which) => (exercise.Id, which))];

    /// <summary>None of 30 000: with 95 % confidence the rate is below 1e-4 (the rule of three). Over 10 sets of cases, each with its own calibration.</summary>
    [Theory, MemberData(nameof(Ids))]
    public void A_right_answer_fails_less_than_once_in_ten_thousand(string id) => Assert.Equal(0, Failures(id, Exercise.All.Single(one => one.Id == id).Reference, runs: 3000));

    /// <summary>Other ways to write it, such as exact steps: a bias would show in far fewer runs than the rate above needs.</summary>
    [Theory, MemberData(nameof(Otherwise))]
    public void Nor_does_one_that_is_written_otherwise(string id, int which) => Assert.Equal(0, Failures(id, Alternatives.All.Where(one => one.Id == id).ElementAt(which).Answer, runs: 30));

    /// <summary>How many of the runs of an answer, on each of 10 sets of cases, are not judged to be right.</summary>
    private static int Failures(string id, Delegate answer, int runs)
    {
        var exercise = Exercise.All.Single(one => one.Id == id);
        var failures = 0;
        Parallel.For(0, 10, seed =>
        {
            var cases = exercise.Cases(seed);
            for (var run = 1; run <= runs; run++)
            {
                var responses = cases.Select(arguments => Response.Of(answer, [.. arguments.SkipLast(1), run])).ToArray();
                Interlocked.Add(ref failures, exercise.Judge(seed, responses).Outcome is Outcome.Correct ? 0 : 1);
            }
        });
        return failures;
    }

    /// <summary>All of 300: with 95 % confidence the power is above 0.99.</summary>
    [Theory, MemberData(nameof(Misconceptions))]
    public void A_misconception_is_caught_and_named_whatever_its_random_numbers(string id, string name)
    {
        var exercise = Exercise.All.Single(one => one.Id == id);
        var wrong = exercise.Misconceptions.Single(one => one.Name == name);
        for (var run = 1; run <= 300; run++)
        {
            var seed = run % 3;
            var responses = exercise.Cases(seed).Select(arguments => Response.Of(wrong.Answer, [.. arguments.SkipLast(1), run])).ToArray();
            Assert.Equal(name, exercise.Judge(seed, responses).Misconception);
        }
    }

    [Fact]
    public void Random_numbers_without_a_seed_will_do()
    {
        var exercise = Exercise.All.Single(one => one.Id == "NoisyPath");
        NoisyPathAnswer unseeded = (EL, tau, sigma, dt, n, _) => ((NoisyPathAnswer)exercise.Reference)(EL, tau, sigma, dt, n, Random.Shared.Next());
        Assert.Equal(Outcome.Correct, exercise.Judge(1, Trial.Run(unseeded, exercise.Cases(1), Long)).Outcome);
    }
}
