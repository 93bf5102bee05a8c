using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>The front end's process. When it dies without asking the kernel to shut down, the kernel must not stay behind.</summary>
internal static class ParentProcess
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Calls <paramref name="died"/> on a background thread once the parent is gone. Does nothing where there is no parent to watch.</summary>
    public static void Watch(Action died)
    {
        if (OperatingSystem.IsWindows())
        {
            WatchHandle(died);
        }
        else if (GetParentId() is var parent && parent > 1)
        {
            // An orphan is handed to another process: its parent's id changes.
            StartThread(() =>
            {
                while (GetParentId() == parent)
                {
                    Thread.Sleep(Interval);
                }

                died();
            });
        }
    }

    private static void WatchHandle(Action died)
    {
        // On Windows, Jupyter passes an inherited handle of its process in this variable.
        if (!nint.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), out var handle) || handle <= 0)
        {
            return;
        }

        StartThread(() =>
        {
            using var parent = new ManualResetEvent(false) { SafeWaitHandle = new SafeWaitHandle(handle, ownsHandle: true) };
            parent.WaitOne();
            died();
        });
    }

    private static void StartThread(Action action) => new Thread(() => action()) { IsBackground = true, Name = "Parent watch" }.Start();

    [DllImport("libc", EntryPoint = "getppid")]
    private static extern int GetParentId();
}
