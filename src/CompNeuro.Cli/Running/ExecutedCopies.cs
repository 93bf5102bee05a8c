namespace CompNeuro.Cli.Running;

/// <summary>Where executed copies go.</summary>
internal static class ExecutedCopies
{
    /// <param name="output">A file for one notebook, else a folder; null for no copies.</param>
    /// <returns>Path of the original to path of the copy.</returns>
    /// <exception cref="UserError">A copy would take the place of an original or of another copy.</exception>
    internal static IReadOnlyDictionary<string, string> Plan(IReadOnlyList<string> originals, string? output)
    {
        var copies = new Dictionary<string, string>();
        if (output is null)
        {
            return copies;
        }
        var isFile = output.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(output);
        if (isFile && originals.Count > 1)
        {
            throw new UserError($"--output {output} is one file, and {originals.Count} notebooks are run. Name a folder.");
        }
        var known = originals.ToDictionary(RealPath, original => original, PathComparer);
        foreach (var original in originals)
        {
            var copy = Path.GetFullPath(isFile ? output : Path.Combine(output, Path.GetFileName(original)));
            if (known.ContainsKey(RealPath(copy)))
            {
                throw new UserError($"--output {output} would overwrite the original {original}, which is never changed. Name another file or folder.");
            }
            if (copies.ContainsValue(copy))
            {
                throw new UserError($"Two notebooks are named {Path.GetFileName(original)}: their copies cannot go to one folder. Run them one after another.");
            }
            copies[original] = copy;
        }
        return copies;
    }

    private static StringComparer PathComparer => OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    /// <summary>Follows links of the file and of the folders above it: the original must be recognised by any name.</summary>
    private static string RealPath(string path)
    {
        path = Path.GetFullPath(path);
        if (File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target)
        {
            path = target.FullName;
        }
        var parent = Path.GetDirectoryName(path);
        return parent is null ? path : Path.Combine(RealFolder(parent), Path.GetFileName(path));
    }

    private static string RealFolder(string path)
    {
        if (Directory.Exists(path) && Directory.ResolveLinkTarget(path, returnFinalTarget: true) is { } target)
        {
            path = target.FullName;
        }
        return Path.GetDirectoryName(path) is { } parent ? Path.Combine(RealFolder(parent), Path.GetFileName(path)) : path;
    }
}
