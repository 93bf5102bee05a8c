using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CompNeuro.Figures;

/// <content>The words, axes and reference marks a figure can be given, each returning a new figure.</content>
public sealed partial record Figure
{
    /// <param name="id">Lower-case words and numbers joined by hyphens, for example <c>fig-1-4-action-potential</c>.</param>
    /// <exception cref="ArgumentException">The id is of another form.</exception>
    public Figure WithId(string id) => IdPattern.IsMatch(id)
        ? this with { Id = id }
        : throw new ArgumentException($"'{id}' cannot be a figure's id: use lower-case letters and digits joined by hyphens, as in fig-1-4-action-potential.");

    public Figure WithTitle(string title) => this with { Title = title };

    public Figure WithCaption(string caption) => this with { Caption = caption };

    /// <summary>Describes the figure for a reader who cannot see it; without this, a description is made from the data.</summary>
    public Figure WithAltText(string altText) => this with { AltText = altText.Trim() };

    public Figure WithTheme(Theme theme) => this with { Theme = theme };

    /// <param name="aspect">Height over width: 1 for a square, 0.5 for a strip.</param>
    public Figure WithAspect(double aspect) => aspect is >= 0.1 and <= 5
        ? this with { Aspect = aspect }
        : throw new ArgumentOutOfRangeException(nameof(aspect), aspect, "Height over width must lie between 0.1 and 5.");

    /// <summary>Labels the axes. A unit stands in brackets at the end: <c>V (mV)</c>.</summary>
    public Figure WithAxes(string x, string y) => XAxis(axis => Relabelled(axis, x)).YAxis(axis => Relabelled(axis, y));

    public Figure LogX() => XAxis(axis => axis with { IsLogarithmic = true });

    public Figure LogY() => YAxis(axis => axis with { IsLogarithmic = true });

    public Figure WithXRange(double minimum, double maximum) => XAxis(axis => axis.WithRange(minimum, maximum));

    public Figure WithYRange(double minimum, double maximum) => YAxis(axis => axis.WithRange(minimum, maximum));

    /// <summary>Marks a value of y across the panel.</summary>
    public Figure HorizontalLine(double y, string label = "") => Only(nameof(HorizontalLine), panel => panel.With(series: [.. panel.Series, new ReferenceLine(label, y, isVertical: false)]));

    /// <summary>Marks a value of x in every panel; the label stands on the uppermost.</summary>
    public Figure VerticalLine(double x, string label = "") => this with
    {
        Columns = [.. Columns.Select(column => column
            .Select((panel, row) => panel.With(series: [.. panel.Series, new ReferenceLine(row == 0 ? label : "", x, isVertical: true)]))
            .ToImmutableArray())],
    };

    /// <summary>Shades the area between two curves.</summary>
    public Figure Shade(IEnumerable<double> x, IEnumerable<double> lower, IEnumerable<double> upper, string label = "") =>
        Only(nameof(Shade), panel => panel.With(series: [new Band(label, x, lower, upper), .. panel.Series]));

    private static readonly Regex IdPattern = new("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant);

    private static Axis Relabelled(Axis axis, string text)
    {
        var parsed = Axis.Parse(text);
        return axis with { Label = parsed.Label, Unit = parsed.Unit };
    }

    private Figure XAxis(Func<Axis, Axis> change) => Change(panel => panel.With(x: change(panel.X)));

    private Figure YAxis(Func<Axis, Axis> change) => Only("a y axis", panel => panel.With(y: change(panel.Y)));

    private Figure Only(string what, Func<Panel, Panel> change) => Panels.Count() == 1
        ? Change(change)
        : throw new InvalidOperationException($"This figure has {Panels.Count()} panels, so {what} would be ambiguous: set it on each part before Stack or Beside.");

    private Figure Change(Func<Panel, Panel> change) => this with { Columns = [.. Columns.Select(column => column.Select(change).ToImmutableArray())] };
}
