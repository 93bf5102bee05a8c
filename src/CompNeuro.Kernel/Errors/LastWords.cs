using System.Runtime.ExceptionServices;
using CompNeuro.Kernel.Execution;

namespace CompNeuro.Kernel.Errors;

/// <summary>Says in the cell what would otherwise end the process without a word.</summary>
internal static class LastWords
{
    private static readonly Lazy<bool> Installed = new(InstallOnce);

    public static void Install() => _ = Installed.Value;

    private static bool InstallOnce()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Exiting();
        try
        {
            ExceptionHandling.SetUnhandledExceptionHandler(Survive);
        }
        catch (InvalidOperationException)
        {
            // The host has its own handler.
        }

        return true;
    }

    /// <summary>An exception that nobody caught on a thread that a cell started: a message, not the end.</summary>
    private static bool Survive(Exception exception)
    {
        if (CellContext.Current is not { } cell)
        {
            return false;
        }

        if (!cell.Stop.IsCancellationRequested)
        {
            var error = cell.Traceback.Describe(exception);
            cell.Outbox.Write(StreamName.StandardError, $"A background thread of {cell.Cell} failed.\n{string.Join('\n', error.Traceback)}\n");
        }

        return true;
    }

    private static void Exiting()
    {
        if (CellContext.Current is { } cell)
        {
            cell.Outbox.Write(StreamName.StandardError, $"{cell.Cell} ended the process with Environment.Exit: all variables are gone. Restart the kernel to go on.\n");
            SpinWait.SpinUntil(() => cell.Outbox.IsEmpty, 1000);
            Thread.Sleep(200); // The front end's sockets send in the background.
        }
    }
}
