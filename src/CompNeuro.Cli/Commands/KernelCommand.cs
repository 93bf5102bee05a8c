using System.CommandLine;
using CompNeuro.Cli.Kernels;
using CompNeuro.Cli.Live;
using CompNeuro.Kernel;
using CompNeuro.Kernel.Jupyter;

namespace CompNeuro.Cli.Commands;

/// <summary><c>kernel install|remove|start</c>.</summary>
internal static class KernelCommand
{
    internal static Command Create(Terminal terminal)
    {
        var noCompile = new Option<bool>("--no-compile") { Description = "Copy the program as it is: takes a second, but the kernel starts more slowly." };
        var install = new Command("install", "Install the C# kernel for this user, where Jupyter and VS Code find it.") { noCompile };
        HelpExamples.Attach(install, HelpExamples.Of("kernel install", "kernel install --no-compile"));
        install.SetAction(async (parsed, cancellation) =>
        {
            await KernelInstallation.InstallAsync(terminal, !parsed.GetValue(noCompile), cancellation);
            return 0;
        });

        var remove = new Command("remove", "Remove the kernel and the copies of this program it runs from, and nothing else.");
        remove.SetAction(_ => KernelInstallation.Remove(terminal));

        var file = new Option<string>("--connection-file", "-f") { Description = "The file that the front end wrote.", HelpName = "FILE", Required = true };
        var start = new Command("start", "Start a kernel for a front end; Jupyter and VS Code do this by themselves.") { file };
        start.SetAction((parsed, _) => StartAsync(parsed.GetValue(file)!));
        return new Command("kernel", "Install, remove or start the C# notebook kernel.") { install, remove, start };
    }

    /// <summary>Serves a front end until it is done, and ends the process.</summary>
    internal static async Task<int> StartAsync(string connectionFile)
    {
        using var inUse = KernelCopies.MarkInUse();
        var version = typeof(KernelCommand).Assembly.GetName().Version!.ToString(3);
        var identity = new KernelIdentity(KernelInstallation.Name, version, $"CompNeuro {version}: C# on .NET {Environment.Version}");
        try
        {
            var comms = new CommRegistry();
            var live = new WidgetHost(comms);
            Environment.Exit(await JupyterKernel.RunAsync(connectionFile, () => new Engine([new CourseExtension(warmUp: true, live: live)]), identity, comms));
        }
        catch (InvalidDataException problem)
        {
            await Console.Error.WriteLineAsync($"compneuro: {problem.Message}");
        }
        return 1;
    }
}
