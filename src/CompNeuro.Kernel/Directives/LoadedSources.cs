using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CompNeuro.Kernel.Directives;

/// <summary>The files of <c>#load</c> lines, relative to the notebook or to the file that loads them.</summary>
internal sealed class LoadedSources(string directory) : SourceFileResolver([], directory)
{
    /// <summary>Without the <c>#r</c> lines, which <see cref="CellDirectives"/> carried out.</summary>
    public override SourceText ReadText(string resolvedPath)
    {
        var code = File.ReadAllText(resolvedPath);
        var blank = DirectiveLine.Blank(code, DirectiveLine.Of(code, resolvedPath).Where(l => l.Name != "load"));
        return SourceText.From(blank, Encoding.UTF8);
    }

    // A cell is no file: its name must reach tracebacks as it is.
    public override string? NormalizePath(string path, string? baseFilePath) => Path.IsPathRooted(path) ? base.NormalizePath(path, baseFilePath) : path;

    // What a cell loads is relative to the notebook.
    public override string? ResolveReference(string path, string? baseFilePath) =>
        base.ResolveReference(path, baseFilePath is not null && File.Exists(baseFilePath) ? baseFilePath : null);
}
