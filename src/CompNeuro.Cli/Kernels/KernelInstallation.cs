using System.Text.Json.Nodes;
using CompNeuro.Cli.Machine;
using CompNeuro.Kernel.Jupyter;
using Spectre.Console;

namespace CompNeuro.Cli.Kernels;

/// <summary>The kernel as front ends find it: a specification that starts one of the <see cref="KernelCopies"/>.</summary>
internal static class KernelInstallation
{
    internal const string Name = "compneuro";

    /// <summary>Where the installed specification is and which copy it starts; null when it is not installed.</summary>
    internal static (string Directory, string Copy, IReadOnlyList<string> Command)? Find()
    {
        var (directory, isInstalled) = For("").Find();
        if (!isInstalled)
        {
            return null;
        }
        var command = JsonNode.Parse(File.ReadAllBytes(Path.Combine(directory, "kernel.json")))?["argv"]?.AsArray().Select(word => word!.GetValue<string>()).ToList() ?? [];
        var program = command.Find(word => word.EndsWith(KernelCopies.Program, StringComparison.Ordinal));
        return program is null ? null : (directory, Path.GetDirectoryName(program)!, command);
    }

    internal static bool IsCurrent() => Find() is { } found && found.Copy == KernelCopies.Current() && File.Exists(found.Command[0]);

    /// <summary>Installs the kernel of this program, in place of an older one.</summary>
    internal static async Task InstallAsync(Terminal terminal, bool compile, CancellationToken cancellation)
    {
        var copy = KernelCopies.Current();
        if (copy is null || (compile && copy.EndsWith(KernelCopies.PlainSuffix, StringComparison.Ordinal)))
        {
            copy = (compile ? await CompileAsync(terminal, cancellation) : null) ?? copy ?? KernelPublisher.CopyPlain();
        }
        var directory = For(copy).Install();
        KernelCopies.Prune(copy);
        terminal.Success($"The kernel C# (CompNeuro) is installed for this user: {directory}");
    }

    private static async Task<string?> CompileAsync(Terminal terminal, CancellationToken cancellation)
    {
        if (CourseFolder.Find() is not { } course || KernelCopies.RunsFromCopy)
        {
            return null;
        }
        const string What = "Compiling the kernel for this machine (once, a minute or two)";
        (string? Folder, string? Problem) made;
        if (terminal.IsInteractive)
        {
            made = await terminal.Screen.Status().StartAsync($"{What} …", _ => KernelPublisher.CompileAsync(course, cancellation));
        }
        else
        {
            terminal.Line($"{What} …");
            made = await KernelPublisher.CompileAsync(course, cancellation);
        }
        if (made.Folder is null)
        {
            terminal.Warning($"It could not be compiled ({made.Problem}). The kernel is installed uncompiled: it works, and starts more slowly. "
                + "Run \"kernel install\" again when this machine is online.");
        }
        return made.Folder;
    }

    internal static void Remove(Terminal terminal)
    {
        var directory = For("").Remove();
        var (deleted, running) = KernelCopies.Prune(keep: null);
        terminal.Success(directory is null && deleted == 0 ? "There was nothing to remove." : $"Removed: {directory ?? "no specification"}, {deleted} published {(deleted == 1 ? "copy" : "copies")}.");
        if (running > 0)
        {
            terminal.Warning($"{running} {(running == 1 ? "copy is" : "copies are")} in use by a running kernel. Shut the kernel down and run \"kernel remove\" again.");
        }
    }

    private static KernelSpecification For(string copy) => new(
        Name, "C# (CompNeuro)", "C#",
        [DotNet.Muxer, Path.Combine(copy, KernelCopies.Program), "kernel", "start", "--connection-file", "{connection_file}"]);
}
