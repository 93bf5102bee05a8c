using System.Text;
using CompNeuro.Grading.Release;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Grading.Tests.Release;

public sealed class HomeworkReleaseTests : IDisposable
{
    private const string Answer = "double Twice(double x)\n{\n    // ### BEGIN SOLUTION\n    return 2 * x;\n    // ### END SOLUTION\n}";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("release-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void An_answer_becomes_a_stub_and_a_cell_of_nothing_else_goes()
    {
        var released = HomeworkRelease.Of(Notebook(Answer, "// ### BEGIN SOLUTION\nTwice(2)\n// ### END SOLUTION", "1 + 1"));
        Assert.Equal(["double Twice(double x)\n{\n    throw new NotImplementedException();\n}", "1 + 1"], released.Cells.Select(cell => cell.Source));
        Assert.DoesNotContain("SOLUTION", released.ToJson());
    }

    [Fact]
    public void Outputs_go_and_metadata_stay()
    {
        var released = HomeworkRelease.Of(Parse("""{"cells":[{"cell_type":"code","execution_count":3,"id":"a","metadata":{"nbgrader":{"grade_id":"a"}},"outputs":[{"output_type":"stream","name":"stdout","text":"42"}],"source":"{\n// ### BEGIN SOLUTION\n42\n// ### END SOLUTION\n}"}],"metadata":{},"nbformat":4,"nbformat_minor":5}"""));
        Assert.Empty(released.Cells[0].Outputs);
        Assert.DoesNotContain("42", released.ToJson());
        Assert.Equal("a", NbgraderMark.Of(released.Cells[0])!.GradeId);
    }

    [Theory]
    [InlineData("// ### BEGIN SOLUTION\n1")]
    [InlineData("1\n// ### END SOLUTION")]
    [InlineData("// ### BEGIN SOLUTION\n// ### BEGIN SOLUTION\n1\n// ### END SOLUTION\n// ### END SOLUTION")]
    public void A_mark_without_its_partner_is_refused_and_no_answer_leaks(string source) =>
        Assert.Contains("cell 1", Assert.Throws<InvalidNotebookException>(() => HomeworkRelease.Of(Notebook(source))).Message);

    [Fact]
    public void A_notebook_without_answers_is_no_source_of_a_release() =>
        Assert.Contains("no answer", Assert.Throws<InvalidNotebookException>(() => HomeworkRelease.Of(Notebook("1 + 1"))).Message);

    [Fact]
    public void The_same_answers_give_the_same_bytes() => Assert.Equal(HomeworkRelease.Of(Notebook(Answer)).ToJson(), HomeworkRelease.Of(Notebook(Answer)).ToJson());

    [Fact]
    public void An_untouched_release_is_replaced_by_a_new_edition()
    {
        HomeworkRelease.Write(HomeworkRelease.Of(Notebook(Answer)), PathOfFile);
        Assert.True(HomeworkRelease.IsUntouched(PathOfFile));
        var next = HomeworkRelease.Of(Notebook(Answer, "1 + 1"));
        HomeworkRelease.Write(next, PathOfFile);
        Assert.Equal(next.ToJson(), File.ReadAllText(PathOfFile));
        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public void A_students_work_is_never_overwritten_unless_told_to()
    {
        var release = HomeworkRelease.Of(Notebook(Answer));
        HomeworkRelease.Write(release, PathOfFile);
        var work = File.ReadAllText(PathOfFile).Replace("throw new NotImplementedException();", "return x + x;");
        File.WriteAllText(PathOfFile, work);
        Assert.False(HomeworkRelease.IsUntouched(PathOfFile));
        Assert.Contains("somebody has worked in it", Assert.Throws<IOException>(() => HomeworkRelease.Write(release, PathOfFile)).Message);
        Assert.Equal(work, File.ReadAllText(PathOfFile));
        HomeworkRelease.Write(release, PathOfFile, force: true);
        Assert.Equal(release.ToJson(), File.ReadAllText(PathOfFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a notebook")]
    [InlineData("""{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}""")]
    public void A_file_that_is_no_release_is_left_alone(string content)
    {
        File.WriteAllText(PathOfFile, content);
        Assert.Throws<IOException>(() => HomeworkRelease.Write(HomeworkRelease.Of(Notebook(Answer)), PathOfFile));
        Assert.Equal(content, File.ReadAllText(PathOfFile));
    }

    [Fact]
    public void To_run_a_release_is_not_to_work_in_it()
    {
        var executed = HomeworkRelease.Of(Notebook(Answer));
        executed.Cells[0].SetOutputs([], 7);
        executed.Save(PathOfFile);
        Assert.True(HomeworkRelease.IsUntouched(PathOfFile));
    }

    private string PathOfFile => Path.Combine(folder.FullName, "01-homework.ipynb");

    private static NotebookDocument Parse(string json) => NotebookDocument.Parse(Encoding.UTF8.GetBytes(json), "test");

    internal static NotebookDocument Notebook(params string[] code) => Parse($$"""
        {"cells":[{{string.Join(',', code.Select((source, i) => $$"""{"cell_type":"code","execution_count":null,"id":"c{{i}}","metadata":{{(source.StartsWith("const", StringComparison.Ordinal) ? """{"tags":["parameters"]}""" : "{}")}},"outputs":[],"source":{{System.Text.Json.JsonSerializer.Serialize(source)}}}"""))}}],"metadata":{},"nbformat":4,"nbformat_minor":5}
        """);
}
