using CompNeuro.Exercises;
using CompNeuro.Grading;
using CompNeuro.Grading.Batch;

namespace CompNeuro.Cli.Tests;

public sealed class HomeworkCommandTests : IDisposable
{
    private readonly CommandLineProcess compneuro = new();

    public void Dispose() => compneuro.Dispose();

    [Fact]
    public async Task A_class_gets_a_notebook_each_with_values_of_their_own_and_its_work_is_safe()
    {
        File.WriteAllText(compneuro.PathTo("class.txt"), "# 2026\nada\n\n alan \n");
        File.WriteAllText(compneuro.PathTo("secret.txt"), "0123456789abcdef0123456789abcdef\n");
        string[] release = ["release", "1", "--students", "class.txt", "--secret-file", "secret.txt", "--output", "handout"];
        Assert.Equal((0, ""), await Outcome(release));
        var (ada, alan) = (Handed("ada"), Handed("alan"));
        Assert.Contains("const double myDiameter = 2.2;", File.ReadAllText(ada));
        Assert.NotEqual(File.ReadAllText(ada), File.ReadAllText(alan));
        Assert.DoesNotContain("SOLUTION", File.ReadAllText(ada));
        var work = File.ReadAllText(ada).Replace("throw new NotImplementedException();", "return 1;");
        File.WriteAllText(ada, work);
        var (code, error) = await Outcome(release);
        Assert.Equal(1, code);
        Assert.Contains("somebody has worked in it", error);
        Assert.Equal(work, File.ReadAllText(ada));
        Assert.Equal((0, ""), await Outcome([.. release, "--force"]));
        Assert.NotEqual(work, File.ReadAllText(ada));
    }

    [Theory]
    [InlineData("ada\nada\n", "more than once")]
    [InlineData("../ada\n", "cannot be the name of a folder")]
    [InlineData("..\n", "cannot be the name of a folder")]
    [InlineData("# nobody\n", "names no student")]
    public async Task A_list_that_cannot_be_is_refused(string list, string words)
    {
        File.WriteAllText(compneuro.PathTo("class.txt"), list);
        File.WriteAllText(compneuro.PathTo("secret.txt"), "0123456789abcdef0123456789abcdef\n");
        var (code, error) = await Outcome("release", "1", "--students", "class.txt", "--secret-file", "secret.txt", "--output", "handout");
        Assert.Equal(1, code);
        Assert.Contains(words, error);
    }

    [Fact]
    public async Task Values_of_their_own_need_a_list_a_secret_and_a_place()
    {
        File.WriteAllText(compneuro.PathTo("class.txt"), "ada\n");
        Assert.Contains("--secret-file", (await Outcome("release", "1", "--students", "class.txt")).Error);
        Assert.Contains("openssl", (await Outcome("release", "1", "--students", "class.txt", "--secret-file", "none.txt", "--output", "handout")).Error);
    }

    [Fact]
    public async Task A_check_names_the_cell_that_does_not_compile_and_judges_the_rest()
    {
        await Outcome("release", "1", "--output", "handout");
        var path = Directory.GetFiles(compneuro.PathTo("handout")).Single();
        var lines = File.ReadAllText(path).Split("throw new NotImplementedException();");
        File.WriteAllText(path, string.Join("throw new NotImplementedException();", [lines[0] + "return 1" + lines[1], lines[2] + "return 0;" + lines[3], lines[4], lines[5] + "var g = HodgkinHuxley.SquidAxon.Gates(V); return [g.m.alpha, g.m.beta, g.h.alpha, g.h.beta, g.n.alpha, g.n.beta];" + lines[6], .. lines[7..]]));
        var (code, output, _) = await compneuro.RunAsync("check", path);
        Assert.Equal(1, code);
        Assert.Contains("(answer-ghk-current), line", output);
        Assert.Contains("H1.1.1 ✘ GhkCurrent: there is no such function", output);
        Assert.Contains("H1.1.2 ○ MixedReversal: not written yet", output);
        Assert.Contains("H1.2.1 ✘ AcLengthConstant: wrong (0 of 8 checks, 0 of 2 points).", output);
        Assert.Contains("SquidRates: wrong", output);
        Assert.Contains("write this yourself, and the answer uses HodgkinHuxley.Gates", output);
        Assert.Contains("Together 0 of 30 points.", output);
    }

    [Fact]
    public async Task A_check_of_another_file_says_what_is_wrong_with_it()
    {
        Assert.Contains("there is no such file", (await Outcome("check", "none.ipynb")).Error);
        Assert.Contains("is not a homework of this course", (await Outcome("check", compneuro.Write("mine.ipynb", "1 + 1"))).Error);
    }

    [Fact]
    public async Task Results_become_pages_and_marks()
    {
        var exercise = Exercise.All.First(one => one.IsHomework);
        var part = new PartResult(exercise.Id, exercise.Title, Status.Graded, Exercises.Outcome.Correct, 2, 2, 8, 8, "All checks pass.");
        Directory.CreateDirectory(compneuro.PathTo("results"));
        File.WriteAllBytes(compneuro.PathTo("results/1.json"), ResultJson.Write(new("ada", "ada.ipynb", Status.Graded, "", [part], new("a", "b", "c", 1, "bubblewrap"))));
        File.WriteAllText(compneuro.PathTo("gradebook.csv"), "Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (4711)\n\"Lovelace, Ada\",1,,ada,A,\n\"Turing, Alan\",2,,alan,A,\n");
        Assert.Equal((0, ""), await Outcome("report", "results", "--output", "pages", "--title", "Homework 1"));
        Assert.Contains("2 of 2 points", File.ReadAllText(compneuro.PathTo("pages/students/ada.html")));
        Assert.Equal((0, ""), await Outcome("export", "canvas", "results", "--into", "gradebook.csv", "--assignment", "Homework 1", "--output", "upload.csv"));
        Assert.Equal(File.ReadAllText(compneuro.PathTo("gradebook.csv")).Replace("ada,A,", "ada,A,2"), File.ReadAllText(compneuro.PathTo("upload.csv")));
        Assert.Equal((0, ""), await Outcome("export", "gradescope", "results", "--output", "gradescope"));
        Assert.True(File.Exists(compneuro.PathTo("gradescope/ada/results.json")));
        Assert.Equal((0, ""), await Outcome("export", "nbgrader", "results", "--assignment", "homework-1", "--output", "grades.csv"));
        Assert.Contains("ada", File.ReadAllText(compneuro.PathTo("grades.csv")));
        Assert.Contains("never changed", (await Outcome("export", "canvas", "results", "--into", "gradebook.csv", "--assignment", "Homework 1", "--output", "gradebook.csv")).Error);
        Assert.Contains("no results", (await Outcome("report", "nothing", "--output", "pages")).Error);
    }

    private string Handed(string student) => Directory.GetFiles(compneuro.PathTo($"handout/{student}")).Single();

    private async Task<(int Code, string Error)> Outcome(params string[] arguments)
    {
        var (code, _, error) = await compneuro.RunAsync(arguments);
        return (code, error);
    }
}
