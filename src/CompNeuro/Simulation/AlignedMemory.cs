using System.Runtime.InteropServices;

namespace CompNeuro.Simulation;

/// <summary>Zeroed memory that starts on a cache line and stays where it is, so that a vector never lies across two lines.</summary>
internal sealed unsafe class AlignedMemory<T>
    where T : unmanaged
{
    private const nuint Line = 64, HugePage = 1 << 21;

    private readonly void* block;

    public AlignedMemory(long count)
    {
        var bytes = (nuint)count * (nuint)sizeof(T);
        var alignment = bytes < HugePage ? Line : HugePage;
        block = NativeMemory.AllocZeroed(bytes + alignment);
        Pointer = (T*)(((nuint)block + alignment - 1) / alignment * alignment);
        (Count, pressure) = (count, (long)bytes);
        if (pressure > 0)
        {
            GC.AddMemoryPressure(pressure);
        }

        if (bytes >= HugePage && OperatingSystem.IsLinux())
        {
            _ = Pages.Advise(Pointer, bytes / HugePage * HugePage, 14);
        }
    }

    private readonly long pressure;

    ~AlignedMemory()
    {
        NativeMemory.Free(block);
        if (pressure > 0)
        {
            GC.RemoveMemoryPressure(pressure);
        }
    }

    public T* Pointer { get; }

    public long Count { get; }

    public Span<T> Span => new(Pointer, checked((int)Count));
}

internal static unsafe partial class Pages
{
    // Advice that the kernel is free to ignore; it saves most of the time that finding the pages of a large network's synapses takes.
    [LibraryImport("libc", EntryPoint = "madvise")]
    public static partial int Advise(void* address, nuint length, int advice);
}
