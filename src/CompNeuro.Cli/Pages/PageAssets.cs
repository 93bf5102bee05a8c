using CompNeuro.Figures;
using CompNeuro.Notebook.Controls;

namespace CompNeuro.Cli.Pages;

/// <summary>The files that the pages of one folder share.</summary>
internal sealed class PageAssets(string folder)
{
    private const string PlotlyFile = "plotly.min.js";

    private static string Source => Path.Combine(AppContext.BaseDirectory, "Assets");

    internal string Folder { get; } = Path.Combine(folder, "assets");

    /// <summary>Writes style, script, mathematics (KaTeX), charts (plotly.js) and controls, all of which work without a network.</summary>
    internal void Write()
    {
        foreach (var file in Directory.GetFiles(Source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, Path.GetRelativePath(Source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
        File.WriteAllText(Path.Combine(Folder, PlotlyFile), PlotlyScript.Text);
        // Scripts of cells are left out of the pages; this one their controls need.
        File.WriteAllText(Path.Combine(Folder, "frames.js"), FramesScript.Text);
    }

    /// <summary>Copies a picture that a notebook refers to.</summary>
    /// <returns>Its address from a page; null when there is no such file below the notebook's folder.</returns>
    internal string? CopyImage(string notebookFolder, string address)
    {
        var root = Path.GetFullPath(notebookFolder) + Path.DirectorySeparatorChar;
        var file = Path.GetFullPath(Path.Combine(root, Uri.UnescapeDataString(address)));
        if (!file.StartsWith(root, StringComparison.Ordinal) || !File.Exists(file))
        {
            return null;
        }
        var relative = Path.Combine("images", Path.GetRelativePath(root, file));
        var target = Path.Combine(Folder, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target, overwrite: true);
        return "assets/" + string.Join('/', relative.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
    }
}
