using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace CompNeuro.Kernel.Directives;

/// <summary>Lets <c>dotnet restore</c> find packages and all they depend on; the same set is restored once per user.</summary>
internal static class PackageRestore
{
    /// <param name="packages">Name to version; <c>*</c> for the newest.</param>
    /// <param name="directory">Where the search for a <c>nuget.config</c> starts.</param>
    /// <exception cref="InvalidOperationException">A package is unknown or out of reach; the message says which.</exception>
    public static PackageFiles Run(IReadOnlyDictionary<string, string> packages, string directory, CancellationToken cancellation)
    {
        var project = Project(packages, directory);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..24];
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        var folder = Directory.CreateDirectory(Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "CompNeuro", "packages", hash)).FullName;
        var assets = Path.Combine(folder, "obj", "project.assets.json");
        if (PackageFiles.TryRead(assets) is { } cached)
        {
            return cached;
        }

        var file = Path.Combine(folder, "packages.csproj");
        File.WriteAllText(file, project);
        var (code, output) = Restore(file, cancellation);
        if (code != 0)
        {
            File.Delete(assets);
            throw new InvalidOperationException($"The packages could not be restored. {Explain(output)}");
        }

        return PackageFiles.TryRead(assets) ?? throw new InvalidOperationException($"The packages were restored, but their files are missing. {output}");
    }

    private static string Project(IReadOnlyDictionary<string, string> packages, string directory) => new XElement(
        "Project",
        new XAttribute("Sdk", "Microsoft.NET.Sdk"),
        new XElement(
            "PropertyGroup",
            new XElement("TargetFramework", $"net{Environment.Version.Major}.0"),
            new XElement("RuntimeIdentifier", RuntimeInformation.RuntimeIdentifier),
            new XElement("SelfContained", false),
            new XElement("UseAppHost", false),
            new XElement("NuGetAudit", false),
            new XElement("NoWarn", "NU1603;NU1701"),
            new XElement("RestoreRootConfigDirectory", directory)),
        new XElement(
            "ItemGroup",
            packages.OrderBy(p => p.Key, StringComparer.OrdinalIgnoreCase)
                .Select(p => new XElement("PackageReference", new XAttribute("Include", p.Key), new XAttribute("Version", p.Value))))).ToString();

    private static (int Code, string Output) Restore(string project, CancellationToken cancellation)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        var start = new ProcessStartInfo(host, ["restore", project, "-v:quiet", "-nodeReuse:false"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The dotnet command could not be started.");
        using var stopping = cancellation.Register(() => process.Kill(entireProcessTree: true));
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    private static string Explain(string output)
    {
        var errors = output.Split('\n')
            .Where(line => line.Contains("error ", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf("error ", StringComparison.Ordinal)..].Split(" [", 2)[0].Trim())
            .Distinct()
            .ToList();
        var offline = errors.Any(e => e.Contains("NU1301", StringComparison.Ordinal)) ? " Is this computer online?" : "";
        return (errors.Count > 0 ? string.Join(' ', errors) : output.Trim()) + offline;
    }
}
