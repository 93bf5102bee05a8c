using Deedle;

namespace CompNeuro.Notebook.Forms;

/// <summary>Deedle frames and series: the type of every column, the first rows and the last.</summary>
internal static class FrameTable
{
    private const int MostRows = 12, MostColumns = 12;

    public static Shown Of<TRow, TColumn>(Frame<TRow, TColumn> frame)
        where TRow : notnull
        where TColumn : notnull
    {
        var columns = MatrixTable.Chosen(frame.ColumnCount, MostColumns);
        var keys = frame.ColumnKeys.ToArray();
        var types = frame.ColumnTypes.ToArray();
        Cell[] header = ["", .. columns.Select(i => i is { } column ? new Cell($"{keys[column]}", $"{Figures.Symbol.Html($"{keys[column]}")}<br><small>{types[column].Name}</small>") : "…")];
        var rowKeys = frame.RowKeys.ToArray();
        var rows = MatrixTable.Chosen(frame.RowCount, MostRows).Select(row => (IReadOnlyList<Cell>)
        [
            row is { } at ? $"{rowKeys[at]}" : "⋮",
            .. columns.Select(column => Entry(row is { } r && column is { } c ? frame.GetColumnAt<object>(c).TryGet(rowKeys[r]) : null)),
        ]);
        return Table.Of($"frame of {frame.RowCount} rows × {frame.ColumnCount} columns", header, [.. rows]);
    }

    public static Shown Of<TKey, TValue>(Series<TKey, TValue> series)
        where TKey : notnull
    {
        var keys = series.Keys.ToArray();
        var rows = MatrixTable.Chosen(keys.Length, MostRows).Select(row => (IReadOnlyList<Cell>)(row is { } at ? [$"{keys[at]}", Value(series.TryGet(keys[at]))] : ["⋮", new Cell("⋮", IsNumber: true)]));
        return Table.Of($"series of {keys.Length} values ({typeof(TValue).Name})", [], [.. rows]);
    }

    private static Cell Entry(OptionalValue<object>? value) => value is { } present ? Value(present) : new Cell("…", IsNumber: true);

    private static Cell Value<T>(OptionalValue<T> value) => !value.HasValue ? "missing" : value.Value is double or int or long or float ? new Cell(Numbers.Of(value.Value), IsNumber: true) : Numbers.Of(value.Value);
}
