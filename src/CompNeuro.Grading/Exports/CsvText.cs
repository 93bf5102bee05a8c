using System.Text;

namespace CompNeuro.Grading.Exports;

/// <summary>
/// A CSV file of another program as it is, byte by byte, in which single fields are changed: what a library reads and writes again would come out with other quotes, line ends or byte order marks.
/// RFC 4180, with the comma, semicolon or tab that the header uses.
/// </summary>
internal sealed class CsvText
{
    private readonly string text;
    private readonly Encoding encoding;
    private readonly SortedDictionary<int, (int End, string Field)> changes = [];
    private readonly List<(int Start, int End)[]> records = [];

    public CsvText(byte[] bytes)
    {
        // Latin-1 keeps every byte of a file that is not UTF-8.
        try
        {
            (encoding, text) = (new UTF8Encoding(false), new UTF8Encoding(false, true).GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            (encoding, text) = (Encoding.Latin1, Encoding.Latin1.GetString(bytes));
        }

        var header = text[..(text.IndexOfAny(['\n', '\r']) is var end and >= 0 ? end : text.Length)];
        Separator = ",;\t".MaxBy(c => header.Count(one => one == c));
        Read();
    }

    public char Separator { get; }

    public int Count => records.Count;

    public IReadOnlyList<string> this[int record] => [.. records[record].Select(Value)];

    /// <summary>Puts a number in. It gets quotes where the field had them, or where its decimal comma would end the field.</summary>
    public void Set(int record, int field, string value)
    {
        var (start, end) = records[record][field];
        changes[start] = (end, text.AsSpan(start, end - start).StartsWith("\"") || value.Contains(Separator, StringComparison.Ordinal) ? $"\"{value}\"" : value);
    }

    public byte[] Bytes()
    {
        var (result, place) = (new StringBuilder(), 0);
        foreach (var (start, (end, field)) in changes)
        {
            result.Append(text, place, start - place).Append(field);
            place = end;
        }

        return encoding.GetBytes(result.Append(text, place, text.Length - place).ToString());
    }

    private string Value((int Start, int End) field) =>
        text[field.Start..field.End] is ['"', .. var quoted, '"'] ? quoted.Replace("\"\"", "\"", StringComparison.Ordinal) : text[field.Start..field.End];

    private void Read()
    {
        var fields = new List<(int, int)>();
        var (start, quoted) = (text.StartsWith('\uFEFF') ? 1 : 0, false);
        for (var i = start; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            quoted ^= c == '"' && i < text.Length;
            if ((quoted && i < text.Length) || (c != Separator && c is not ('\n' or '\r')))
            {
                continue;
            }

            fields.Add((start, i));
            start = i + 1;
            if (c != Separator)
            {
                // An empty line is no record, and \r\n is one end.
                if (fields.Count > 1 || fields[0].Item2 > fields[0].Item1)
                {
                    records.Add([.. fields]);
                }

                fields.Clear();
            }
        }
    }
}
