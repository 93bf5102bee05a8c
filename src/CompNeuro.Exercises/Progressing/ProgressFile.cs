using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompNeuro.Exercises;

/// <summary>
/// What a student has reached, in a small file of their own: for each exercise the best try and the last. Exercises it holds and this edition does not know are kept.
/// </summary>
/// <param name="path">The file. <c>COMPNEURO_PROGRESS</c> names another than the user's own.</param>
internal sealed class ProgressFile(string path)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static ProgressFile OfUser => new(Environment.GetEnvironmentVariable("COMPNEURO_PROGRESS") is { Length: > 0 } named
        ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "compneuro", "progress.json"));

    /// <summary>Keeps a verdict; a stub leaves no trace.</summary>
    /// <returns>What the student should know of it; empty if all went well.</returns>
    public string Keep(Verdict verdict) => verdict.Outcome is Outcome.Missing ? "" : Exclusively(file =>
    {
        var exercises = (JsonObject)file["exercises"]!;
        var now = new Try(verdict.Outcome, (double)verdict.ChecksPassed / verdict.Checks).ToJson();
        var entry = exercises[verdict.Exercise] as JsonObject;
        var best = Try.Of(entry?["best"]) is { } earlier && earlier.Share >= Try.Of(now)!.Share ? entry!["best"]!.DeepClone() : now.DeepClone();
        exercises[verdict.Exercise] = new JsonObject { ["best"] = best, ["last"] = now };
        Write(file);
    });

    /// <summary>The best and the last try of every exercise, and what the student should know.</summary>
    public (IReadOnlyDictionary<string, (Try Best, Try Last)> Tries, string Note) Read()
    {
        var tries = new Dictionary<string, (Try, Try)>();
        if (!File.Exists(path))
        {
            return (tries, "");
        }

        var note = Exclusively(file =>
        {
            foreach (var (id, entry) in (JsonObject)file["exercises"]!)
            {
                if (entry is JsonObject && Try.Of(entry["best"]) is { } best && Try.Of(entry["last"]) is { } last)
                {
                    tries[id] = (best, last);
                }
            }
        });
        return (tries, note);
    }

    /// <summary>Works on the file's content while no other notebook can.</summary>
    private string Exclusively(Action<JsonObject> work)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using var turn = Lock();
            var content = Load(out var note);
            work(content);
            return note;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return $"Your progress could not be kept in {path}: {problem.Message}";
        }
    }

    private FileStream Lock()
    {
        for (var until = DateTime.UtcNow + Patience; ; Thread.Sleep(10))
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path + ".lock") && DateTime.UtcNow < until)
            {
                // Another notebook has it, for a moment.
            }
        }
    }

    private JsonObject Load(out string note)
    {
        note = "";
        if (!File.Exists(path))
        {
            return Empty();
        }

        try
        {
            if (JsonNode.Parse(File.ReadAllBytes(path)) is JsonObject file && file["exercises"] is JsonObject)
            {
                return file;
            }
        }
        catch (JsonException)
        {
            // Set aside below, like a file of another form.
        }

        var aside = $"{path}.unreadable-{DateTime.UtcNow:yyyyMMdd-HHmmss-fff}";
        File.Move(path, aside);
        note = $"The file of your progress could not be read. It was set aside as {aside}, and a new one begun.";
        return Empty();
    }

    private static JsonObject Empty() => new() { ["exercises"] = new JsonObject() };

    private void Write(JsonObject file)
    {
        var next = path + ".new";
        using (var stream = File.Create(next))
        {
            JsonSerializer.Serialize(stream, file, Indented);
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }
}

/// <summary>How far one try at an exercise came.</summary>
/// <param name="Share">Checks passed, as a fraction of all.</param>
internal sealed record Try(Outcome Outcome, double Share)
{
    public JsonObject ToJson() => new() { ["outcome"] = Outcome.ToString(), ["share"] = Share };

    /// <summary>Null for what is not a try.</summary>
    public static Try? Of(JsonNode? node) =>
        node is JsonObject one && one["outcome"] is JsonValue outcome && outcome.TryGetValue<string>(out var word) && Enum.TryParse<Outcome>(word, out var parsed)
        && one["share"] is JsonValue share && share.TryGetValue<double>(out var fraction) && fraction is >= 0 and <= 1
            ? new(parsed, fraction)
            : null;
}
