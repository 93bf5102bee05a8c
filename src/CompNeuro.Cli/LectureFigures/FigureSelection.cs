using CompNeuro.Cli.Machine;

namespace CompNeuro.Cli.LectureFigures;

/// <summary>The figures that somebody asked for, by chapter.</summary>
internal sealed record FigureSelection(IReadOnlyList<(Chapter Chapter, IReadOnlyList<FigureSource> Figures)> Chapters)
{
    internal IEnumerable<FigureSource> Figures => Chapters.SelectMany(one => one.Figures);

    /// <param name="course">The course.</param>
    /// <param name="asked">Chapters by number or name, and figures by id; all figures when nothing is named.</param>
    internal static FigureSelection Of(CourseFolder course, IReadOnlyList<string> asked)
    {
        var ids = asked.Where(name => name.StartsWith("fig-", StringComparison.Ordinal)).ToList();
        var whole = ids.Count == asked.Count && ids.Count > 0 ? [] : course.Chapters([.. asked.Except(ids)]);
        var chapters = (ids.Count > 0 ? course.Chapters([]) : whole).Union(whole).Select(Chapter.Read).ToList();
        if (chapters.SelectMany(chapter => chapter.Figures.Select(figure => (figure.Id, Place: $"{chapter.Name}, {figure.Cell}"))).GroupBy(figure => figure.Id).FirstOrDefault(alike => alike.Count() > 1) is { } twice)
        {
            throw new UserError($"{twice.Key} is the id of several figures: {string.Join("; ", twice.Select(figure => figure.Place))}. Give each an id of its own.");
        }
        foreach (var id in ids)
        {
            if (!chapters.Exists(chapter => chapter.Figures.Any(figure => figure.Id == id)))
            {
                throw new UserError($"There is no figure {id}.{Spelling.DidYouMean(id, chapters.SelectMany(chapter => chapter.Figures).Select(figure => figure.Id))} \"figures list\" names them all.");
            }
        }
        return new([.. chapters
            .Select(chapter => (chapter, (IReadOnlyList<FigureSource>)[.. chapter.Figures.Where(figure => whole.Contains(chapter.Path) || ids.Contains(figure.Id))]))
            .Where(one => one.Item2.Count > 0)]);
    }

    /// <summary>Only the figures that may look otherwise with the values set; all of them when none is.</summary>
    internal FigureSelection ChangedBy(ParameterValues values) => values.IsEmpty ? this : new([.. Chapters
        .Select(one => (one.Chapter, (IReadOnlyList<FigureSource>)[.. one.Figures.Where(figure => values.Of(one.Chapter, figure).Any())]))
        .Where(one => one.Item2.Count > 0)]);
}
