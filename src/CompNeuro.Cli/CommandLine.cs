using System.CommandLine;
using System.Text;
using CompNeuro.Cli.Commands;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Cli;

/// <summary>The <c>compneuro</c> command: its verbs, and what is said when one of them cannot do its work.</summary>
internal static class CommandLine
{
    internal const int Interrupted = 130;

    internal static async Task<int> RunAsync(string[] arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        var terminal = new Terminal();
        var verbose = new Option<bool>("--verbose") { Description = "Show the full trace when something goes wrong.", Recursive = true };
        var root = new RootCommand("CompNeuro, a course in computational neuroscience: nineteen notebooks in C#.")
        {
            StudyCommand.Create(terminal),
            RunCommand.Create(terminal),
            BookCommand.Create(terminal),
            FiguresCommand.Create(terminal),
            GradeCommand.Create(terminal),
            KernelCommand.Create(terminal),
            DoctorCommand.Create(terminal),
            ReleaseCommand.Create(terminal),
            CheckCommand.Create(terminal),
            ReportCommand.Create(terminal),
            ExportCommand.Create(terminal),
            WorkerCommand.Create(),
            verbose,
        };
        HelpExamples.Attach(root, HelpExamples.Of("study", "run notebooks", "doctor"));
        var parsed = root.Parse(arguments);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            terminal.Error("stopped.");
            return Interrupted;
        }
        catch (Exception problem) when (parsed.GetValue(verbose))
        {
            terminal.Error(problem.ToString());
        }
        catch (Exception problem) when (problem is UserError or InvalidNotebookException or InvalidDataException)
        {
            terminal.Error(problem.Message);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            terminal.Error($"{problem.Message} Check that the file or folder exists and that you may write there.");
        }
        catch (Exception problem)
        {
            terminal.Error($"{problem.Message} ({problem.GetType().Name}; add --verbose for the trace.)");
        }
        return 1;
    }
}
