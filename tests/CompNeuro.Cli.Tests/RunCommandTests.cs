using System.Diagnostics;

namespace CompNeuro.Cli.Tests;

public sealed class RunCommandTests : IDisposable
{
    private readonly CommandLineProcess _compneuro = new();

    public void Dispose() => _compneuro.Dispose();

    [Fact]
    public async Task Several_notebooks_run_and_the_executed_copies_leave_the_originals_as_they_were()
    {
        var one = _compneuro.Write("in/one.ipynb", "1 + 1");
        _compneuro.Write("in/two.ipynb", "2 + 2");
        var before = File.ReadAllBytes(one);
        var (code, output, error) = await _compneuro.RunAsync("run", "in/*.ipynb", "--parallel", "2", "--output", "out");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("✓ in/one.ipynb: 1 cell in", output.Replace('\\', '/'));
        Assert.DoesNotContain('\u001b', output);
        Assert.Equal(before, File.ReadAllBytes(one));
        Assert.Contains("\"2\"", File.ReadAllText(_compneuro.PathTo("out/one.ipynb")));
        Assert.Contains("\"4\"", File.ReadAllText(_compneuro.PathTo("out/two.ipynb")));
    }

    [Fact]
    public async Task A_failure_names_notebook_cell_id_line_error_and_source_and_the_exit_code_is_not_zero()
    {
        _compneuro.Write("bad.ipynb", "md:# T", "var a = 1;\nint.Parse(\"kein\");\nvar b = 2;");
        var (code, output, _) = await _compneuro.RunAsync("run", "bad.ipynb");
        Assert.Equal(1, code);
        Assert.Contains("bad.ipynb, cell 2 (cell-id-2), line 2", output);
        Assert.Contains("FormatException", output);
        Assert.Contains(">    2 │ int.Parse(\"kein\");", output);
        Assert.Contains("1 of 1 notebook failed.", output);
    }

    [Theory]
    [InlineData("a.ipynb")]
    [InlineData("link.ipynb")]
    [InlineData(".")]
    [InlineData("../{home}")]
    public async Task An_original_is_never_overwritten(string output)
    {
        var path = _compneuro.Write("a.ipynb", "1");
        var before = File.ReadAllBytes(path);
        File.CreateSymbolicLink(_compneuro.PathTo("link.ipynb"), path);
        var (code, _, error) = await _compneuro.RunAsync("run", "a.ipynb", "-o", output.Replace("{home}", Path.GetFileName(_compneuro.Home)));
        Assert.Equal(1, code);
        Assert.Contains("would overwrite the original", error);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public async Task What_cannot_be_run_is_said_in_a_sentence()
    {
        File.WriteAllText(_compneuro.PathTo("torn.ipynb"), "{");
        Directory.CreateDirectory(_compneuro.PathTo("empty"));
        Assert.Contains("not valid JSON", (await _compneuro.RunAsync("run", "torn.ipynb")).Output);
        Assert.Contains("missing.ipynb is not there", (await _compneuro.RunAsync("run", "missing.ipynb")).Error);
        Assert.Contains("holds no notebook", (await _compneuro.RunAsync("run", "empty")).Error);
        var python = _compneuro.Write("python.ipynb", "1");
        File.WriteAllText(python, File.ReadAllText(python).Replace("\"C#\"", "\"python\""));
        var (code, output, error) = await _compneuro.RunAsync("run", "python.ipynb");
        Assert.Contains("is a notebook in python", output);
        Assert.DoesNotContain("   at ", output + error);
        Assert.Equal(1, code);
        Assert.NotEqual(0, (await _compneuro.RunAsync("run", "python.ipynb", "--parallel", "0")).Code);
        Assert.NotEqual(0, (await _compneuro.RunAsync("run")).Code);
    }

    [Fact]
    public async Task An_interrupt_ends_everything_and_leaves_no_process()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are a Unix matter");
        _compneuro.Write("long.ipynb", "File.WriteAllText(\"pid\", Environment.ProcessId.ToString());", "File.Move(\"pid\", \"started\"); while (true) { }");
        using var run = _compneuro.Start("run", "long.ipynb");
        using var watcher = new FileSystemWatcher(_compneuro.Home, "started");
        watcher.EnableRaisingEvents = true;
        if (!File.Exists(_compneuro.PathTo("started")))
        {
            Assert.False(watcher.WaitForChanged(WatcherChangeTypes.Renamed | WatcherChangeTypes.Created, 60_000).TimedOut);
        }
        var worker = int.Parse(File.ReadAllText(_compneuro.PathTo("started")));
        Process.Start("kill", ["-INT", run.Id.ToString()]).WaitForExit();
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, run.ExitCode);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(worker));
    }
}
