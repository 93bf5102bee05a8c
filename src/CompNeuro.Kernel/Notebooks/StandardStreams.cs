using System.Runtime.InteropServices;

namespace CompNeuro.Kernel.Notebooks;

/// <summary>Keeps the process's standard input and output for the protocol and gives everybody else others.</summary>
internal static partial class StandardStreams
{
    internal static (Stream Input, Stream Output) TakeAway()
    {
        // On Unix these are duplicates that child processes do not inherit; on Windows they hold the handles current now.
        var input = Console.OpenStandardInput();
        var output = Console.OpenStandardOutput();
        using var nothing = File.OpenHandle(OperatingSystem.IsWindows() ? "NUL" : "/dev/null");
        if (OperatingSystem.IsWindows())
        {
            Check(SetStdHandle(-11, GetStdHandle(-12)));
            Check(SetStdHandle(-10, nothing.DangerousGetHandle()));
            nothing.SetHandleAsInvalid();
        }
        else
        {
            Check(dup2(2, 1) >= 0);
            Check(dup2((int)nothing.DangerousGetHandle(), 0) >= 0);
        }
        return (input, output);
    }

    private static void Check(bool succeeded)
    {
        if (!succeeded)
        {
            throw new IOException($"The standard streams could not be redirected (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int dup2(int from, int to);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial nint GetStdHandle(int which);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetStdHandle(int which, nint handle);
}
