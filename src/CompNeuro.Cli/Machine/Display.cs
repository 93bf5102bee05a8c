namespace CompNeuro.Cli.Machine;

internal static class Display
{
    /// <summary>A person is there who would see a window: a terminal, and a screen (or the terminal of VS Code, which opens on theirs).</summary>
    internal static bool CanOpen =>
        !Console.IsOutputRedirected && !Console.IsInputRedirected && Environment.GetEnvironmentVariable("CI") is null
        && (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
            || Has("DISPLAY") || Has("WAYLAND_DISPLAY") || Has("WSL_DISTRO_NAME") || Environment.GetEnvironmentVariable("TERM_PROGRAM") == "vscode");

    private static bool Has(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 };
}
