using System.CommandLine;
using CompNeuro.Cli.Machine;
using Spectre.Console;

namespace CompNeuro.Cli.Commands;

/// <summary><c>doctor</c>: what works on this machine, and what to do about the rest.</summary>
internal static class DoctorCommand
{
    internal static Command Create(Terminal terminal)
    {
        var command = new Command("doctor", "Check this machine, and say what to do about what is missing.");
        command.SetAction(async (_, cancellation) =>
        {
            var checks = new List<CheckResult>
            {
                await MachineChecks.SdkAsync(cancellation), MachineChecks.Course(), MachineChecks.Disk(), MachineChecks.Kernel(),
            };
            if (MachineChecks.KernelAnswers() is { } answer)
            {
                checks.Add(answer);
            }
            checks.Add(await MachineChecks.JupyterAsync(cancellation));
            checks.AddRange(await VsCode.CheckAsync(cancellation));
            checks.Add(MachineChecks.Browser());
            Show(terminal, checks);
            return checks.Exists(check => check.State == CheckState.Broken) ? 1 : 0;
        });
        return command;
    }

    private static void Show(Terminal terminal, IReadOnlyList<CheckResult> checks)
    {
        if (terminal.IsInteractive)
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns("", "Check", "Found", "What to do");
            foreach (var check in checks)
            {
                table.AddRow(Mark(check.State), Markup.Escape(check.Subject), Markup.Escape(check.Found), Markup.Escape(check.ToDo));
            }
            terminal.Screen.Write(table);
            return;
        }
        foreach (var check in checks)
        {
            var line = $"{check.Subject}: {check.Found}{(check.ToDo.Length > 0 ? $". {check.ToDo}" : "")}";
            Action<string> say = check.State switch
            {
                CheckState.Good => terminal.Success,
                CheckState.Advice => terminal.Warning,
                _ => terminal.Failure,
            };
            say(line);
        }
    }

    private static string Mark(CheckState state) => state switch
    {
        CheckState.Good => "[green]✓[/]",
        CheckState.Advice => "[yellow]![/]",
        _ => "[red]✗[/]",
    };
}
