using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>The file by which front ends find and start a kernel (<c>kernels/NAME/kernel.json</c>).</summary>
/// <param name="Name">Lower-case letters, digits, <c>-</c>, <c>.</c> and <c>_</c>: the name in a notebook's metadata.</param>
/// <param name="DisplayName">What menus show.</param>
/// <param name="Arguments">The command that starts the kernel, program first, with absolute paths and <c>{connection_file}</c>.</param>
public sealed record KernelSpecification(string Name, string DisplayName, string Language, IReadOnlyList<string> Arguments)
{
    private const string FileName = "kernel.json";
    private const string Owner = "installed_by";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Logos = ["logo-32x32.png", "logo-64x64.png"];

    /// <summary>Writes the specification, in place of an earlier one of ours. A front end sees the old one or the new one, never half of it.</summary>
    /// <param name="dataDirectory"><see cref="JupyterPaths.UserData"/> where null.</param>
    /// <returns>The directory it was written to.</returns>
    /// <exception cref="InvalidOperationException">Somebody else's kernel has this name.</exception>
    /// <exception cref="ArgumentException">The name or the command cannot be used.</exception>
    public string Install(string? dataDirectory = null)
    {
        Check();
        var directory = DirectoryIn(dataDirectory);
        if (File.Exists(Path.Combine(directory, FileName)) && !IsOurs(directory))
        {
            throw new InvalidOperationException($"Another program's kernel is named {Name} ({directory}). It was left as it is; remove it with \"jupyter kernelspec remove {Name}\" if it is not needed.");
        }

        Directory.CreateDirectory(directory);
        foreach (var logo in Logos)
        {
            using var image = typeof(KernelSpecification).Assembly.GetManifestResourceStream(logo)!;
            Replace(Path.Combine(directory, logo), image.CopyTo);
        }

        // Last, because a directory without this file is no kernel.
        Replace(Path.Combine(directory, FileName), file => file.Write(JsonSerializer.SerializeToUtf8Bytes(ToJson(), Readable)));
        return directory;
    }

    /// <summary>Removes what <see cref="Install"/> wrote, and nothing else.</summary>
    /// <returns>The directory, or null when there was nothing of ours.</returns>
    public string? Remove(string? dataDirectory = null)
    {
        var directory = DirectoryIn(dataDirectory);
        if (!IsOurs(directory))
        {
            return null;
        }

        foreach (var file in Logos.Prepend(FileName))
        {
            File.Delete(Path.Combine(directory, file));
        }

        if (!Directory.EnumerateFileSystemEntries(directory).Any())
        {
            Directory.Delete(directory);
        }

        return directory;
    }

    /// <summary>The directory of this kernel, and whether the specification in it is ours.</summary>
    public (string Directory, bool IsInstalled) Find(string? dataDirectory = null) => (DirectoryIn(dataDirectory), IsOurs(DirectoryIn(dataDirectory)));

    private static void Replace(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}";
        try
        {
            using (var file = File.Create(temporary))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private string DirectoryIn(string? dataDirectory) => Path.Combine(dataDirectory ?? JupyterPaths.UserData, "kernels", Name);

    private void Check()
    {
        if (Name.Length == 0 || !Name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '.' or '_') || Name.All(character => character == '.'))
        {
            throw new ArgumentException($"A kernel cannot be named \"{Name}\": Jupyter allows lower-case letters, digits, '-', '.' and '_'.");
        }

        if (Arguments is not [var program, ..] || !Path.IsPathFullyQualified(program))
        {
            throw new ArgumentException($"The command of a kernel should start with the absolute path of its program; \"{string.Join(' ', Arguments)}\" does not.");
        }

        if (!Arguments.Any(argument => argument.Contains("{connection_file}", StringComparison.Ordinal)))
        {
            throw new ArgumentException($"The command of a kernel should contain {{connection_file}}; \"{string.Join(' ', Arguments)}\" does not.");
        }
    }

    private JsonObject ToJson() => new()
    {
        ["argv"] = new JsonArray([.. Arguments.Select(argument => JsonValue.Create(argument))]),
        ["display_name"] = DisplayName,
        ["language"] = Language,
        ["interrupt_mode"] = "message",
        ["metadata"] = new JsonObject { ["debugger"] = false, [Owner] = Name },
    };

    private bool IsOurs(string directory)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(Path.Combine(directory, FileName)))?["metadata"]?[Owner]?.GetValue<string>() == Name;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
