namespace CompNeuro.Cli.Machine;

/// <summary>Which of several names somebody may have meant.</summary>
internal static class Spelling
{
    /// <returns>The question whether the nearest was meant; nothing when none is near.</returns>
    internal static string DidYouMean(string typed, IEnumerable<string> names)
    {
        var nearest = names.OrderBy(name => Distance(typed, name)).FirstOrDefault();
        return nearest is not null && Distance(typed, nearest) <= Math.Max(1, typed.Length / 3) ? $" Did you mean {nearest}?" : "";
    }

    /// <summary>How many letters have to be put in, taken out or changed (Levenshtein); a capital for a small letter counts nothing.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(changed, 1 + Math.Min(row[j], row[j - 1])));
            }
        }
        return row[b.Length];
    }
}
