using System.Runtime.InteropServices;

namespace CompNeuro.Cli.Machine;

internal static class DotNet
{
    /// <summary>The <c>dotnet</c> program whose runtime this process runs on, by its absolute path.</summary>
    internal static string Muxer { get; } = Find();

    private static string Find()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        if (Path.GetFileName(Environment.ProcessPath) == name)
        {
            return Environment.ProcessPath!;
        }
        // …/dotnet/shared/Microsoft.NETCore.App/10.0.0/
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var beside = Path.Combine(root, name);
        return File.Exists(beside) ? beside : Programs.Find("dotnet") ?? throw new UserError("The program dotnet was not found. Install the .NET 10 SDK.");
    }
}
