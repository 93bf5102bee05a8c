using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace CompNeuro.Kernel.Execution;

/// <summary>The libraries that cells compile against. Roslyn's and the wire's own libraries are not among them.</summary>
internal static class CellReferences
{
    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    private static readonly ConcurrentDictionary<string, MetadataReference> Cache = new();

    /// <summary>The .NET class library.</summary>
    public static IReadOnlyList<string> Framework { get; } = [.. FrameworkFiles()];

    // A reference that says where its file is would be described in the debugging symbols of every cell, a quarter of the time to compile it.
    public static MetadataReference At(string path) =>
        Cache.GetOrAdd(Path.GetFullPath(path), static p => AssemblyMetadata.CreateFromFile(p).GetReference(Documentation(p), display: p));

    /// <summary>The libraries themselves and those of the host that they build on.</summary>
    public static IReadOnlyList<string> Closure(IEnumerable<Assembly> assemblies)
    {
        var framework = Framework.Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new Dictionary<string, string>();
        var open = new Queue<Assembly>(assemblies);
        while (open.TryDequeue(out var assembly))
        {
            if (assembly.GetName().Name is not { } name || assembly.Location.Length == 0 || framework.Contains(name) || !found.TryAdd(name, assembly.Location))
            {
                continue;
            }

            if (assembly == typeof(CellReferences).Assembly)
            {
                continue; // Cells see the display functions, not Roslyn and NetMQ.
            }

            foreach (var reference in assembly.GetReferencedAssemblies().Where(r => !framework.Contains(r.Name)))
            {
                if (TryLoad(reference) is { } next)
                {
                    open.Enqueue(next);
                }
            }
        }

        return [.. found.Values];
    }

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (IOException)
        {
            return null; // An optional dependency that the host does not carry.
        }
    }

    private static IEnumerable<string> FrameworkFiles()
    {
        var trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        return trusted.Split(Path.PathSeparator)
            .Where(file => Path.GetDirectoryName(file) == FrameworkFolder);
    }

    private static DocumentationProvider? Documentation(string path) =>
        Path.ChangeExtension(path, ".xml") is var file && File.Exists(file) ? XmlDocumentationProvider.CreateFromFile(file)
        : Path.GetDirectoryName(path) == FrameworkFolder ? new FrameworkDocumentation(Path.GetFileNameWithoutExtension(path))
        : null;
}
