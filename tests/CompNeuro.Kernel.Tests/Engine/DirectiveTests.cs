namespace CompNeuro.Kernel.Tests.Engine;

public sealed class DirectiveTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("directives").FullName;
    private readonly Notebook notebook;

    public DirectiveTests() => notebook = new Notebook { Directory = folder };

    public void Dispose()
    {
        notebook.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Time_prints_how_long_a_cell_ran()
    {
        Assert.Equal("2", await notebook.Value("#!time\n1 + 1"));
        Assert.Matches(@"^Time: [\d.]+ (ms|s)\n$", notebook.Last.Output);
    }

    [Fact]
    public async Task An_unknown_directive_says_what_there_is()
    {
        var error = await notebook.Failure("var a = 1;\n#!tiem\na");
        Assert.Equal(2, error.Line);
        Assert.Contains("There is no #!tiem", error.Message);
        Assert.Contains("#!time", error.Message);
    }

    [Fact]
    public async Task Text_that_looks_like_a_directive_is_left_alone() =>
        Assert.Equal("#!tiem\n#r \"x\"", await notebook.Value("/*\n#!tiem\n*/\nvar text = \"\"\"\n#!tiem\n#r \"x\"\n\"\"\"; text"));

    [Fact]
    public async Task A_loaded_file_brings_functions_and_its_own_lines()
    {
        Directory.CreateDirectory(Path.Combine(folder, "sub"));
        await File.WriteAllTextAsync(Path.Combine(folder, "sub", "inner.csx"), "double Half(double x) => x / 2;\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "helpers.csx"), "#load \"sub/inner.csx\"\n\nint Fail()\n{\n    throw new Exception(\"inside\");\n}\n");
        Assert.Equal("2", await notebook.Value("#load \"helpers.csx\"\nHalf(4)"));
        var error = await notebook.Failure("Half(1);\nFail()");
        Assert.Equal(5, error.Line);
        Assert.Equal("  helpers.csx, line 5, in Fail", error.Traceback[1]);
        Assert.Contains("  cell 2, line 2", error.Traceback);
    }

    [Theory]
    [InlineData("#load \"missing.csx\"", "There is no file")]
    [InlineData("#r \"missing.dll\"", "There is no library")]
    [InlineData("#r nuget: Humanizer", "quotation marks")]
    [InlineData("#r \"nuget: A, 1, 2\"", "A package is written as")]
    public async Task What_cannot_be_found_or_read_is_said(string code, string message)
    {
        var error = await notebook.Failure("\n" + code);
        Assert.Contains(message, error.Message);
        Assert.Equal(2, error.Line);
    }

    [Fact]
    public async Task A_library_is_found_next_to_the_notebook()
    {
        File.Copy(typeof(CsCheck.Check).Assembly.Location, Path.Combine(folder, "CsCheck.dll"));
        Assert.Equal("CsCheck.Gen", await notebook.Value("#r \"CsCheck.dll\"\ntypeof(CsCheck.Gen)"));
        Assert.Equal("True", await notebook.Value("CsCheck.Gen.Int != null"));
    }

    [Fact]
    public async Task A_package_is_restored_and_used()
    {
        var result = await notebook.Run("#r \"nuget: Humanizer.Core, 3.0.10\"\nusing Humanizer;\n\"SpikeTrain\".Humanize()");
        Assert.SkipWhen(result.Error?.Message.Contains("NU1301", StringComparison.Ordinal) ?? false, "There is no package feed here.");
        Assert.Equal("Spike train", result.Value?.Data["text/plain"].GetValue<string>());
        Assert.Equal("spikes", await notebook.Value("\"spike\".Pluralize()"));
    }

    [Fact]
    public async Task An_unknown_package_is_named()
    {
        var error = await notebook.Failure("#r \"nuget: CompNeuro.No.Such.Package, 1.0.0\"");
        Assert.Contains("The packages could not be restored.", error.Message);
        Assert.Contains("NU1", error.Message);
    }
}
