using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace CompNeuro.Notebook.Forms;

/// <summary>Vectors and matrices with their numbers aligned; of large ones the first and the last rows and columns.</summary>
internal static class MatrixTable
{
    private const int MostRows = 16, MostColumns = 10;

    public static Shown Of<T>(Matrix<T> matrix)
        where T : struct, IEquatable<T>, IFormattable => Of($"{matrix.RowCount} × {matrix.ColumnCount} matrix", matrix.RowCount, matrix.ColumnCount, (i, j) => matrix[i, j]);

    public static Shown Of<T>(Vector<T> vector)
        where T : struct, IEquatable<T>, IFormattable => Of($"vector of {vector.Count}", vector.Count, 1, (i, _) => vector[i]);

    public static Shown Of(double[,] array) => Of($"double[{array.GetLength(0)}, {array.GetLength(1)}]", array.GetLength(0), array.GetLength(1), (i, j) => array[i, j]);

    public static Shown Of(IReadOnlyList<Complex> values) => Of($"{values.Count} complex numbers", values.Count, 1, (i, _) => values[i]);

    private static Shown Of(string caption, int rows, int columns, Func<int, int, object> entry)
    {
        var (shownRows, shownColumns) = (Chosen(rows, MostRows), Chosen(columns, MostColumns));
        return Table.Of(caption, [], [.. shownRows.Select(row => (IReadOnlyList<Cell>)[.. shownColumns.Select(column => Entry(row, column))])]);

        Cell Entry(int? row, int? column) => new(row is { } i && column is { } j ? Numbers.Of(entry(i, j)) : row is null ? "⋮" : "…", IsNumber: true);
    }

    /// <summary>The indices to show; null for those left out.</summary>
    internal static int?[] Chosen(int count, int most) => count <= most
        ? [.. Enumerable.Range(0, count).Select(i => (int?)i)]
        : [.. Enumerable.Range(0, most - 3).Select(i => (int?)i), null, count - 2, count - 1];
}
