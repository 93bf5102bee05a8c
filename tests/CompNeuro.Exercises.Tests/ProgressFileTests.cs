using System.Text.Json.Nodes;

namespace CompNeuro.Exercises.Tests;

public sealed class ProgressFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("progress-");

    private string PathOfFile => Path.Combine(folder.FullName, "deeper", "progress.json");

    private ProgressFile File => new(PathOfFile);

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_best_try_is_not_lost_by_a_later_worse_one()
    {
        Keep(Outcome.Correct, 4);
        Keep(Outcome.Wrong, 1);
        var (best, last) = File.Read().Tries["NernstPotential"];
        Assert.Equal((new(Outcome.Correct, 1), new(Outcome.Wrong, 0.25)), (best, last));
    }

    [Fact]
    public void A_better_try_takes_its_place()
    {
        Keep(Outcome.Wrong, 1);
        Keep(Outcome.Almost, 3);
        Assert.Equal(new(Outcome.Almost, 0.75), File.Read().Tries["NernstPotential"].Best);
    }

    [Fact]
    public void A_stub_leaves_no_trace()
    {
        Assert.Equal("", File.Keep(new(Outcome.Missing, "NernstPotential", "", 0, 1, 0, 0)));
        Assert.False(System.IO.File.Exists(PathOfFile));
        Assert.Empty(File.Read().Tries);
    }

    [Fact]
    public void What_this_edition_does_not_know_is_kept()
    {
        Write("""{"exercises":{"FromTheFuture":{"best":{"outcome":"Brilliant","share":7}},"NernstPotential":3},"theme":"dark"}""");
        Keep(Outcome.Correct, 4);
        var file = JsonNode.Parse(System.IO.File.ReadAllText(PathOfFile))!;
        Assert.Equal(("Brilliant", "dark"), ((string?)file["exercises"]!["FromTheFuture"]!["best"]!["outcome"], (string?)file["theme"]));
        Assert.Equal(["NernstPotential"], File.Read().Tries.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"exercises\": {")]
    [InlineData("[1, 2]")]
    [InlineData("{\"exercises\": 3}")]
    public void A_file_that_cannot_be_read_is_set_aside_and_this_is_said(string content)
    {
        Write(content);
        var note = Keep(Outcome.Correct, 4);
        var aside = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(PathOfFile)!, "*.unreadable-*"));
        Assert.Contains(aside, note);
        Assert.Equal(content, System.IO.File.ReadAllText(aside));
        Assert.Equal(Outcome.Correct, File.Read().Tries["NernstPotential"].Best.Outcome);
    }

    [Fact]
    public void Two_notebooks_at_the_same_time_lose_nothing()
    {
        Parallel.For(0, 60, new() { MaxDegreeOfParallelism = 6 }, i => Assert.Equal("", new ProgressFile(PathOfFile).Keep(new(Outcome.Correct, $"E{i}", "", 1, 1, 4, 4))));
        Assert.Equal(60, File.Read().Tries.Count);
    }

    [Fact]
    public void A_write_that_was_cut_short_does_no_harm()
    {
        Keep(Outcome.Correct, 4);
        System.IO.File.WriteAllText(PathOfFile + ".new", "{\"exer");
        Assert.Equal("", Keep(Outcome.Wrong, 1));
        Assert.Equal(Outcome.Correct, File.Read().Tries["NernstPotential"].Best.Outcome);
    }

    [Fact]
    public void Where_nothing_can_be_written_the_student_is_told()
    {
        var blocked = Path.Combine(folder.FullName, "a file");
        System.IO.File.WriteAllText(blocked, "");
        var file = new ProgressFile(Path.Combine(blocked, "progress.json"));
        Assert.Contains("could not be kept", file.Keep(Try(Outcome.Correct, 4)));
        Assert.Empty(file.Read().Tries);
    }

    [Fact]
    public void The_table_has_every_exercise_of_the_chapters_with_outcome_and_points()
    {
        var chapters = Exercise.All.Where(exercise => !exercise.IsHomework).ToList();
        Keep(Outcome.Correct, 4);
        Keep(Outcome.Wrong, 1);
        var progress = Progress.Of(File);
        Assert.Equal(chapters.Select(exercise => exercise.Title), progress.Rows.Select(row => row.Title));
        Assert.Equal(new ProgressRow("1.1.1", "Nernst potential", Outcome.Correct, Outcome.Wrong, 1, 1), progress.Rows[0]);
        Assert.Equal((1.0, chapters.Sum(exercise => exercise.Points)), (progress.Points, progress.PossiblePoints));
    }

    private string Keep(Outcome outcome, int passed) => File.Keep(Try(outcome, passed));

    private static Verdict Try(Outcome outcome, int passed) => new(outcome, "NernstPotential", "", passed / 4.0, 1, passed, 4);

    private void Write(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOfFile)!);
        System.IO.File.WriteAllText(PathOfFile, content);
    }
}
