using System.Collections.Concurrent;
using CompNeuro.Kernel.Execution;
using Microsoft.CodeAnalysis;

namespace CompNeuro.Kernel.Directives;

/// <summary>Carries out the <c>#</c> lines of cells and of the files that they load.</summary>
internal sealed class CellDirectives(IReadOnlyList<IKernelExtension> extensions, CellAssemblies assemblies, string directory)
{
    private readonly HashSet<string> provided = new(extensions.SelectMany(e => e.Packages), StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> packages = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<IDirective> Known { get; } = [new TimeDirective(), .. extensions.SelectMany(e => e.Directives)];

    /// <summary>The text of every file that a <c>#load</c> line named, by its full path.</summary>
    public ConcurrentDictionary<string, string> LoadedFiles { get; } = new();

    /// <exception cref="DirectiveException">A line cannot be carried out.</exception>
    public PreparedCell Prepare(string code, string cell, CellOutbox output, CancellationToken cancellation)
    {
        var lines = DirectiveLine.Of(code, cell);
        var all = lines.Concat(Loaded(lines, directory, [])).ToList();
        var references = all.Where(l => l.Name == "r").Select(l => (Line: l, Target: Quoted(l))).ToList();
        var found = new List<string>();
        foreach (var (line, target) in references.Where(r => !IsPackage(r.Target)))
        {
            found.AddRange(Library(line, target));
        }

        found.AddRange(Packages([.. references.Where(r => IsPackage(r.Target))], cancellation));
        var ends = lines.Where(l => l.Name.StartsWith('!')).Select(l => Find(l).Begin(l.Arguments, output)).OfType<Action<CellStatus>>().Reverse().ToList();
        return new PreparedCell(DirectiveLine.Blank(code, lines.Where(l => l.Name != "load")), [.. found.Select(CellReferences.At)], ends);
    }

    private IEnumerable<DirectiveLine> Loaded(IEnumerable<DirectiveLine> lines, string folder, HashSet<string> seen)
    {
        foreach (var line in lines.Where(l => l.Name == "load"))
        {
            var path = Path.GetFullPath(Quoted(line), folder);
            if (!File.Exists(path))
            {
                throw new DirectiveException($"There is no file {path} to load.", line.Path, line.Line);
            }

            if (seen.Add(path))
            {
                LoadedFiles[path] = File.ReadAllText(path);
                var inner = DirectiveLine.Of(LoadedFiles[path], path);
                foreach (var found in inner.Concat(Loaded(inner, Path.GetDirectoryName(path)!, seen)))
                {
                    yield return found;
                }
            }
        }
    }

    private static bool IsPackage(string target) => target.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase);

    private static string Quoted(DirectiveLine line)
    {
        var parts = line.Arguments.Split('"');
        return parts.Length >= 3 && parts[0].Length == 0 && parts[1].Trim().Length > 0
            ? parts[1].Trim()
            : throw new DirectiveException($"#{line.Name} needs a name between quotation marks, as in #{line.Name} \"{(line.Name == "r" ? "nuget: Humanizer.Core, 2.14.1" : "helpers.csx")}\".", line.Path, line.Line);
    }

    private IEnumerable<string> Library(DirectiveLine line, string target)
    {
        var folder = File.Exists(line.Path) ? Path.GetDirectoryName(line.Path)! : directory;
        var path = Path.GetFullPath(target, folder);
        if (File.Exists(path))
        {
            assemblies.AddLibrary(path);
            return [path];
        }

        var name = target.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? target[..^4] : target;
        return CellReferences.Framework.Any(f => Path.GetFileNameWithoutExtension(f).Equals(name, StringComparison.OrdinalIgnoreCase))
            ? []
            : throw new DirectiveException($"There is no library {path}. A package is referenced as #r \"nuget: {Path.GetFileNameWithoutExtension(name)}\".", line.Path, line.Line);
    }

    private List<string> Packages(IReadOnlyList<(DirectiveLine Line, string Target)> wanted, CancellationToken cancellation)
    {
        var all = new Dictionary<string, string>(packages, StringComparer.OrdinalIgnoreCase);
        foreach (var (line, target) in wanted)
        {
            var parts = target["nuget:".Length..].Split(',', StringSplitOptions.TrimEntries);
            if (parts is not [{ Length: > 0 }] and not [{ Length: > 0 }, { Length: > 0 }])
            {
                throw new DirectiveException("A package is written as #r \"nuget: Name\" or #r \"nuget: Name, Version\".", line.Path, line.Line);
            }

            if (!provided.Contains(parts[0]))
            {
                all[parts[0]] = parts.Length == 2 ? parts[1] : all.GetValueOrDefault(parts[0], "*");
            }
        }

        if (wanted.Count == 0 || all.SequenceEqual(packages))
        {
            return [];
        }

        try
        {
            var restored = PackageRestore.Run(all, directory, cancellation);
            restored.Runtime.ForEach(assemblies.AddLibrary);
            restored.Native.ForEach(assemblies.AddNativeLibrary);
            foreach (var (name, version) in all)
            {
                packages[name] = version;
            }

            return restored.Compile;
        }
        catch (InvalidOperationException failed)
        {
            throw new DirectiveException(failed.Message, wanted[^1].Line.Path, wanted[^1].Line.Line);
        }
    }

    private IDirective Find(DirectiveLine line) =>
        Known.FirstOrDefault(d => "!" + d.Name == line.Name)
        ?? throw new DirectiveException($"There is no #{line.Name}. What there is: {string.Join(", ", Known.Select(d => $"#!{d.Name} ({d.Summary})"))}; and #r, #load.", line.Path, line.Line);
}

/// <param name="Code">The cell without its directives; every other character is where it was.</param>
/// <param name="Ends">What directives do after the code.</param>
internal sealed record PreparedCell(string Code, IReadOnlyList<MetadataReference> References, IReadOnlyList<Action<CellStatus>> Ends);
