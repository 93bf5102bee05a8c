using System.Diagnostics;
using System.Text.Json.Nodes;
using CompNeuro.Cli.LectureFigures;
using CompNeuro.Figures;

namespace CompNeuro.Cli.Tests;

/// <summary>A small course of one chapter, used as a lecturer does.</summary>
public sealed class FiguresCommandTests : IDisposable
{
    private const string Parameters = "tag parameters:double slope = 2;   // mV/ms\nint count = 3;";
    private const string Line = """
        Plot.Line([0, 1, 2], [0, slope, 2 * slope]).WithAxes("t (ms)", "V (mV)")
            .WithId("fig-1-1-line").WithTitle("A line").WithAltText("It rises.")
        """;

    private const string Points = """
        Plot.Points([1, 2], ("a, b", new double[] { 3, other })).WithId("fig-1-1-points").WithTitle("Points")
        """;

    private readonly CommandLineProcess _compneuro = new();

    public FiguresCommandTests() => File.WriteAllText(_compneuro.PathTo("CompNeuro.slnx"), "");

    public void Dispose() => _compneuro.Dispose();

    private void Chapter(params string[] cells) => _compneuro.Write("notebooks/01-lines.ipynb", ["md:# 1 Lines", .. cells]);

    private string Out(string file) => _compneuro.PathTo(Path.Combine("figures", file));

