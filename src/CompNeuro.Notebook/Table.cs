using System.Text;

namespace CompNeuro.Notebook;

/// <summary>A small table with a caption. Colours and fonts are those of the page, so it reads on white and on black.</summary>
internal static class Table
{
    /// <param name="caption">Stands above the table; may be empty.</param>
    /// <param name="header">Column names; empty for a table without a header.</param>
    /// <param name="rows">Cells from left to right.</param>
    public static Shown Of(string caption, IReadOnlyList<Cell> header, IReadOnlyList<IReadOnlyList<Cell>> rows) => new(Text(caption, header, rows), Html(caption, header, rows));

    private static string Html(string caption, IReadOnlyList<Cell> header, IReadOnlyList<IReadOnlyList<Cell>> rows)
    {
        var html = new StringBuilder("<table>");
        html.Append(caption is "" ? "" : $"<caption style=\"text-align:left;white-space:nowrap\">{Figures.Symbol.Escape(caption)}</caption>");
        if (header.Count > 0)
        {
            html.Append("<tr>").AppendJoin("", header.Select((cell, i) => Element(cell.Html is "" ? "td" : "th", Side(rows, i), cell))).Append("</tr>");
        }

        foreach (var row in rows)
        {
            html.Append("<tr>").AppendJoin("", row.Select(cell => Element("td", cell.IsNumber ? "right" : "left", cell))).Append("</tr>");
        }

        return html.Append("</table>").ToString();
    }

    private static string Element(string name, string side, Cell cell) => $"<{name} style=\"text-align:{side};padding:.15em .6em\">{cell.Html}</{name}>";

    private static string Text(string caption, IReadOnlyList<Cell> header, IReadOnlyList<IReadOnlyList<Cell>> rows)
    {
        IReadOnlyList<IReadOnlyList<Cell>> all = header.Count > 0 ? [header, .. rows] : rows;
        var columns = all.Select(row => row.Count).DefaultIfEmpty(0).Max();
        var widths = Enumerable.Range(0, columns).Select(i => all.Max(row => i < row.Count ? row[i].Text.Length : 0)).ToArray();
        var lines = all.Select(row => string.Join("  ", row.Select((cell, i) => Side(rows, i) is "right" ? cell.Text.PadLeft(widths[i]) : cell.Text.PadRight(widths[i]))).TrimEnd());
        return string.Join("\n", caption is "" ? lines : lines.Prepend(caption));
    }

    private static string Side(IReadOnlyList<IReadOnlyList<Cell>> rows, int column) => rows.Any(row => column < row.Count && row[column].IsNumber) ? "right" : "left";
}
