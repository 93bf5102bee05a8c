using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CompNeuro.Grading.Running;

/// <summary>Where a student's code runs.</summary>
public enum Isolation
{
    /// <summary>In bubblewrap's namespaces: no network, no home, no other process, and no file but the runtime's and the course's libraries.</summary>
    Bubblewrap,

    /// <summary>As an ordinary process of this user, which can read what the user can.</summary>
    None,
}

/// <summary>The command lines of runners.</summary>
internal static class Sandbox
{
    private const string ManagedMemory = "18000000"; // 384 MB, in hexadecimal.
    private const int TemporaryBytes = 16 << 20;

    private static readonly string Framework = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());
    private static readonly string DotNetRoot = Path.GetFullPath("../../..", Framework);

    /// <summary>The program that starts .NET programs, of the runtime that this one runs on.</summary>
    internal static readonly string DotNet = Path.Combine(DotNetRoot, "dotnet");

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "runner");

    private static readonly Dictionary<string, string> Variables = new()
    {
        ["DOTNET_GCHeapHardLimit"] = ManagedMemory,
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_EnableDiagnostics"] = "0",
        ["DOTNET_EnableWriteXorExecute"] = "0", // Its double mapping does not go with a limit on the size of files.
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
        ["HOME"] = "/tmp",
    };

    public static ProcessStartInfo Command(Isolation isolation)
    {
        var how = isolation is Isolation.Bubblewrap ? new ProcessStartInfo("bwrap", Confined()) : new ProcessStartInfo(DotNet, [Path.Combine(Program, "CompNeuro.Grading.Runner.dll")]);
        how.RedirectStandardInput = how.RedirectStandardOutput = how.RedirectStandardError = true;
        how.WorkingDirectory = Path.GetTempPath();
        how.Environment.Clear(); // Bubblewrap's own variables could be read inside, from its process.
        foreach (var (name, value) in Variables)
        {
            how.Environment[name] = value;
        }

        return how;
    }

    private static IEnumerable<string> Confined() =>
    [
        "--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534", "--hostname", "grading", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
        "--clearenv", .. Variables.SelectMany(variable => (string[])["--setenv", variable.Key, variable.Value]),
        .. ((string[])["/usr/lib", "/usr/lib64", "/lib", "/lib64"]).SelectMany(SystemLibraries),
        .. DotNetRoot.StartsWith("/usr/lib/", StringComparison.Ordinal) ? (string[])["--tmpfs", DotNetRoot] : [], // Debian's and Ubuntu's own, beside which the compiler lies.
        "--ro-bind", DotNet, "/dotnet/dotnet",
        "--ro-bind", Path.Combine(DotNetRoot, "host"), "/dotnet/host",
        "--ro-bind", Framework, $"/dotnet/shared/{Path.GetFileName(Path.GetDirectoryName(Framework))}/{Path.GetFileName(Framework)}",
        "--ro-bind", Program, "/runner",
        "--proc", "/proc", "--remount-ro", "/proc", // Who starts as root owns the system's settings there.
        "--dev", "/dev", "--remount-ro", "/dev",
        "--size", $"{TemporaryBytes}", "--tmpfs", "/tmp", "--chdir", "/tmp", "--remount-ro", "/",
        "/dotnet/dotnet", "/runner/CompNeuro.Grading.Runner.dll",
    ];

    private static string[] SystemLibraries(string folder) =>
        !Directory.Exists(folder) ? []
        : new DirectoryInfo(folder).LinkTarget is { } target ? ["--symlink", target, folder]
        : ["--ro-bind", folder, folder];
}
