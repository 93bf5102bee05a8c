namespace Course.Tests;

/// <summary>The checkout these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static IEnumerable<string> Notebooks => Directory.EnumerateFiles(Path.Combine(Root, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal);

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "CompNeuro.slnx"))
            ? directory
            : Find(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests do not run from within the repository."));
}
