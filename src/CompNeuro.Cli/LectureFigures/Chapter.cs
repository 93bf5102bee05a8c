using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Cli.LectureFigures;

/// <summary>A chapter as far as its figures go; nothing of it is run.</summary>
internal sealed class Chapter
{
    private readonly CellDependencies _dependencies;

    private Chapter(string path, NotebookDocument document)
    {
        (Path, Document) = (path, document);
        Figures = [.. document.Cells.SelectMany(FigureSource.In)];
        Parameters = NotebookParameter.Of(document);
        _dependencies = new CellDependencies(document);
    }

    internal string Path { get; }

    internal NotebookDocument Document { get; }

    internal IReadOnlyList<FigureSource> Figures { get; }

    internal IReadOnlyList<NotebookParameter> Parameters { get; }

    internal string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    internal static Chapter Read(string path) => new(path, NotebookDocument.Load(path));

    /// <summary>The parameters that may change what a figure shows.</summary>
    internal IEnumerable<NotebookParameter> ParametersOf(FigureSource figure) =>
        Parameters.Where(parameter => _dependencies.DependsOn(figure.Cell, parameter.Cell, parameter.Name));

    /// <summary>The cells that have to run for a figure, its own the last.</summary>
    internal IReadOnlyList<NotebookCell> CellsFor(FigureSource figure) => _dependencies.Needed([figure.Cell]);
}
