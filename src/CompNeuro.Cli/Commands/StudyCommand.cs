using System.CommandLine;
using System.Diagnostics;
using CompNeuro.Cli.Kernels;
using CompNeuro.Cli.Machine;
using CompNeuro.Cli.Pages;
using CompNeuro.Cli.Running;

namespace CompNeuro.Cli.Commands;

/// <summary><c>study</c>: the course, opened in whatever this machine has.</summary>
internal static class StudyCommand
{
    internal static Command Create(Terminal terminal)
    {
        var chapters = new Argument<string[]>("chapter") { Description = "Chapters by number or name; all of them when none is named.", Arity = ArgumentArity.ZeroOrMore };
        var headless = new Option<bool>("--headless") { Description = "Open nothing: run the chapters here and write readable pages with their figures." };
        var output = new Option<string?>("--output", "-o") { Description = "Where the pages go (default: artifacts/pages in the course).", HelpName = "DIR" };
        var command = new Command("study", "Prepare everything and open the course in VS Code or Jupyter; without either, write it as pages to read.") { chapters, headless, output };
        HelpExamples.Attach(command, HelpExamples.Of("study", "study 1", "study --headless --output pages"));
        command.SetAction(async (parsed, cancellation) =>
        {
            var course = CourseFolder.Require();
            var paths = course.Chapters(parsed.GetValue(chapters)!);
            if (!parsed.GetValue(headless))
            {
                await PrepareAsync(terminal, cancellation);
                if (await OpenAsync(terminal, course, paths, cancellation))
                {
                    return 0;
                }
            }
            return await ReadAsync(terminal, paths, parsed.GetValue(output) ?? Path.Combine(course.Root, "artifacts", "pages"), cancellation);
        });
        return command;
    }

    private static async Task PrepareAsync(Terminal terminal, CancellationToken cancellation)
    {
        foreach (var check in new[] { await MachineChecks.SdkAsync(cancellation), MachineChecks.Disk() })
        {
            if (check.State == CheckState.Broken)
            {
                throw new UserError($"{check.Subject}: {check.Found}. {check.ToDo}");
            }
        }
        if (KernelInstallation.IsCurrent())
        {
            terminal.Success("The kernel is installed and current.");
            return;
        }
        try
        {
            await KernelInstallation.InstallAsync(terminal, compile: true, cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            terminal.Warning($"The kernel could not be installed: {problem.Message}");
        }
    }

    private static async Task<bool> OpenAsync(Terminal terminal, CourseFolder course, IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        if (!Display.CanOpen)
        {
            terminal.Line("There is no display or terminal to open a front end on: the chapters are run here.");
            return false;
        }
        if (VsCode.Program is { } code)
        {
            var (exit, said) = await Programs.AskAsync(code, [course.Root, paths[0]], TimeSpan.FromSeconds(30), cancellation);
            if (exit == 0)
            {
                terminal.Success($"Opened {Path.GetFileName(paths[0])} in VS Code. Choose the kernel C# (CompNeuro) when it asks.");
                return true;
            }
            terminal.Warning($"VS Code did not open ({said}).");
        }
        if (await Jupyter.FindAsync(cancellation) is { } jupyter)
        {
            terminal.Line($"Opening {Path.GetFileName(paths[0])} in Jupyter. End it with Ctrl-C here.");
            using var server = Process.Start(new ProcessStartInfo(jupyter.Program, [jupyter.Application, paths[0]]) { WorkingDirectory = course.Root })!;
            try
            {
                await server.WaitForExitAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                // Ctrl-C reached it too, and it would ask whether it is meant.
                server.Kill(entireProcessTree: true);
                terminal.Line("Jupyter has ended.");
                return true;
            }
            if (server.ExitCode == 0)
            {
                return true;
            }
            terminal.Warning($"Jupyter ended with exit code {server.ExitCode}.");
        }
        else
        {
            terminal.Line("Neither VS Code nor Jupyter was found: the chapters are run here.");
        }
        return false;
    }

    private static async Task<int> ReadAsync(Terminal terminal, IReadOnlyList<string> paths, string folder, CancellationToken cancellation)
    {
        var batch = new NotebookBatch(terminal, Environment.ProcessorCount, TimeSpan.FromMinutes(5), null, keepGoing: true, OutputsFor.Pages);
        var results = await batch.RunAsync(paths, result => RunReport.Write(terminal, result), cancellation);
        terminal.Line($"The chapters are ready to read. Open this file in a browser: {Site.Write(folder, results)}");
        return RunReport.Summarise(terminal, results);
    }
}
