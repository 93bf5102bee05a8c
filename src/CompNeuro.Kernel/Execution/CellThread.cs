using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace CompNeuro.Kernel.Execution;

/// <summary>Runs one cell on a thread of its own that <see cref="InterruptAsync"/> can stop, whatever the cell does.</summary>
internal sealed class CellThread : IDisposable
{
    // Eight times what a program's thread has; endless recursion takes about a second to fill it and to be unwound.
    private const int StackSize = 8 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly CellContext context;
    private readonly CancellationTokenSource abort = new();
    private readonly TaskCompletionSource<Exception?> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread thread;
    private volatile bool inBody;

    /// <param name="prepare">Called first; it stops by itself when cancelled.</param>
    /// <param name="body">Called on the thread; the task it returns is awaited there.</param>
    public CellThread(CellContext context, Action<CancellationToken> prepare, Func<Task> body)
    {
        this.context = context;
        thread = new Thread(() => ended.SetResult(Run(prepare, body)), StackSize) { IsBackground = true, Name = context.Cell };
    }

    public bool Interrupted => context.Stop.IsCancellationRequested;

    /// <summary>Runs the cell to its end; returns the exception that escaped from it.</summary>
    public Task<Exception?> RunAsync()
    {
        thread.UnsafeStart();
        return ended.Task;
    }

    /// <summary>Stops the cell; <see langword="false"/> if it still runs after <paramref name="grace"/>.</summary>
    public Task<bool> InterruptAsync(TimeSpan grace)
    {
        // On a thread of its own: the cell may keep every thread of the pool busy.
        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Start("Interrupt", () => stopped.SetResult(Interrupt(grace)));
        return stopped.Task;
    }

    public void Dispose() => abort.Dispose();

    private static void Start(string name, ThreadStart work) => new Thread(work) { IsBackground = true, Name = name }.UnsafeStart();

    private bool Interrupt(TimeSpan grace)
    {
        // Awaits, waits and output stop by themselves; only what computes on has to be aborted.
        context.RequestStop();
        var clock = Stopwatch.StartNew();
        var aborting = false;
        while (!ended.Task.Wait(10) && clock.Elapsed < grace)
        {
            if (clock.Elapsed > Patience && !aborting)
            {
                // Cancel returns only after the abort arrived, which a blocked wait or a catch block delays.
                aborting = true;
                Start("Abort", Abort);
            }

            if (inBody && thread.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin))
            {
                thread.Interrupt();
            }
        }

        return ended.Task.IsCompleted;
    }

    private void Abort()
    {
        try
        {
            abort.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The cell ended in the meantime.
        }
    }

    private Exception? Run(Action<CancellationToken> prepare, Func<Task> body)
    {
        Exception? failure = null;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
            CellContext.Current = context;
            prepare(context.Stop);
            inBody = true;
#pragma warning disable SYSLIB0046 // The only way to stop a cell that does not cooperate.
            ControlledExecution.Run(() => failure = Pump(body), abort.Token);
#pragma warning restore SYSLIB0046
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        return failure;
    }

    private Exception? Pump(Func<Task> body)
    {
        var loop = new CellLoop();
        SynchronizationContext.SetSynchronizationContext(loop);
        try
        {
            loop.RunUntilCompleted(body(), context.Stop);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
