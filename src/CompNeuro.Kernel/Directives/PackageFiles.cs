using System.Text.Json;

namespace CompNeuro.Kernel.Directives;

/// <summary>The files of restored packages, as <c>project.assets.json</c> lists them.</summary>
internal sealed record PackageFiles(List<string> Compile, List<string> Runtime, List<string> Native)
{
    /// <summary>Null when the packages were not restored or some of their files are gone.</summary>
    public static PackageFiles? TryRead(string assets)
    {
        if (!File.Exists(assets))
        {
            return null;
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(assets));
        var root = document.RootElement;
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name).ToList();
        var target = root.GetProperty("targets").EnumerateObject().Last(); // The one of this machine; the first is of any.
        var files = new PackageFiles([], [], []);
        foreach (var library in target.Value.EnumerateObject().Where(l => l.Value.GetProperty("type").GetString() == "package"))
        {
            var path = root.GetProperty("libraries").GetProperty(library.Name).GetProperty("path").GetString()!;
            if (folders.Select(f => Path.Combine(f, path)).FirstOrDefault(Directory.Exists) is not { } folder)
            {
                return null;
            }

            files.Compile.AddRange(Files(library.Value, "compile", folder));
            files.Runtime.AddRange(Files(library.Value, "runtime", folder));
            files.Native.AddRange(Files(library.Value, "native", folder));
        }

        return files;
    }

    private static IEnumerable<string> Files(JsonElement library, string kind, string folder) =>
        library.TryGetProperty(kind, out var files)
            ? files.EnumerateObject().Select(f => f.Name).Where(f => !f.EndsWith("_._", StringComparison.Ordinal)).Select(f => Path.GetFullPath(f, folder))
            : [];
}
