using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CompNeuro.Benchmarks;

/// <summary>Where the comparisons go: to the screen, and with <c>--readme</c> also into this folder's README, between two marks.</summary>
internal static class Report
{
    /// <summary>What was measured on, and how busy others kept it: at a load above the number of processors, programs that use several at once lose most.</summary>
    public static string Machine => $"{DateTime.UtcNow:yyyy-MM-dd}, {Processor}, {Environment.ProcessorCount} logical processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}{Load}";

    private static string Load => File.Exists("/proc/loadavg") ? $", load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}" : "";

    private static string Processor => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString()
        : RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>The processor time that an action takes, s: of all threads together, so that the compiler and the collector count too. It does not grow when others use the machine.</summary>
    public static double Seconds(Action action)
    {
        var before = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    /// <summary>The value that follows an option, or a default.</summary>
    public static string Option(string[] args, string name, string otherwise) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;

    public static void Publish(string[] args, string section, string text)
    {
        Console.WriteLine(text);
        if (!args.Contains("--readme"))
        {
            return;
        }

        var path = Readme();
        var (open, close) = ($"<!-- {section} -->", $"<!-- /{section} -->");
        var readme = File.ReadAllText(path);
        var (from, to) = (readme.IndexOf(open, StringComparison.Ordinal), readme.IndexOf(close, StringComparison.Ordinal));
        File.WriteAllText(path, $"{readme[..(from + open.Length)]}\n{text.Trim()}\n{readme[to..]}");
        Console.WriteLine($"\nWritten to {path}.");
    }

    /// <summary>Runs one of this folder's Python scripts and returns what it printed; its errors go to the screen.</summary>
    /// <exception cref="InvalidOperationException">Python is missing, or the script failed.</exception>
    public static string Python(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, script), .. arguments]) { RedirectStandardOutput = true };
        // Debian's packages belong to Debian's Python, whatever other one is first on the path.
        start.FileName = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : start.FileName;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("python3 could not be started.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{script} ended with exit code {process.ExitCode}.");
    }

    private static string Readme()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "tests", "CompNeuro.Benchmarks", "README.md") is var path && File.Exists(path))
            {
                return path;
            }
        }

        throw new InvalidOperationException("The README of the benchmarks was not found above the program: run it from a clone of the project.");
    }
}
