namespace CompNeuro.Cli.Tests;

public sealed class StudyCommandTests : IDisposable
{
    private readonly CommandLineProcess _compneuro = new();

    public void Dispose() => _compneuro.Dispose();

    [Fact]
    public async Task Headless_writes_pages_says_where_and_leaves_the_notebooks_alone()
    {
        File.WriteAllText(_compneuro.PathTo("CompNeuro.slnx"), "");
        var one = _compneuro.Write("notebooks/01-first.ipynb", "md:# 1 The first", "var x = 2;", "Plot.Lines([0, 1, 2], (\"y\", x => x * x))");
        _compneuro.Write("notebooks/02-second.ipynb", "md:# 2 The second", "throw new Exception(\"boom\");");
        var before = File.ReadAllBytes(one);
        var (code, output, _) = await _compneuro.RunAsync("study", "--headless");
        Assert.Equal(1, code);
        Assert.Contains("boom", output);
        var index = _compneuro.PathTo("artifacts/pages/index.html");
        Assert.Contains(index, output);
        Assert.Contains("1 The first", File.ReadAllText(index));
        Assert.Equal(before, File.ReadAllBytes(one));
        var (good, said, _) = await _compneuro.RunAsync("study", "1", "--headless", "--output", "elsewhere");
        Assert.True(good == 0, said);
        Assert.Equal(["01-first.html", "index.html"], Directory.GetFiles(_compneuro.PathTo("elsewhere")).Select(Path.GetFileName).Order());
        var (missing, _, error) = await _compneuro.RunAsync("study", "7", "--headless");
        Assert.Equal(1, missing);
        Assert.Contains("There is no chapter \"7\"", error);
    }
}