    [Fact]
    public async Task A_list_has_ids_titles_parameters_and_runs_nothing()
    {
        Chapter(Parameters, "Environment.Exit(3); var other = 4;", Line, Points);
        var (code, output, error) = await _compneuro.RunAsync("figures", "list");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            ["1 Lines", "  parameter slope = 2 (mV/ms)", "  parameter count = 3", "  fig-1-1-line    A line  [slope]", "  fig-1-1-points  Points"],
            output.TrimEnd().Split('\n').Select(line => line.TrimEnd()));
    }

    [Fact]
    public async Task An_export_runs_what_the_figure_needs_and_writes_every_form()
    {
        Chapter(Parameters, "throw new Exception(\"not needed\");", Line, "var other = 4;", Points);
        var (code, output, error) = await _compneuro.RunAsync("figures", "export", "fig-1-1-line", "-f", "svg", "-f", "png", "pdf", "html", "csv", "json", "--theme", "dark", "--size", "400x300");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("✓ 1 figure in", output, StringComparison.Ordinal);
        Assert.Equal(
            ["fig-1-1-line.csv", "fig-1-1-line.html", "fig-1-1-line.json", "fig-1-1-line.pdf", "fig-1-1-line.png", "fig-1-1-line.svg", "index.json", "plotly.min.js"],
            Directory.GetFiles(_compneuro.PathTo("figures")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal("t (ms),V (mV)\n0,0\n1,2\n2,4\n", File.ReadAllText(Out("fig-1-1-line.csv")));
        Assert.Contains(Theme.Dark.Background, File.ReadAllText(Out("fig-1-1-line.svg")), StringComparison.Ordinal);
        Assert.Equal("It rises.", Figure.FromJson(JsonNode.Parse(File.ReadAllText(Out("fig-1-1-line.json")))!).AltText);
        var listed = JsonNode.Parse(File.ReadAllText(Out("index.json")))![0]!;
        Assert.Equal(("fig-1-1-line.svg", "A line", "It rises.", "dark", "400x300"), ((string)listed["file"]!, (string)listed["title"]!, (string)listed["altText"]!, (string)listed["theme"]!, (string)listed["size"]!));
    }

    [Fact]
    public async Task A_parameter_set_changes_what_depends_on_it_and_the_words_of_the_old_figure_go()
    {
        Chapter(Parameters, Line, "var other = 4;", Points);
        var (code, output, _) = await _compneuro.RunAsync("figures", "export", "1", "--set", "slope=5", "-f", "csv", "json");
        Assert.Equal(0, code);
        Assert.Contains("; 1 depends on slope", output, StringComparison.Ordinal);
        Assert.Equal("t (ms),V (mV)\n0,0\n1,5\n2,10\n", File.ReadAllText(Out("fig-1-1-line.csv")));
        var figure = Figure.FromJson(JsonNode.Parse(File.ReadAllText(Out("fig-1-1-line.json")))!);
        Assert.Equal("A line (slope\u00A0=\u00A05)", figure.Title);
        Assert.Equal("With slope = 5 (in the notebook 2).", figure.Caption);
        Assert.Contains("highest 10 at 2", figure.AltText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("slop=3", "There is no parameter slop. Did you mean slope? There are:\n  slope = 2 (mV/ms), 01-lines\n  count = 3, 01-lines")]
    [InlineData("slope=steep", "\"steep\" is no value for slope, which is a number (in the notebook 2)")]
    [InlineData("slope", "--set slope has no value")]
    public async Task A_parameter_that_cannot_be_set_is_explained(string set, string said)
    {
        Chapter(Parameters, Line);
        var (code, _, error) = await _compneuro.RunAsync("figures", "export", "--set", set);
        Assert.Equal(1, code);
        Assert.Contains(said, error.Replace("\r", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_compneuro.PathTo("figures")));
    }

    [Fact]
    public async Task A_parameter_of_several_chapters_or_set_twice_is_not_guessed_at()
    {
        Chapter(Parameters, Line);
        _compneuro.Write("notebooks/02-more.ipynb", "md:# 2 More", "tag parameters:double slope = 7;   // V/s", Line.Replace("fig-1-1", "fig-2-1", StringComparison.Ordinal));
        var (code, _, error) = await _compneuro.RunAsync("figures", "export", "--set", "slope=3");
        Assert.Equal(1, code);
        Assert.Contains("slope is a parameter of 2 chapters", error, StringComparison.Ordinal);
        Assert.Contains("slope = 7 (V/s), 02-more", error, StringComparison.Ordinal);
        Assert.Contains("--set slope is given twice", (await _compneuro.RunAsync("figures", "export", "2", "--set", "slope=3", "--set", "slope=4")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _compneuro.RunAsync("figures", "export", "fig-2-1-line", "--set", "slope=3", "-f", "csv")).Code);
    }

    [Fact]
    public async Task Two_figures_of_one_id_are_refused_and_not_written_over_each_other()
    {
        Chapter("var slope = 1;", Line, Line.Replace("A line", "Another", StringComparison.Ordinal));
        foreach (var verb in new[] { "export", "diff" })
        {
            var (code, _, error) = await _compneuro.RunAsync("figures", verb);
            Assert.Equal(1, code);
            Assert.Contains("fig-1-1-line is the id of several figures: 01-lines, cell 3 (cell-id-3); 01-lines, cell 4 (cell-id-4).", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Exports_to_one_folder_at_the_same_time_are_both_in_its_list()
    {
        const int Times = 20;
        var folder = _compneuro.PathTo("figures");
        var exports = new[] { new ExportFolder(folder), new ExportFolder(folder) };
        await Task.WhenAll(exports.Select((export, i) => Task.Run(
            () => Enumerable.Range(0, Times).ToList().ForEach(k => export.Write([(new($"{i}-{k}.csv", "", "", "", "", "", new Dictionary<string, string>(), ""), [1])])))));
        Assert.Equal(2 * Times, JsonNode.Parse(File.ReadAllText(Out("index.json")))!.AsArray().Count);
        new ExportFolder(folder).MustNotLose(Enumerable.Range(0, Times).SelectMany(k => new[] { $"0-{k}.csv", $"1-{k}.csv" }));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_told_before_anything_is_run()
    {
        Chapter("var slope = 1; System.IO.File.WriteAllText(\"ran\", \"\");", Line);
        File.WriteAllText(_compneuro.PathTo("taken"), "mine");
        foreach (var command in new string[][] { ["figures", "export"], ["book"] })
        {
            var (code, _, error) = await _compneuro.RunAsync([.. command, "--output", "taken"]);
            Assert.Equal(1, code);
            Assert.Contains("Nothing can be written to the folder", error, StringComparison.Ordinal);
            Assert.False(File.Exists(_compneuro.PathTo(Path.Combine("notebooks", "ran"))));
        }
    }

    [Theory]
    [InlineData("{\"fig-1-1-line\":[],\"fig-1-1-line\":[]}")]
    [InlineData("""{"fig-1-1-line":[{"name":"V","unit":"","count":1,"first":0,"last":0,"minimum":0,"maximum":0,"mean":0,"rms":0},{"name":"V","unit":"","count":1,"first":0,"last":0,"minimum":0,"maximum":0,"mean":0,"rms":0}]}""")]
    [InlineData("<<<<<<< HEAD")]
    public async Task A_manifest_that_is_broken_is_told_with_what_to_do(string manifest)
    {
        Chapter("var slope = 1;", Line);
        File.WriteAllText(_compneuro.PathTo(Path.Combine("notebooks", "figures.json")), manifest);
        var (code, _, error) = await _compneuro.RunAsync("figures", "diff");
        Assert.Equal(1, code);
        Assert.Contains("Take it back with git checkout, or delete it and accept all figures", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_do_not_exist_are_explained()
    {
        Chapter(Parameters, Line);
        Assert.Contains("There is no figure fig-1-1-lime. Did you mean fig-1-1-line?", (await _compneuro.RunAsync("figures", "export", "fig-1-1-lime")).Error, StringComparison.Ordinal);
        Assert.Contains("There is no chapter \"7\"", (await _compneuro.RunAsync("figures", "diff", "7")).Error, StringComparison.Ordinal);
        Assert.Contains("use page, slide, half-slide, column", (await _compneuro.RunAsync("figures", "export", "--size", "huge")).Error, StringComparison.Ordinal);
        Assert.NotEqual(0, (await _compneuro.RunAsync("figures", "export", "--theme", "pink")).Code);
    }

    [Fact]
    public async Task A_model_that_refuses_a_value_says_why_and_no_figure_is_made_of_older_values()
    {
        Chapter(
            "tag parameters:double gNa = 120;   // mS/cm²", "var hh = HodgkinHuxley.SquidAxon;", "var hh = HodgkinHuxley.SquidAxon with { gNa = gNa };",
            """Plot.Line([1, 2], [hh.gNa, hh.gK]).WithId("fig-1-1-conductances").WithTitle("Two conductances")""", "var slope = 1;", Line);
        var (code, output, _) = await _compneuro.RunAsync("figures", "export", "--set", "gNa=-5");
        Assert.Equal(1, code);
        Assert.Contains("HodgkinHuxley.gNa = -5 mS/cm² is not possible: it must be at least 0", output, StringComparison.Ordinal);
        Assert.Contains("01-lines, cell 4 (cell-id-4), line 1", output, StringComparison.Ordinal);
        Assert.Contains("✓ 1 figure in", output, StringComparison.Ordinal);
        Assert.Contains("1 of 2 could not be made.", output, StringComparison.Ordinal);
        Assert.Equal(["fig-1-1-line.svg", "index.json"], Directory.GetFiles(_compneuro.PathTo("figures")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Files_that_others_wrote_or_changed_are_kept_unless_it_is_asked_for()
    {
        Chapter("var slope = 1;", Line);
        Directory.CreateDirectory(_compneuro.PathTo("figures"));
        File.WriteAllText(Out("fig-1-1-line.csv"), "mine");
        var (code, _, error) = await _compneuro.RunAsync("figures", "export", "-f", "csv");
        Assert.Equal((1, "mine"), (code, File.ReadAllText(Out("fig-1-1-line.csv"))));
        Assert.Contains("fig-1-1-line.csv would be overwritten, and is not as this command wrote it", error, StringComparison.Ordinal);
        Assert.Equal(0, (await _compneuro.RunAsync("figures", "export", "-f", "csv", "--overwrite")).Code);
        Assert.Equal(0, (await _compneuro.RunAsync("figures", "export", "-f", "csv")).Code);
        File.AppendAllText(Out("fig-1-1-line.csv"), "changed");
        Assert.Equal(1, (await _compneuro.RunAsync("figures", "export", "-f", "csv")).Code);
    }

    [Fact]
    public async Task A_diff_says_what_moved_is_new_and_is_gone_until_it_is_accepted()
    {
        Chapter(Parameters, Line);
        var (code, output, _) = await _compneuro.RunAsync("figures", "diff");
        Assert.Equal(1, code);
        Assert.Contains("! fig-1-1-line is new.", output, StringComparison.Ordinal);
        Assert.Equal(0, (await _compneuro.RunAsync("figures", "diff", "--accept")).Code);
        (code, output, _) = await _compneuro.RunAsync("figures", "diff");
        Assert.Equal((0, "0 moved, 0 new, 0 gone, 1 as they were."), (code, output.Trim()));
        (code, output, _) = await _compneuro.RunAsync("figures", "diff", "--set", "slope=3", "--set", "count=1");
        Assert.Equal(1, code);
        Assert.Contains("! fig-1-1-line moved:\n    V: ", output.Replace("\r", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(" 2 → 3 mV (+1)", output, StringComparison.Ordinal);
        Chapter(Parameters, Points.Replace("other", "1", StringComparison.Ordinal));
        (code, output, _) = await _compneuro.RunAsync("figures", "diff");
        Assert.Equal(1, code);
        Assert.Contains("! fig-1-1-points is new.", output, StringComparison.Ordinal);
        Assert.Contains("! fig-1-1-line is gone: no chapter names it.", output, StringComparison.Ordinal);
        Assert.Contains("change them there", (await _compneuro.RunAsync("figures", "diff", "--accept", "--set", "slope=3")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_draws_the_same_figure()
    {
        Assert.SkipWhen(Machine.Browser.Find() is null, "There is no Chromium here.");
        Chapter("var slope = 1;", Line);
        var (code, output, error) = await _compneuro.RunAsync("figures", "export", "--browser", "-f", "png", "svg", "pdf", "--size", "400x300");
        Assert.True(code == 0, output + error);
        var png = File.ReadAllBytes(Out("fig-1-1-line.png"));
        Assert.Equal((400, 300), (BigEndian(png, 16), BigEndian(png, 20)));
        Assert.Contains("V (mV)", File.ReadAllText(Out("fig-1-1-line.svg")), StringComparison.Ordinal);
        Assert.StartsWith("%PDF-", File.ReadAllText(Out("fig-1-1-line.pdf")), StringComparison.Ordinal);

        static int BigEndian(byte[] bytes, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
    }

    [Fact]
    public async Task An_interrupt_leaves_no_half_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are a Unix matter");
        Chapter("var slope = 1;", "File.WriteAllText(\"../started\", \"\"); while (true) { slope++; }", Line);
        using var run = _compneuro.Start("figures", "export");
        while (!File.Exists(_compneuro.PathTo("started")))
        {
            Assert.False(run.HasExited);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        Process.Start("kill", ["-INT", run.Id.ToString()]).WaitForExit();
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, run.ExitCode);
        Assert.False(Directory.Exists(_compneuro.PathTo("figures")));
    }
}
