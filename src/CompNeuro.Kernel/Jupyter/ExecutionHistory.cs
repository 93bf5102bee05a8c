using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CompNeuro.Kernel.Jupyter;

internal sealed record HistoryEntry(int Session, int Line, string Input, string? Output);

/// <summary>
/// What was run, over sessions. Each session appends to a file of its own whose number it claimed by creating it, so that kernels
/// running at the same time never write to the same file; a line that was cut off by a crash is skipped when reading.
/// </summary>
internal sealed class ExecutionHistory(string directory, Action<string> log)
{
    internal const int RememberedSessions = 200;
    private const int LongestOutput = 4_000;
    private const string Suffix = ".jsonl";

    private readonly Lock gate = new();
    private readonly List<HistoryEntry> current = [];
    private int session;
    private bool broken;

    public void Add(int line, string input, string? output)
    {
        lock (gate)
        {
            var number = Session();
            var entry = new HistoryEntry(number, line, input, output is { Length: > LongestOutput } ? output[..LongestOutput] + " …" : output);
            current.Add(entry);
            if (broken)
            {
                return;
            }

            try
            {
                File.AppendAllText(PathOf(number), ToJson(entry) + "\n");
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                GiveUp(problem);
            }
        }
    }

    /// <summary>The last <paramref name="count"/> entries of all sessions, oldest first.</summary>
    public IReadOnlyList<HistoryEntry> Tail(int count) => Newest(count, _ => true, unique: false);

    /// <summary>Entries of one session: 0 is this one, −1 the one before; <paramref name="stop"/> is excluded.</summary>
    public IReadOnlyList<HistoryEntry> Range(int wanted, int start, int? stop)
    {
        lock (gate)
        {
            if (wanted <= 0)
            {
                wanted = Session() + wanted;
            }

            return [.. Read(wanted).Where(entry => entry.Line >= start && (stop is null || entry.Line < stop))];
        }
    }

    /// <summary>The last entries whose whole input matches a glob pattern (<c>*</c>, <c>?</c>, <c>[a-z]</c>), oldest first.</summary>
    public IReadOnlyList<HistoryEntry> Search(string pattern, int? count, bool unique)
    {
        var expression = new Regex(ToRegex(pattern), RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        return Newest(count ?? int.MaxValue, entry => expression.IsMatch(entry.Input), unique);
    }

    private List<HistoryEntry> Newest(int count, Func<HistoryEntry, bool> wanted, bool unique)
    {
        lock (gate)
        {
            var seen = new HashSet<string>();
            List<HistoryEntry> found =
            [
                .. Sessions().OrderDescending()
                    .SelectMany(number => Enumerable.Reverse(Read(number)))
                    .Where(entry => wanted(entry) && (!unique || seen.Add(entry.Input)))
                    .Take(Math.Max(0, count)),
            ];
            found.Reverse();
            return found;
        }
    }

    private int Session()
    {
        if (session > 0)
        {
            return session;
        }

        try
        {
            Directory.CreateDirectory(directory);
            for (session = Sessions().DefaultIfEmpty().Max() + 1; ; session++)
            {
                try
                {
                    File.Open(PathOf(session), FileMode.CreateNew).Dispose();
                    break;
                }
                catch (IOException) when (File.Exists(PathOf(session)))
                {
                    // Another kernel took this number a moment ago.
                }
            }

            foreach (var old in Sessions().OrderDescending().Skip(RememberedSessions).ToArray())
            {
                File.Delete(PathOf(old));
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            session = Math.Max(session, 1);
            GiveUp(problem);
        }

        return session;
    }

    private void GiveUp(Exception problem)
    {
        broken = true;
        log($"the history is kept in memory only, because {directory} cannot be written: {problem.Message}");
    }

    private IEnumerable<int> Sessions()
    {
        var stored = Directory.Exists(directory)
            ? Directory.EnumerateFiles(directory, "*" + Suffix).Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => int.TryParse(name, out _)).Select(int.Parse)
            : [];
        return session > 0 ? stored.Append(session).Distinct() : stored;
    }

    private List<HistoryEntry> Read(int number)
    {
        if (number == session)
        {
            return current;
        }

        try
        {
            return [.. File.ReadLines(PathOf(number)).Select(line => FromJson(number, line)).OfType<HistoryEntry>()];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string PathOf(int number) => Path.Combine(directory, number.ToString("D6", CultureInfo.InvariantCulture) + Suffix);

    private static string ToJson(HistoryEntry entry)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(entry.Line);
            writer.WriteStringValue(entry.Input);
            writer.WriteStringValue(entry.Output);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static HistoryEntry? FromJson(int session, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var fields = document.RootElement;
            return new(session, fields[0].GetInt32(), fields[1].GetString()!, fields[2].GetString());
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            return null;
        }
    }

    private static string ToRegex(string glob)
    {
        var expression = new StringBuilder(@"\A");
        for (var i = 0; i < glob.Length; i++)
        {
            var close = glob[i] == '[' && i + 2 < glob.Length ? glob.IndexOf(']', i + 2) : -1;
            if (close > 0)
            {
                var inside = glob[(i + 1)..close].Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal);
                expression.Append('[').Append(inside).Append(']');
                i = close;
            }
            else
            {
                expression.Append(glob[i] switch { '*' => ".*", '?' => ".", var other => Regex.Escape(other.ToString()) });
            }
        }

        return expression.Append(@"\z").ToString();
    }
}
