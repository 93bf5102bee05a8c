using System.Text;
using System.Text.Json.Nodes;

namespace CompNeuro.Grading.Tests;

/// <summary>Notebooks that are not as they were handed out.</summary>
public class NotebookTests(Graders graders)
{
    public static TheoryData<string, string> Unreadable { get; } = new()
    {
        { "", "empty" },
        { "{", "not valid JSON" },
        { "[1, 2]", "outermost value" },
        { "{\"nbformat\": 3}", "format 3" },
        { "{\"nbformat\": 4, \"cells\": 5}", "no list of cells" },
        { "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": 3}]}", "neither a string" },
        { "{\"nbformat\": 4, \"nbformat\": 4, \"cells\": []}", "stands twice" },
        { $"{{\"nbformat\": 4, \"cells\": [], \"metadata\": {new string('[', 100_000)}{new string(']', 100_000)}}}", "maximum configured depth" },
        { "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\\ud800\"}]}", "not valid JSON" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task WhatIsNoNotebookIsSaidToBeNone(string text, string words)
    {
        var result = await graders.GradeAsync(text);
        Assert.Equal((Status.CompileError, 0.0, graders.Homework.Parts.Count), (result.Status, result.Points, result.Parts.Count));
        Assert.Contains(words, result.Message);
    }

    [Fact]
    public async Task ANotebookThatIsTooLargeIsRefused() =>
        Assert.Contains("larger than 10 MB", (await graders.Confined.GradeAsync(Graders.Handed(new byte[11 << 20]))).Message);

    [Fact]
    public async Task TooMuchCodeIsRefused() => Assert.Contains("characters of code", (await graders.GradeAsync(Answers.With("gain", new string(' ', 500_000)))).Message);

    [Fact]
    public async Task AnEmptyNotebookIsMissingEverything()
    {
        var result = await graders.GradeAsync(Answers.Notebook([]));
        Assert.Equal((Status.Graded, 0.0), (result.Status, result.Points));
        Assert.All(result.Parts, part => Assert.Contains("no function", part.Message));
    }

    [Fact]
    public async Task CheckCellsThatAreChangedDeletedDoubledOrElsewhereChangeNothing()
    {
        var cells = ((JsonArray)JsonNode.Parse(Answers.Solutions)!["cells"]!).Select(cell => (JsonObject)cell!.DeepClone()).Where(cell => $"{cell["source"]}" != Answers.Checks["gain"]).ToList();
        cells.Single(cell => $"{cell["source"]}" == Answers.Checks["path"])["source"] = "Environment.Exit(0);";
        cells.Insert(0, Answers.Cell("Environment.Exit(0);", "nernst-check", locked: true));
        cells.Add(Answers.Cell("double LowPassGain(double frequency, double tau) => -1;", "nernst-check"));
        cells.Reverse(2, 2);
        (await graders.GradeAsync(Answers.Notebook(cells))).AllRightBut();
    }

    [Fact]
    public async Task OfTwoCellsWithOneNameTheLaterDefinitionCountsAsInTheNotebook()
    {
        var cells = ((JsonArray)JsonNode.Parse(Answers.With("gain", "double LowPassGain(double frequency, double tau) => -1;"))!["cells"]!).Select(cell => (JsonObject)cell!.DeepClone()).Append(Answers.Cell(Answers.Gain, "gain"));
        (await graders.GradeAsync(Answers.Notebook(cells))).AllRightBut();
    }

    [Fact]
    public async Task AnAnswerInACellWithoutItsMetadataIsFoundByItsName()
    {
        (await graders.GradeAsync(Answers.Notebook(Answers.Right.Values.Select(code => Answers.Cell(code))))).AllRightBut();
        (await graders.GradeAsync(Answers.Notebook([Answers.Cell(string.Join("\n", Answers.Right.Values.Reverse()) + "\nFunc<double, double, double> unused = LowPassGain;")]))).AllRightBut();
    }
}
