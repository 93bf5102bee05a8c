using System.Text.Json.Nodes;
using CompNeuro.Kernel.Jupyter;

namespace CompNeuro.Kernel.Tests.Jupyter;

public sealed class KernelSpecificationTests : IDisposable
{
    private static readonly string Program = Path.GetFullPath("dotnet");
    private readonly string data = Directory.CreateTempSubdirectory("compneuro-jupyter-").FullName;
    private readonly KernelSpecification specification = new("compneuro", "C# (CompNeuro)", "C#", [Program, "kernel", "start", "--connection-file", "{connection_file}"]);

    private string Folder => Path.Combine(data, "kernels", "compneuro");

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public void TheSpecificationIsWhatJupyterReads()
    {
        Assert.Equal(Folder, specification.Install(data));
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "kernel.json")))!;
        Assert.Equal(("C# (CompNeuro)", "C#", "message"), ((string?)json["display_name"], (string?)json["language"], (string?)json["interrupt_mode"]));
        Assert.Equal(specification.Arguments, json["argv"]!.AsArray().Select(argument => (string)argument!));
        Assert.Equal(["kernel.json", "logo-32x32.png", "logo-64x64.png"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
        Assert.Equal((Folder, true), specification.Find(data));
    }

    [Fact]
    public void InstallingAgainReplacesAndRemovingLeavesNothing()
    {
        specification.Install(data);
        (specification with { DisplayName = "New" }).Install(data);
        Assert.Contains("New", File.ReadAllText(Path.Combine(Folder, "kernel.json")), StringComparison.Ordinal);
        Assert.Equal(Folder, specification.Remove(data));
        Assert.False(Directory.Exists(Folder));
        Assert.Null(specification.Remove(data));
    }

    [Fact]
    public void SomebodyElsesKernelIsLeftAlone()
    {
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, "kernel.json");
        File.WriteAllText(path, """{"argv":["other"],"display_name":"Other","language":"C#"}""");
        Assert.Contains(Folder, Assert.Throws<InvalidOperationException>(() => specification.Install(data)).Message, StringComparison.Ordinal);
        Assert.Null(specification.Remove(data));
        Assert.Contains("other", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatTheUserAddedIsKept()
    {
        specification.Install(data);
        File.WriteAllText(Path.Combine(Folder, "kernel.js"), "mine");
        specification.Remove(data);
        Assert.Equal(["kernel.js"], Directory.GetFiles(Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task AReaderNeverSeesHalfASpecification()
    {
        specification.Install(data);
        var path = Path.Combine(Folder, "kernel.json");
        var writing = Task.Run(() => Parallel.For(0, 50, _ => specification.Install(data)));
        while (!writing.IsCompleted)
        {
            Assert.Equal("C#", (string?)JsonNode.Parse(File.ReadAllText(path))!["language"]);
        }

        await writing;
        Assert.Equal(3, Directory.GetFiles(Folder).Length);
    }

    [Theory]
    [InlineData("Comp Neuro")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("")]
    public void ABadNameIsRefused(string name) =>
        Assert.Contains($"\"{name}\"", Assert.Throws<ArgumentException>(() => (specification with { Name = name }).Install(data)).Message, StringComparison.Ordinal);

    [Fact]
    public void ACommandThatCannotStartAKernelIsRefused()
    {
        Assert.Contains("absolute", Assert.Throws<ArgumentException>(() => (specification with { Arguments = ["dotnet", "{connection_file}"] }).Install(data)).Message, StringComparison.Ordinal);
        Assert.Contains("{connection_file}", Assert.Throws<ArgumentException>(() => (specification with { Arguments = [Program] }).Install(data)).Message, StringComparison.Ordinal);
    }
}
