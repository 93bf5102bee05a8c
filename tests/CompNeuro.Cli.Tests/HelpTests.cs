namespace CompNeuro.Cli.Tests;

public sealed class HelpTests : IDisposable
{
    private readonly CommandLineProcess _compneuro = new();

    public void Dispose() => _compneuro.Dispose();

    [Theory]
    [InlineData("", "study", "run", "book", "kernel", "doctor", "release", "check", "grade", "report", "export")]
    [InlineData("study", "--headless", "--output", "study 1")]
    [InlineData("run", "--parallel", "--timeout", "--output", "--html", "run notebooks")]
    [InlineData("release", "--students", "--secret-file", "--force", "release 1")]
    [InlineData("check", "exit code", "check my-homework")]
    [InlineData("report", "--output", "--title")]
    [InlineData("export", "canvas", "moodle", "gradescope", "nbgrader")]
    [InlineData("grade", "--homework", "--output", "--secret-file", "--unsafe", "plan", "run", "merge", "verify", "grade submissions/")]
    [InlineData("kernel", "install", "remove", "start")]
    [InlineData("kernel install", "--no-compile")]
    public async Task Help_names_every_part_with_examples_and_hides_the_worker(string command, params string[] parts)
    {
        var (code, output, error) = await _compneuro.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal((0, ""), (code, error));
        Assert.All(parts, part => Assert.Contains(part, output));
        Assert.Equal(command != "kernel", output.Contains("Examples:"));
        Assert.DoesNotContain("worker", output);
    }

    [Fact]
    public async Task A_word_that_is_no_command_is_refused()
    {
        var (code, output, error) = await _compneuro.RunAsync("stduy");
        Assert.NotEqual(0, code);
        Assert.Contains("stduy", output + error);
    }
}
