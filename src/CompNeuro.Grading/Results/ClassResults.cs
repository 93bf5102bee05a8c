using CompNeuro.Grading.Batch;

namespace CompNeuro.Grading;

/// <summary>The results of a class, from the folder in which grading left them.</summary>
public static class ClassResults
{
    /// <summary>One per student, ordered by student: the newest, where somebody handed in again.</summary>
    /// <exception cref="IOException">There is no such folder, or it holds no results.</exception>
    /// <exception cref="InvalidDataException">A file in it is not a result.</exception>
    public static IReadOnlyList<SubmissionResult> Read(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        return files.Length == 0
            ? throw new IOException($"There are no results in {folder}. Name the folder that compneuro grade wrote them to.")
            : [.. files.OrderByDescending(File.GetLastWriteTimeUtc).ThenBy(file => file, StringComparer.Ordinal).Select(ResultFolder.Read).DistinctBy(result => result.Student).OrderBy(result => result.Student, StringComparer.Ordinal)];
    }
}
