using CompNeuro.Grading.Batch;
using CompNeuro.Grading.Judging;
using CompNeuro.Grading.Running;
using CompNeuro.Grading.Submissions;
using Microsoft.Data.Sqlite;

namespace CompNeuro.Grading.Tests;

public sealed class ClassRunTests(Graders graders) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("compneuro-class-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task WhatIsGradedIsNotGradedAgainAndTheRestIs()
    {
        var (first, all) = (Class().Take(2).ToList(), Class());
        await RunAsync("one", first);
        var stamps = Directory.GetFiles(In("one")).ToDictionary(file => file, File.GetLastWriteTimeUtc);
        var known = new List<string>();
        var resumed = await RunAsync("one", all, known);
        Assert.Equal(first.Select(one => one.Student).Order(), known.Order());
        Assert.All(stamps, stamp => Assert.Equal(stamp.Value, File.GetLastWriteTimeUtc(stamp.Key)));
        await RunAsync("another", [.. all.Reverse()]);
        Assert.Equal(Bytes("one"), Bytes("another"));
        Gradebook.Write(Path.Combine(folder, "a.db"), resumed);
        Gradebook.Write(Path.Combine(folder, "b.db"), new ResultFolder(In("another")).All().Reverse());
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder, "a.db")), await File.ReadAllBytesAsync(Path.Combine(folder, "b.db")));
        Assert.Equal(["ada|9", "ben|8", "eva|0"], Rows("SELECT student || '|' || CAST(points AS INTEGER) FROM submission ORDER BY student"));
        Assert.Equal(["CompileError"], Rows("SELECT status FROM submission WHERE student = 'eva'"));
    }

    [Fact]
    public async Task AFailureOfTheGraderIsNoMarkAndIsGradedAgain()
    {
        var one = Class()[0];
        var results = new ResultFolder(In("failed"));
        var mark = await graders.Confined.GradeAsync(one);
        results.Keep(mark with { Status = Status.InfrastructureError, Parts = [.. mark.Parts.Select(part => part with { Status = Status.InfrastructureError, Points = 0 })] });
        Gradebook.Write(Path.Combine(folder, "a.db"), results.All());
        Assert.Equal(["none"], Rows("SELECT IFNULL(points, 'none') FROM submission"));
        Assert.Equal(Status.Graded, (await RunAsync("failed", [one])).Single().Status);
    }

    [Fact]
    public async Task AnUnreadableFileOfTheInstructorsIsTheGradersFailure()
    {
        var result = await graders.Confined.GradeAsync(new("ada", "ada.ipynb", default, () => throw new IOException("the disk is broken")));
        Assert.Equal(Status.InfrastructureError, result.Status);
        Assert.Contains("the disk is broken", result.Message);
    }

    [Fact]
    public async Task WhatIsLeftOfAnInterruptedWriteIsRemovedAndABrokenResultIsMadeAgain()
    {
        var one = Class()[0];
        await RunAsync("left", [one]);
        var file = Directory.GetFiles(In("left")).Single();
        var whole = await File.ReadAllBytesAsync(file);
        foreach (var broken in new[] { whole[..100], "{}"u8.ToArray(), ResultJson.Write(ResultJson.Read(whole) with { Student = "ben" }) })
        {
            await File.WriteAllBytesAsync(file, broken);
            await RunAsync("left", [one]);
            Assert.Equal(whole, await File.ReadAllBytesAsync(file));
        }

        await File.WriteAllBytesAsync(file, whole[..100]);
        var (own, others) = ($"{file}.999999999.{Environment.MachineName}.tmp", $"{file}.999999999.another-machine.tmp");
        await File.WriteAllTextAsync(own, "half");
        await File.WriteAllTextAsync(others, "half");
        await RunAsync("left", [one]);
        Assert.Equal([file, others], Directory.GetFiles(In("left")).Order(StringComparer.Ordinal));
        Assert.Equal(whole, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task WhereNothingCanBeWrittenItSaysSoAndWhatIsThereStays()
    {
        await File.WriteAllTextAsync(In("file"), "not a folder");
        await Assert.ThrowsAnyAsync<IOException>(() => RunAsync("file", Class()));
        await File.WriteAllTextAsync(Path.Combine(folder, "book"), "old");
        Assert.ThrowsAny<IOException>(() => Gradebook.Write(Path.Combine(folder, "book", "gradebook.db"), []));
        Assert.Equal("old", await File.ReadAllTextAsync(Path.Combine(folder, "book")));
    }

    [Fact]
    public async Task SharesOfAPlanComeTogetherInAnyOrderAndWhatIsMissingOrConflictsIsNamed()
    {
        var all = Class();
        var plan = ClassPlan.Of(graders.SolutionsFile, Graders.Seed, [folder], all);
        plan.Write(Path.Combine(folder, "plan.json"));
        plan = ClassPlan.Read(Path.Combine(folder, "plan.json"));
        Assert.Equal(all.Select(one => one.Student), Enumerable.Range(1, 5).SelectMany(i => plan.Share(i, 5, all)).Select(one => one.Student).Order());
        await RunAsync("share1", plan.Share(1, 2, all));
        var half = plan.Merge([new(In("share1"))]);
        Assert.Equal((2, "ben"), (half.Results.Count, Assert.Single(half.Missing)));
        await RunAsync("share2", plan.Share(2, 2, all));
        var merged = plan.Merge([new(In("share2")), new(In("share1")), new(In("share1"))]);
        Assert.Equal(merged.Results.Select(ResultJson.Write), plan.Merge([new(In("share1")), new(In("share2"))]).Results.Select(ResultJson.Write));
        Assert.Empty(merged.Missing.Concat(merged.Conflicting));
        new ResultFolder(In("forged")).Keep(merged.Results[0] with { Message = "forged" });
        Assert.Equal("ada", Assert.Single(plan.Merge([new(In("share1")), new(In("share2")), new(In("forged"))]).Conflicting));
        new ResultFolder(In("stale")).Keep(merged.Results[0] with { Receipt = merged.Results[0].Receipt with { Seed = 8 } });
        Assert.Contains("ada", plan.Merge([new(In("stale"))]).Missing);
        Assert.Throws<InvalidDataException>(() => plan.Share(1, 1, [Graders.Handed("changed", "ada"), all[1], all[2]]));
    }

    [Fact]
    public async Task AReceiptGivesTheSameResultAgainAndAChangedOneIsFound()
    {
        var all = Class();
        var results = await Task.WhenAll(all.Select(graders.Confined.GradeAsync));
        var changed = results[1] with { Parts = [.. results[1].Parts.Select(part => part with { Points = part.PossiblePoints })] };
        var proofs = new List<(string, Proof)>();
        await Verification.RunAsync([results[0], changed, results[2] with { Student = "nobody" }, results[0] with { Receipt = results[0].Receipt with { Grader = "0.0.0" } }, results[0] with { Receipt = results[0].Receipt with { Isolation = "none" } }, results[0] with { Receipt = results[0].Receipt with { Seed = 1 } }], all, _ => graders.Homework, results[0].Receipt.Seed, (result, proof) => proofs.Add((result.Student, proof)));
        Assert.Equal([("ada", Proof.Same), ("ben", Proof.Different), ("nobody", Proof.NoSubmission), ("ada", Proof.OtherVersion), ("ada", Proof.Unconfined), ("ada", Proof.OtherSeed)], proofs);
    }

    [Fact]
    public async Task WithoutASandboxEveryResultSaysSo()
    {
        var result = await graders.Free.GradeAsync(Class()[0]);
        result.AllRightBut();
        Assert.Equal("none", result.Receipt.Isolation);
    }

    [Fact]
    public async Task AResultSurvivesItsWritingAndReading()
    {
        var result = await graders.GradeAsync(Answers.With("path", Answers.Path.Replace("sigma *", "3 * sigma *")));
        Assert.StartsWith("<svg", result.Part("NoisyPath").Picture);
        Assert.Equal(ResultJson.Write(result), ResultJson.Write(ResultJson.Read(ResultJson.Write(result))));
    }

    private static IReadOnlyList<Submission> Class() =>
        [Graders.Handed(Answers.Solutions, "ada"), Graders.Handed(Answers.With("gain", "double LowPassGain(double frequency, double tau) => -7;"), "ben"), Graders.Handed("{", "eva")];

    private string In(string name) => Path.Combine(folder, name);

    private List<(string, string)> Bytes(string name) => [.. Directory.GetFiles(In(name)).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllText(file)))];

    private async Task<IReadOnlyList<SubmissionResult>> RunAsync(string name, IReadOnlyList<Submission> submissions, List<string>? known = null) =>
        await new ClassRun(graders.Confined, new(In(name))).RunAsync(submissions, 2, (result, before) =>
        {
            if (before)
            {
                known?.Add(result.Student);
            }
        });

    private List<string> Rows(string sql)
    {
        using var book = new SqliteConnection($"Data Source={Path.Combine(folder, "a.db")};Pooling=False");
        book.Open();
        using var command = book.CreateCommand();
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add($"{reader.GetValue(0)}");
        }

        return rows;
    }
}
