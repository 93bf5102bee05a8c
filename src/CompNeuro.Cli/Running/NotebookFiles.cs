using Microsoft.Extensions.FileSystemGlobbing;

namespace CompNeuro.Cli.Running;

/// <summary>Turns what was typed (files, folders, patterns such as <c>notebooks/0*.ipynb</c>) into notebook files.</summary>
internal static class NotebookFiles
{
    internal static IReadOnlyList<string> Find(IEnumerable<string> asked)
    {
        var found = new List<string>();
        foreach (var text in asked)
        {
            var before = found.Count;
            if (File.Exists(text))
            {
                found.Add(Path.GetFullPath(text));
            }
            else if (Directory.Exists(text))
            {
                found.AddRange(Match(text, "**/*.ipynb"));
            }
            else if (text.Contains('*', StringComparison.Ordinal))
            {
                var (root, pattern) = Split(text);
                found.AddRange(Match(root, pattern));
            }
            else
            {
                throw new UserError($"{text} is not there. Name a notebook file, a folder, or a pattern such as \"notebooks/*.ipynb\".");
            }
            if (found.Count == before)
            {
                throw new UserError($"{text} holds no notebook (no file that ends with .ipynb).");
            }
        }
        return [.. found.Distinct()];
    }

    private static IEnumerable<string> Match(string root, string pattern)
    {
        if (!Directory.Exists(root))
        {
            return [];
        }
        var matcher = new Matcher().AddInclude(pattern).AddExclude("**/.ipynb_checkpoints/**");
        return matcher.GetResultsInFullPath(Path.GetFullPath(root)).Order(StringComparer.Ordinal);
    }

    private static (string Root, string Pattern) Split(string text)
    {
        var star = text.IndexOf('*', StringComparison.Ordinal);
        var slash = text.LastIndexOfAny(['/', '\\'], star);
        return slash < 0 ? (".", text) : (text[..(slash + 1)], text[(slash + 1)..]);
    }
}
