using System.Collections.Concurrent;
using System.Diagnostics;

namespace CompNeuro.Grading.Running;

/// <summary>
/// Starts all processes on one thread that lives as long as this program. On Linux a child that is to die with its parent dies with the thread that started it, and threads of
/// the pool come and go.
/// </summary>
internal static class Spawner
{
    private static readonly BlockingCollection<(ProcessStartInfo How, TaskCompletionSource<Process> Started)> Orders = Start();

    /// <exception cref="System.ComponentModel.Win32Exception">The program is not there.</exception>
    public static Task<Process> StartAsync(ProcessStartInfo how)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Orders.Add((how, started));
        return started.Task;
    }

    private static BlockingCollection<(ProcessStartInfo How, TaskCompletionSource<Process> Started)> Start()
    {
        var orders = new BlockingCollection<(ProcessStartInfo How, TaskCompletionSource<Process> Started)>();
        new Thread(() => Serve(orders)) { IsBackground = true, Name = "Starts processes" }.Start();
        return orders;
    }

    private static void Serve(BlockingCollection<(ProcessStartInfo How, TaskCompletionSource<Process> Started)> orders)
    {
        foreach (var (how, started) in orders.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(how)!);
            }
            catch (Exception problem)
            {
                started.SetException(problem);
            }
        }
    }
}
