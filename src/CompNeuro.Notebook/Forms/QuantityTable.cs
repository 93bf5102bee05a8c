using CompNeuro.Figures;

namespace CompNeuro.Notebook.Forms;

/// <summary>Results, each with its name and unit.</summary>
internal static class QuantityTable
{
    public static Shown Of(Quantities quantities) =>
        Table.Of("", [], [.. quantities.Select(row => (IReadOnlyList<Cell>)[Cell.Symbol(row.Name), row.Value, new Cell(row.Unit, Symbol.Html(row.Unit))])]);
}
