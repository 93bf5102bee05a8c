using CompNeuro.Cli.Kernels;
using CompNeuro.Kernel.Jupyter;

namespace CompNeuro.Cli.Machine;

/// <summary>What the course needs of a machine, and what it can use.</summary>
internal static class MachineChecks
{
    private const long NeededBytes = 500L << 20;

    internal static async Task<CheckResult> SdkAsync(CancellationToken cancellation)
    {
        var (code, output) = await Programs.AskAsync(DotNet.Muxer, ["--version"], TimeSpan.FromSeconds(30), cancellation);
        return code == 0 && int.TryParse(output.Split('.')[0], out var major) && major >= 10
            ? new(".NET SDK", CheckState.Good, output)
            : new(".NET SDK", CheckState.Broken, code == 0 ? output : "not found", "Install the .NET 10 SDK.");
    }

    internal static CheckResult Course() => CourseFolder.Find() is { } course && Directory.Exists(course.Notebooks)
        ? new("Course", CheckState.Good, course.Root)
        : new("Course", CheckState.Broken, "no folder with CompNeuro.slnx and notebooks here or above", "Change to the folder you cloned.");

    internal static CheckResult Disk()
    {
        var folder = KernelCopies.Folder;
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".probe-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            var free = new DriveInfo(folder).AvailableFreeSpace;
            return free >= NeededBytes
                ? new("Disk", CheckState.Good, $"{free >> 20:N0} MB free, {folder} can be written")
                : new("Disk", CheckState.Broken, $"{free >> 20:N0} MB free for {folder}", $"Free at least {NeededBytes >> 20} MB.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new("Disk", CheckState.Broken, $"{folder} cannot be written: {problem.Message}", "Give yourself the right to write there, or set XDG_DATA_HOME to a folder you may write to.");
        }
    }

    internal static CheckResult Kernel()
    {
        const string Install = "Run: kernel install (study does it by itself).";
        if (KernelInstallation.Find() is not { } found)
        {
            return new("Kernel", CheckState.Advice, "not installed", Install);
        }
        return !KernelInstallation.IsCurrent()
            ? new("Kernel", CheckState.Advice, "installed from another version of the course", Install)
            : found.Copy.EndsWith(KernelCopies.PlainSuffix, StringComparison.Ordinal)
                ? new("Kernel", CheckState.Good, $"{found.Directory}, current, not compiled ahead", "Run kernel install to make it start faster.")
                : new("Kernel", CheckState.Good, $"{found.Directory}, current");
    }

    /// <summary>Null when no kernel is installed.</summary>
    internal static CheckResult? KernelAnswers()
    {
        if (KernelInstallation.Find() is not { } found)
        {
            return null;
        }
        var problem = KernelProbe.Run(found.Command, TimeSpan.FromSeconds(60));
        return problem is null
            ? new("Kernel answers", CheckState.Good, "1 + 1 is 2")
            : new("Kernel answers", CheckState.Broken, problem, "Run: kernel remove, then kernel install.");
    }

    internal static async Task<CheckResult> JupyterAsync(CancellationToken cancellation) => await Jupyter.FindAsync(cancellation) is { } jupyter
        ? new("Jupyter", CheckState.Good, $"{jupyter.Program} {jupyter.Application} ({jupyter.Version})")
        : new("Jupyter", CheckState.Advice, "not found", "Optional: install JupyterLab to study in the browser. VS Code needs no Jupyter of its own.");

    internal static CheckResult Browser()
    {
        var browser = Machine.Browser.Find();
        return browser is not null
            ? new("Chromium browser", CheckState.Good, browser)
            : new("Chromium browser", CheckState.Advice, "not found", "Optional: Chromium, Chrome or Edge is needed only to draw figures as a browser does (figures export --browser).");
    }

}
