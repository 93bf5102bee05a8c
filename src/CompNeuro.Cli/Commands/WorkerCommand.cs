using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using CompNeuro.Kernel;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Cli.Commands;

/// <summary>The process in which one notebook's cells run; started by <c>run</c> and <c>study</c>, never by a person.</summary>
internal static class WorkerCommand
{
    private const string Name = "worker";

    internal static Command Create()
    {
        var command = new Command(Name, "Runs cells for a parent process.") { Hidden = true };
        command.SetAction(async (_, _) =>
        {
            // At a terminal Ctrl-C reaches every process; the parent decides what it means.
            using var ignore = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
            await NotebookWorker.RunAsync(() => new Engine([new CourseExtension(warmUp: false)]));
            Process.GetCurrentProcess().Kill();
            return 0;
        });
        return command;
    }

    /// <param name="memory">The most bytes of managed memory that the cells may use.</param>
    internal static ProcessStartInfo Start(long memory)
    {
        var how = new ProcessStartInfo(Machine.DotNet.Muxer) { ArgumentList = { typeof(WorkerCommand).Assembly.Location, Name } };
        how.Environment["DOTNET_GCHeapHardLimit"] = $"{memory:X}";
        how.Environment["DOTNET_TieredPGO"] = "0";
        how.Environment["DOTNET_NOLOGO"] = "1";
        return how;
    }
}
