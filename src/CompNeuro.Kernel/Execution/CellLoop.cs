using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace CompNeuro.Kernel.Execution;

/// <summary>
/// Continues awaits on the cell's thread, where an interruption reaches them. When that thread blocks in a wait of its own
/// (<c>task.Result</c>), continuations run on the thread pool instead: the wait for them would otherwise never end.
/// </summary>
internal sealed class CellLoop : SynchronizationContext
{
    private readonly BlockingCollection<Item> items = [];
    private readonly Thread thread = Thread.CurrentThread;
    private volatile bool waiting;

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state)
    {
        var item = new Item(d, state);
        items.Add(item);
        ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work.Loop.RescueAsync(work.Item), (Loop: this, Item: item), preferLocal: false);
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Thread.CurrentThread == thread)
        {
            d(state);
        }
        else
        {
            using var done = new ManualResetEventSlim();
            Post(_ => { d(state); done.Set(); }, null);
            done.Wait();
        }
    }

    /// <exception cref="OperationCanceledException">The user asked to stop.</exception>
    public void RunUntilCompleted(Task task, CancellationToken stop)
    {
        task.ContinueWith(_ => items.Add(new Item(static _ => { }, null)), TaskScheduler.Default);
        while (!task.IsCompleted)
        {
            stop.ThrowIfCancellationRequested();
            waiting = true;
            var item = items.Take(stop);
            waiting = false;
            item.Run();
        }

        task.GetAwaiter().GetResult();
    }

    private async Task RescueAsync(Item item)
    {
        for (var pause = 1; !item.Taken && thread.IsAlive; pause = Math.Min(2 * pause, 20))
        {
            if (!waiting && thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin))
            {
                try
                {
                    item.Run();
                }
                catch (Exception exception)
                {
                    items.Add(new Item(_ => ExceptionDispatchInfo.Throw(exception), null));
                }
            }

            await Task.Delay(pause).ConfigureAwait(false);
        }
    }

    private sealed class Item(SendOrPostCallback callback, object? state)
    {
        private int taken;

        public bool Taken => Volatile.Read(ref taken) == 1;

        public void Run()
        {
            if (Interlocked.Exchange(ref taken, 1) == 0)
            {
                callback(state);
            }
        }
    }
}
