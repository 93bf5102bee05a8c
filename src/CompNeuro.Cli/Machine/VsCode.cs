using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompNeuro.Cli.Machine;

/// <summary>Visual Studio Code on this machine.</summary>
internal static class VsCode
{
    private static readonly string[] Extensions = ["ms-toolsai.jupyter", "ms-dotnettools.csharp"];

    internal static string? Program => Programs.Find("code", "codium");

    internal static async Task<IReadOnlyList<CheckResult>> CheckAsync(CancellationToken cancellation)
    {
        if (Program is not { } code)
        {
            return [new("VS Code", CheckState.Advice, "not found", "Optional: install Visual Studio Code, and its command \"code\", to study the notebooks in it.")];
        }
        var (_, output) = await Programs.AskAsync(code, ["--list-extensions"], TimeSpan.FromSeconds(20), cancellation);
        var missing = Extensions.Where(name => !output.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return
        [
            new("VS Code", CheckState.Good, code),
            missing.Count == 0
                ? new("VS Code extensions", CheckState.Good, string.Join(", ", Extensions))
                : new("VS Code extensions", CheckState.Advice, $"missing: {string.Join(", ", missing)}", string.Join("; ", missing.Select(name => $"code --install-extension {name}"))),
            CheckSettings(),
        ];
    }

    /// <summary>The Jupyter extension asks for completions only after characters it knows for the language, and it knows none for C#.</summary>
    private static CheckResult CheckSettings()
    {
        const string Setting = "jupyter.completionTriggerCharacters";
        const string Line = $$"""Add to the user settings: "{{Setting}}": {"c#": ["."], "csharp": ["."]}""";
        var path = SettingsFile();
        try
        {
            var settings = File.Exists(path)
                ? JsonNode.Parse(File.ReadAllText(path), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })
                : null;
            return (settings as JsonObject)?[Setting] is JsonObject languages && (languages.ContainsKey("c#") || languages.ContainsKey("csharp"))
                ? new CheckResult("VS Code completion", CheckState.Good, $"{Setting} in {path}")
                : new CheckResult("VS Code completion", CheckState.Advice, $"{Setting} is not set in {path}", $"{Line} (this folder's own settings have it already).");
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            return new CheckResult("VS Code completion", CheckState.Advice, $"{path} cannot be read: {problem.Message}", Line);
        }
    }

    private static string SettingsFile() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "Code", "User", "settings.json");
}
