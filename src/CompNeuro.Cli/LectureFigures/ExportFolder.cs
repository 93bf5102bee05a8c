using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CompNeuro.Grading.Batch;

namespace CompNeuro.Cli.LectureFigures;

/// <summary>What a file of an <see cref="ExportFolder"/> shows, and how it was made.</summary>
internal sealed record ExportedFile(string File, string Id, string Title, string AltText, string Theme, string Size, IReadOnlyDictionary<string, string> Parameters, string Sha256);

/// <summary>A folder of exported figures, with a list of them (<c>index.json</c>) by which its own files are told from those of others.</summary>
internal sealed class ExportFolder
{
    private const string Index = "index.json";

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _path;
    private readonly Dictionary<string, ExportedFile> _found;

    internal ExportFolder(string path)
    {
        _path = Path.GetFullPath(path);
        _found = Listed();
    }

    internal string PathTo(string file) => Path.Combine(_path, file);

    /// <exception cref="UserError">A file of that name is there and was not written by this command, or was changed since.</exception>
    internal void MustNotLose(IEnumerable<string> files)
    {
        var others = files.Where(file => File.Exists(PathTo(file)) && (!_found.TryGetValue(file, out var listed) || listed.Sha256 != Hash(File.ReadAllBytes(PathTo(file))))).ToList();
        if (others.Count > 0)
        {
            throw new UserError($"{PathTo(others[0])}{(others.Count == 1 ? "" : $" and {others.Count - 1} more")} would be overwritten, and {(others.Count == 1 ? "is" : "are")} not as this command wrote {(others.Count == 1 ? "it" : "them")}. Name another folder with --output, or add --overwrite.");
        }
    }

    internal void Write(IReadOnlyList<(ExportedFile File, byte[] Bytes)> files)
    {
        foreach (var (file, bytes) in files)
        {
            WholeFile.Write(PathTo(file.File), bytes);
        }
        Alone(() =>
        {
            var listed = Listed();
            foreach (var (file, bytes) in files)
            {
                listed[file.File] = file with { Sha256 = Hash(bytes) };
            }
            WholeFile.Write(PathTo(Index), JsonSerializer.SerializeToUtf8Bytes(listed.Values.Where(one => File.Exists(PathTo(one.File))), Readable));
        });
    }

    private Dictionary<string, ExportedFile> Listed()
    {
        try
        {
            var files = File.Exists(PathTo(Index)) ? JsonSerializer.Deserialize<ExportedFile[]>(File.ReadAllBytes(PathTo(Index)), Readable)! : [];
            return files.ToDictionary(file => file.File);
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or NullReferenceException)
        {
            throw new UserError($"{PathTo(Index)} is not the list of figures that this command writes: it would be lost. Name another folder with --output.", problem);
        }
    }

    /// <summary>Keeps other exports to this folder from adding to the list meanwhile, or one of the additions would be lost.</summary>
    private void Alone(Action action)
    {
        using var turn = new Mutex(false, $@"Global\CompNeuro.{Hash(Encoding.UTF8.GetBytes(_path))}");
        try
        {
            turn.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // One that was killed meanwhile: the list is written whole or not at all, and it is this one's turn.
        }
        try
        {
            action();
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
