using System.Text.Json.Nodes;
using CompNeuro.Cli.Running;
using CompNeuro.Figures;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Cli.LectureFigures;

/// <summary>A figure that was run, and the parameters that were set for it.</summary>
internal sealed record RunFigure(FigureSource Source, Figure Figure, IReadOnlyList<(NotebookParameter Parameter, string Value)> Set)
{
    /// <summary>With what was set in title and caption, and described from its data where the author described another one.</summary>
    internal Figure Captioned => Set.Count == 0 ? Figure : Figure.WithAltText("")
        .WithTitle($"{Figure.Title} ({string.Join(", ", Set.Select(one => $"{one.Parameter.Name}\u00A0=\u00A0{one.Value}"))})")
        .WithCaption($"{Figure.Caption} With {string.Join(", ", Set.Select(one => $"{one.Parameter.Name} = {one.Value} (in the notebook {one.Parameter.Value})"))}.".Trim());
}

/// <summary>Runs the cells that figures need, and no others.</summary>
/// <param name="Problems">One for each thing that went wrong: figures that need it are not among <paramref name="Figures"/>.</param>
internal sealed record FigureRun(IReadOnlyList<RunFigure> Figures, IReadOnlyList<string> Problems)
{
    private static readonly TimeSpan LongestCell = TimeSpan.FromMinutes(5);

    internal static async Task<FigureRun> RunAsync(Terminal terminal, FigureSelection selection, ParameterValues values, CancellationToken cancellation)
    {
        var chapters = selection.Chapters.ToDictionary(one => one.Chapter.Path);
        var batch = new NotebookBatch(terminal, Environment.ProcessorCount, LongestCell, null, keepGoing: true, OutputsFor.Drawing)
        {
            Part = path =>
            {
                var document = values.In(chapters[path].Chapter);
                var needed = chapters[path].Figures.SelectMany(chapters[path].Chapter.CellsFor).Select(cell => cell.Number).ToHashSet();
                return new NotebookPart(document, document.Cells.Where(cell => needed.Contains(cell.Number)).ToHashSet());
            },
        };
        var results = await batch.RunAsync([.. chapters.Keys], _ => { }, cancellation);
        var (figures, problems) = (new List<RunFigure>(), new List<string>());
        foreach (var result in results)
        {
            Read(chapters[result.Path], result, values, figures, problems);
        }
        return new FigureRun(figures, problems);
    }

    private static void Read(
        (Chapter Chapter, IReadOnlyList<FigureSource> Figures) asked, ExecutedNotebook result, ParameterValues values, List<RunFigure> figures, List<string> problems)
    {
        if (result.Run is not { } run)
        {
            problems.Add(result.Problem!);
            return;
        }
        var failed = run.Failures.Select(failure => failure.Cell.Number).ToHashSet();
        var reported = new HashSet<int>();
        foreach (var source in asked.Figures)
        {
            // What only failed because an earlier cell had, and what was computed from older values of the same name, is of no use.
            if (asked.Chapter.CellsFor(source).FirstOrDefault(cell => failed.Contains(cell.Number)) is { } first)
            {
                if (reported.Add(first.Number))
                {
                    problems.Add(FailureReport.Write(asked.Chapter.Name, run.Failures.First(failure => failure.Cell.Number == first.Number)));
                }
            }
            else if (Shown(result.Document!.Cells[source.Cell.Number - 1]).FirstOrDefault(figure => figure.Id == source.Id) is { } figure)
            {
                figures.Add(new RunFigure(source, figure, [.. values.Of(asked.Chapter, source)]));
            }
            else if (!run.Failures.Any(failure => failure.Kind == CellFailureKind.Died))
            {
                problems.Add($"{asked.Chapter.Name}, {source.Cell} names the figure {source.Id} but did not show it.");
            }
        }
    }

    private static IEnumerable<Figure> Shown(NotebookCell cell) =>
        cell.Outputs.Select(output => (output["data"] as JsonObject)?[Figure.JsonMimeType]).OfType<JsonNode>().Select(Figure.FromJson);
}
