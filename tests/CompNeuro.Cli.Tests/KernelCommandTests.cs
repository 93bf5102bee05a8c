using System.Text.Json.Nodes;

namespace CompNeuro.Cli.Tests;

public sealed class KernelCommandTests : IDisposable
{
    private readonly CommandLineProcess _compneuro = new();

    public void Dispose() => _compneuro.Dispose();

    private string Specification => Path.Combine(_compneuro.Jupyter, "kernels", "compneuro", "kernel.json");

    private string Copies => Path.Combine(_compneuro.Data, "compneuro", "kernel");

    [Fact]
    public async Task Install_makes_a_kernel_that_answers_and_remove_takes_away_only_what_is_ours()
    {
        var foreign = Path.Combine(_compneuro.Jupyter, "kernels", "other", "kernel.json");
        Directory.CreateDirectory(Path.GetDirectoryName(foreign)!);
        File.WriteAllText(foreign, "{}");

        Assert.Equal(0, (await _compneuro.RunAsync("kernel", "install", "--no-compile")).Code);
        var specification = JsonNode.Parse(File.ReadAllText(Specification))!;
        Assert.Equal("C# (CompNeuro)", (string?)specification["display_name"]);
        Assert.Equal("message", (string?)specification["interrupt_mode"]);
        Assert.All(specification["argv"]!.AsArray().Take(2), word => Assert.True(Path.IsPathFullyQualified((string)word!)));
        var (code, output, _) = await _compneuro.RunAsync("doctor");
        Assert.Equal(0, code);
        Assert.Contains("✓ Kernel answers: 1 + 1 is 2", output);

        Assert.Equal(0, (await _compneuro.RunAsync("kernel", "remove")).Code);
        Assert.False(File.Exists(Specification));
        Assert.Empty(Directory.GetDirectories(Copies));
        Assert.True(File.Exists(foreign));
        Assert.Contains("nothing to remove", (await _compneuro.RunAsync("kernel", "remove")).Output);
    }

    [Fact]
    public async Task A_copy_that_a_kernel_runs_from_survives_an_update_and_a_remove()
    {
        await _compneuro.RunAsync("kernel", "install", "--no-compile");
        var copy = Assert.Single(Directory.GetDirectories(Copies));
        var older = Path.Combine(Copies, "0123456789abcdef");
        Directory.Move(copy, older);
        using (new FileStream(Path.Combine(older, "in-use"), FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            await _compneuro.RunAsync("kernel", "install", "--no-compile");
            Assert.Equal([older, copy], Directory.GetDirectories(Copies).Order());
            Assert.Contains("in use by a running kernel", (await _compneuro.RunAsync("kernel", "remove")).Output);
            Assert.Equal([older], Directory.GetDirectories(Copies));
        }
        await _compneuro.RunAsync("kernel", "install", "--no-compile");
        Assert.Equal([copy], Directory.GetDirectories(Copies));
    }

    [Fact]
    public async Task A_broken_kernel_makes_doctor_fail_and_says_what_to_do()
    {
        await _compneuro.RunAsync("kernel", "install", "--no-compile");
        File.Delete(Path.Combine(Assert.Single(Directory.GetDirectories(Copies)), "CompNeuro.Kernel.dll"));
        var (code, output, _) = await _compneuro.RunAsync("doctor");
        Assert.Equal(1, code);
        Assert.Contains("✗ Kernel answers", output);
        Assert.Contains("kernel remove, then kernel install", output);
    }

    [Fact]
    public async Task A_kernel_of_that_name_from_another_program_is_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Specification)!);
        File.WriteAllText(Specification, """{"argv": ["theirs"]}""");
        var (code, _, error) = await _compneuro.RunAsync("kernel", "install", "--no-compile");
        Assert.Equal(1, code);
        Assert.Contains("Another program's kernel", error);
        Assert.Equal("""{"argv": ["theirs"]}""", File.ReadAllText(Specification));
    }

    [Fact]
    public async Task The_published_kernel_is_compiled_ahead_and_answers()
    {
        var (code, output, _) = await _compneuro.RunAsync("kernel", "install");
        Assert.Equal(0, code);
        Assert.SkipWhen(output.Contains("could not be compiled", StringComparison.Ordinal), output);
        var copy = Assert.Single(Directory.GetDirectories(Copies));
        var roslyn = Path.Combine(copy, "Microsoft.CodeAnalysis.CSharp.dll");
        Assert.True(new FileInfo(roslyn).Length > 1.5 * new FileInfo(Path.Combine(AppContext.BaseDirectory, "Microsoft.CodeAnalysis.CSharp.dll")).Length);
        Assert.Contains("✓ Kernel answers: 1 + 1 is 2", (await _compneuro.RunAsync("doctor")).Output);
    }
}
