using System.Text;
using System.Text.Json;
using CompNeuro.Exercises;
using CompNeuro.Grading.Exports;

namespace CompNeuro.Grading.Tests.Exports;

public sealed class ExportTests
{
    private const string Gradebook = "\uFEFFStudent,ID,SIS User ID,SIS Login ID,Section,\"Homework 1 (4711)\",Homework 10 (4712),Assignments Current Points\r\n"
        + ",,,,,Manual Posting,,(read only)\r\n"
        + "\"    Points Possible\",,,,,30.00,10.00,(read only)\r\n"
        + "\"Lovelace, Ada\",1001,SIS1,ada,BIO 1,,7.00,7.00\r\n"
        + "\"Turing, \"\"Alan\"\"\",1002,SIS2,alan@example.org,\"BIO 1\",\"\",,\r\n"
        + "\"Hopper, Grace\",1003,SIS3,grace,BIO 1,12.00,,\r\n"
        + "\"Student, Test\",1009,,f00d,BIO 1,,,\r\n";

    private const string Worksheet = "\uFEFFKennung,\"Vollständiger Name\",E-Mail-Adresse,Status,Bewertung,\"Beste Bewertung\",\"Bewertung kann geändert werden\",\"Zuletzt geändert (Bewertung)\",\"Feedback als Kommentar\"\n"
        + "Teilnehmer/in1001,\"Ada Lovelace\",ada@example.org,\"Zur Bewertung abgegeben\",,\"60,00\",Ja,-,\n"
        + "Teilnehmer/in1002,\"Alan Turing\",alan,\"Zur Bewertung abgegeben - Bewertet\",\"12,00\",\"60,00\",Ja,\"Montag, 2. November 2026, 10:00\",\"Zeile 1\nZeile \"\"2\"\"\"\n"
        + "Teilnehmer/in1003,\"Grace Hopper\",grace,Keine Abgabe,,\"60,00\",Ja,-,\n";

    [Fact]
    public void Canvas_gets_its_own_file_back_with_the_marks_and_nothing_else_changed()
    {
        var filled = Canvas.Fill(Encoding.UTF8.GetBytes(Gradebook), "Homework 1", [SampleClass.All[0], SampleClass.Of("turingalan_1002", Status.Graded, Outcome.Correct), SampleClass.All[2]]);
        Assert.Equal(Gradebook.Replace("BIO 1,,7.00", "BIO 1,30,7.00").Replace("\"BIO 1\",\"\",", "\"BIO 1\",\"2\",").Replace("12.00", "0"), Encoding.UTF8.GetString(filled.Bytes));
        Assert.Equal((3, 0, 0), (filled.Marks, filled.Unmatched.Count, filled.Unmarked.Count));
    }

    [Fact]
    public void Who_is_not_in_the_gradebook_or_not_graded_is_reported_and_their_cells_stay()
    {
        var filled = Canvas.Fill(Encoding.UTF8.GetBytes(Gradebook), "Homework 1 (4711)", [SampleClass.Of("grace", Status.InfrastructureError), SampleClass.Of("nobody", Status.Graded)]);
        Assert.Equal(Gradebook, Encoding.UTF8.GetString(filled.Bytes));
        Assert.Equal(["nobody"], filled.Unmatched);
        Assert.Equal(["grace"], filled.Unmarked);
    }

    [Fact]
    public void Two_submissions_for_one_row_are_not_both_entered()
    {
        var filled = Canvas.Fill(Encoding.UTF8.GetBytes(Gradebook), "Homework 1", [SampleClass.All[0], SampleClass.Of("SIS1", Status.Graded)]);
        Assert.Equal(1, filled.Marks);
        Assert.Equal(["SIS1"], filled.Unmatched);
    }

    [Theory]
    [InlineData("Homework 2")]
    [InlineData("Homework")]
    [InlineData("Section")]
    public void An_assignment_that_Canvas_does_not_have_is_never_made(string title) =>
        Assert.Contains("Homework 1 (4711)", Assert.Throws<InvalidDataException>(() => Canvas.Fill(Encoding.UTF8.GetBytes(Gradebook), title, SampleClass.All)).Message);

