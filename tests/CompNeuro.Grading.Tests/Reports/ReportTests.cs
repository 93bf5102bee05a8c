using CompNeuro.Exercises;
using CompNeuro.Grading.Reports;

namespace CompNeuro.Grading.Tests.Reports;

public sealed class ReportTests : IDisposable
{
    private const string Hostile = "<script>alert('x')</script><img src=x onerror=alert(1)> & \"quoted\"\u0007";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("reports-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_student_sees_verdict_help_and_points_of_every_part()
    {
        var page = StudentPage.Write(SampleClass.All[1], "Homework 1");
        Assert.Equal(13, page.Split("<section ").Length - 1);
        Assert.Contains("6.75 of 30 points", page);
        Assert.Contains("H1.1.2 Reversal potential with calcium", page);
        Assert.Contains("yours lacks z", page);
        Assert.Contains("6 of 8 checks", page);
        Assert.Contains("with a right answer to the earlier part", page);
        Assert.Contains(SampleClass.Receipt.Submission, page);
    }

    [Fact]
    public void What_students_wrote_is_text()
    {
        var part = SampleClass.All[1].Parts[1] with { Message = Hostile, Example = Hostile, Misconception = Hostile, ForbiddenCalls = [Hostile], Picture = $"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>" };
        var result = new SubmissionResult(Hostile, Hostile, Status.Crashed, Hostile, [part], SampleClass.Receipt with { Submission = Hostile });
        foreach (var page in new[] { StudentPage.Write(result, Hostile), ClassPage.Write([result], Hostile, one => one.Student) })
        {
            Assert.DoesNotContain("<script", page);
            Assert.DoesNotContain("<img src=x", page);
            Assert.DoesNotContain("onload", page);
            Assert.DoesNotContain('\u0007', page);
            Assert.Contains("&lt;script&gt;", page);
        }
    }

    [Fact]
    public void What_would_act_on_a_terminal_a_table_or_the_direction_of_writing_is_written_as_its_number()
    {
        const string active = "a\u001B[2J\u202Eb\u2066c\u2028d\r\u0085e";
        var part = SampleClass.All[1].Parts[1];
        var result = new SubmissionResult(active, active, Status.Graded, active, [new(part.Exercise, part.Title, part.Status, part.Outcome, 0, 1, 0, 0, active) { Example = active }], SampleClass.Receipt);
        var read = Batch.ResultJson.Read(System.Text.Encoding.UTF8.GetBytes($$"""{"Student":"\u001B[2J\u202E","File":"\u200Fx","Status":"Graded","Message":"\u0007","Parts":[],"Receipt":{{System.Text.Json.JsonSerializer.Serialize(SampleClass.Receipt)}}}"""));
        var handed = new Submissions.Submission(active, active, default, () => Stream.Null);
        string[] texts =
        [
            result.Student, result.File, result.Message, result.Parts[0].Message, result.Parts[0].Example, read.Student, read.File, read.Message, handed.Student, handed.File, Submissions.StudentName.Of($"{active}.ipynb"),
            .. System.Text.Encoding.UTF8.GetString(Grading.Exports.NbgraderCsv.Write(active, [result])).Split('\n'), StudentPage.Write(result, active).Replace("\n", ""),
        ];
        Assert.All(texts, text => Assert.DoesNotContain(text, c => char.IsControl(c) || c is '\u202E' or '\u2066' or '\u2028' or '\u200F'));
        Assert.Equal("a\\u001B[2J\\u202Eb\\u2066c\\u2028d\\u000D\\u0085e", handed.Student);
        Assert.Equal("first\nsecond", new SubmissionResult("", "", Status.Graded, "first\r\nsecond", [], SampleClass.Receipt).Message);
    }

    [Fact]
    public void A_page_needs_nothing_but_itself()
    {
        var page = StudentPage.Write(SampleClass.All[1] with { Parts = [SampleClass.All[1].Parts[0] with { Picture = "<svg/>" }] }, "Homework 1");
        Assert.Contains("src=\"data:image/svg+xml;base64,", page);
        Assert.DoesNotContain("http://", page);
        Assert.DoesNotContain("https://", page);
        Assert.Contains("default-src 'none'", page);
    }

    [Fact]
    public void Where_the_grader_failed_there_is_no_mark_and_not_zero()
    {
        var page = StudentPage.Write(SampleClass.All[4], "Homework 1");
        Assert.Contains("no mark yet", page);
        Assert.DoesNotContain("0 of 30 points", page);
    }

    [Fact]
    public void The_class_page_says_how_it_did_where_it_stumbled_and_who_needs_a_look()
    {
        var page = ClassPage.Write(SampleClass.All, "Homework 1", result => $"students/{result.Student}.html");
        Assert.Contains("The class: 5 submissions", page);
        Assert.Contains("from 0 to 30 in all", page);
        Assert.Contains("z left out of the exponent", page);
        var look = page.Split("Who needs a look")[1].Split("Everybody")[0];
        Assert.Contains("grace", look);
        Assert.Contains("edsger", look);
        Assert.DoesNotContain("ada", look);
    }

    [Fact]
    public void The_folder_has_a_page_for_each_student_whatever_their_names()
    {
        SubmissionResult[] odd = [.. new[] { "../../etc/passwd", "a/b", "a\\b", "Ada Lovelace_12", new string('x', 300), "..", "" }.Select(name => SampleClass.Of(name, Status.Graded, Outcome.Correct))];
        var page = ReportFolder.Write(odd, folder.FullName, "Homework 1");
        Assert.Equal(Path.Combine(folder.FullName, "class.html"), page);
        Assert.Equal(odd.Length, Directory.GetFiles(Path.Combine(folder.FullName, "students")).Length);
        Assert.Equal(odd.Length + 1, Directory.GetFiles(folder.FullName, "*", SearchOption.AllDirectories).Length);
        Assert.True(File.Exists(Path.Combine(folder.FullName, "students", "Ada Lovelace_12.html")));
    }

    [Fact]
    public void Results_are_read_newest_first()
    {
        var (old, recent) = (SampleClass.Of("ada", Status.Graded), SampleClass.All[0]);
        File.WriteAllBytes(Path.Combine(folder.FullName, "1.json"), Batch.ResultJson.Write(recent));
        File.WriteAllBytes(Path.Combine(folder.FullName, "2.json"), Batch.ResultJson.Write(old));
        File.SetLastWriteTimeUtc(Path.Combine(folder.FullName, "2.json"), DateTime.UtcNow.AddDays(-1));
        Assert.Equal(30, ClassResults.Read(folder.FullName).Single().Points);
        File.WriteAllText(Path.Combine(folder.FullName, "3.json"), "{");
        Assert.Contains("3.json", Assert.Throws<InvalidDataException>(() => ClassResults.Read(folder.FullName)).Message);
        Assert.Throws<IOException>(() => ClassResults.Read(Path.Combine(folder.FullName, "nothing")));
    }
}
