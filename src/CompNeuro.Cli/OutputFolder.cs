namespace CompNeuro.Cli;

/// <summary>A folder that a long run writes to at its end.</summary>
internal static class OutputFolder
{
    /// <summary>Tries whether files can be written there, better before the run than after it, and leaves nothing behind.</summary>
    /// <exception cref="UserError">They cannot; the message says why.</exception>
    internal static void MustBeWritable(string folder)
    {
        try
        {
            var isNew = !Directory.Exists(folder);
            Directory.CreateDirectory(folder);
            using (var attempt = new FileStream(Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                attempt.WriteByte(0);
            }
            if (isNew)
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserError($"Nothing can be written to the folder \"{folder}\": {problem.Message} Name another one with --output.", problem);
        }
    }
}
