using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CompNeuro.Cli.LectureFigures;
using CompNeuro.Kernel.Notebooks;

namespace Course.Tests;

/// <summary>A committed notebook holds what its author wrote and nothing a run left behind, so that one changed line is one line of diff.</summary>
public sealed partial class NotebookFormTests
{
    public static TheoryData<string> Notebooks => [.. Repository.Notebooks.Select(path => Path.GetFileName(path))];

    [Theory, MemberData(nameof(Notebooks))]
    public void Is_nbformat_4_5_for_the_course_kernel(string name)
    {
        var notebook = Read(name);
        Assert.Equal((4, 5), ((int)notebook["nbformat"]!, (int)notebook["nbformat_minor"]!));
        Assert.Equal("""{"kernelspec":{"display_name":"C# (CompNeuro)","language":"C#","name":"compneuro"},"language_info":{"name":"C#"}}""", Json(notebook["metadata"]!));
    }

    [Theory, MemberData(nameof(Notebooks))]
    public void Keeps_no_outputs_counts_or_metadata(string name)
    {
        foreach (var cell in CodeCells(name))
        {
            Assert.Equal("[]", Json(cell["outputs"]!));
            Assert.Null(cell["execution_count"]);
        }

        Assert.All(Cells(name), cell => Assert.Contains(Json(cell["metadata"]!), new[] { "{}", """{"tags":["parameters"]}""" }));
    }

    [Theory, MemberData(nameof(Notebooks))]
    public void Has_readable_unique_cell_ids(string name)
    {
        var ids = Cells(name).Select(cell => (string)cell["id"]!).ToList();
        Assert.All(ids, id => Assert.Matches(Slug(), id));
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory, MemberData(nameof(Notebooks))]
    public void Is_written_one_line_of_source_per_line_of_file(string name)
    {
        foreach (var cell in Cells(name))
        {
            var lines = cell["source"]!.AsArray().Select(line => (string)line!).ToList();
            Assert.All(lines[..^1], line => Assert.EndsWith("\n", line, StringComparison.Ordinal));
            Assert.False(string.IsNullOrWhiteSpace(string.Concat(lines)), $"{name}: cell {cell["id"]} is empty.");
        }

        Assert.EndsWith("}\n", File.ReadAllText(PathOf(name)), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Notebooks))]
    public void Starts_with_its_number_and_ends_with_sources(string name)
    {
        var headings = Cells(name).Where(cell => (string)cell["cell_type"]! == "markdown")
            .SelectMany(cell => Source(cell).Split('\n')).Where(line => line.StartsWith('#')).ToList();
        Assert.Equal($"# {int.Parse(name[..2])} ", headings[0][..(2 + int.Parse(name[..2]).ToString().Length + 1)]);
        Assert.Equal("## Sources", headings[^1]);
    }

    [Theory, MemberData(nameof(Notebooks))]
    public void Names_each_figure_once_by_its_section(string name)
    {
        var ids = CodeCells(name).SelectMany(cell => FigureId().Matches(Source(cell)).Select(match => match.Value)).ToList();
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.StartsWith($"fig-{int.Parse(name[..2])}-", id, StringComparison.Ordinal));
    }

    /// <summary>In the author's words, which say what the title does not: a description made from the data says no gist.</summary>
    [Theory, MemberData(nameof(Notebooks))]
    public void Every_figure_has_a_title_and_is_described_by_its_author(string name)
    {
        var document = NotebookDocument.Load(PathOf(name));
        var figures = document.Cells.SelectMany(FigureSource.In).ToList();
        Assert.NotEmpty(figures);
        Assert.All(figures, figure => Assert.True(figure.Title.Length > 10, $"{figure.Id} has no title."));
        Assert.All(figures, figure => Assert.True(figure.AltText.Length is > 40 and < 200, $"{figure.Id} needs WithAltText(\"…\"), of 40 to 200 letters."));
        Assert.Equal(figures.Count, figures.Select(figure => figure.AltText).Distinct().Count());
        // A plot without an id would be in no list, and its words would be checked by nobody.
        Assert.All(
            document.Cells.Where(cell => cell.Kind == CellKind.Code && cell.Source.TrimEnd().EndsWith(')') && cell.Source.Contains(".WithTitle(", StringComparison.Ordinal)),
            cell => Assert.Contains("WithId(", cell.Source, StringComparison.Ordinal));
    }

    internal static string Source(JsonNode cell) => string.Concat(cell["source"]!.AsArray().Select(line => (string)line!));

    internal static IEnumerable<JsonNode> CodeCells(string name) => Cells(name).Where(cell => (string)cell["cell_type"]! == "code");

    internal static IEnumerable<JsonNode> Cells(string name) => Read(name)["cells"]!.AsArray()!;

    private static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(PathOf(name)))!;

    private static string PathOf(string name) => Path.Combine(Repository.Root, "notebooks", name);

    private static string Json(JsonNode node) => node.ToJsonString();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Slug();

    [GeneratedRegex("fig-[0-9a-z-]+")]
    private static partial Regex FigureId();
}
