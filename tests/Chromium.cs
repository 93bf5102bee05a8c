using CompNeuro.Cli.Machine;
using Microsoft.Playwright;

/// <summary>The browser of this machine, for tests of pages.</summary>
internal static class Chromium
{
    public const string Missing = "Chromium is not installed here (on Debian: apt install chromium).";

    public static bool IsThere => Browser.Find() is not null;

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Browser.Find(), Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
    });
}
