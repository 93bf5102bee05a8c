using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using CompNeuro.Kernel;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Cli.Commands;

/// <summary>The process in which one notebook's cells run; started by <c>run</c> and <c>study</c>, never by a person.</summary>
internal static class WorkerCommand
{
    private const string Name = "worker", For = "--for";

    internal static Command Create()
    {
        var purpose = new Option<OutputsFor>(For);
        var command = new Command(Name, "Runs cells for a parent process.") { purpose };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            // At a terminal Ctrl-C reaches every process; the parent decides what it means.
            using var ignore = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
            await NotebookWorker.RunAsync(() => new Engine([new CourseExtension(warmUp: false, parsed.GetValue(purpose))]));
            Process.GetCurrentProcess().Kill();
            return 0;
        });
        return command;
    }

    /// <param name="memory">The most bytes of managed memory that the cells may use.</param>
    /// <param name="purpose">What the outputs are for.</param>
    internal static ProcessStartInfo Start(long memory, OutputsFor purpose = OutputsFor.Notebooks)
    {
        var how = new ProcessStartInfo(Machine.DotNet.Muxer) { ArgumentList = { typeof(WorkerCommand).Assembly.Location, Name, For, purpose.ToString() } };
        how.Environment["DOTNET_GCHeapHardLimit"] = $"{memory:X}";
        how.Environment["DOTNET_TieredPGO"] = "0";
        how.Environment["DOTNET_NOLOGO"] = "1";
        // It ends by a kill, which would leave the pipes of debuggers in the folder of temporary files each time.
        how.Environment["DOTNET_EnableDiagnostics"] = "0";
        return how;
    }
}
