using System.IO.Compression;

namespace CompNeuro.Grading.Submissions;

/// <summary>
/// Finds what was handed in: notebooks, folders of them, zip archives of them. Nothing is unpacked to the disk: names in an archive are names, never paths.
/// </summary>
/// <remarks>
/// Names that a student can choose must not say whose a notebook is. So an archive is one student's, and its own name counts, if it lies in a folder or an archive, has the name that a platform gives to one student's
/// file, or is one of several that are named together. An archive named alone is the download of a class, in which the names inside count; but with a single notebook in it, in no folder
/// and not named by a platform, it is one student's too.
/// </remarks>
public static class SubmissionFiles
{
    private const int MostEntries = 20_000;
    private const int MostDepth = 3;
    private const long MostArchiveBytes = 200 << 20;
    private const int Allowance = 1000;
    private const int CostOfArchive = 100;

    /// <summary>One submission per student, ordered by student.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="homework">Which of several notebooks of a student is meant: the one with its number.</param>
    /// <param name="setAside">Told of each file that is not graded because the same student handed in another one.</param>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="InvalidDataException">An archive named on the command line is none.</exception>
    public static IReadOnlyList<Submission> Find(IEnumerable<string> paths, string homework, Action<string>? setAside = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var (chosen, named) = (new List<Submission>(), paths.ToList());
        var alone = named.Count(path => IsArchive(path) && !Directory.Exists(path)) == 1;
        foreach (var student in named.SelectMany(path => At(path, alone)).GroupBy(submission => submission.Student).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var ordered = student.OrderByDescending(one => one.Problem is null)
                .ThenByDescending(one => Path.GetFileName(one.File).Contains(homework, StringComparison.Ordinal))
                .ThenByDescending(one => one.Handed).ThenByDescending(one => one.File, StringComparer.Ordinal).ToList();
            chosen.Add(ordered[0]);
            ordered.Skip(1).ToList().ForEach(other => setAside?.Invoke($"{other.File} is set aside: {student.Key} also handed in {ordered[0].File}."));
        }

        return chosen;
    }

    private static IEnumerable<Submission> At(string path, bool alone) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(file => (File: file, Name: Path.GetRelativePath(path, file).Replace(Path.DirectorySeparatorChar, '/')))
            .Where(one => !Ignored(one.Name)).OrderBy(one => one.Name, StringComparer.Ordinal)
            .SelectMany(one => Item(one.Name, File.GetLastWriteTimeUtc(one.File), () => Opened(one.File), 0, ""))
        : !File.Exists(path) ? throw new FileNotFoundException($"{path} is not there.", path)
        : IsArchive(path) && alone && !StudentName.IsGiven(Path.GetFileName(path)) && OfClass(path) is { } found ? found
        : Item(Path.GetFileName(path), File.GetLastWriteTimeUtc(path), () => Opened(path), 0, "");

    /// <returns>Null for an archive that is one student's.</returns>
    private static List<Submission>? OfClass(string path) =>
        Archive(() => Opened(path), 0, "", new()).ToList() is var found && found is [var only] && !only.File.Contains('/') && !StudentName.IsGiven(only.File) ? null : found;

    // To open a pipe is to wait for ever. It has no length, and a file without is no notebook either.
    private static Stream Opened(string file) => new FileInfo(file).Length == 0 ? Stream.Null : File.OpenRead(file);

    private static IEnumerable<Submission> Item(string name, DateTimeOffset time, Func<Stream> open, int depth, string within, Budget? budget = null)
    {
        var full = within + name;
        if (name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase))
        {
            return [new(StudentName.Of(full), full, time, open)];
        }

        if (!IsArchive(name))
        {
            return [];
        }

        try
        {
            return depth < MostDepth ? [.. Archive(open, depth + 1, full[..^".zip".Length] + "/", budget ?? new() { Rest = Allowance })] : throw new InvalidDataException("there are archives in archives in archives");
        }
        catch (InvalidDataException broken)
        {
            return [new(StudentName.Of(full), full, time, () => Stream.Null) { Problem = $"{name} cannot be unpacked: {broken.Message.TrimEnd('.')}. Hand in the notebook itself." }];
        }
    }

    private static IEnumerable<Submission> Archive(Func<Stream> open, int depth, string within, Budget budget)
    {
        var entries = Read(open, archive => archive.Entries.Count <= MostEntries
            ? archive.Entries.Select((entry, place) => (Place: place, Name: entry.FullName.Replace('\\', '/'), Time: Time(entry))).ToArray()
            : throw new InvalidDataException($"it holds {archive.Entries.Count} files"));
        budget.Rest -= entries.Sum(entry => IsArchive(entry.Name) ? CostOfArchive : 1);
        if (depth > 0 && budget.Rest < 0)
        {
            throw new InvalidDataException("there is too much in it");
        }

        foreach (var (place, name, time) in entries.Where(entry => !Ignored(entry.Name)).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            Stream Open() => Read(open, archive => Inner(archive.Entries[place]));
            foreach (var found in name.Split('/').Contains("..") || name.StartsWith('/')
                ? [new Submission(StudentName.Of(within + Path.GetFileName(name)), within + name, time, () => Stream.Null) { Problem = "The name of the file in the archive leads out of it. Hand in the notebook itself." }]
                : Item(name, time, Open, depth, within, depth > 0 ? budget : null))
            {
                yield return found;
            }
        }
    }

    // An entry in memory, and no more of it than an archive or a notebook may have: its own word on its size is not taken.
    private static MemoryStream Inner(ZipArchiveEntry entry)
    {
        using var packed = entry.Open();
        var memory = new MemoryStream();
        var block = new byte[64 << 10];
        var most = IsArchive(entry.FullName) ? MostArchiveBytes : new Limits().NotebookBytes + 1;
        for (int count; memory.Length <= most && (count = packed.Read(block)) > 0;)
        {
            memory.Write(block, 0, count);
        }

        memory.Position = 0;
        return memory.Length <= most || !IsArchive(entry.FullName) ? memory : throw new InvalidDataException($"an archive in it is larger than {MostArchiveBytes >> 20} MB");
    }

    private static T Read<T>(Func<Stream> open, Func<ZipArchive, T> read)
    {
        using var stream = open();
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            return read(archive);
        }
        catch (Exception broken) when (broken is EndOfStreamException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException(broken.Message, broken);
        }
    }

    /// <summary>How much more one student's archives may hold, all together.</summary>
    private sealed class Budget
    {
        public int Rest { get; set; }
    }

    private static DateTimeOffset Time(ZipArchiveEntry entry)
    {
        try
        {
            return new(entry.LastWriteTime.DateTime, TimeSpan.Zero);
        }
        catch (ArgumentOutOfRangeException)
        {
            return default;
        }
    }

    private static bool IsArchive(string name) => name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    // What systems add by themselves.
    private static bool Ignored(string name) => name.EndsWith('/') || name.Split('/').Any(part => part is "__MACOSX" or ".ipynb_checkpoints" || part.StartsWith("._", StringComparison.Ordinal));
}
