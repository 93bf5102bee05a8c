using System.Security.Cryptography;

namespace CompNeuro.Grading.Judging;

/// <summary>The grader's version, and the hash of the course's code that judges and runs.</summary>
internal static class GraderVersion
{
    public static string Text { get; } = $"{typeof(GraderVersion).Assembly.GetName().Version!.ToString(3)} {Hash()}";

    private static string Hash()
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(typeof(GraderVersion).Assembly.Location)!, "CompNeuro*.dll", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is "CompNeuro.dll" or "CompNeuro.Exercises.dll" or "CompNeuro.Figures.dll" or "CompNeuro.Grading.dll" or "CompNeuro.Grading.Runner.dll").Order(StringComparer.Ordinal))
        {
            all.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }
}
