using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CompNeuro.Cli.Kernels;

/// <summary>
/// The copies of this program that kernels run from, in the user's data folder. Each is keyed by the content it was made from and
/// never changes, so neither a rebuild of the course nor an update breaks a kernel that is running.
/// </summary>
internal static class KernelCopies
{
    /// <summary>Ends the name of a copy that was not compiled ahead of time.</summary>
    internal const string PlainSuffix = "-plain";
    internal const string Program = "CompNeuro.Cli.dll";

    private const string Staging = ".staging-";
    private const string InUse = "in-use";

    internal static string Folder { get; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "compneuro", "kernel");

    /// <summary>The key of the program that is running now.</summary>
    internal static string CurrentKey { get; } = RunsFromCopy
        ? Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)).Replace(PlainSuffix, "", StringComparison.Ordinal)
        : HashOf(AppContext.BaseDirectory);

    internal static bool RunsFromCopy => Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)) == Folder;

    /// <summary>A copy of the current program, compiled where there is one; null when there is none.</summary>
    internal static string? Current()
    {
        var compiled = Path.Combine(Folder, CurrentKey);
        return File.Exists(Path.Combine(compiled, Program)) ? compiled
            : File.Exists(Path.Combine(compiled + PlainSuffix, Program)) ? compiled + PlainSuffix : null;
    }

    internal static string NewStaging()
    {
        var path = Path.Combine(Folder, Staging + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>Makes a finished staging folder the copy of that name, in one step.</summary>
    internal static string Accept(string staging, string name)
    {
        File.WriteAllText(Path.Combine(staging, InUse), "");
        var target = Path.Combine(Folder, name);
        try
        {
            Directory.Move(staging, target);
        }
        catch (IOException) when (File.Exists(Path.Combine(target, Program)))
        {
            Directory.Delete(staging, recursive: true);
        }
        return target;
    }

    /// <summary>Marks the copy that this process runs from as in use until the process ends.</summary>
    internal static IDisposable? MarkInUse()
    {
        var path = Path.Combine(AppContext.BaseDirectory, InUse);
        try
        {
            return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Deletes copies that no kernel runs from.</summary>
    /// <param name="keep">A copy to keep; null to keep none.</param>
    /// <returns>How many were deleted, and how many stay because a kernel is running.</returns>
    internal static (int Deleted, int Running) Prune(string? keep)
    {
        var (deleted, running) = (0, 0);
        foreach (var path in Directory.Exists(Folder) ? Directory.GetDirectories(Folder) : [])
        {
            var name = Path.GetFileName(path);
            if (path == keep || (name.StartsWith(Staging, StringComparison.Ordinal) && Directory.GetCreationTimeUtc(path) > DateTime.UtcNow.AddHours(-1)))
            {
                continue;
            }
            if (TryDelete(path))
            {
                deleted++;
            }
            else
            {
                running++;
            }
        }
        return (deleted, running);
    }

    private static bool TryDelete(string path)
    {
        var mark = Path.Combine(path, InUse);
        var aside = Path.Combine(Folder, $"{Staging}gone-{Guid.NewGuid():N}");
        try
        {
            if (File.Exists(mark))
            {
                using var alone = new FileStream(mark, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            Directory.Move(path, aside);
            Directory.Delete(aside, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Over our own assemblies and the list of packages; the packages themselves are fixed by that list.</summary>
    private static string HashOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(RuntimeInformation.RuntimeIdentifier));
        foreach (var path in Directory.GetFiles(folder, "CompNeuro*").Order(StringComparer.Ordinal))
        {
            if (Path.GetExtension(path) is ".dll" or ".json")
            {
                hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(path)));
                hash.AppendData(File.ReadAllBytes(path));
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
