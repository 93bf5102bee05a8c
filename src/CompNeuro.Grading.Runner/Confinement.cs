using System.Globalization;
using System.Runtime.InteropServices;

namespace CompNeuro.Grading.Runner;

/// <summary>
/// What this process gives up for good before it loads a student's code: other processes, programs, the network and more memory, files or time than a homework needs. The
/// sandbox around it hides what may not be seen; where there is none, this still holds.
/// </summary>
internal static unsafe partial class Confinement
{
    private const ulong Memory = 1UL << 30;
    private const ulong FileSize = 8UL << 20;
    private const ulong CpuSeconds = 120;

    private enum Resource { Cpu = 0, FileSize = 1, Core = 4, Processes = 6, Files = 7, AddressSpace = 9 }

    public static void Apply()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // When the parent is gone, nobody is left to stop what runs here.
        _ = prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0);
        var pages = File.ReadAllText("/proc/self/statm").Split(' ')[0];
        Limit(Resource.AddressSpace, ulong.Parse(pages, CultureInfo.InvariantCulture) * (ulong)Environment.SystemPageSize + Memory);
        Limit(Resource.Core, 0);
        Limit(Resource.Cpu, CpuSeconds);
        Limit(Resource.FileSize, FileSize);
        _ = signal(SIGXFSZ, SIG_IGN); // Writing more is an error then, and not the end.
        Limit(Resource.Files, 128);
        if (Syscalls.OfThisMachine() is { } syscalls)
        {
            Forbid(syscalls);
        }
    }

    private static void Limit(Resource resource, ulong most)
    {
        var limit = (most, most);
        Check(setrlimit((int)resource, &limit) == 0);
    }

    // A list of steps: load the number of the system call, compare, refuse. Every thread of the process gets it, and none can take it off.
    private static void Forbid(Syscalls calls)
    {
        const uint allow = 0x7fff0000, refuse = 0x00050000, killProcess = 0x80000000, notPermitted = 1, notImplemented = 38, cloneThread = 0x10000;
        const ushort load = 0x20, equal = 0x15, atLeast = 0x35, anyBit = 0x45, result = 0x06;
        Step[] steps =
        [
            new(load, 4), new(equal, calls.Architecture, Then: 1), new(result, killProcess),
            new(load, 0), new(atLeast, 0x40000000, Otherwise: 1), new(result, refuse | notPermitted),
            .. calls.Refused.SelectMany(number => (Step[])[new(equal, number, Otherwise: 1), new(result, refuse | notPermitted)]),
            .. OnlyOn(calls.SignalThread, (uint)Environment.ProcessId), .. OnlyOn(calls.LimitOfProcess, 0),
            new(equal, calls.NewThread3, Otherwise: 1), new(result, refuse | notImplemented),
            new(equal, calls.NewThread, Then: 1), new(result, allow),
            new(load, 16), new(anyBit, cloneThread, Then: 1), new(result, refuse | notPermitted), new(result, allow),
        ];
        Step[] OnlyOn(uint call, uint process) => [new(equal, call, Otherwise: 4), new(load, 16), new(equal, process, Otherwise: 1), new(result, allow), new(result, refuse | notPermitted)];
        fixed (Step* first = steps)
        {
            var program = new Program { Length = (ushort)steps.Length, First = first };
            Check(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(calls.Seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0);
        }
    }

    private static void Check(bool succeeded)
    {
        if (!succeeded)
        {
            throw new InvalidOperationException($"The runner could not be confined (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    private const int SIGXFSZ = 25;
    private const nint SIG_IGN = 1;
    private const int PR_SET_PDEATHSIG = 1;
    private const int PR_SET_NO_NEW_PRIVS = 38;
    private const int SECCOMP_SET_MODE_FILTER = 1;
    private const int SECCOMP_FILTER_FLAG_TSYNC = 1;

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Step(ushort Code, byte Then, byte Otherwise, uint Value)
    {
        public Step(ushort code, uint value, byte Then = 0, byte Otherwise = 0)
            : this(code, Then, Otherwise, value)
        {
        }
    }

    private struct Program
    {
        public ushort Length;
        public Step* First;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setrlimit(int resource, (ulong Soft, ulong Hard)* limit);

    [LibraryImport("libc")]
    private static partial nint signal(int number, nint handler);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int prctl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint syscall(nint number, nint operation, nint flags, Program* program);
}
