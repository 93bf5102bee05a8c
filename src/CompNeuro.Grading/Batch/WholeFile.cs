namespace CompNeuro.Grading.Batch;

/// <summary>Files that are there as a whole or not at all.</summary>
public static class WholeFile
{
    private static readonly string Here = $".{Environment.MachineName}.tmp";

    /// <summary>Writes a file, and its folder where there is none.</summary>
    /// <exception cref="IOException">It cannot be written; what was there before still is.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = Temporary(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>A name beside the file that no other program takes at the same time.</summary>
    internal static string Temporary(string path) => $"{path}.{Environment.ProcessId}{Here}";

    /// <summary>Removes what programs on this machine left that were killed while they wrote. Other machines may be writing to the same folder.</summary>
    internal static void Clean(string folder)
    {
        foreach (var left in Directory.Exists(folder) ? Directory.GetFiles(folder, $"*{Here}") : [])
        {
            if (int.TryParse(left[..^Here.Length].Split('.')[^1], out var process) && !Directory.Exists($"/proc/{process}"))
            {
                File.Delete(left);
            }
        }
    }
}
