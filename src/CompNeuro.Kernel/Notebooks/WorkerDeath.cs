namespace CompNeuro.Kernel.Notebooks;

/// <summary>Reads the runtime's last words.</summary>
internal static class WorkerDeath
{
    private const int Killed = 128 + 9;

    /// <param name="orderly">The process said that it was about to exit.</param>
    /// <returns>The end of a sentence that begins with "the cell".</returns>
    internal static string Explain(int exitCode, bool orderly, string errorText)
    {
        var lines = errorText.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var overflow = Array.FindIndex(lines, line => line.StartsWith("Stack overflow", StringComparison.Ordinal));
        if (overflow >= 0)
        {
            var frame = lines.Skip(overflow).FirstOrDefault(line => line.StartsWith("at ", StringComparison.Ordinal));
            return $"overflowed the stack{(frame is null ? "" : " " + Shorten(frame))}: does a function call itself without end?";
        }
        if (Array.Exists(lines, line => line.StartsWith("Out of memory", StringComparison.Ordinal)))
        {
            return "used up the memory, and the process that ran it ended";
        }
        var unhandled = Array.Find(lines, line => line.StartsWith("Unhandled exception.", StringComparison.Ordinal));
        if (unhandled is not null)
        {
            return $"let an exception escape on a thread of its own, which ends the process: {unhandled["Unhandled exception.".Length..].Trim()}";
        }
        if (orderly)
        {
            return $"ended the process (Environment.Exit, exit code {exitCode}): later cells cannot run";
        }
        if (exitCode == Killed)
        {
            return "was killed from outside (signal 9), which is what the system does to a process that takes too much memory";
        }
        var last = lines.Length > 0 ? $"; its last words: {lines[^1]}" : "";
        return $"crashed the process that ran it (exit code {exitCode}){last}";
    }

    /// <summary><c>at Submission#3.Deep(Int32)</c> becomes <c>in Deep(Int32)</c>.</summary>
    private static string Shorten(string frame)
    {
        var name = frame["at ".Length..];
        var parameters = name.IndexOf('(', StringComparison.Ordinal);
        var dot = name.LastIndexOf('.', parameters < 0 ? name.Length - 1 : parameters);
        return $"in {name[(dot + 1)..]}";
    }
}
