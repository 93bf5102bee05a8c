using System.Collections;
using System.Runtime.CompilerServices;

namespace CompNeuro.Notebook.Forms;

/// <summary>Dictionaries as two columns, tuples as their values in brackets.</summary>
internal static class DictionaryTable
{
    private const int MostRows = 24;

    public static Shown Of(IDictionary dictionary)
    {
        var entries = dictionary.Cast<object>().Take(MostRows)
            .Select(entry => entry is DictionaryEntry pair ? (pair.Key, pair.Value) : (entry.GetType().GetProperty("Key")!.GetValue(entry)!, entry.GetType().GetProperty("Value")!.GetValue(entry)))
            .Select(entry => (IReadOnlyList<Cell>)[Cell.Symbol($"{entry.Item1}"), Value(entry.Item2)]).ToList();
        if (dictionary.Count > MostRows)
        {
            entries.Add(["⋮", "⋮"]);
        }

        return Table.Of(dictionary.Count > MostRows ? $"{dictionary.Count} entries" : dictionary.Count == 0 ? "no entries" : "", [], entries);
    }

    public static Shown Of(ITuple tuple)
    {
        var text = $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => tuple[i] is ITuple inner ? Of(inner).Text : ArrayStatistics.Brief(tuple[i])))})";
        return new(text, Figures.Symbol.Escape(text));
    }

    /// <summary>Tuples one below the other.</summary>
    public static Shown OfRows(IEnumerable<ITuple> tuples)
    {
        var shown = tuples.Take(MostRows + 1).Select(tuple => (IReadOnlyList<Cell>)[.. Enumerable.Range(0, tuple.Length).Select(i => Value(tuple[i]))]).ToList();
        if (shown.Count > MostRows)
        {
            shown[MostRows] = ["⋮"];
        }

        return Table.Of(shown.Count == 0 ? "no rows" : "", [], shown);
    }

    private static Cell Value(object? value) => value is double or int ? new Cell(Numbers.Of(value), IsNumber: true) : ArrayStatistics.Brief(value);
}
