using System.Diagnostics;
using System.Runtime.Versioning;
using CompNeuro.Grading.Judging;
using CompNeuro.Grading.Running;
using CompNeuro.Grading.Tests;

namespace CompNeuro.Cli.Tests;

public sealed class GradeCommandTests : IAsyncLifetime
{
    private const int Kills = 4;

    private readonly CommandLineProcess command = new();

    public async ValueTask InitializeAsync()
    {
        var reason = await Grader.CannotAsync(Isolation.Bubblewrap);
        Assert.SkipWhen(reason is not null, $"There is no sandbox here. {reason}");
        await File.WriteAllTextAsync(command.PathTo("01-small.ipynb"), Answers.Solutions);
        var handed = Directory.CreateDirectory(command.PathTo("class")).FullName;
        for (var i = 0; i < 10; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(handed, $"student{i}.ipynb"), Answers.With("gain", $"double LowPassGain(double frequency, double tau) => {(i % 2 == 0 ? "1" : "Math.Sqrt(1 + frequency")};"));
        }
    }

    public ValueTask DisposeAsync()
    {
        command.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task AClassThatIsKilledAgainAndAgainEndsWithTheSameBytes()
    {
        var whole = await command.RunAsync("grade", "class", "--homework", "01-small.ipynb", "--output", "whole");
        Assert.True(whole.Code == 0, whole.Error);
        Assert.Contains("10 of 10 submissions are graded", whole.Output);
        var random = new Random(1);
        for (var kills = 0; kills < Kills; kills++)
        {
            using var process = command.Start("grade", "class", "--homework", "01-small.ipynb", "--output", "killed");
            var before = Results("killed").Count;
            while (!process.HasExited && Results("killed").Count == before)
            {
                await Task.Delay(10);
            }

            await Task.Delay(random.Next(400));
            process.Kill();
            await process.WaitForExitAsync();
            Assert.Equal(Results("killed"), Results("whole").Where(one => Results("killed").Select(other => other.Name).Contains(one.Name)));
        }

        var last = await command.RunAsync("grade", "class", "--homework", "01-small.ipynb", "--output", "killed");
        Assert.Contains(" of them before", last.Output);
        Assert.Equal(Results("whole"), Results("killed"));
        Assert.Equal(await File.ReadAllBytesAsync(command.PathTo("whole/gradebook.db")), await File.ReadAllBytesAsync(command.PathTo("killed/gradebook.db")));
        Assert.DoesNotContain(Directory.GetFiles(command.PathTo("killed"), "*.tmp*", SearchOption.AllDirectories), _ => true);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task AnOrdinaryUserGradesToTheSameBytesAsRoot()
    {
        Assert.SkipUnless(Environment.UserName == "root" && File.Exists("/usr/bin/setpriv"), "Only root can become somebody else.");
        var one = Path.Combine("class", "student0.ipynb");
        Assert.Equal(0, (await command.RunAsync("grade", one, "--homework", "01-small.ipynb", "--output", "root")).Code);
        File.SetUnixFileMode(command.Home, (UnixFileMode)0b111_101_101);
        Directory.CreateDirectory(command.PathTo("user"));
        File.SetUnixFileMode(command.PathTo("user"), (UnixFileMode)0b111_111_111);
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/setpriv",
            ["--reuid", "65534", "--regid", "65534", "--clear-groups", "dotnet", Path.Combine(AppContext.BaseDirectory, "CompNeuro.Cli.dll"), "grade", one, "--homework", "01-small.ipynb", "--output", "user/graded"])
        {
            WorkingDirectory = command.Home, RedirectStandardError = true, Environment = { ["HOME"] = command.PathTo("user"), ["DOTNET_CLI_HOME"] = command.PathTo("user") },
        })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.SkipWhen(error.Contains("Permission denied"), $"Another user may not read this checkout. {error}");
        Assert.True(process.ExitCode == 0, error);
        Assert.Equal(Results("root"), Results("user/graded"));
    }

    [Theory]
    [InlineData("--homework is missing", "grade", "class", "--output", "x")]
    [InlineData("Name the submissions", "grade", "--homework", "01-small.ipynb", "--output", "x")]
    [InlineData("nowhere is not there", "grade", "nowhere", "--homework", "01-small.ipynb", "--output", "x")]
    [InlineData("is not a share", "grade", "run", "--output", "x", "--shard", "5/4")]
    public async Task WhatIsMissingIsSaid(string words, params string[] arguments)
    {
        var (code, _, error) = await command.RunAsync(arguments);
        Assert.Equal(1, code);
        Assert.Contains(words, error);
    }

    [Fact]
    public async Task AShareIsGradedWithThePlansSecretOnly()
    {
        await File.WriteAllTextAsync(command.PathTo("secret"), "a secret of the class");
        await File.WriteAllTextAsync(command.PathTo("short"), "abc");
        Assert.Equal(0, (await command.RunAsync("grade", "plan", "class", "--homework", "01-small.ipynb", "--output", "plan", "--secret-file", "secret")).Code);
        Assert.Contains("made with a --secret-file", (await command.RunAsync("grade", "run", "--output", "plan", "--shard", "1/5")).Error);
        Assert.Contains("must have 16 or more", (await command.RunAsync("grade", "run", "--output", "plan", "--shard", "1/5", "--secret-file", "short")).Error);
        Assert.Equal(0, (await command.RunAsync("grade", "run", "--output", "plan", "--shard", "1/5", "--secret-file", "secret")).Code);
    }

    private List<(string Name, string Text)> Results(string folder) => !Directory.Exists(command.PathTo($"{folder}/results")) ? []
        : [.. Directory.GetFiles(command.PathTo($"{folder}/results"), "*.json").Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllText(file)))];
}
