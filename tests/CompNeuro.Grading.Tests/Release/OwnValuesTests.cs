using System.Text;
using CompNeuro.Exercises;
using CompNeuro.Grading.Release;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Grading.Tests.Release;

public sealed class OwnValuesTests
{
    private static readonly byte[] secret = Encoding.UTF8.GetBytes("0123456789abcdef0123456789abcdef");

    private static readonly OwnParameter[] parameters = [new("myDiameter", "µm", 2, 1, 4, 2), new("myRm", "kΩ·cm²", 20, 10, 30, 1)];

    /// <summary>The values of a student must not change with an edition of this program: their mark rests on them.</summary>
    [Fact]
    public void They_follow_from_secret_and_student()
    {
        var ada = OwnValues.Of(secret, "ada", parameters);
        Assert.Equal((2.2, 26.9), (ada["myDiameter"], ada["myRm"]));
        Assert.NotEqual(ada, OwnValues.Of(secret, "alan", parameters));
        Assert.NotEqual(ada, OwnValues.Of(Encoding.UTF8.GetBytes("another secret of the class"), "ada", parameters));
        Assert.Equal(ada, OwnValues.Of(secret, "ada", [.. parameters.Reverse()]));
    }

    /// <summary>Even over their range: of 2000 students a fifth in each fifth, to four standard deviations (18 of 400).</summary>
    [Fact]
    public void They_are_even_over_their_range_and_short()
    {
        double[] values = [.. Enumerable.Range(0, 2000).Select(i => OwnValues.Of(secret, $"s{i}", parameters)["myDiameter"])];
        Assert.All(values, value => Assert.Equal(value, Math.Round(value, 2)));
        Assert.All(values, value => Assert.InRange(value, 1, 4));
        Assert.All(Enumerable.Range(0, 5), fifth => Assert.InRange(values.Count(value => value >= 1 + 0.6 * fifth && value < 1.6 + 0.6 * fifth), 328, 472));
    }

    [Fact]
    public void A_secret_must_be_one() => Assert.Contains("openssl", Assert.Throws<ArgumentException>(() => OwnValues.Of("hunter2"u8, "ada", parameters)).Message);

    [Fact]
    public void They_stand_in_the_students_notebook()
    {
        var solutions = HomeworkReleaseTests.Notebook("const double myRm = 20;           // kΩ·cm²", "{\n// ### BEGIN SOLUTION\nmyRm\n// ### END SOLUTION\n}");
        var release = HomeworkRelease.For(solutions, "ada", new Dictionary<string, double> { ["myRm"] = 12.5 });
        Assert.Equal("const double myRm = 12.5;           // kΩ·cm²", release.Cells[0].Source);
        Assert.Contains("no line", Assert.Throws<InvalidNotebookException>(() => HomeworkRelease.For(solutions, "ada", new Dictionary<string, double> { ["myTau"] = 1 })).Message);
    }

    [Fact]
    public void Grading_knows_them()
    {
        var exercise = Exercise.All.Single(one => one.Id == "AcLengthConstant");
        var homework = new Homework("01", [new(exercise, "answer")], [new("my-dendrite", Locked: true, "const double myDiameter = 2;\nconst double myRm = 20;")], "hash");
        Assert.Equal(["myDiameter", "myRm"], homework.Parameters().Select(one => one.Name));
        var own = new Dictionary<string, double> { ["myDiameter"] = 3, ["myRm"] = 12.5 };
        var mine = homework.With(own);
        Assert.Equal("const double myDiameter = 3;\nconst double myRm = 12.5;", mine.Cells[0].Given);
        Assert.NotEqual(homework.Hash, mine.Hash);
        Response[] right = [.. exercise.Cases(4).Select(arguments => new Response(Ending.Returned, Length((double)arguments[0], 3, 12.5)))];
        Assert.Equal((Outcome.Correct, Outcome.Wrong), (mine.Parts[0].Exercise.Judge(4, right).Outcome, homework.Parts[0].Exercise.Judge(4, right).Outcome));
    }

    private static double Length(double frequency, double diameter, double Rm) =>
        1e4 * Math.Sqrt(diameter * 1e-4 / 4 * 1000 * Rm / 150) / Math.Cosh(Math.Asinh(2 * Math.PI * frequency * Rm / 1000) / 2);
}