    [Theory]
    [InlineData("")]
    [InlineData("a,b\n1,2\n")]
    [InlineData("\"never closed")]
    public void Other_files_are_refused(string text)
    {
        Assert.Throws<InvalidDataException>(() => Canvas.Fill(Encoding.UTF8.GetBytes(text), "Homework 1", SampleClass.All));
        Assert.Throws<InvalidDataException>(() => Moodle.Fill(Encoding.UTF8.GetBytes(text), SampleClass.All));
    }

    [Fact]
    public void Moodle_gets_its_worksheet_back_in_its_language_with_scaled_marks()
    {
        var filled = Moodle.Fill(Encoding.UTF8.GetBytes(Worksheet), [SampleClass.Of("Ada Lovelace_1001", Status.Graded, Outcome.Correct, Outcome.Almost), SampleClass.All[1], SampleClass.All[2], SampleClass.Of("nobody", Status.Graded)]);
        Assert.Equal(Worksheet.Replace("abgegeben\",,", "abgegeben\",\"8,50\",").Replace("\"12,00\"", "\"13,50\"").Replace("Keine Abgabe,,", "Keine Abgabe,\"0,00\","), Encoding.UTF8.GetString(filled.Bytes));
        Assert.Equal(3, filled.Marks);
        Assert.Equal(["nobody"], filled.Unmatched);
        Assert.Contains("scaled", filled.Note);
    }

    [Fact]
    public void Moodle_in_English_with_points_and_without_addresses()
    {
        const string blind = "Identifier,Status,Grade,\"Maximum Grade\",\"Grade can be changed\",\"Last modified (grade)\"\r\n\"Participant 7\",\"Submitted for grading\",,30.00,Yes,-\r\n\"Participant 17\",\"No submission\",,30.00,Yes,-\r\n";
        var filled = Moodle.Fill(Encoding.UTF8.GetBytes(blind), [SampleClass.Of("Participant_7", Status.Graded, Outcome.Correct)]);
        Assert.Equal(blind.Replace("grading\",,", "grading\",2.00,"), Encoding.UTF8.GetString(filled.Bytes));
        Assert.Equal("", filled.Note);
    }

    [Fact]
    public void A_file_in_an_old_encoding_keeps_its_bytes()
    {
        var bytes = Encoding.Latin1.GetBytes(Gradebook.Replace("\uFEFF", "").Replace("Hopper, Grace", "Höpper, Gräce"));
        var filled = Canvas.Fill(bytes, "Homework 1", [SampleClass.Of("nobody", Status.Graded)]);
        Assert.Equal(bytes, filled.Bytes);
    }

    [Fact]
    public void Gradescope()
    {
        var json = JsonDocument.Parse(Grading.Exports.Gradescope.Write(SampleClass.All[1])!).RootElement;
        Assert.Equal(6.75, json.GetProperty("score").GetDouble());
        var tests = json.GetProperty("tests").EnumerateArray().ToList();
        Assert.Equal(6.75, tests.Sum(test => test.GetProperty("score").GetDouble()));
        Assert.Equal(30, tests.Sum(test => test.GetProperty("max_score").GetDouble()));
        Assert.Equal(("passed", "failed"), (tests[0].GetProperty("status").GetString(), tests[1].GetProperty("status").GetString()));
        Assert.Equal("H1.1.1", tests[0].GetProperty("number").GetString());
        Assert.Contains("6.2 µA/cm²", tests[1].GetProperty("output").GetString());
        Assert.Null(Grading.Exports.Gradescope.Write(SampleClass.All[4]));
    }

    [Fact]
    public void Nbgrader()
    {
        var lines = Encoding.UTF8.GetString(NbgraderCsv.Write("homework-1", SampleClass.All)).Split('\n');
        Assert.Equal("assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score", lines[0]);
        Assert.Equal("homework-1,,,ada,,,,30.0,0.0,30.0,30.0", lines[1]);
        Assert.Equal("homework-1,,,'=cmd|' /C calc'!A0,,,,2.0,0.0,2.0,30.0", lines[4]);
        Assert.Equal("homework-1,,,edsger,,,,,0.0,,30.0", lines[5]);
    }
}
