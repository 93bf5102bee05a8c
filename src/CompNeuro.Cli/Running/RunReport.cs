namespace CompNeuro.Cli.Running;

/// <summary>What a person reads about a run.</summary>
internal static class RunReport
{
    internal static void Write(Terminal terminal, ExecutedNotebook result)
    {
        var name = Path.GetRelativePath(Directory.GetCurrentDirectory(), result.Path);
        if (result.Run is not { } run)
        {
            terminal.Failure(result.Problem!);
        }
        else if (result.IsKept)
        {
            terminal.Success($"{name}: unchanged, not run again");
        }
        else if (run.Succeeded)
        {
            terminal.Success($"{name}: {run.CellsRun} {(run.CellsRun == 1 ? "cell" : "cells")} in {run.Elapsed.TotalSeconds:0.0} s");
        }
        else
        {
            foreach (var failure in run.Failures)
            {
                terminal.Failure(FailureReport.Write(name, failure));
            }
        }
    }

    /// <returns>The exit code.</returns>
    internal static int Summarise(Terminal terminal, IReadOnlyList<ExecutedNotebook> results)
    {
        var failed = results.Count(result => !result.Succeeded);
        if (failed > 0)
        {
            terminal.Line($"{failed} of {results.Count} {(results.Count == 1 ? "notebook" : "notebooks")} failed.");
        }
        return failed > 0 ? 1 : 0;
    }
}
