using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Cli;

/// <summary>A checkout of the course: where its notebooks and sources are.</summary>
internal sealed record CourseFolder(string Root)
{
    private const string Mark = "CompNeuro.slnx";

    internal string Notebooks => Path.Combine(Root, "notebooks");

    internal string Solutions => Path.Combine(Root, "solutions");

    internal string Exercises => Path.Combine(Root, "exercises");

    internal string CliProject => Path.Combine(Root, "src", "CompNeuro.Cli", "CompNeuro.Cli.csproj");

    /// <summary>The course around the current directory, or else the one this program was built in; null where there is none.</summary>
    internal static CourseFolder? Find() => Above(Directory.GetCurrentDirectory()) ?? Above(AppContext.BaseDirectory);

    internal static CourseFolder Require() => Find() ?? throw new UserError(
        "The course was not found: neither the current folder nor a folder above it holds CompNeuro.slnx. Change to the folder you cloned, and try again.");

    /// <summary>The chapters asked for by number (<c>1</c>), name or path; all of them when none is named.</summary>
    internal IReadOnlyList<string> Chapters(IReadOnlyList<string> asked) => NotebooksIn(Notebooks, "chapter", asked);

    /// <summary>The homework asked for in the same ways, as the notebooks with the worked answers.</summary>
    internal IReadOnlyList<string> Homework(IReadOnlyList<string> asked) => NotebooksIn(Solutions, "homework", asked);

    /// <summary>All homework, as students get it.</summary>
    internal IReadOnlyList<string> Released() => NotebooksIn(Exercises, "homework", []);

    private static List<string> NotebooksIn(string folder, string kind, IReadOnlyList<string> asked)
    {
        var all = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.ipynb").Order(StringComparer.Ordinal).ToList() : [];
        if (all.Count == 0)
        {
            throw new UserError($"There are no notebooks in {folder}. Take them back with git checkout -- {Path.GetFileName(folder)}.");
        }
        return asked.Count == 0 ? all : [.. asked.Select(One).Distinct()];

        string One(string name)
        {
            if (name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) && File.Exists(name))
            {
                return Path.GetFullPath(name);
            }
            var matches = all.FindAll(path => int.TryParse(name, out var number)
                ? Path.GetFileName(path).StartsWith($"{number:00}-", StringComparison.Ordinal)
                : Path.GetFileName(path).Contains(name, StringComparison.OrdinalIgnoreCase));
            return matches switch
            {
                [var one] => one,
                [] => throw new UserError($"There is no {kind} \"{name}\". There are: {Names(all)}."),
                _ => throw new UserError($"\"{name}\" is the name of several: {Names(matches)}. Use the number."),
            };
        }
    }

    internal static string TitleOf(string path)
    {
        try
        {
            return NotebookDocument.Load(path).Title ?? Path.GetFileNameWithoutExtension(path);
        }
        catch (InvalidNotebookException)
        {
            return Path.GetFileNameWithoutExtension(path);
        }
    }

    private static string Names(IEnumerable<string> paths) => string.Join(", ", paths.Select(Path.GetFileNameWithoutExtension));

    private static CourseFolder? Above(string? directory)
    {
        for (; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, Mark)))
            {
                return new CourseFolder(directory);
            }
        }
        return null;
    }
}
