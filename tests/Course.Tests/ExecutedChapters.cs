using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Course.Tests;

/// <summary>All chapters, run once by the command a student uses, for all tests of this collection.</summary>
[CollectionDefinition(nameof(ExecutedChapters))]
public sealed class ExecutedChapters : IDisposable, ICollectionFixture<ExecutedChapters>
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("course-");

    public ExecutedChapters()
    {
        (ExitCode, Report) = Run(["run", .. Repository.Notebooks, "--output", folder.FullName + Path.DirectorySeparatorChar]);
    }

    public int ExitCode { get; }

    public string Report { get; }

    public IEnumerable<JsonNode> CodeCells(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, name)))!["cells"]!.AsArray().Where(cell => (string)cell!["cell_type"]! == "code")!;

    /// <summary>Every form of every value a cell showed.</summary>
    public static IEnumerable<JsonNode> Shown(JsonNode cell) =>
        cell["outputs"]!.AsArray().Where(output => output!["data"] is not null).Select(output => output!["data"]!);

    public void Dispose() => folder.Delete(recursive: true);

    internal static (int ExitCode, string Report) Run(IEnumerable<string> arguments)
    {
        // Away from the user's progress, and what another run has reached shows in no output of this one.
        var progress = Directory.CreateTempSubdirectory("course-progress-");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CompNeuro.Cli.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["COMPNEURO_PROGRESS"] = Path.Combine(progress.FullName, "progress.json");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var report = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        progress.Delete(recursive: true);
        return (process.ExitCode, report);
    }
}
