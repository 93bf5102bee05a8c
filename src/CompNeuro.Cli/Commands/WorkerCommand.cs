using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using CompNeuro.Kernel;
using CompNeuro.Kernel.Notebooks;
using CompNeuro.Notebook.Controls;

namespace CompNeuro.Cli.Commands;

/// <summary>The process in which one notebook's cells run; started by <c>run</c> and <c>study</c>, never by a person.</summary>
internal static class WorkerCommand
{
    private const string Name = "worker", Frames = "--frames";

    internal static Command Create()
    {
        var frames = new Option<bool>(Frames);
        var command = new Command(Name, "Runs cells for a parent process.") { Hidden = true };
        command.Add(frames);
        command.SetAction(async (parsed, _) =>
        {
            // At a terminal Ctrl-C reaches every process; the parent decides what it means.
            using var ignore = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
            await NotebookWorker.RunAsync(() => new Engine([new CourseExtension(warmUp: false, parsed.GetValue(frames) ? new PrecomputingHost() : null)]));
            Process.GetCurrentProcess().Kill();
            return 0;
        });
        return command;
    }

    /// <param name="memory">The most bytes of managed memory that the cells may use.</param>
    /// <param name="frames">Compute controls in advance, for pages on which they work without a kernel.</param>
    internal static ProcessStartInfo Start(long memory, bool frames = false)
    {
        var how = new ProcessStartInfo(Machine.DotNet.Muxer) { ArgumentList = { typeof(WorkerCommand).Assembly.Location, Name } };
        if (frames)
        {
            how.ArgumentList.Add(Frames);
        }
        how.Environment["DOTNET_GCHeapHardLimit"] = $"{memory:X}";
        how.Environment["DOTNET_TieredPGO"] = "0";
        how.Environment["DOTNET_NOLOGO"] = "1";
        return how;
    }
}
