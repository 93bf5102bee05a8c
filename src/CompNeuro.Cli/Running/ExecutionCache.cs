using System.Security.Cryptography;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Cli.Running;

/// <summary>Executed notebooks, kept under the fingerprint of all that their outputs depend on: the notebook, this program and the course's data.</summary>
internal sealed class ExecutionCache(CourseFolder course, string folder)
{
    /// <summary>Runs the notebooks whose outputs are not known and takes the others from the cache. What has run without errors is kept at once, so that a build that was stopped goes on where it was.</summary>
    /// <param name="fresh">Whether to run them all.</param>
    /// <param name="finished">Called once for each notebook, one at a time.</param>
    internal async Task<IReadOnlyList<ExecutedNotebook>> RunAsync(
        IReadOnlyList<string> paths, NotebookBatch batch, bool fresh, Action<ExecutedNotebook> finished, CancellationToken cancellation)
    {
        var surroundings = Surroundings();
        var kept = paths.ToDictionary(path => path, path => Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(path)}.{Fingerprint(path, surroundings)}.ipynb"));
        var known = (fresh ? [] : paths).Select(path => Find(path, kept[path])).OfType<ExecutedNotebook>().ToDictionary(notebook => notebook.Path);
        foreach (var notebook in known.Values)
        {
            finished(notebook);
        }

        var run = await batch.RunAsync(
            [.. paths.Where(path => !known.ContainsKey(path))],
            notebook =>
            {
                if (notebook.Succeeded)
                {
                    Keep(notebook, kept[notebook.Path]);
                }

                finished(notebook);
            },
            cancellation);
        return [.. paths.Select(path => known.GetValueOrDefault(path) ?? run.Single(notebook => notebook.Path == path))];
    }

    private static ExecutedNotebook? Find(string path, string copy)
    {
        try
        {
            return File.Exists(copy) ? new(path, NotebookDocument.Load(copy), new NotebookRun([], 0, TimeSpan.Zero), null, IsKept: true) : null;
        }
        catch (InvalidNotebookException)
        {
            return null;
        }
    }

    /// <summary>Keeps a notebook in place of its earlier versions.</summary>
    private void Keep(ExecutedNotebook notebook, string copy)
    {
        Directory.CreateDirectory(folder);
        notebook.Document!.Save(copy);
        foreach (var earlier in Directory.GetFiles(folder, $"{Path.GetFileNameWithoutExtension(notebook.Path)}.*.ipynb").Where(file => file != copy))
        {
            File.Delete(earlier);
        }
    }

    private static string Fingerprint(string path, byte[] surroundings) => Convert.ToHexStringLower(SHA256.HashData([.. surroundings, .. File.ReadAllBytes(path)]))[..16];

    private byte[] Surroundings()
    {
        var data = Path.Combine(course.Root, "data");
        string[] files =
        [
            .. Directory.GetFiles(AppContext.BaseDirectory, "CompNeuro*.dll"),
            .. Directory.GetFiles(AppContext.BaseDirectory, "*.deps.json"),
            .. Directory.Exists(data) ? Directory.GetFiles(data, "*", SearchOption.AllDirectories) : [],
        ];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return hash.GetHashAndReset();
    }
}
