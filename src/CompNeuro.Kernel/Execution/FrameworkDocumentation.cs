using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace CompNeuro.Kernel.Execution;

/// <summary>
/// The documentation of the .NET class library, from the reference pack that comes with the SDK. What a program runs on is
/// cut into other assemblies than the pack, so several of its files may describe a type.
/// </summary>
internal sealed class FrameworkDocumentation(string assembly) : DocumentationProvider
{
    private static readonly string[] CoreFiles = ["System.Runtime", "System.Collections", "System.Threading", "System.Memory", "System.Linq", "System.Numerics.Vectors", "System.Runtime.Numerics"];
    private static readonly ConcurrentDictionary<string, PackFile?> Files = new();
    private static readonly Lazy<string?> Pack = new(FindPack);

    private string Assembly => assembly;

    public override bool Equals(object? obj) => obj is FrameworkDocumentation other && other.Assembly == assembly;

    public override int GetHashCode() => assembly.GetHashCode(StringComparison.Ordinal);

    protected override string? GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default)
    {
        foreach (var file in CoreFiles.Prepend(assembly).Distinct())
        {
            if (Files.GetOrAdd(file, Open) is { } found && found.Find(documentationMemberID, preferredCulture, cancellationToken) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }

    private static PackFile? Open(string name) =>
        Pack.Value is { } pack && Path.Combine(pack, name + ".xml") is var file && File.Exists(file) ? new PackFile(file) : null;

    private static string? FindPack()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        var packs = Path.Combine(root, "packs", "Microsoft.NETCore.App.Ref");
        return Directory.Exists(packs)
            ? Directory.EnumerateDirectories(packs, $"{Environment.Version.Major}.*").Select(p => Path.Combine(p, "ref", $"net{Environment.Version.Major}.0")).LastOrDefault(Directory.Exists)
            : null;
    }

    private sealed class PackFile(string path) : XmlDocumentationProvider
    {
        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        public override int GetHashCode() => path.GetHashCode(StringComparison.Ordinal);

        public string? Find(string id, CultureInfo culture, CancellationToken cancellation) => GetDocumentationForSymbol(id, culture, cancellation);

        protected override Stream GetSourceStream(CancellationToken cancellationToken) => File.OpenRead(path);
    }
}
