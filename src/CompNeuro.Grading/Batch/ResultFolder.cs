using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CompNeuro.Grading.Batch;

/// <summary>The results of a class, one file each, named by what the mark rests on: a mark that is there need not be made again, and one that rests on something else is not taken for it.</summary>
/// <param name="path">The folder; it is made when the first result is kept.</param>
public sealed class ResultFolder(string path)
{
    public string Path => path;

    /// <summary>The file of one student's result.</summary>
    public string FileOf(string student, string file, Receipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var key = string.Join('\n', student, file, receipt.Submission, receipt.Homework, receipt.Grader, receipt.Seed, receipt.Isolation);
        return System.IO.Path.Combine(path, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32]}.json");
    }

    /// <summary>A result that stands; null where there is none, or the grader failed and it must be made again.</summary>
    public SubmissionResult? Find(string student, string file, Receipt receipt)
    {
        try
        {
            return ResultJson.Read(File.ReadAllBytes(FileOf(student, file, receipt))) is { Status: not Status.InfrastructureError } result
                && result.Student == student && result.File == file && result.Receipt == receipt ? result : null;
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps a result, whole or not at all, whatever happens to this program or this machine meanwhile.</summary>
    /// <exception cref="IOException">The disk is full, or nothing can be written there.</exception>
    public void Keep(SubmissionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        WholeFile.Write(FileOf(result.Student, result.File, result.Receipt), ResultJson.Write(result));
    }

    /// <summary>All results, ordered by student.</summary>
    /// <exception cref="InvalidDataException">A file in the folder is not a result.</exception>
    public IReadOnlyList<SubmissionResult> All() =>
        !Directory.Exists(path) ? [] : [.. Directory.GetFiles(path, "*.json").Select(Read).OrderBy(result => result.Student, StringComparer.Ordinal).ThenBy(result => result.File, StringComparer.Ordinal)];

    /// <exception cref="InvalidDataException">The file is not a result.</exception>
    internal static SubmissionResult Read(string file)
    {
        try
        {
            return ResultJson.Read(File.ReadAllBytes(file));
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{file} is not a result: delete it and grade again.", broken);
        }
    }
}
