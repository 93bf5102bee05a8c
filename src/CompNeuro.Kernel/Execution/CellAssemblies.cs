using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace CompNeuro.Kernel.Execution;

/// <summary>Where compiled cells and the libraries of <c>#r</c> lines are loaded.</summary>
internal sealed class CellAssemblies() : AssemblyLoadContext("Cells")
{
    private readonly ConcurrentDictionary<string, Assembly> cells = new();
    private readonly ConcurrentDictionary<string, string> managed = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> native = new(StringComparer.OrdinalIgnoreCase);

    public Assembly Load(string name, Stream image, Stream symbols) => cells[name] = LoadFromStream(image, symbols);

    /// <summary>Makes a library loadable when a cell first uses it. Libraries that the host shares with cells are not replaced.</summary>
    public void AddLibrary(string path) => managed.TryAdd(Path.GetFileNameWithoutExtension(path), path);

    public void AddNativeLibrary(string path) => native.TryAdd(Path.GetFileNameWithoutExtension(path), path);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        return cells.TryGetValue(name, out var cell) ? cell
            : managed.TryGetValue(name, out var path) ? LoadFromAssemblyPath(path)
            : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        var name = Path.GetFileNameWithoutExtension(unmanagedDllName);
        return native.TryGetValue(name, out var path) || native.TryGetValue("lib" + name, out path) ? LoadUnmanagedDllFromPath(path) : 0;
    }
}
