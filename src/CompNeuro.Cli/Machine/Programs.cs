using System.ComponentModel;
using System.Diagnostics;

namespace CompNeuro.Cli.Machine;

/// <summary>Finds and asks other programs.</summary>
internal static class Programs
{
    /// <summary>The absolute path of a program on the PATH, or null.</summary>
    internal static string? Find(params ReadOnlySpan<string> names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        foreach (var name in names)
        {
            foreach (var folder in folders)
            {
                foreach (var ending in endings)
                {
                    var path = Path.Combine(folder, name + ending);
                    if (File.Exists(path))
                    {
                        return Path.GetFullPath(path);
                    }
                }
            }
        }
        return null;
    }

    /// <summary>Runs a program to its end and returns its exit code and what it said; code -1 when it cannot start or takes too long.</summary>
    internal static async Task<(int Code, string Output)> AskAsync(string program, IEnumerable<string> arguments, TimeSpan patience, CancellationToken cancellation = default)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception problem)
        {
            return (-1, problem.Message);
        }
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, (await output + await error).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return (-1, $"no answer within {patience.TotalSeconds:0} s");
        }
    }
}
