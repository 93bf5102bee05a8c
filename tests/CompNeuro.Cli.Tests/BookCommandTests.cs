namespace CompNeuro.Cli.Tests;

public sealed class BookCommandTests : IDisposable
{
    private readonly CommandLineProcess compneuro = new();

    public BookCommandTests()
    {
        // A course of its own, with two chapters.
        File.WriteAllText(compneuro.PathTo("CompNeuro.slnx"), "");
        compneuro.Write("notebooks/01-first.ipynb", "md:# 1 First", "Console.WriteLine(\"one\");");
        compneuro.Write("notebooks/02-second.ipynb", "md:# 2 Second", "Console.WriteLine(\"two\");");
    }

    public void Dispose() => compneuro.Dispose();

    [Fact]
    public async Task Another_build_runs_only_what_has_changed_or_failed()
    {
        Assert.DoesNotContain("unchanged", await Build());
        Assert.Contains("two", Page("02-second"));

        var again = await Build();
        Assert.Contains("01-first.ipynb: unchanged", again);
        Assert.Contains("02-second.ipynb: unchanged", again);
        Assert.Contains("two", Page("02-second"));

        compneuro.Write("notebooks/02-second.ipynb", "md:# 2 Second", "Console.WriteLine(\"three\"); throw new Exception();");
        var changed = await Build(code: 1);
        Assert.Contains("01-first.ipynb: unchanged", changed);
        Assert.DoesNotContain("02-second.ipynb: unchanged", changed);
        Assert.Contains("three", Page("02-second"));
        Assert.DoesNotContain("02-second.ipynb: unchanged", await Build(code: 1));

        Directory.CreateDirectory(compneuro.PathTo("data"));
        File.WriteAllText(compneuro.PathTo(Path.Combine("data", "new.csv")), "1");
        Assert.DoesNotContain("unchanged", await Build(code: 1));
    }

    [Fact]
    public async Task Pages_of_something_else_are_never_replaced()
    {
        Directory.CreateDirectory(compneuro.PathTo("site"));
        File.WriteAllText(compneuro.PathTo(Path.Combine("site", "index.html")), "<h1>Mine</h1>");
        var (code, _, error) = await compneuro.RunAsync("book", "--output", "site");
        Assert.Equal(1, code);
        Assert.Contains("name another folder", error, StringComparison.Ordinal);
        Assert.Equal("<h1>Mine</h1>", File.ReadAllText(compneuro.PathTo(Path.Combine("site", "index.html"))));
    }

    private string Page(string name) => File.ReadAllText(compneuro.PathTo(Path.Combine("book", $"{name}.html")));

    private async Task<string> Build(int code = 0)
    {
        var (ended, output, error) = await compneuro.RunAsync("book", "--output", "book");
        Assert.True(ended == code, output + error);
        return output;
    }
}
