using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Course.Tests;

/// <summary>Every chapter runs from top to bottom, and what it shows can be read by everyone.</summary>
[Collection(nameof(ExecutedChapters))]
public sealed class ChapterRunTests(ExecutedChapters chapters)
{
    public static TheoryData<string> Notebooks => NotebookFormTests.Notebooks;

    [Fact]
    public void Every_chapter_runs() => Assert.True(chapters.ExitCode == 0, chapters.Report);

    [Theory, MemberData(nameof(Notebooks))]
    public void Every_value_has_a_plain_text_form(string name) =>
        Assert.All(chapters.CodeCells(name).SelectMany(ExecutedChapters.Shown), data => Assert.False(string.IsNullOrWhiteSpace(Text(data["text/plain"]))));

    [Theory, MemberData(nameof(Notebooks))]
    public void Every_figure_is_interactive_static_and_text(string name)
    {
        foreach (var (id, data) in Figures(name))
        {
            foreach (var form in new[] { "application/vnd.plotly.v1+json", "image/svg+xml", "text/html" })
            {
                Assert.True(data[form] is not null, $"{id} has no {form}.");
            }
        }
    }

    [Theory, MemberData(nameof(Notebooks))]
    public void Every_figure_has_a_title_a_description_and_labelled_axes(string name)
    {
        foreach (var (id, data) in Figures(name))
        {
            var svg = XDocument.Parse(Text(data["image/svg+xml"])).Root!;
            Assert.True(svg.Elements().Any(element => element.Name.LocalName is "title" && element.Value.Length > 10), $"{id} has no title.");
            Assert.True(svg.Elements().Any(element => element.Name.LocalName is "desc" && element.Value.Length > 40), $"{id} has no description.");
            var axes = data["application/vnd.plotly.v1+json"]!["layout"]!.AsObject().Where(part => part.Key.StartsWith("yaxis", StringComparison.Ordinal));
            Assert.All(axes, axis => Assert.False(string.IsNullOrWhiteSpace((string?)axis.Value!["title"]?["text"]), $"{id}: {axis.Key} has no label."));
        }
    }

    [Theory, MemberData(nameof(Notebooks))]
    public void Every_cell_named_as_a_figure_shows_that_figure(string name) =>
        Assert.All(
            chapters.CodeCells(name).Where(cell => ((string)cell["id"]!).StartsWith("fig-", StringComparison.Ordinal)),
            cell => Assert.Contains(ExecutedChapters.Shown(cell), data => data["application/vnd.plotly.v1+json"] is not null));

    [Fact]
    public void A_second_run_shows_the_same_numbers()
    {
        using var again = new ExecutedChapters();
        Assert.All(Repository.Notebooks.Select(path => Path.GetFileName(path)), name => Assert.Equal(Numbers(chapters, name), Numbers(again, name)));
    }

    private IEnumerable<(string Id, JsonNode Data)> Figures(string name) =>
        from cell in chapters.CodeCells(name)
        from data in ExecutedChapters.Shown(cell)
        where data["application/vnd.plotly.v1+json"] is not null
        select ((string)cell["id"]!, data);

    private static List<string> Numbers(ExecutedChapters run, string name) => [.. run.CodeCells(name).SelectMany(ExecutedChapters.Shown).Select(data => Text(data["text/plain"]))];

    private static string Text(JsonNode? source) => source switch
    {
        JsonArray lines => string.Concat(lines.Select(line => (string)line!)),
        JsonValue value => (string)value!,
        _ => "",
    };
}
