using System.Collections.Immutable;

namespace CompNeuro.Figures;

/// <summary>
/// A figure as a value: its numbers, axes, words and id. It never changes; every <c>With…</c> returns a new one.
/// Panels stand in columns; the panels of one column lie above each other and share their x axis where it measures the same.
/// </summary>
[TypeFormatterSource(typeof(FigureFormatters), PreferredMimeTypes = ["application/vnd.plotly.v1+json", "image/svg+xml", "text/html", "text/plain"])]
public sealed partial record Figure
{
    /// <param name="columns">From left to right; each from top to bottom.</param>
    public Figure(IEnumerable<IEnumerable<Panel>> columns)
    {
        Columns = [.. columns.Select(column => column.ToImmutableArray())];
        if (Columns.Length == 0 || Columns.Any(column => column.Length == 0))
        {
            throw new ArgumentException("A figure needs at least one panel in every column.");
        }
    }

    public Figure(Panel panel)
        : this([[panel]])
    {
    }

    public ImmutableArray<ImmutableArray<Panel>> Columns { get; private init; }

    /// <summary>All panels, column by column.</summary>
    public IEnumerable<Panel> Panels => Columns.SelectMany(column => column);

    /// <summary>A readable name such as <c>fig-1-4-action-potential</c>; empty for a figure that is not referred to.</summary>
    public string Id { get; private init; } = "";

    public string Title { get; private init; } = "";

    public string Caption { get; private init; } = "";

    /// <summary>What a reader who cannot see the figure is told: the author's words, or else a description of the data.</summary>
    public string AltText { get => field is "" ? Description.Of(this) : field; private init; } = "";

    /// <summary>The look; null for <see cref="Theme.Default"/>.</summary>
    public Theme? Theme { get; private init; }

    /// <summary>Height as a fraction of the width; null to follow the number of panels.</summary>
    public double? Aspect { get; private init; }

    /// <summary>Puts figures above each other. Panels that measure the same along x share that axis.</summary>
    /// <exception cref="ArgumentException">The figures have different numbers of columns.</exception>
    public static Figure Stack(params IReadOnlyList<Figure> figures)
    {
        var first = First(figures, nameof(Stack));
        return figures.All(figure => figure.Columns.Length == first.Columns.Length)
            ? first with { Columns = [.. first.Columns.Select((_, i) => figures.SelectMany(figure => figure.Columns[i]).ToImmutableArray())] }
            : throw new ArgumentException("Figures stacked above each other need the same number of columns: stack first, then put the stacks beside each other.");
    }

    /// <summary>Puts figures next to each other, the first one left.</summary>
    public static Figure Beside(params IReadOnlyList<Figure> figures) =>
        First(figures, nameof(Beside)) with { Columns = [.. figures.SelectMany(figure => figure.Columns)] };

    /// <summary>Puts figures of one panel each into a grid, row by row. The title of each becomes the heading of its panel.</summary>
    /// <param name="columns">How many stand beside each other.</param>
    /// <param name="figures">At least as many as there are columns.</param>
    /// <exception cref="ArgumentException">There are too few figures, or one has several panels.</exception>
    public static Figure Grid(int columns, params IReadOnlyList<Figure> figures)
    {
        if (columns < 1 || figures.Count < columns || figures.Any(figure => figure.Panels.Count() != 1))
        {
            throw new ArgumentException($"A grid of {columns} columns needs at least as many figures, of one panel each.");
        }

        // Rows stay aligned: either every panel shares its x axis with those below, or none.
        var alike = figures.All(figure => figure.Panels.First().X == figures[0].Panels.First().X);
        var panels = figures.Select(figure => figure.Panels.First() with { Title = figure.Title, SharesX = alike }).ToArray();
        return new(Enumerable.Range(0, columns).Select(column => panels.Where((_, k) => k % columns == column)));
    }

    /// <summary>Draws figures into the same panels, with the axes of the first: theory over simulation, data over a fit.</summary>
    /// <exception cref="ArgumentException">The figures have different numbers of panels.</exception>
    public static Figure Overlay(params IReadOnlyList<Figure> figures)
    {
        var first = First(figures, nameof(Overlay));
        foreach (var figure in figures)
        {
            if (!figure.Columns.Select(column => column.Length).SequenceEqual(first.Columns.Select(column => column.Length)))
            {
                throw new ArgumentException("Figures drawn over each other need the same arrangement of panels.");
            }
        }

        return first with
        {
            Columns = [.. first.Columns.Select((column, i) => column
                .Select((panel, j) => panel.With(series: figures.SelectMany(figure => figure.Columns[i][j].Series))).ToImmutableArray())],
        };
    }

    /// <summary>The id, title, caption and words for the figure composed of several are those of the first that has them.</summary>
    private static Figure First(IReadOnlyList<Figure> figures, string name)
    {
        if (figures.Count == 0)
        {
            throw new ArgumentException($"Figure.{name} needs at least one figure.");
        }

        return figures[0] with
        {
            Id = figures.Select(figure => figure.Id).FirstOrDefault(id => id is not "", ""),
            Title = figures.Select(figure => figure.Title).FirstOrDefault(title => title is not "", ""),
            Caption = figures.Select(figure => figure.Caption).FirstOrDefault(caption => caption is not "", ""),
            AltText = "",
        };
    }
}
