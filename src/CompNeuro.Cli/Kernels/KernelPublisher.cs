using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using CompNeuro.Cli.Machine;

namespace CompNeuro.Cli.Kernels;

/// <summary>Makes a copy of this program for kernels to run from.</summary>
internal static class KernelPublisher
{
    /// <summary>Compiled to machine code, so that a kernel answers its first cell in half the time.</summary>
    /// <returns>The folder, or why it could not be made.</returns>
    internal static async Task<(string? Folder, string? Problem)> CompileAsync(CourseFolder course, CancellationToken cancellation)
    {
        var staging = KernelCopies.NewStaging();
        try
        {
            // Folders of its own: compiled files among those of the ordinary build would be taken for it.
            var how = new ProcessStartInfo(DotNet.Muxer,
            [
                "publish", course.CliProject, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false",
                "-p:PublishReadyToRun=true", "-p:UseAppHost=false",
                // Generic code of one library over types of another (half of what the compiler runs) is otherwise left to be compiled at each start.
                "-p:PublishReadyToRunCrossgen2ExtraArgs=--opt-cross-module:Microsoft.CodeAnalysis%3b--opt-cross-module:System.Collections.Immutable%3b--non-local-generics-module:*", $"-p:ArtifactsPath={Path.Combine(course.Root, "artifacts", "kernel")}",
                "-o", staging, "--nologo", "-v", "quiet", "--disable-build-servers",
            ])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = course.Root,
            };
            how.Environment["MSBUILDDISABLENODEREUSE"] = "1";
            how.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
            // Set by "dotnet run" and "dotnet test" for their own process.
            how.Environment.Remove("MSBuildSDKsPath");
            how.Environment.Remove("MSBUILD_EXE_PATH");
            var (code, output) = await RunAsync(how, cancellation);
            if (code == 0 && File.Exists(Path.Combine(staging, KernelCopies.Program)))
            {
                return (KernelCopies.Accept(staging, KernelCopies.CurrentKey), null);
            }
            var reason = output.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))?.Trim() ?? $"exit code {code}";
            Directory.Delete(staging, recursive: true);
            return (null, reason);
        }
        catch (OperationCanceledException)
        {
            Directory.Delete(staging, recursive: true);
            throw;
        }
    }

    /// <summary>The files as they were built: made at once, but a kernel starts more slowly from them.</summary>
    internal static string CopyPlain()
    {
        var staging = KernelCopies.NewStaging();
        var source = AppContext.BaseDirectory;
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(staging, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return KernelCopies.Accept(staging, KernelCopies.CurrentKey + KernelCopies.PlainSuffix);
    }

    private static async Task<(int Code, string Output)> RunAsync(ProcessStartInfo how, CancellationToken cancellation)
    {
        using var process = Process.Start(how)!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
        return (process.ExitCode, output.ToString());

        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        }
    }
}
