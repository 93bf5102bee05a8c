using CompNeuro.Exercises;

namespace CompNeuro.Grading.Tests;

public class GraderTests(Graders graders)
{
    [Fact]
    public async Task ARightHomeworkGetsEveryPoint()
    {
        var result = await graders.GradeAsync(Answers.Solutions);
        result.AllRightBut();
        Assert.Equal((Status.Graded, "", result.PossiblePoints), (result.Status, result.Message, result.Points));
        Assert.Equal(("bubblewrap", Graders.Seed), (result.Receipt.Isolation, result.Receipt.Seed));
    }

    [Fact]
    public async Task AMisconceptionIsNamed()
    {
        var part = (await graders.GradeAsync(Answers.With("nernst", Answers.Nernst.Replace("Math.Log(", "Math.Log10(")))).Part("NernstPotential");
        Assert.Equal("log10 for ln", part.Misconception);
        Assert.Equal(Status.Graded, part.Status);
        Assert.NotEqual("", part.Example);
    }

    [Fact]
    public async Task AStubIsMissing()
    {
        var result = await graders.GradeAsync(Answers.With("gain", "double LowPassGain(double frequency, double tau) => throw new NotImplementedException();"));
        result.AllRightBut("LowPassGain");
        Assert.Equal((Status.Graded, Outcome.Missing, 0.0), (result.Part("LowPassGain").Status, result.Part("LowPassGain").Outcome, result.Part("LowPassGain").Points));
    }

    [Fact]
    public async Task ACellThatDoesNotCompileCostsOnlyItsPart()
    {
        var result = await graders.GradeAsync(Answers.With("gain", "// the gain\ndouble LowPassGain(double frequency, double tau) => 1 / Math.Sqrt(1 + frequency"));
        result.AllRightBut("LowPassGain");
        var part = result.Part("LowPassGain");
        Assert.Equal((Status.CompileError, 0.0), (part.Status, part.Points));
        Assert.Contains("(gain) does not compile. Line 2:", part.Message);
    }

    [Fact]
    public async Task AnExceptionInACellOfTheStudentsOwnIsReportedAndCostsNothing()
    {
        var result = await graders.Confined.GradeAsync(Graders.Handed(Answers.With(new Dictionary<string, string>(), before: "int[] none = []; none[3] = 1;", after: "display(Plot.Lines(new[] { 1.0, 2 }, (\"y\", new[] { 1.0, 2 }))); Check.LowPassGain(LowPassGain)")));
        result.AllRightBut();
        Assert.Contains("IndexOutOfRangeException", result.Message);
    }

    [Fact]
    public async Task AnAnswerThatBuildsOnAWrongOneFollowsThrough()
    {
        var result = await graders.GradeAsync(Answers.With("lambda", Answers.Lambda.Replace("/ 4", "/ 2")));
        result.AllRightBut("LengthConstant");
        Assert.True(result.Part("InputResistance").FollowedThrough);
        Assert.False(result.Part("LowPassGain").FollowedThrough);
    }

    [Fact]
    public async Task AFigureThatAsksForRightAnswersWithoutEndDoesNotCostThePartThatFollowsThrough()
    {
        var notebook = Answers.With(new Dictionary<string, string> { ["lambda"] = Answers.Lambda.Replace("/ 4", "/ 2") }, before: "", after: "Enumerable.Range(1, 1_000_000).Sum(i => InputResistance(2, i, 20, 150, \"sealed\"))");
        Assert.True((await graders.GradeAsync(notebook)).Part("InputResistance").FollowedThrough);
    }

    [Fact]
    public async Task WhatIsNotWrittenForgivesWhatBuildsOnIt()
    {
        var result = await graders.GradeAsync(Answers.With("lambda", "double LengthConstant(double diameter, double Rm, double Ri) => oops"));
        result.AllRightBut("LengthConstant");
        Assert.True(result.Part("InputResistance").FollowedThrough);
    }

    [Fact]
    public async Task ALibraryMemberThatWouldBeTheAnswerIsFound()
    {
        var result = await graders.GradeAsync(Answers.With("nernst", "Ion Of(double inside, double outside) => Ion.Potassium(inside, outside);\ndouble NernstPotential(double inside, double outside, int z, double T) => Of(inside, outside).NernstPotential(T) / z;"));
        result.AllRightBut("NernstPotential");
        Assert.Equal(["Ion.NernstPotential"], result.Part("NernstPotential").ForbiddenCalls);
        Assert.Equal(0, result.Part("NernstPotential").Points);
    }

    [Fact]
    public async Task AFileThatChangesMeanwhileIsNotMarkedUnderItsOldHash()
    {
        var reads = 0;
        var result = await graders.Confined.GradeAsync(new("ada", "ada.ipynb", default, () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(reads++ == 0 ? "{}" : Answers.Solutions))));
        Assert.Equal(Status.InfrastructureError, result.Status);
        Assert.Contains("ada.ipynb was changed", result.Message);
    }
}
