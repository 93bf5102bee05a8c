using System.Security.Cryptography;
using System.Text;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Grading.Release;

/// <summary>Makes the notebook that students get from the one with the worked answers.</summary>
public static class HomeworkRelease
{
    private const string Release = "release";

    /// <summary>The notebook without its answers, marked so that a copy in which a student has worked can be told from one in which nobody has. The same answers give the same bytes.</summary>
    /// <exception cref="InvalidNotebookException">The marks of an answer do not come in pairs, or nothing is marked.</exception>
    public static NotebookDocument Of(NotebookDocument solutions)
    {
        ArgumentNullException.ThrowIfNull(solutions);
        var released = solutions.WithSources(SolutionRegions.Removed);
        return Signed(released.Cells.Zip(solutions.Cells).All(pair => pair.First.Source == pair.Second.Source)
            ? throw new InvalidNotebookException("There is no answer to take out of this notebook: it has no cell with \"### BEGIN SOLUTION\".")
            : released);
    }

    /// <summary>A release for one student, with their values in the cell of parameters.</summary>
    public static NotebookDocument For(NotebookDocument solutions, string student, IReadOnlyDictionary<string, double> own) =>
        Signed(OwnValues.Put(Of(solutions), own).WithMark("student", student));

    /// <summary>Writes a release, whole or not at all.</summary>
    /// <param name="force">Overwrite whatever is there.</param>
    /// <exception cref="IOException">There is a file in which somebody has worked, or another file altogether.</exception>
    public static void Write(NotebookDocument release, string path, bool force = false)
    {
        ArgumentNullException.ThrowIfNull(release);
        if (File.Exists(path) && !force && !IsUntouched(path))
        {
            throw new IOException($"{path} is not a release as it was given out: somebody has worked in it, so it is not overwritten. Move it away, or add --force.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        release.Save(path);
    }

    /// <summary>Whether a file is a release, of this edition or an earlier one, whose cells nobody has changed.</summary>
    public static bool IsUntouched(string path)
    {
        try
        {
            var notebook = NotebookDocument.Load(path);
            return notebook.Mark(Release) is { } mark && mark == Signature(notebook);
        }
        catch (InvalidNotebookException)
        {
            return false;
        }
    }

    private static NotebookDocument Signed(NotebookDocument notebook) => notebook.WithMark(Release, Signature(notebook));

    /// <summary>Of the sources alone: to run a notebook is not to work in it.</summary>
    private static string Signature(NotebookDocument notebook) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', notebook.Cells.Select(cell => $"{cell.Kind} {cell.Source}")))))[..16];
}
