using System.Security.Cryptography;
using System.Text;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>
/// Remembers on disk which cell is running. When the process is gone in the middle of a cell (a stack overflow, FailFast, out of
/// memory, killed), no code of its own can say so any more; the kernel that the front end starts in its place finds the note.
/// </summary>
internal sealed class CrashNote
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    private readonly string path;
    private string? leftBehind;

    /// <param name="connectionFile">A restarted kernel gets the connection file of the one before.</param>
    public CrashNote(string directory, string connectionFile)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(connectionFile))))[..16];
        path = Path.Combine(directory, name + ".running");
        Try(() =>
        {
            Directory.CreateDirectory(directory);
            leftBehind = File.Exists(path) ? File.ReadAllText(path) : null;
            foreach (var old in Directory.EnumerateFiles(directory, "*.running").Where(file => DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > Kept))
            {
                File.Delete(old);
            }
        });
    }

    public void Begin(int number, string code) => Try(() => File.WriteAllText(path, $"cell {number}: {FirstLine(code)}"));

    /// <summary>The cell ended, or the kernel ends in an orderly way.</summary>
    public void End() => Try(() => File.Delete(path));

    /// <summary>Tells, once, how the kernel before this one ended.</summary>
    public void ShowOnce(ICellOutput output)
    {
        if (Interlocked.Exchange(ref leftBehind, null) is { Length: > 0 } cell)
        {
            output.Write(StreamName.StandardError,
                $"The kernel before this one ended abruptly while it ran {cell}\nUsual reasons: recursion without end, memory used up, Environment.FailFast, or the process was killed. "
                + "Its variables are lost: run the cells above again.\n");
        }
    }

    private static string FirstLine(string code)
    {
        var line = code.Trim().Split('\n')[0].TrimEnd();
        return line.Length <= 100 ? line : line[..100] + " …";
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The note is a courtesy: without a place to write it the kernel works all the same.
        }
    }
}
