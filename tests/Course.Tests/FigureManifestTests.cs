using System.Text.Json.Nodes;
using CompNeuro.Figures;

namespace Course.Tests;

/// <summary>The figures show the numbers that somebody last looked at and accepted.</summary>
[Collection(nameof(ExecutedChapters))]
public sealed class FigureManifestTests(ExecutedChapters chapters)
{
    private static readonly JsonObject Manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "notebooks", "figures.json")))!.AsObject();

    public static TheoryData<string> Notebooks => NotebookFormTests.Notebooks;

    [Theory, MemberData(nameof(Notebooks))]
    public void No_figure_moved_since_its_numbers_were_accepted(string name)
    {
        foreach (var (id, fingerprint) in Figures(name))
        {
            Assert.True(Manifest[id] is not null, $"{id} is not in notebooks/figures.json: look at it, then run \"figures diff --accept\".");
            var moved = fingerprint.MovedFrom(Fingerprint.FromJson(Manifest[id]!));
            Assert.True(moved.Count == 0, $"{id} moved: {string.Join("; ", moved)}. If that is right, run \"figures diff --accept\".");
        }
    }

    [Fact]
    public void Every_accepted_figure_is_still_shown() =>
        Assert.Equal(NotebookNames.SelectMany(Figures).Select(figure => figure.Id), Manifest.Select(figure => figure.Key));

    [Theory]
    [InlineData("fig-1-4-refractory")]
    [InlineData("fig-2-3-network")]
    [InlineData("fig-2-4-correlation")]
    public void A_figure_of_which_only_its_cells_run_shows_the_same_numbers(string id)
    {
        var (exitCode, report) = ExecutedChapters.Run(["figures", "diff", id]);
        Assert.True(exitCode == 0, report);
        Assert.Contains("1 as they were", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Chapter_1_can_be_drawn_with_less_sodium()
    {
        var (_, report) = ExecutedChapters.Run(["figures", "diff", "1", "--set", "gNa=100"]);
        Assert.DoesNotContain("✗", report, StringComparison.Ordinal);
        Assert.Contains("fig-1-4-action-potential moved", report, StringComparison.Ordinal);
        Assert.DoesNotContain("fig-1-4-axon", report, StringComparison.Ordinal);
    }

    private static IEnumerable<string> NotebookNames => Repository.Notebooks.Select(path => Path.GetFileName(path));

    private IEnumerable<(string Id, Fingerprint Fingerprint)> Figures(string name) =>
        from cell in chapters.CodeCells(name)
        from data in ExecutedChapters.Shown(cell)
        let meta = data["application/vnd.plotly.v1+json"]?["layout"]?["meta"]
        where meta?["fingerprint"] is not null && (string)meta["id"]! is not ""
        select ((string)meta["id"]!, Fingerprint.FromJson(meta["fingerprint"]!));
}
