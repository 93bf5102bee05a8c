using System.Diagnostics;
using System.Runtime;

namespace CompNeuro.Exercises;

/// <summary>Runs an answer on cases without being hurt by it. Knows nothing of exercises, so that it can run where no solution may be.</summary>
public static class Trial
{
    private const int StackSize = 8 * 1024 * 1024;
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(0.05);

    /// <summary>
    /// Calls the answer on every case in turn, on a thread of its own. When the time is over that thread is stopped; if it cannot be, it stays in the background,
    /// where it does not keep the process alive. It also stays where there is patience: who measures processor time ends the process, and stopping a thread can take that along.
    /// </summary>
    /// <param name="answer">The student's function.</param>
    /// <param name="cases">Its arguments, case by case.</param>
    /// <param name="limit">Time for all cases together: by the clock, or processor time of this process where there is patience.</param>
    /// <param name="patience">Time by the clock where the limit is processor time: on a busy machine an answer has as much of it as on a quiet one, and one that only waits ends too.</param>
    /// <returns>One response per case; those the time did not reach are <see cref="Ending.TimedOut"/>.</returns>
    public static IReadOnlyList<Response> Run(Delegate answer, IReadOnlyList<IReadOnlyList<object>> cases, TimeSpan limit, TimeSpan? patience = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var responses = new Response[cases.Count];
        Array.Fill(responses, new Response(Ending.TimedOut));
        var (over, ended) = (false, false);
        void CallAll()
        {
            for (var i = 0; i < cases.Count && !Volatile.Read(ref over); i++)
            {
                responses[i] = Response.Of(answer, cases[i]);
            }
        }

        var stop = new CancellationTokenSource();
        var thread = new Thread(() => Stoppable(CallAll, stop.Token, ref ended), StackSize) { IsBackground = true, Name = "Answer" };
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        TimeSpan Rest() => patience is { } most ? Shorter(limit - (Environment.CpuUsage.TotalTime - before), most - clock.Elapsed) : limit - clock.Elapsed;
        thread.Start();
        try
        {
            for (var rest = Rest(); rest > TimeSpan.Zero && !thread.Join(Shorter(rest, Glance)); rest = Rest())
            {
            }

            if (!thread.IsAlive && !Volatile.Read(ref ended))
            {
                // The answer is ending the process, which lets go of its thread first: nothing that is said of it now would be true.
                Environment.Exit(1);
            }

            return [.. responses];
        }
        finally
        {
            Volatile.Write(ref over, true);
            if (thread.IsAlive && patience is null)
            {
                // Cancel waits until the answer has stopped, which it may never do: on a thread that nobody waits for.
                new Thread(stop.Cancel) { IsBackground = true, Name = "Stopping an answer" }.Start();
                thread.Interrupt();
            }
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static void Stoppable(Action action, CancellationToken stop, ref bool ended)
    {
        try
        {
#pragma warning disable SYSLIB0046 // The only way to stop code that does not cooperate.
            ControlledExecution.Run(action, stop);
#pragma warning restore SYSLIB0046
        }
        catch (OperationCanceledException)
        {
            // Its time was over.
        }
        catch (ThreadInterruptedException)
        {
            // It was waiting when its time was over.
        }
        finally
        {
            Volatile.Write(ref ended, true);
        }
    }
}
