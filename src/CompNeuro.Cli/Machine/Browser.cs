namespace CompNeuro.Cli.Machine;

/// <summary>A browser of the Chromium family.</summary>
internal static class Browser
{
    private static readonly string[] Names = ["chromium", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge", "chromium-browser"];

    private static readonly string[] Places =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        @"%ProgramFiles%\Google\Chrome\Application\chrome.exe", @"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
        @"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    ];

    /// <summary>The absolute path of one on the PATH or where such browsers are installed, or null.</summary>
    internal static string? Find() => Programs.Find(Names) ?? Places.Select(Environment.ExpandEnvironmentVariables).FirstOrDefault(File.Exists);
}
